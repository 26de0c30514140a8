"""What was paid and withheld under contracts, as the office works on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from procurement.models import Contract, Payment, Penalty


@dataclass(frozen=True, slots=True)
class Undone:
    """When an entry made by mistake was undone, and why."""

    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """Money that moved; entries that undo another stand with the one they undo."""

    id: int
    contract: int
    kind: str
    on: date
    amount: Decimal
    document: str
    reason: str | None
    undone: Undone | None


@dataclass(frozen=True, slots=True)
class PenaltyFile:
    """A penalty withheld, with the days of delay that were counted."""

    id: int
    contract: int
    on: date
    amount: Decimal
    document: str
    days_late: int
    reason: str
    undone: Undone | None


def payments(session: Session, contracts: Sequence[int]) -> tuple[PaymentFile, ...]:
    """The payments of these contracts by day."""
    rows, undone = _rows(session, Payment, contracts)
    return tuple(
        PaymentFile(
            row.id,
            row.contract_id,
            row.kind,
            row.on,
            row.amount,
            row.document,
            row.reason,
            undone.get(row.id),
        )
        for row in rows
    )


def penalties(session: Session, contracts: Sequence[int]) -> tuple[PenaltyFile, ...]:
    """The penalties of these contracts by day."""
    rows, undone = _rows(session, Penalty, contracts)
    return tuple(
        PenaltyFile(
            row.id,
            row.contract_id,
            row.on,
            row.amount,
            row.document,
            row.days_late,
            row.reason,
            undone.get(row.id),
        )
        for row in rows
    )


def _rows(
    session: Session, model: Any, contracts: Sequence[int]
) -> tuple[list[Any], dict[int, Undone]]:
    """The entries that undo nothing, and how others of them were undone; one query."""
    rows = session.scalars(
        select(model).where(model.contract_id.in_(contracts)).order_by(model.on, model.id)
    ).all()
    undone = {
        row.reverses: Undone(row.on, row.reason or "") for row in rows if row.reverses is not None
    }
    return [row for row in rows if row.reverses is None], undone


def purchase_of(session: Session, model: Any, number: int) -> int | None:
    """The purchase of the contract that an entry (a payment, a penalty …) belongs to, or None."""
    return session.scalar(
        select(Contract.purchase_id)
        .join(model, model.contract_id == Contract.id)
        .where(model.id == number)
    )
