"""Contracts of purchases with which something is open: not all came, or late, or not in order."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Select, func, select, type_coerce
from sqlalchemy.orm import Session

from core.money import ZERO, from_tyiyn
from oversight.fulfilment import Handover, Wanting
from oversight.reports.last_days import Record, last_days
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Contract,
    ContractLine,
    Delivery,
    DeliveryLine,
)

THOUSAND = 1000
"""Quantities are whole thousandths in the base: times tyiyn they are thousandths of a tyiyn."""


def of(session: Session, wanted: Select[Any]) -> dict[int, tuple[Handover, ...]]:
    """By purchase; a contract all of which was accepted, and in time, is left out."""
    late = _late(session, wanted)
    parts: dict[int, list[Any]] = {}
    for row in session.execute(_not_accepted(wanted)):
        parts.setdefault(row.id, []).append(row)
    closed = last_days(session, {_purchase(rows[0]) for rows in parts.values() if _freed(rows[0])})
    found: dict[int, list[Handover]] = {}
    for number, rows in parts.items():
        last = late.pop(number, None)
        closed_on = closed.get(_purchase(rows[0])) if _freed(rows[0]) else None
        one = _handover(rows, last.last_on if last else None, closed_on)
        found.setdefault(rows[0].purchase_id, []).append(one)
    for row in late.values():
        one = Handover(row.due_on, last_on=row.last_on, ended_on=row.terminated_on)
        found.setdefault(row.purchase_id, []).append(one)
    return {purchase: tuple(ones) for purchase, ones in found.items()}


def _not_accepted(wanted: Select[Any]) -> Any:
    """The lines of contracts not all of which was accepted, each with what came of it.

    Framework agreements claim no money and are none of them.
    """
    came = (
        select(func.coalesce(func.sum(type_coerce(DeliveryLine.quantity, BigInteger)), 0))
        .where(DeliveryLine.contract_line_id == ContractLine.id)
        .correlate(ContractLine)
        .scalar_subquery()
    )
    return (
        select(
            Contract.id,
            Contract.purchase_id,
            Contract.due_on,
            Contract.terminated_on,
            Contract.paid,
            Contract.returned,
            Contract.released,
            type_coerce(ContractLine.quantity, BigInteger).label("ordered"),
            type_coerce(ContractLine.unit_price, BigInteger).label("price"),
            came.label("came"),
        )
        .join(ContractLine, ContractLine.contract_id == Contract.id)
        .where(Contract.purchase_id.in_(wanted), Contract.ceiling.is_(None))
        .where((Contract.accepted < Contract.amount) | (Contract.released > 0))
        .order_by(Contract.id)
    )


def _late(session: Session, wanted: Select[Any]) -> dict[int, Any]:
    """By contract: its last delivery, where that came after the day it was due."""
    rows = session.execute(
        select(
            Contract.id,
            Contract.purchase_id,
            Contract.due_on,
            Contract.terminated_on,
            func.max(Delivery.on).label("last_on"),
        )
        .join(Delivery, Delivery.contract_id == Contract.id)
        .where(Contract.purchase_id.in_(wanted), Delivery.on > Contract.due_on)
        .where(Delivery.reverses.is_(None), Delivery.is_reversed.is_(False))
        .group_by(Contract.id)
    )
    return {row.id: row for row in rows}


def _freed(contract: Any) -> bool:
    """Was it set free by the closing of its purchase, and not by an end of its own before?"""
    return bool(contract.released) and contract.terminated_on is None


def _purchase(contract: Any) -> Record:
    """The journaled purchase of a contract: nothing changes it once it is closed."""
    return "purchases", str(contract.purchase_id)


def _handover(rows: Sequence[Any], last_on: date | None, closed_on: date | None) -> Handover:
    first = rows[0]
    return Handover(
        due_on=first.due_on,
        paid=first.paid,
        came=_worth(sum(row.came * row.price for row in rows)),
        back=first.returned,
        missing=_worth(sum(max(row.ordered - row.came, 0) * row.price for row in rows)),
        released=first.released,
        last_on=last_on,
        ended_on=first.terminated_on or closed_on,
    )


def _worth(thousandths: int) -> Decimal:
    return from_tyiyn(thousandths // THOUSAND)


def wanting(session: Session, wanted: Select[Any]) -> dict[int, Wanting]:
    """What acceptance acts refused and what went back later, by purchase, at contract prices.

    An act undone takes off what it said; what undoes it holds the same below nought.
    """
    goes_back = (Acceptance.kind == "return").label("goes_back")
    worth = func.sum(
        type_coerce(AcceptanceLine.refused, BigInteger)
        * type_coerce(ContractLine.unit_price, BigInteger)
    )
    rows = session.execute(
        select(Contract.purchase_id, goes_back, worth)
        .join(Acceptance, Acceptance.contract_id == Contract.id)
        .join(AcceptanceLine, AcceptanceLine.acceptance_id == Acceptance.id)
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .join(ContractLine, ContractLine.id == DeliveryLine.contract_line_id)
        .where(Contract.purchase_id.in_(wanted), AcceptanceLine.refused != 0)
        .where(Acceptance.is_reversed.is_(False))
        .where(Acceptance.kind.is_distinct_from("reversal"))
        .group_by(Contract.purchase_id, goes_back)
    )
    sums: dict[int, dict[bool, Decimal]] = {}
    for purchase, back, thousandths in rows:
        sums.setdefault(purchase, {})[bool(back)] = _worth(int(thousandths))
    return {
        purchase: Wanting(parts.get(False, ZERO), parts.get(True, ZERO))
        for purchase, parts in sums.items()
        if any(parts.values())
    }
