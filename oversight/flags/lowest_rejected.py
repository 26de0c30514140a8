"""Lowest offer rejected: the lowest offer was rejected, and a dearer one was taken.

Why it matters: the school pays more than it had to, if the reason does not hold.
Innocent when: the goods offered were not what was asked for; the reason stands in the protocol.
Source: red flag R036 as Cardinal of the Open Contracting Partnership defines it; it takes for
granted that price alone decides, which is not always so.
"""

from oversight.cardinal import one
from oversight.cardinal.process import DISQUALIFIED
from oversight.flags.offers import FEW_OFFERS, of_lot, sums, unawarded
from oversight.flags.result import Look, not_raised, noted
from oversight.matter import Matter

CODE = "R036"
VERSION = "1.0"
STANDING = "default"
OCP = "R036"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where in a lot that was awarded a rejected offer is below every other, som."""
    early = unawarded(matter)
    if early:
        return early
    several = False
    for contest in matter.bidding.contests:
        process = contest.process
        several = several or len(process.bids) > 1
        if one.lowest_disqualified(process):
            out = [bid.amount for bid in process.bids if bid.status == DISQUALIFIED and bid.amount]
            return noted(
                **of_lot(contest.lot), lowest_rejected=min(out), lowest_offer=sums(process)[0]
            )
    return not_raised() if several else FEW_OFFERS
