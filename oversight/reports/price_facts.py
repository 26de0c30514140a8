"""The prices of purchase lines, each beside what the same thing cost others up to its day."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from core.money import TYIYN
from oversight.matter import Measured
from procurement.reports import compass, costs
from procurement.reports.compass import Asked
from procurement.reports.market import Market
from register import units


def measured(
    session: Session,
    lines: Iterable[Any],
    days: Mapping[int, tuple[str, date]],
    market: Market | None = None,
) -> dict[int, Measured]:
    """Of each line by id: its price, and what others paid; by the `market`, where all is looked at.

    `days` are (place, day) by purchase. A line without an item code or a price, or in a unit that
    measures nothing, has none.
    """
    coded = [line for line in lines if line.item_code and _price(line)]
    if not coded:
        return {}
    regions = costs.regions_of(session, {place for place, _ in days.values()})
    asked = [_asked(line, regions, days) for line in coded]
    placed = market.place(asked) if market is not None else compass.place(session, asked)
    return {
        line.id: Measured(one, line.agreed_price is not None, line.price_reason, _cost(line))
        for line, one in zip(coded, placed, strict=True)
        if one is not None
    }


def vague(line: Any) -> bool:
    """Does its unit measure nothing, so that no price in it can be compared?"""
    return bool(line.unit) and units.comparable(line.unit, line.item_code) is None


def _asked(line: Any, regions: Mapping[str, str], days: Mapping[int, tuple[str, date]]) -> Asked:
    place, on = days[line.purchase_id]
    region = regions[place]
    return Asked(line.item_code, line.unit, _price(line), region, on, line.purchase_id)


def _cost(line: Any) -> Decimal | None:
    """What all of the line costs at the contract's price, where that is not the planned one."""
    if line.agreed_price is None or line.agreed_price == line.unit_price or not line.unit_price:
        return None
    return Decimal(line.amount * line.agreed_price / line.unit_price).quantize(TYIYN)


def _price(line: Any) -> Any:
    """The contract's price, which stands when less than all came and the rest was set free."""
    return line.agreed_price if line.agreed_price is not None else line.unit_price
