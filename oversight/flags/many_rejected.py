"""Offers often rejected: an offer was rejected, and the buyer rejects, or the supplier has
rejected, far more offers than others.

Why it matters: a buyer can keep a contest for one by rejecting the others; a supplier can offer
what must be rejected, so that it looks like a contest.
Innocent when: few sellers here know how to write an offer, or the buyer asks for papers that are
hard to get.
Source: red flag R038 as Cardinal of the Open Contracting Partnership defines it, of buyers with at
least 5 contests and suppliers with at least 5 offers; where its fence is not above zero, its
example of a fixed share of one half.
"""

from decimal import Decimal

from oversight.bidding import PROCESSES
from oversight.flags.offers import NOT_COMPARED, fence, rounded, unopened
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter
from oversight.measures import Measure

CODE = "R038"
VERSION = "1.0"
STANDING = "default"
OCP = "R038"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
OFTEN = Decimal("0.5")
"""The fixed share in the documentation of Cardinal."""


def look(matter: Matter) -> Look:
    """Raised where the share of rejected offers reaches the upper fence, as counted last night.

    Looked at are the buyer and those suppliers whose offers were rejected here; a purchase in which
    none was rejected raises nothing. Facts are those of the buyer, if it is out of the fence.
    """
    early = unopened(matter)
    if early:
        return early
    out = sorted(set().union(*(one.process.disqualified for one in matter.bidding.contests)))
    if not out:
        return not_raised(rejected=0)
    if matter.measures.of(CODE, "taken") is None:
        return NOT_COMPARED
    buyer = matter.measures.of(CODE, "buyer", matter.place)
    told = [(one, matter.measures.of(CODE, "supplier", str(one))) for one in out]
    suppliers = [(one, share) for one, share in told if share]
    if buyer is None and not suppliers:
        return cannot_say("seldom_offers", need=PROCESSES)
    share, of = fence(matter, CODE, "fence_buyer", OFTEN)
    if buyer and buyer.value >= share:
        return noted(whose="buyer", **_facts(buyer, share, of))
    share, of = fence(matter, CODE, "fence_supplier", OFTEN)
    found = [(one, measure) for one, measure in suppliers if measure.value >= share]
    if not found:
        return not_raised(rejected=len(out))
    _, most = max(found, key=lambda one: one[1].value)
    names = [supplier for supplier, _ in found]
    return noted(whose="supplier", suppliers=names, **_facts(most, share, of))


def _facts(measure: Measure, share: Decimal, of: str) -> dict[str, object]:
    return {
        "offers": measure.count,
        "rejected_share": rounded(measure.value),
        "share": rounded(share),
        "share_of": of,
    }
