"""Prices of two suppliers that keep one ratio: what red flag R023 counts and looks for. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from oversight.cardinal.process import Party, Process

REPEATS = 3
"""So many contests with one ratio are no chance: a default of this project, no norm."""
PLACES = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two suppliers of one contest, the smaller number first, with their prices in som."""

    suppliers: tuple[Party, Party]
    prices: tuple[Decimal, Decimal]

    @property
    def ratio(self) -> Decimal:
        """The second's price by the first's, to three decimals."""
        return (self.prices[1] / self.prices[0]).quantize(PLACES)

    @property
    def scope(self) -> str:
        """The pair, as the measure is kept."""
        return f"{self.suppliers[0]} {self.suppliers[1]}"


def of(process: Process) -> Iterator[Pair]:
    """The pairs of a contest whose prices are not equal."""
    offers = [(bid.tenderers[0], bid.amount) for bid in process.submitted if bid.amount]
    for (one, price), (other, higher) in combinations(sorted(offers), 2):
        if price != higher and one != other:
            yield Pair((one, other), (price, higher))
