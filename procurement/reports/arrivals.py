"""What came to a school of what was contracted for it, by requirement and thing by thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any

from sqlalchemy import BigInteger, ScalarSelect, Select, bindparam, func, select, type_coerce
from sqlalchemy.orm import Session

from core.columns import FINEST
from procurement.models import (
    AcceptanceLine,
    Contract,
    ContractLine,
    Covers,
    DeliveryLine,
    Purchase,
    PurchaseLine,
    Share,
)
from procurement.rules import UNDER_CONTRACT


@dataclass(frozen=True, slots=True)
class Thing:
    """A school's part of a contracted line and what of it came.

    `quantity`, `came`, `accepted` are whole thousandths of the line's unit: a school has hundreds
    of things, and sums of fractions took a quarter of its page. `came` counts what was handed over
    and not refused; `accepted` what was found in order. `closed`: the purchase is over or its
    contract ended early, what has not come will not come. `covers` are requirements and
    how many thousandths of each the school's part closes, rounded down.
    """

    purchase: int
    title: str
    language: str
    unit: str
    quantity: int
    came: int
    accepted: int
    due_on: date
    closed: bool
    covers: tuple[tuple[str, int], ...]

    @property
    def missing(self) -> Decimal:
        """Contracted and not yet come, in the line's unit."""
        return exact(max(self.quantity - self.came, 0))

    @property
    def checking(self) -> Decimal:
        """Came, and the acceptance is not written yet, in the line's unit."""
        return exact(max(self.came - self.accepted, 0))


def exact(thousandths: int) -> Decimal:
    """Whole thousandths as a number."""
    return (Decimal(thousandths) / 1000).quantize(FINEST)


@dataclass(frozen=True, slots=True)
class Closed:
    """How much of a requirement contracts buy for a school and how much of it was accepted.

    Both in the requirement's unit, rounded down to a thousandth.
    """

    requirement: str
    bought: Decimal
    accepted: Decimal

    @property
    def whole(self) -> bool:
        """Has everything that was bought for it come and been accepted?"""
        return self.accepted >= self.bought


def of_school(session: Session, school: str, year: int) -> tuple[Thing, ...]:
    """Everything contracted for a school by purchases of a year, oldest purchase first."""
    rows = session.execute(_contracted(), {"school": school, "year": year})
    parts: dict[int, list[Any]] = {}
    for row in rows:
        parts.setdefault(row.id, []).append(row)
    return tuple(_thing(rows) for rows in parts.values())


def owed(
    session: Session, schools: Iterable[str], requirements: Iterable[str]
) -> dict[str, tuple[Thing, ...]]:
    """What contracts not closed buy for each of these schools towards these requirements.

    Of any year: what was contracted last year and has not come is still to come. A thing's
    `covers` name these requirements only.
    """
    rows = session.execute(
        _things().where(
            Share.school.in_(list(schools)),
            Covers.requirement.in_(list(requirements)),
            Purchase.status == "contracted",
            Contract.terminated_on.is_(None),
        )
    )
    parts: dict[str, dict[int, list[Any]]] = {}
    for row in rows:
        parts.setdefault(row.school, {}).setdefault(row.id, []).append(row)
    return {school: tuple(map(_thing, of.values())) for school, of in parts.items()}


@cache
def _contracted() -> Select:
    """The statement of `of_school`, made once."""
    return _things().where(
        Share.school == bindparam("school"),
        Share.year == bindparam("year"),
        Purchase.status.in_(UNDER_CONTRACT),
    )


def _things() -> Select:
    """One row per share, contract line and requirement covered."""
    came, accepted, refused = _handed_over()
    return (
        select(
            Share.id,
            Share.school,
            _whole(Share.quantity).label("quantity"),
            _whole(PurchaseLine.quantity).label("whole"),
            PurchaseLine.title,
            PurchaseLine.unit,
            Purchase.id.label("purchase"),
            Purchase.language,
            Purchase.status,
            ContractLine.id.label("contract_line"),
            Contract.due_on,
            Contract.terminated_on,
            Covers.requirement,
            _whole(Covers.quantity).label("covered"),
            came.label("came"),
            accepted.label("accepted"),
            refused.label("refused"),
        )
        .join(Purchase, Purchase.id == Share.purchase_id)
        .join(PurchaseLine, PurchaseLine.id == Share.line_id)
        .join(ContractLine, ContractLine.purchase_line_id == PurchaseLine.id)
        .join(Contract, Contract.id == ContractLine.contract_id)
        .where(Contract.ceiling.is_(None))  # under a framework itself nothing comes
        .outerjoin(Covers, Covers.line_id == PurchaseLine.id)
        .order_by(Purchase.id, PurchaseLine.position, ContractLine.id, Covers.requirement)
    )


def _whole(column: Any) -> Any:
    """A quantity as it is kept: whole thousandths."""
    return type_coerce(column, BigInteger)


def _handed_over() -> tuple[ScalarSelect, ScalarSelect, ScalarSelect]:
    """Sums over the deliveries of one contract line to one school."""
    of_line = (
        DeliveryLine.contract_line_id == ContractLine.id,
        DeliveryLine.school == Share.school,
    )
    found = [
        select(func.sum(_whole(column)))
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .where(*of_line)
        .correlate(ContractLine, Share)
        .scalar_subquery()
        for column in (AcceptanceLine.accepted, AcceptanceLine.refused)
    ]
    came = select(func.sum(_whole(DeliveryLine.quantity))).where(*of_line)
    return came.correlate(ContractLine, Share).scalar_subquery(), found[0], found[1]


def _thing(rows: list[Any]) -> Thing:
    """One share from its rows: one per contract line and requirement covered."""
    row = rows[-1]
    lines = rows if len(rows) == 1 else {each.contract_line: each for each in rows}.values()
    covers = {each.requirement: each.covered for each in rows if each.requirement is not None}
    return Thing(
        purchase=row.purchase,
        title=row.title,
        language=row.language,
        unit=row.unit,
        quantity=row.quantity,
        came=int(sum((each.came or 0) - (each.refused or 0) for each in lines)),
        accepted=int(sum(each.accepted or 0 for each in lines)),
        due_on=row.due_on,
        closed=row.status == "closed" or row.terminated_on is not None,
        covers=tuple(
            (code, covered * row.quantity // row.whole) for code, covered in sorted(covers.items())
        ),
    )


def by_requirement(things: Iterable[Thing]) -> tuple[Closed, ...]:
    """How much of each requirement these things close, by its code. Pure."""
    bought: dict[str, int] = {}
    accepted: dict[str, int | Fraction] = {}
    for thing in things:
        for code, covered in thing.covers:
            bought[code] = bought.get(code, 0) + covered
            accepted[code] = accepted.get(code, 0) + _accepted(thing, covered)
    return tuple(
        Closed(code, exact(bought[code]), exact(int(accepted[code]))) for code in sorted(bought)
    )


def _accepted(thing: Thing, covered: int) -> int | Fraction:
    """What of a cover was accepted; a fraction only where a part of the thing was."""
    if thing.accepted == thing.quantity:
        return covered
    return Fraction(covered * thing.accepted, thing.quantity) if thing.accepted else 0
