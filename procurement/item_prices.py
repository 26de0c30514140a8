"""What things cost by what was accepted, kept line by line for the price compass. Not journaled.

A row for each contract line with an item code of which something was accepted: what that was
worth, by the base unit of what came. What never came has no part in it, nor what costs less than
a tyiyn, nor a unit that measures nothing.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, delete, func, insert, select
from sqlalchemy.orm import Session

from core.models import table_of
from core.money import TYIYN
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Contract,
    ContractLine,
    DeliveryLine,
    ItemPrice,
    PurchaseLine,
)
from procurement.reports import costs
from register import units

CHUNK = 5_000  # rows written at once


def keep(session: Session, contract_lines: Select[Any]) -> None:
    """Write anew what these contract lines tell of prices: so ends an acceptance or its undoing."""
    session.execute(
        delete(ItemPrice)
        .where(ItemPrice.contract_line_id.in_(contract_lines))
        .execution_options(synchronize_session=False)
    )
    rows = _taken(session, contract_lines)
    if rows:
        _write(session, rows)


def renew(session: Session) -> int:
    """Write all rows anew, for merged places and units newly known; how many there are."""
    session.execute(delete(ItemPrice))
    rows = _taken(session, None)
    for start in range(0, len(rows), CHUNK):
        _write(session, rows[start : start + CHUNK])
    return len(rows)


def _write(session: Session, rows: Iterable[dict[str, Any]]) -> None:
    session.execute(insert(table_of(ItemPrice)), list(rows))


def _taken(session: Session, contract_lines: Select[Any] | None) -> list[dict[str, Any]]:
    query = (
        select(
            DeliveryLine.contract_line_id,
            Contract.purchase_id,
            Contract.place,
            PurchaseLine.item_code,
            PurchaseLine.unit,
            func.sum(AcceptanceLine.amount).label("amount"),
            func.sum(AcceptanceLine.accepted).label("quantity"),
            func.min(Acceptance.on).label("first_on"),
            func.max(Acceptance.on).label("last_on"),
        )
        .join(AcceptanceLine, AcceptanceLine.delivery_line_id == DeliveryLine.id)
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .join(ContractLine, ContractLine.id == DeliveryLine.contract_line_id)
        .join(Contract, Contract.id == ContractLine.contract_id)
        .join(PurchaseLine, PurchaseLine.id == ContractLine.purchase_line_id)
        .where(AcceptanceLine.accepted > 0, Acceptance.is_reversed.is_(False))
        .where(PurchaseLine.item_code.is_not(None))
        .group_by(
            DeliveryLine.contract_line_id,
            *(Contract.purchase_id, Contract.place, PurchaseLine.item_code, PurchaseLine.unit),
        )
        .order_by(DeliveryLine.contract_line_id)
    )
    if contract_lines is not None:
        query = query.where(DeliveryLine.contract_line_id.in_(contract_lines))
    rows = session.execute(query).all()
    regions = costs.regions_of(session, {row.place for row in rows}) if rows else {}
    found = (_row(row, regions[row.place]) for row in rows)
    return [row for row in found if row is not None]


def _row(row: Any, region: str) -> dict[str, Any] | None:
    found = units.comparable(row.unit, row.item_code)
    if found is None:
        return None
    unit, factor = found
    price = (row.amount / (row.quantity * factor)).quantize(TYIYN, rounding="ROUND_HALF_UP")
    if price <= 0:
        return None
    return {
        "contract_line_id": row.contract_line_id,
        "purchase_id": row.purchase_id,
        "item_code": row.item_code,
        "unit": unit,
        "region": region,
        "price": price,
        "first_on": row.first_on,
        "last_on": row.last_on,
    }
