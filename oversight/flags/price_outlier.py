"""Price far from others: the price of one unit lies outside what comparable purchases cost.

Why it matters: a price far above the others pays too much; one far below often buys what will
not last.
Innocent when: fitting, transport or a better make is in the price, or prices compared were all
so alike that a small difference shows.
Source: our reading of the name of red flag R017 of the Open Contracting Partnership (2024); fences
by Tukey, one and a half times the middle half of the prices.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from core.money import TYIYN
from oversight.flags.result import Look, cannot_say, not_raised, raised
from oversight.matter import Matter, Measured
from procurement.reports.prices import ENOUGH, Compared

CODE = "R017"
VERSION = "1.0"
STANDING = "default"
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


def look(matter: Matter) -> Look:
    """Raised where a line's unit price is below the low or above the high fence.

    Compared are accepted lines of the same requirement, item code and unit, of the same region or
    else of the country, over 24 months up to the purchase's day; fewer than 5 are too few. Facts
    are those of the line furthest out, som. A line without an item code, or whose requirement is
    answered by a value and not by pieces, is not compared.
    """
    compared = [(line, one) for line in matter.lines for one in line.measured if one.spread]
    if not compared:
        return _not_to_be_said(matter)
    outside = [(_far(one), line, one) for line, one in compared if _far(one) > 1]
    if not outside:
        return not_raised(lines=len(matter.lines), compared=len({id(line) for line, _ in compared}))
    _, line, one = max(outside, key=lambda found: found[0])
    positions = sorted({line.position for _, line, _ in outside})
    return raised(line=line.position, outside=positions, **_numbers(one))


def _not_to_be_said(matter: Matter) -> Look:
    found = [one for line in matter.lines for one in line.measured]
    if found:
        return cannot_say("too_few", have=max(one.alike for one in found), need=ENOUGH)
    coded = any(line.item_code for line in matter.lines)
    return cannot_say("not_in_pieces" if coded else "no_item_code")


def _far(one: Measured) -> Decimal:
    """How far out a price is: above 1 it is outside the fence it is nearer to."""
    assert one.spread is not None
    between = fences(one.spread)
    above = one.price / between.high
    return max(above, between.low / one.price) if between.low > 0 else above


def _numbers(one: Measured) -> dict[str, Any]:
    assert one.spread is not None
    between = fences(one.spread)
    return {
        "requirement": one.requirement,
        "price": one.price,
        "price_of": "contract" if one.agreed else "plan",
        "median": one.spread.median,
        "compared_prices": one.spread.count,
        "scope": one.scope,
        "low_fence": max(between.low, Decimal("0.00")),
        "high_fence": between.high,
    }
