"""Offers far apart: the highest valid offer for the same is at least 30% above the lowest, as a
share of the highest.

Why it matters: offers so far apart say that the task was not clear, or that some were made to lose.
Innocent when: the offers are for goods of different make or quality, or a far seller added
transport.
Source: our reading of the name of red flag R022 of the Open Contracting Partnership (2024); the
share is that of number 7 of the national set.
"""

from decimal import Decimal

from oversight.flags.offers import FEW_OFFERS, of_lot, rounded, sums, unopened
from oversight.flags.result import Look, not_raised, noted
from oversight.matter import Matter

CODE = "R022"
VERSION = "1.0"
STANDING = "default"
OCP = "R022"
NATIONAL = ("7", "NEW7")
PUBLIC = True
VALID = (None, None)
WIDE = Decimal("0.3")
"""Of the highest: number 7 of the national set."""


def look(matter: Matter) -> Look:
    """Raised where (highest - lowest) / highest of the valid offers for a lot reaches the share.

    Facts are those of the lot whose offers lie furthest apart, som; one offer cannot be far apart.
    """
    early = unopened(matter)
    if early:
        return early
    told = [(contest.lot, sums(contest.process)) for contest in matter.bidding.contests]
    found = [(1 - offers[0] / offers[-1], lot, offers) for lot, offers in told if len(offers) > 1]
    if not found:
        return FEW_OFFERS
    ratio, lot, offers = max(found, key=lambda one: one[0])
    facts = {
        **of_lot(lot),
        "lowest_offer": offers[0],
        "highest_offer": offers[-1],
        "apart": rounded(ratio),
        "share": WIDE,
    }
    return noted(**facts) if ratio >= WIDE else not_raised(**facts)
