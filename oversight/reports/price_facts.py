"""The prices of purchase lines, each beside what comparable purchases cost up to its day."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from oversight.matter import Measured
from procurement.reports import prices
from procurement.reports.prices import Comparable, compared, plain_unit
from register import reports as register
from standard.rules import later

Covers = Mapping[int, Sequence[tuple[str, Decimal, bool]]]
ONE = Decimal(1)
Key = tuple[str, str, str]  # requirement, item code, unit


def measured(
    session: Session,
    lines: Iterable[Any],
    covers: Covers,
    days: Mapping[int, tuple[str, date]],
) -> dict[int, tuple[Measured, ...]]:
    """Of each line by id: its price towards each requirement it covers, and what others cost.

    `days` are (place, day) by purchase. Compared is what was accepted within 24 months up to that
    day by other purchases: in the purchase's region, or where those are too few in the country. A
    line without an item code, or whose requirement is not counted in pieces, has none.
    """
    coded = [line for line in lines if line.item_code]
    pieces = prices.counted_in_pieces(session) if coded else set()
    wanted = {code for line in coded for code, _, _ in covers.get(line.id, ())} & pieces
    if not wanted:
        return {}
    since = later(min(on for _, on in days.values()), -prices.MONTHS)
    alike: dict[Key, list[Comparable]] = {}
    for one in prices.accepted(session, since, wanted, {line.item_code for line in coded}):
        if one.item_code:
            alike.setdefault((one.requirement, one.item_code, one.unit), []).append(one)
    regions = _regions(session, alike, days)
    found = {}
    for line in coded:
        place, on = days[line.purchase_id]
        measures = []
        for code, covered, _ in covers.get(line.id, ()):
            if code in wanted:
                others = [
                    one
                    for one in alike.get((code, line.item_code, plain_unit(line.unit)), ())
                    if one.purchase != line.purchase_id and _within(one, on)
                ]
                here = [one for one in others if regions[one.place] == regions[place]]
                measures.append(_measure(line, code, covered, here, others))
        found[line.id] = tuple(one for one in measures if one is not None)
    return found


def _within(one: Comparable, on: date) -> bool:
    """Was it accepted within the months up to that day?"""
    return one.first_on <= on and one.last_on >= later(on, -prices.MONTHS)


def _measure(
    line: Any,
    code: str,
    covered: Decimal,
    here: Sequence[Comparable],
    others: Sequence[Comparable],
) -> Measured | None:
    """A price towards one requirement beside those of others. What a contract says of the price
    stands when less than all came and the rest was set free."""
    agreed = line.agreed_price is not None
    price = prices.price_of_one(
        line.agreed_price if agreed else line.unit_price, ONE, line.quantity, covered
    )
    if price <= 0:  # less than a tyiyn is no price, of others as of this one
        return None
    spread, scope = compared(here), "region"
    if spread is None:
        spread, scope = compared(others), "country"
    return Measured(code, price, agreed, len(others), scope, spread)


def _regions(
    session: Session, alike: Mapping[Key, list[Comparable]], days: Mapping[int, tuple[str, date]]
) -> dict[str, str]:
    """Of each place: the region it lies in, right under the country."""
    places = {one.place for ones in alike.values() for one in ones}
    places |= {place for place, _ in days.values()}
    lines = register.lineages(session, places)
    return {place: line[-2] if len(line) > 1 else line[-1] for place, line in lines.items()}
