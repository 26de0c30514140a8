"""The same price twice: different suppliers offered the same price to the tyiyn.

Why it matters: equal prices seldom come by chance; one seller may have known the other's.
Innocent when: the price is set by the state or by the maker, or it is a round sum for a small
thing.
Source: red flag R028 as Cardinal of the Open Contracting Partnership defines it.
"""

from oversight.cardinal import one
from oversight.flags.offers import FEW_OFFERS, of_lot, unopened
from oversight.flags.result import Look, not_raised, noted
from oversight.matter import Matter

CODE = "R028"
VERSION = "1.0"
STANDING = "default"
OCP = "R028"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where offers of different suppliers for the same have one price, rejected or not."""
    early = unopened(matter)
    if early:
        return early
    several = False
    for contest in matter.bidding.contests:
        several = several or len(contest.process.bids) > 1
        same = one.identical(contest.process)
        if same:
            prices = [bid.amount for bid in contest.process.bids if bid.tenderers[0] in same]
            price = max(prices, key=prices.count)
            return noted(**of_lot(contest.lot), suppliers=sorted(same), offered=price)
    return not_raised() if several else FEW_OFFERS
