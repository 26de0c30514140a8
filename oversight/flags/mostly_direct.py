"""Mostly without competition: a far larger part of a year's purchases than with other holders.

Why it matters: competition is the rule and buying directly the exception.
Innocent when: all needs were small, or the place is remote and has one supplier.
Source: our reading of the name of red flag R013 of the Open Contracting Partnership (2024); fences
by Tukey over all holders of the year.
"""

from decimal import Decimal

from oversight.flags.concerns import percent
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.year_matter import YearMatter

CODE = "R013"
VERSION = "1.0"
STANDING = "default"
OCP = "R013"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
LEAST = 10
"""Purchases of a holder's year: fewer tell nothing. A default of this project, no norm."""
HOLDERS = 5
"""Holders with as many: fewer make no fence. Likewise."""
FENCE = "high_fence"


def look(matter: YearMatter) -> Look:
    """Raised where the share of purchases without competition is above the high fence of all
    holders with at least 10 purchases in the year, per cent; the fence is taken by night."""
    known = matter.buying
    if known.purchases < LEAST:
        return cannot_say("too_few", have=known.purchases, need=LEAST)
    fence = matter.measures.of(CODE, FENCE, str(matter.year))
    if fence is None:
        return cannot_say("not_measured")
    if fence.count < HOLDERS:
        return cannot_say("too_few", have=fence.count, need=HOLDERS)
    share = percent(Decimal(known.direct), Decimal(known.purchases))
    told = {
        "year_purchases": known.purchases,
        "year_direct": known.direct,
        "direct_percent": share,
        "fence_percent": fence.value,
        "holders_compared": fence.count,
    }
    return noted(**told) if share > fence.value else not_raised(**told)
