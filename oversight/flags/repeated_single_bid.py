"""One offer again and again: one supplier alone offered for a lot, and this buyer has had that
twenty times or more.

Why it matters: once it is chance; a buyer to whom nobody ever comes may be keeping others away.
Innocent when: the place is remote and has one shop; then others should be asked from further away.
Source: number 8 of the national set, in force under the law of 2015; its text under the law of 2022
was not found.
"""

from oversight.flags.offers import NOT_COMPARED, unopened
from oversight.flags.result import Look, not_raised, noted
from oversight.matter import Matter

CODE = "K08"
VERSION = "1.0"
STANDING = "default"
OCP = None
NATIONAL = ("8", "NEW8")
PUBLIC = True
VALID = (None, None)
TIMES = 20
"""Number 8 of the national set: this lot and nineteen more."""


def look(matter: Matter) -> Look:
    """Raised where a lot (or a purchase without lots) has one offer, and so have at least 20 of
    this buyer, this one among them, as counted last night over all its public purchases."""
    early = unopened(matter)
    if early:
        return early
    if all(len(contest.process.bids) > 1 for contest in matter.bidding.contests):
        return not_raised()
    if matter.measures.of(CODE, "taken") is None:
        return NOT_COMPARED
    times = matter.measures.of(CODE, "single", matter.place)
    if times is None or times.count < TIMES:
        return not_raised()
    return noted(single_offers=times.count)
