"""Sums of one year told in som of another, by a table of price indexes. No table, no telling.

The table is data of the register (file kind `price_indexes`): prices of a year on average, in
percent of the year before. The factor is exact; what comes of it is rounded half up to the tyiyn.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.money import from_tyiyn
from register.models import PriceIndex

HUNDRED = 100_000  # percent, in thousandths


@dataclass(frozen=True, slots=True)
class Indexes:
    """The table: thousandths of a percent by year, its sources, and whether it is invented."""

    thousandths: Mapping[int, int]
    sources: tuple[str, ...]
    is_default: bool
    is_example: bool

    def factor(self, year: int, som_of: int) -> Fraction | None:
        """What one som of `year` is in som of `som_of`; None where the table has a gap between."""
        first, last = min(year, som_of), max(year, som_of)
        if not {first, last} <= self.known:
            return None
        product = Fraction(1)
        for between in range(first + 1, last + 1):
            if between not in self.thousandths:
                return None
            product *= Fraction(self.thousandths[between], HUNDRED)
        return product if year <= som_of else 1 / product

    @property
    def known(self) -> frozenset[int]:
        """The years that can be told: those of the table, and the one before each of them."""
        return frozenset(self.thousandths) | {year - 1 for year in self.thousandths}

    def best(self, years: Iterable[int]) -> int | None:
        """The last year of the table in whose som all these years can be told, or None."""
        wanted = tuple(years)
        for som_of in sorted(self.thousandths, reverse=True):
            if all(self.factor(year, som_of) is not None for year in wanted):
                return som_of
        return None


def indexes(session: Session) -> Indexes | None:
    """The table of price indexes; None where nobody loaded one."""
    rows = session.execute(
        select(
            PriceIndex.year,
            PriceIndex.thousandths,
            PriceIndex.standing,
            PriceIndex.source,
            PriceIndex.example,
        ).order_by(PriceIndex.year)
    ).all()
    if not rows:
        return None
    return Indexes(
        {row.year: row.thousandths for row in rows},
        tuple(dict.fromkeys(row.source for row in rows)),
        any(row.standing == "default" for row in rows),
        any(row.example for row in rows),
    )


def told(amount: Decimal, factor: Fraction) -> Decimal:
    """A sum times an exact factor, rounded half up to the tyiyn (away from zero below it)."""
    exact = abs(Fraction(amount)) * factor * 100
    count = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return from_tyiyn(count if amount >= 0 else -count)
