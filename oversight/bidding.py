"""Facts of one purchase for its flags: who offered what, by when, and what was taken."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from oversight.cardinal.one import Closeness, closeness
from oversight.cardinal.process import Process
from register.submission import SubmissionDays

PROCESSES = 5
"""Fewer offers or purchases of one supplier or buyer tell nothing of its habits: a default of this
project, no norm. Cardinal asks for 20 of a supplier (R048) and for 2 offers (R038); a village buys
seldom, and its suppliers offer seldom."""
PARTIES = 20
"""So many contests, suppliers or buyers at least make quartiles: a default of this project."""


@dataclass(frozen=True, slots=True)
class Contest:
    """Offers for the same: for all of a purchase, or for the lot of that number.

    In its process parties are suppliers by number; it ends on the day the offers were opened.
    `near` is how far its second offer is above the one that won, where that can be said.
    """

    lot: int | None
    process: Process
    near: Closeness | None


def contest(lot: int | None, process: Process) -> Contest:
    """A contest with what two flags ask of it, reckoned once."""
    return Contest(lot, process, closeness(process))


@dataclass(frozen=True, slots=True)
class Bidding:
    """What is known of a purchase; of one that is only typed, nothing.

    The days are those of the last protocol, and so are the contests: none where nobody offered.
    `openness` is the method's by the four words of the Open Contracting Data Standard, `least_days`
    the time to offer that is usual by it, where the country profile has one, `region` the code of
    the region: known where offers were opened. `suppliers` were chosen, by whatever method.
    """

    announced_on: date | None = None
    opened_on: date | None = None
    openness: str | None = None
    least_days: SubmissionDays | None = None
    region: str | None = None
    contests: tuple[Contest, ...] = ()
    suppliers: tuple[int, ...] = ()

    @property
    def tenderers(self) -> frozenset[int]:
        """Who offered anything, rejected or not."""
        return frozenset(_parties(self.contests))

    @property
    def awarded(self) -> bool:
        """Was any of the offers taken?"""
        return any(contest.process.awards for contest in self.contests)


def _parties(contests: tuple[Contest, ...]) -> Iterator[int]:
    for contest in contests:
        for bid in contest.process.bids:
            yield from (int(tenderer) for tenderer in bid.tenderers)
