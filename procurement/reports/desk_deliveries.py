"""What came under a contract and what was found of it, as the office works on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from procurement.acts.deliveries import outstanding
from procurement.models import Acceptance, AcceptanceLine, Delivery, DeliveryLine
from procurement.reports import found
from procurement.reports.desk_money import Undone

__all__ = ["deliveries", "outstanding"]


@dataclass(frozen=True, slots=True)
class DeliveryLineFile:
    """What came to a school; `left` of it nobody has accepted or refused yet."""

    id: int
    contract_line: int
    school: str
    quantity: Decimal
    left: Decimal


@dataclass(frozen=True, slots=True)
class AcceptedLine:
    """A line of an acceptance act, and how much of what it accepted was not given back."""

    id: int
    delivery_line: int
    school: str
    left: Decimal


@dataclass(frozen=True, slots=True)
class AcceptanceFile:
    """An acceptance act with (school, accepted, refused, remark) of each of its lines.

    `kind` is "return" of a paper that gives goods of an act back; what undoes an act stands with
    the one it undoes. `commission` are roles, None where nobody told.
    """

    id: int
    kind: str | None
    undone: Undone | None
    number: str
    on: date
    with_parent: bool
    commission: tuple[str, ...] | None
    remarks: str | None
    amount: Decimal
    lines: tuple[tuple[str, Decimal, Decimal, str | None], ...]
    rows: tuple[AcceptedLine, ...]


@dataclass(frozen=True, slots=True)
class DeliveryFile:
    """A delivery and the acts on it."""

    id: int
    contract: int
    place: str
    purchase: int
    on: date
    waybill: str
    lines: tuple[DeliveryLineFile, ...]
    acceptances: tuple[AcceptanceFile, ...]
    undone: Undone | None

    @property
    def stands(self) -> bool:
        """Is there an acceptance act on it that nothing undoes?"""
        return any(act.kind is None and act.undone is None for act in self.acceptances)

    def unchecked(self, schools: Collection[str] | None = None) -> tuple[DeliveryLineFile, ...]:
        """The lines that still wait for acceptance, at these schools or at all."""
        return tuple(
            line
            for line in self.lines
            if line.left > 0 and not self.undone and (schools is None or line.school in schools)
        )


def deliveries(
    session: Session, purchase_id: int, contracts: Sequence[int]
) -> tuple[DeliveryFile, ...]:
    """The deliveries of these contracts of a purchase, in the order they came."""
    rows = session.scalars(
        select(Delivery)
        .where(Delivery.contract_id.in_(contracts))
        .order_by(Delivery.on, Delivery.id)
        .options(selectinload(Delivery.lines))
    ).all()
    ids = [row.id for row in rows]
    acts = session.scalars(
        select(Acceptance)
        .where(Acceptance.delivery_id.in_(ids))
        .order_by(Acceptance.on, Acceptance.id)
        .options(selectinload(Acceptance.lines))
    ).all()
    checked, back = _checked(session, ids), _back(acts)
    unmade = {row.reverses: Undone(row.on, row.reason or "") for row in rows if row.reverses}
    unsaid = {
        act.corrects: Undone(act.on, act.remarks or "") for act in acts if act.kind == "reversal"
    }
    return tuple(
        DeliveryFile(
            id=row.id,
            contract=row.contract_id,
            place=row.place,
            purchase=purchase_id,
            on=row.on,
            waybill=row.waybill,
            lines=tuple(_line(line, checked.get(line.id, Decimal(0))) for line in row.lines),
            acceptances=tuple(
                _acceptance(act, unsaid.get(act.id), back)
                for act in acts
                if act.delivery_id == row.id and act.kind != "reversal"
            ),
            undone=unmade.get(row.id),
        )
        for row in rows
        if row.reverses is None
    )


def _checked(session: Session, deliveries: Sequence[int]) -> dict[int, Decimal]:
    """How much of each delivered line was accepted or refused already."""
    # Summed apart: of a sum of columns the database gives thousandths, not their quantities.
    rows = session.execute(
        select(
            AcceptanceLine.delivery_line_id,
            func.sum(AcceptanceLine.accepted),
            func.sum(AcceptanceLine.refused),
        )
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .where(Acceptance.delivery_id.in_(deliveries))
        .group_by(AcceptanceLine.delivery_line_id)
    )
    return {line: accepted + refused for line, accepted, refused in rows}


def _line(line: DeliveryLine, checked: Decimal) -> DeliveryLineFile:
    return DeliveryLineFile(
        line.id, line.contract_line_id, line.school, line.quantity, line.quantity - checked
    )


Back = dict[tuple[int | None, int], Decimal]
"""What of an act's lines went back, below zero, by act and delivered line."""


def _back(acts: Sequence[Acceptance]) -> Back:
    back: Back = {}
    for act in acts:
        for line in act.lines if act.corrects else ():
            key = (act.corrects, line.delivery_line_id)
            back[key] = back.get(key, Decimal(0)) + line.accepted
    return back


def _acceptance(act: Acceptance, undone: Undone | None, back: Back) -> AcceptanceFile:
    return AcceptanceFile(
        act.id,
        act.kind,
        undone,
        act.number,
        act.on,
        act.with_parent,
        found.told(act.commission),
        act.remarks,
        act.amount,
        tuple((line.school, line.accepted, line.refused, line.remarks) for line in act.lines),
        tuple(
            AcceptedLine(
                line.id,
                line.delivery_line_id,
                line.school,
                line.accepted + back.get((act.id, line.delivery_line_id), Decimal(0)),
            )
            for line in act.lines
        ),
    )
