"""Only one offer: one supplier alone made an offer, though the method is open to more.

Why it matters: without a second offer nobody sees whether the price is fair.
Innocent when: few sell the thing near here, as in a remote village, or the announcement reached
nobody in time.
Source: red flag R018 as Cardinal of the Open Contracting Partnership defines it.
"""

from oversight.cardinal import one
from oversight.flags.offers import unopened
from oversight.flags.result import Look, not_raised, noted
from oversight.matter import Matter

CODE = "R018"
VERSION = "1.0"
STANDING = "default"
OCP = "R018"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where one supplier alone offered, for all or for lots; a rejected offer counts."""
    early = unopened(matter)
    if early:
        return early
    tenderers = len(matter.bidding.tenderers)
    raised = one.single(tenderers, matter.bidding.openness)
    return noted(tenderers=tenderers) if raised else not_raised(tenderers=tenderers)
