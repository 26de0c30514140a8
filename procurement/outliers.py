"""When a price is unlike others: one rule, for the flag R017, the plan, and while one types. Pure.

Source: fences by Tukey, one and a half times the middle half of the prices beyond the quartiles;
a default of ours, no norm (docs/law.md).
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from core.money import TYIYN
from procurement.reports.prices import Compared

REACH = Decimal("1.5")


@dataclass(frozen=True, slots=True)
class Fences:
    """Between these prices a price is as others are, som."""

    low: Decimal
    high: Decimal


def fences(spread: Compared) -> Fences:
    """Tukey's: the quartiles, and one and a half times their distance beyond them."""
    reach = (spread.high - spread.low) * REACH
    low, high = spread.low - reach, spread.high + reach
    return Fences(low.quantize(TYIYN, ROUND_HALF_UP), high.quantize(TYIYN, ROUND_HALF_UP))


def far(price: Decimal, spread: Compared) -> Decimal:
    """How far out a price is: above 1 it is outside the fence it is nearer to."""
    between = fences(spread)
    above = price / between.high
    return max(above, between.low / price) if between.low > 0 else above


def outside(price: Decimal, spread: Compared | None) -> bool:
    """Is a price outside the fences? Never where there are too few to compare."""
    return spread is not None and far(price, spread) > 1
