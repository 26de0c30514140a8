"""Offers often, seldom wins: one of those who offered does so more often than most, and wins far
less of it than others.

Why it matters: who offers again and again and does not mind losing may only make a contest look
like one.
Innocent when: the supplier is new, is far away, or sells dearer goods of a better make.
Source: red flag R025 as Cardinal of the Open Contracting Partnership defines it, of suppliers with
at least 5 valid offers; where its fence is not above zero, its example of a fixed share of 5%.
"""

from decimal import Decimal

from oversight.bidding import PROCESSES
from oversight.flags.offers import NOT_COMPARED, fence, rounded, unopened
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "R025"
VERSION = "1.0"
STANDING = "default"
OCP = "R025"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
SELDOM = Decimal("0.05")
"""The fixed share in the documentation of Cardinal."""


def look(matter: Matter) -> Look:
    """Raised where a supplier with a valid offer here is a frequent loser.

    That is: its contests with a valid offer reach the third quartile of all suppliers, and the
    share it won is at most their lower fence, as counted last night. Facts are those of the one
    that won least.
    """
    early = unopened(matter)
    if early:
        return early
    often = matter.measures.of(CODE, "often")
    if often is None:
        return NOT_COMPARED
    offered = sorted(set().union(*(one.process.qualified for one in matter.bidding.contests)))
    told = [(one, matter.measures.of(CODE, "won", str(one))) for one in offered]
    found = [(won.value, supplier, won.count) for supplier, won in told if won]
    if not found:
        return cannot_say("seldom_offers", need=PROCESSES)
    share, of = fence(matter, CODE, "fence", SELDOM)
    out = [one for one in found if one[2] >= often.value and one[0] <= share]
    if not out:
        return not_raised(share=rounded(share), share_of=of)
    ratio, _, offers = min(out)
    return noted(
        suppliers=[supplier for _, supplier, _ in out],
        contests=offers,
        won=rounded(ratio),
        share=rounded(share),
        share_of=of,
    )
