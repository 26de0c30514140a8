"""What came to a school of what was contracted for it, by requirement and thing by thing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import ScalarSelect, func, select
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

CONTRACTED = ("contracted", "closed")
NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Thing:
    """A school's part of a contracted line and what of it came, in the line's unit.

    `came` counts what was handed over and not refused; `accepted` what was found in order.
    `closed`: the purchase is over, what has not come will not come.
    """

    purchase: int
    title: str
    language: str
    unit: str
    quantity: Decimal
    came: Decimal
    accepted: Decimal
    due_on: date
    closed: bool
    covers: tuple[tuple[str, Decimal], ...]  # requirement, how much of it the school's part closes

    @property
    def missing(self) -> Decimal:
        """Contracted and not yet come."""
        return max(self.quantity - self.came, NONE)

    @property
    def checking(self) -> Decimal:
        """Came, and the acceptance is not written yet."""
        return max(self.came - self.accepted, NONE)


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
    came, accepted, refused = _handed_over()
    rows = session.execute(
        select(
            Share.id,
            Share.quantity,
            PurchaseLine.quantity.label("whole"),
            PurchaseLine.title,
            PurchaseLine.unit,
            Purchase.id.label("purchase"),
            Purchase.language,
            Purchase.status,
            ContractLine.id.label("contract_line"),
            Contract.due_on,
            Covers.requirement,
            Covers.quantity.label("covered"),
            came.label("came"),
            accepted.label("accepted"),
            refused.label("refused"),
        )
        .join(Purchase, Purchase.id == Share.purchase_id)
        .join(PurchaseLine, PurchaseLine.id == Share.line_id)
        .join(ContractLine, ContractLine.purchase_line_id == PurchaseLine.id)
        .join(Contract, Contract.id == ContractLine.contract_id)
        .outerjoin(Covers, Covers.line_id == PurchaseLine.id)
        .where(Share.school == school, Share.year == year, Purchase.status.in_(CONTRACTED))
        .order_by(Purchase.id, PurchaseLine.position, ContractLine.id, Covers.requirement)
    )
    parts: dict[int, list] = {}
    for row in rows:
        parts.setdefault(row.id, []).append(row)
    return tuple(_thing(rows) for rows in parts.values())


def _handed_over() -> tuple[ScalarSelect, ScalarSelect, ScalarSelect]:
    """Sums over the deliveries of one contract line to one school."""
    of_line = (
        DeliveryLine.contract_line_id == ContractLine.id,
        DeliveryLine.school == Share.school,
    )
    found = [
        select(func.sum(column))
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .where(*of_line)
        .correlate(ContractLine, Share)
        .scalar_subquery()
        for column in (AcceptanceLine.accepted, AcceptanceLine.refused)
    ]
    came = select(func.sum(DeliveryLine.quantity)).where(*of_line).correlate(ContractLine, Share)
    return came.scalar_subquery(), found[0], found[1]


def _thing(rows: list) -> Thing:
    """One share from its rows: one per contract line and requirement covered."""
    row = rows[-1]
    lines = {each.contract_line: each for each in rows}.values()
    covers = {each.requirement: each.covered for each in rows if each.requirement is not None}
    came = sum(((each.came or NONE) - (each.refused or NONE) for each in lines), NONE)
    return Thing(
        purchase=row.purchase,
        title=row.title,
        language=row.language,
        unit=row.unit,
        quantity=row.quantity,
        came=came,
        accepted=sum((each.accepted or NONE for each in lines), NONE),
        due_on=row.due_on,
        closed=row.status == "closed",
        covers=tuple(
            (code, _floor(Fraction(covered) * Fraction(row.quantity) / Fraction(row.whole)))
            for code, covered in sorted(covers.items())
        ),
    )


def by_requirement(things: Iterable[Thing]) -> tuple[Closed, ...]:
    """How much of each requirement these things close, by its code. Pure."""
    sums: dict[str, list[Fraction]] = {}
    for thing in things:
        ratio = Fraction(thing.accepted) / Fraction(thing.quantity)
        for code, covered in thing.covers:
            bought = sums.setdefault(code, [Fraction(0), Fraction(0)])
            bought[0] += Fraction(covered)
            bought[1] += Fraction(covered) * ratio
    return tuple(Closed(code, _floor(b), _floor(a)) for code, (b, a) in sorted(sums.items()))


def _floor(exact: Fraction) -> Decimal:
    return (Decimal(int(exact * 1000)) / 1000).quantize(FINEST)
