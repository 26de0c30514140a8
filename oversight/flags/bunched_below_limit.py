"""Bunched just below the limit: in a year many sums lie right under the limit, few right over it.

Why it matters: sums fall evenly by themselves; it is worth asking why they heap up under a limit.
Innocent when: the same thing is bought for many schools at one price that lies there.
Source: our reading of the name of red flag R002 of the Open Contracting Partnership (2024); just
below is a tenth of the limit to either side, a default of this project, no norm.
"""

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.year_matter import YearMatter

CODE = "R002"
VERSION = "1.0"
STANDING = "default"
OCP = "R002"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
LIMITS = ("direct_purchase_year",)
LEAST = 5
"""Fewer sums on both sides tell nothing: a default of this project, no norm."""
TIMES = 3
"""So many times more below than above is a heap: likewise."""


def look(matter: YearMatter) -> Look:
    """Raised where at least 5 estimates lie within a tenth of the limit of direct purchases, and
    more than 3 times as many below (and at) it as above. Each is beside the limit of its day."""
    known = matter.buying
    if known.limit is None:
        return cannot_say("no_threshold")
    near = known.below + known.above
    if near < LEAST:
        return cannot_say("too_few", have=near, need=LEAST)
    told = {
        "just_below": known.below,
        "just_above": known.above,
        "threshold": known.limit.amount,
        "threshold_standing": known.limit.standing,
        "threshold_source": known.limit.source,
    }
    return noted(**told) if known.below > TIMES * known.above else not_raised(**told)
