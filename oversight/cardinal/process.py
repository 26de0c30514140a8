"""A contracting process as values: who offered what, and who was chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Party = str | int
"""An organization, by whatever names it for sure."""

VALID, DISQUALIFIED, PENDING = "valid", "disqualified", "pending"
SUBMITTED = (VALID, DISQUALIFIED, PENDING)
"""An offer that was only asked for, or was taken back, is none."""
ACTIVE = "active"
FINAL = (ACTIVE, "cancelled", "unsuccessful")


@dataclass(frozen=True, slots=True)
class Bid:
    """One offer. `amount` is None where it has none in the currency that is compared; `on` is the
    day it came, or the moment (then the end of the process is a moment too)."""

    status: str
    tenderers: tuple[Party, ...]
    amount: Decimal | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Award:
    """One choice. `items` are the codes of what is awarded."""

    status: str
    suppliers: tuple[Party, ...]
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Process:
    """One contest in which all offers are for the same.

    `ends` is the day or moment until which offers are taken. `priced`: are prices compared, and
    not set by the buyer?
    """

    bids: tuple[Bid, ...]
    awards: tuple[Award, ...]
    ends: date | None = None
    priced: bool = True

    @property
    def submitted(self) -> Iterator[Bid]:
        """The offers that were made."""
        return (bid for bid in self.bids if bid.status in SUBMITTED)

    @property
    def qualified(self) -> set[Party]:
        """Those with a valid offer, alone or together."""
        return self._of(VALID)

    @property
    def disqualified(self) -> set[Party]:
        """Those with an offer that was rejected."""
        return self._of(DISQUALIFIED)

    def _of(self, status: str) -> set[Party]:
        return {party for bid in self.bids if bid.status == status for party in bid.tenderers}

    @property
    def active(self) -> tuple[Award, ...]:
        """The awards that stand."""
        return tuple(award for award in self.awards if award.status == ACTIVE)

    @property
    def final(self) -> bool:
        """Is every award decided?"""
        return all(award.status in FINAL for award in self.awards)

    @property
    def winner(self) -> Party | None:
        """The one supplier of the one award that stands, once every award is decided."""
        active = self.active
        if len(active) != 1 or len(active[0].suppliers) != 1 or not self.final:
            return None
        return active[0].suppliers[0]
