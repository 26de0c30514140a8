"""Chosen though late: the offer that was chosen came after the day on which offers were opened.

Why it matters: who offers last and has seen the other prices need not compete.
Innocent when: the day was entered wrongly, or the protocol says why the term was made longer for
all.
Source: red flag R030 as Cardinal of the Open Contracting Partnership defines it; hours are not
known, so that an offer later on the same day is not late.
"""

from oversight.cardinal import one
from oversight.flags.offers import of_lot, unawarded
from oversight.flags.result import Look, not_raised, noted
from oversight.matter import Matter

CODE = "R030"
VERSION = "1.0"
STANDING = "default"
OCP = "R030"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where a valid offer of a chosen supplier was received after the day of the opening.

    Our own acts refuse such an offer (`bid.not_in_time`): only one from elsewhere is late.
    """
    early = unawarded(matter)
    if early:
        return early
    for contest in matter.bidding.contests:
        late = one.late_winners(contest.process)
        if late:
            days = [bid.on for bid in contest.process.bids if bid.tenderers[0] in late and bid.on]
            return noted(
                **of_lot(contest.lot),
                suppliers=sorted(late),
                received_on=max(days),
                opened_on=matter.bidding.opened_on,
            )
    return not_raised(opened_on=matter.bidding.opened_on)
