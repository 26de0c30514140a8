"""What can be said only beside others: counts of parties over many processes, and fences. Pure.

A fence is None where there is nothing to compare, or where it would flag nearly everybody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, Decimal

from oversight.cardinal.process import ACTIVE, DISQUALIFIED, VALID, Award, Party, Process
from oversight.cardinal.spread import percentile, spread

TOP = 75
"""Percent; who offers at least as often as so many others is a top tenderer (R025)."""
LEAST_BIDS = 2
"""Of a party whose disqualified offers are counted (R038)."""
LEAST_PROCESSES = 20
"""Of a supplier whose variety is counted (R048)."""
DIGITS = 2
"""So many first digits of an item's code tell its division (R048)."""


@dataclass(slots=True)
class Share:
    """So many out of so many."""

    some: int = 0
    of: int = 0

    def add(self, some: int, of: int = 1) -> None:
        """Count some more."""
        self.some += some
        self.of += of

    @property
    def ratio(self) -> Decimal:
        """Between 0 and 1; of nothing, 0."""
        return Decimal(self.some) / self.of if self.of else Decimal(0)


@dataclass(slots=True)
class Variety:
    """In how many processes a supplier was chosen, and for items of which divisions."""

    processes: int = 0
    divisions: set[str] = field(default_factory=set)


def count_wins(process: Process, shares: dict[Party, Share]) -> None:
    """R025: add a process to the shares of processes won out of those with a valid offer."""
    winner = process.winner
    if winner is None:
        return
    bids = (bid for bid in process.bids if bid.status == VALID and len(bid.tenderers) == 1)
    for tenderer in {bid.tenderers[0] for bid in bids}:
        shares.setdefault(tenderer, Share()).add(tenderer == winner)


def count_disqualified(
    process: Process, shares: dict[Party, Share], receivers: Iterable[Share] = ()
) -> None:
    """R038: add a process to the shares of disqualified offers, of each tenderer by its key and
    of those who received the offers."""
    bids = list(process.submitted)
    for bid in bids:
        for tenderer in bid.tenderers:
            shares.setdefault(tenderer, Share()).add(bid.status == DISQUALIFIED)
    out = sum(bid.status == DISQUALIFIED for bid in bids)
    for share in receivers:
        share.add(out, len(bids))


def count_divisions(
    awards: Iterable[Award], varieties: dict[Party, Variety], digits: int = DIGITS
) -> None:
    """R048: add the awards of a process to what each supplier was chosen for."""
    found: dict[Party, set[str]] = {}
    for award in awards:
        if award.status == ACTIVE and len(award.suppliers) == 1 and award.items:
            codes = {code[:digits] for code in award.items}
            found.setdefault(award.suppliers[0], set()).update(codes)
    for supplier, codes in found.items():
        variety = varieties.setdefault(supplier, Variety())
        variety.processes += 1
        variety.divisions |= codes


@dataclass(frozen=True, slots=True)
class Losing:
    """R025: who has at least so many valid offers, and wins at most such a share of them."""

    bids: Decimal
    ratio: Decimal

    def holds(self, share: Share) -> bool:
        """Is the share out of the fences?"""
        return share.of >= self.bids and share.ratio <= self.ratio


def losing(shares: Mapping[Party, Share], top: int = TOP) -> Losing | None:
    """R025: the fences of all tenderers."""
    found = spread(share.ratio for share in shares.values())
    bids = percentile((Decimal(share.of) for share in shares.values()), top)
    if found is None or bids is None or found.third == 0:
        return None
    return Losing(bids, found.low)


def close(ratios: Iterable[Decimal]) -> Decimal | None:
    """R024: a difference up to this is small."""
    found = spread(ratios)
    return found.low if found and found.first > 0 and found.low > 0 else None


def wide(ratios: Iterable[Decimal]) -> Decimal | None:
    """R058, R038: a share from this on is large."""
    found = spread(ratios)
    return found.high if found and found.high > 0 else None


def enough(shares: Mapping[Party, Share], least: int = LEAST_BIDS) -> dict[Party, Decimal]:
    """R038: the shares of those with enough offers to tell."""
    return {party: share.ratio for party, share in shares.items() if share.of >= least}


def varied(
    varieties: Mapping[Party, Variety], least: int = LEAST_PROCESSES
) -> dict[Party, Decimal]:
    """R048: the number of divisions of those suppliers with enough processes to tell."""
    return {
        party: Decimal(len(one.divisions))
        for party, one in varieties.items()
        if one.processes >= least
    }


def various(counts: Iterable[Decimal]) -> Decimal | None:
    """R048: so many divisions or more are many; a whole number."""
    found = spread(counts)
    return found.high.to_integral_value(ROUND_CEILING) if found else None
