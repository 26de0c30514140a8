"""Which money is money for food, and what contracts of it give each school.

A line of a purchase feeds when it is for a requirement, or covers one, that is counted in money for
food: the norm of som a day, or the share of food spending. So dishes and refrigerators, though of
the same category, are no food.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import Session

from budgets.models import Commitment, Line, Total
from budgets.reports.figures import is_money
from core.money import ZERO
from procurement.models import Contract, ContractLine, Covers, MenuCycle, Purchase, PurchaseLine
from register import profile
from standard import reports as standard
from standard.norms import norms

BASES = ("pupil_primary_day", "food_spend")
"""What requirements about money for food are counted on."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Som set aside for food, by purse: a source of funds, or what was carried over of it."""

    purse: str
    amount: Decimal

    @property
    def is_money(self) -> bool:
        """False for help in kind."""
        return is_money(self.purse)


@dataclass(frozen=True, slots=True)
class FoodContract:
    """A school's part of a contracted line of food, som; its menu's period and children, if any."""

    line: int
    purchase: int
    title: str
    language: str
    number: str
    amount: Decimal
    accepted: Decimal
    since: date | None
    until: date | None
    children: int | None

    @property
    def period(self) -> tuple[date, date] | None:
        """The half-open days of its menu; None where it has none."""
        return (self.since, self.until) if self.since and self.until else None


def food(session: Session) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The requirements that are money for food; their categories; what else is in these."""
    codes = frozenset(code for code, norm in norms(session).items() if norm.basis in BASES)
    categories = standard.category_of_requirements(session)
    own = frozenset(categories[code] for code in codes if code in categories)
    others = frozenset(code for code, of in categories.items() if of in own) - codes
    return codes, own, others


def feeds(session: Session, line_id: int) -> bool:
    """Is this purchase line food?"""
    mine = select(exists().where(PurchaseLine.id == line_id, is_food(session)))
    return bool(session.scalar(mine))


def food_lines(session: Session, purchase: int) -> set[int]:
    """The numbers of a purchase's lines that are food."""
    rows = session.scalars(
        select(PurchaseLine.id).where(PurchaseLine.purchase_id == purchase, is_food(session))
    )
    return set(rows)


def is_food(session: Session) -> ColumnElement[bool]:
    """The condition that a purchase line is food."""
    codes = sorted(food(session)[0])
    covered = exists().where(Covers.line_id == PurchaseLine.id, Covers.requirement.in_(codes))
    return PurchaseLine.requirement.in_(codes) | covered


def paid_in_money() -> ColumnElement[bool]:
    """The condition that a budget line is money: help in kind stands apart."""
    return Line.source.in_([one.code for one in profile.load().sources if one.is_money])


def planned(session: Session, schools: Select[Any], year: int) -> dict[str, tuple[Planned, ...]]:
    """What is set aside for food of each of these schools, by purse, the largest first.

    Of the whole category, less what is set aside for its requirements that are no food. A school
    without a line is left out.
    """
    _codes, categories, others = food(session)
    rows = session.execute(
        select(Total.scope, Total.kind, Total.purse, func.sum(Total.planned))
        .where(
            Total.scope.in_(schools),
            Total.year == year,
            (and_(Total.kind == "category", Total.code.in_(sorted(categories))))
            | (and_(Total.kind == "requirement", Total.code.in_(sorted(others)))),
        )
        .group_by(Total.scope, Total.kind, Total.purse)
    )
    sums: dict[str, dict[str, Decimal]] = {}
    for scope, kind, purse, amount in rows:
        held = sums.setdefault(scope, {})
        held[purse] = held.get(purse, ZERO) + (amount if kind == "category" else -amount)
    return {
        school: tuple(Planned(*one) for one in sorted(held.items(), key=lambda i: (-i[1], i[0])))
        for school, held in sums.items()
    }


def contracts(
    session: Session, schools: Select[Any], year: int
) -> dict[str, tuple[FoodContract, ...]]:
    """What contracts of food give each of these schools out of the money of a year."""
    menu = (MenuCycle.since, MenuCycle.until, MenuCycle.children)
    one = (
        Commitment.school,
        PurchaseLine.id,
        Purchase.id.label("purchase"),
        PurchaseLine.title,
        Purchase.language,
        Contract.number,
    )
    rows = session.execute(
        select(*one, func.sum(Commitment.amount), func.sum(Commitment.accepted), *menu)
        .join(Line, Line.id == Commitment.line_id)
        .join(ContractLine, ContractLine.id == Commitment.contract_line)
        .join(Contract, Contract.id == ContractLine.contract_id)
        .join(PurchaseLine, PurchaseLine.id == ContractLine.purchase_line_id)
        .join(Purchase, Purchase.id == PurchaseLine.purchase_id)
        .outerjoin(MenuCycle, MenuCycle.line_id == PurchaseLine.id)
        .where(Commitment.school.in_(schools), Line.year == year, paid_in_money())
        .where(is_food(session))
        .group_by(*one, *menu)
        .order_by(Commitment.school, Purchase.id, PurchaseLine.id, Contract.number)
    )
    found: dict[str, list[FoodContract]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(FoodContract(*row[1:]))
    return {school: tuple(of) for school, of in found.items()}


def sums(of: Iterable[FoodContract]) -> tuple[Decimal, Decimal]:
    """What such contracts come to, and what of it was accepted, som."""
    known = list(of)
    return (
        sum((one.amount for one in known), ZERO),
        sum((one.accepted for one in known), ZERO),
    )
