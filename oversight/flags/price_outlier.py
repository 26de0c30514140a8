"""Price far from others: the price of one unit lies outside what comparable purchases cost.

Why it matters: a price far above the others pays too much; one far below often buys what will
not last.
Innocent when: fitting, transport or a better make is in the price, or prices compared were all
so alike that a small difference shows.
Source: our reading of the name of red flag R017 of the Open Contracting Partnership (2024); fences
by Tukey, one and a half times the middle half of the prices.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from oversight.flags.result import Look, cannot_say, not_raised, raised
from oversight.matter import Line, Matter, Measured
from procurement import outliers
from procurement.reports.prices import ENOUGH

CODE = "R017"
VERSION = "2.0"
STANDING = "default"
OCP = "R017"
NATIONAL = ("KRAI11",)
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where a line's unit price is below the low or above the high fence.

    Compared are accepted lines of the same item code in units of one kind (100 g and a kilogram
    are), of the same region or else of the country, over 24 months up to the purchase's day; fewer
    than 5 are too few. Facts are those of the line furthest out, som for one base unit. A line
    without an item code, or in a unit that measures nothing, is not compared.
    """
    compared = [(line, line.measured) for line in matter.lines if line.measured]
    told = [(line, one) for line, one in compared if one.placed.spread]
    if not told:
        return _not_to_be_said(matter.lines)
    outside = [(_far(one), line, one) for line, one in told if one.placed.outside]
    if not outside:
        return not_raised(lines=len(matter.lines), compared=len(told))
    _, line, one = max(outside, key=lambda found: found[0])
    positions = sorted({line.position for _, line, _ in outside})
    return raised(line=line.position, outside=positions, **_numbers(one))


def reasons(matter: Matter) -> dict[int, str | None]:
    """The lines outside by their position, each with the reason written beside its price."""
    return {
        line.position: line.measured.reason
        for line in matter.lines
        if line.measured and line.measured.placed.outside
    }


def told_once(reasons: Mapping[int, str | None]) -> str:
    """The reasons of several lines as one answer; what is said twice is told once."""
    return " ".join(dict.fromkeys(reason for reason in reasons.values() if reason))


def _not_to_be_said(lines: tuple[Line, ...]) -> Look:
    found = [line.measured.placed for line in lines if line.measured]
    if found:
        return cannot_say("too_few", have=max(one.alike for one in found), need=ENOUGH)
    return cannot_say("vague_unit" if any(line.vague for line in lines) else "no_item_code")


def _far(one: Measured) -> Decimal:
    assert one.placed.spread is not None
    return outliers.far(one.placed.price, one.placed.spread)


def _numbers(one: Measured) -> dict[str, Any]:
    placed = one.placed
    assert placed.spread is not None
    between = outliers.fences(placed.spread)
    return {
        "item_code": placed.item_code,
        "unit": placed.unit,
        "price": placed.price,
        "price_of": "contract" if one.agreed else "plan",
        "median": placed.spread.median,
        "compared_prices": placed.spread.count,
        "scope": placed.scope,
        "low_fence": max(between.low, Decimal("0.00")),
        "high_fence": between.high,
    }
