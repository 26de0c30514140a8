"""Quartiles and fences, by which many processes or parties are told from the unusual ones. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

REACH = Decimal("1.5")
"""Of Tukey's fences: so many times the middle half lies between a quartile and its fence."""


def percentile(values: Iterable[Decimal], percent: int) -> Decimal | None:
    """The value below which so many percent lie; None of nothing.

    By Hyndman and Fan's type 8, as Cardinal takes it: the place is (n + 1/3)p + 1/3, and between
    two values it is shared.
    """
    ordered = sorted(values)
    if not ordered:
        return None
    place, rest = divmod((3 * len(ordered) + 1) * percent + 100, 300)
    if place < 1:
        return ordered[0]
    if place >= len(ordered):
        return ordered[-1]
    low, high = ordered[place - 1 : place + 1]
    return low + (high - low) * rest / 300


@dataclass(frozen=True, slots=True)
class Spread:
    """The quartiles of values, and the fences beyond them."""

    first: Decimal
    third: Decimal

    @property
    def flat(self) -> bool:
        """Is the middle half all alike, so that a fence would stand on what is most usual?"""
        return self.first == self.third

    @property
    def low(self) -> Decimal:
        """The lower fence."""
        return self.first - REACH * (self.third - self.first)

    @property
    def high(self) -> Decimal:
        """The upper fence."""
        return self.third + REACH * (self.third - self.first)


def spread(values: Iterable[Decimal]) -> Spread | None:
    """The quartiles of values; None of nothing."""
    known = list(values)
    first, third = percentile(known, 25), percentile(known, 75)
    return None if first is None or third is None else Spread(first, third)
