"""Som per child and day of schools in a year: budgeted, contracted, delivered, eaten.

All schools of a place are asked in as many statements as one school is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from budgets.models import Commitment, Line
from core.money import ZERO
from procurement import meal_rules as rules
from procurement.meal_rules import Chain
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    ContractLine,
    DeliveryLine,
    MenuCycle,
    Purchase,
    PurchaseLine,
    Share,
)
from procurement.reports import meal_days, meal_lines
from procurement.reports.meal_days import Months
from procurement.reports.meal_lines import FoodContract, Planned
from register.profile import MealNorm
from register.school_days import SchoolDays
from standard.reports import children
from standard.reports.children import Children


@dataclass(frozen=True, slots=True)
class SchoolFood:
    """What is known of a school's food in a year, and what follows of it.

    `days` of the year and `so_far` are days of school; the last without those the school said had
    no lessons. On `covered` of the year's days contracts feed children.
    """

    school: str
    children: Children | None
    days: int
    so_far: int
    covered: int
    planned: tuple[Planned, ...]
    contracts: tuple[FoodContract, ...]
    told: Months
    chain: Chain


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a school: its days of school so far, what was said of them, and the meals.

    `accepted` som by acceptance acts of the month; `normed` what the meals cost by the norm.
    """

    month: int
    due: int
    counted: int
    closed: int
    extra: int
    meals: int | None
    normed: Decimal | None
    accepted: Decimal

    @property
    def unknown(self) -> int:
        """Days of school of which nothing was said."""
        return self.due - self.counted - self.closed


@dataclass(frozen=True, slots=True)
class Menu:
    """A menu of a food contract; `days` in turn. `contracted` som, None before it is signed."""

    line: int
    purchase: int
    purchase_title: str
    title: str
    language: str
    days: tuple[str, ...]
    children: int
    since: date
    until: date
    reason: str | None
    version: int
    contracted: Decimal | None


def of_schools(
    session: Session,
    schools: Sequence[str],
    within: Select[Any],
    year: int,
    calendar: SchoolDays,
    today: date,
) -> dict[str, SchoolFood]:
    """The food of each of these schools; `within` asks for the same schools in statements."""
    counts = children.primary(session, within, year)
    planned = meal_lines.planned(session, within, year)
    contracts = meal_lines.contracts(session, within, year)
    told = meal_days.of_year(session, within, year)
    days = calendar.of_year(year)
    return {
        school: _school(
            school,
            counts.get(school),
            planned.get(school, ()),
            contracts.get(school, ()),
            told.get(school, meal_days.NOTHING),
            days,
            today,
        )
        for school in schools
    }


def _school(
    school: str,
    counted: Children | None,
    planned: tuple[Planned, ...],
    contracts: tuple[FoodContract, ...],
    told: Months,
    days: Sequence[date],
    today: date,
) -> SchoolFood:
    due = so_far(days, told, today)
    taught = len([day for day in due if day not in told.closed])
    covered = rules.covered((one.period for one in contracts), days)
    pupils = counted.count if counted else None
    money = [one.amount for one in planned if one.is_money]
    contracted, accepted = meal_lines.sums(contracts)
    known = accepted if contracts else None
    chain = Chain(
        budgeted=rules.link(sum(money, ZERO) if money else None, pupils, len(days)),
        contracted=rules.link(contracted if contracts else None, pupils, covered),
        delivered=rules.link(known, pupils, taught),
        eaten=rules.eaten(
            known,
            pupils,
            due=due,
            counted=told.counted,
            closed=told.closed,
            meals=told.meals,
        ),
    )
    return SchoolFood(school, counted, len(days), taught, covered, planned, contracts, told, chain)


def so_far(days: Iterable[date], told: Months, today: date) -> list[date]:
    """The days of school that are over, and today where something was said of it."""
    said = told.counted | told.closed
    return [day for day in days if day < today or (day == today and day in said)]


def months(
    session: Session,
    food: SchoolFood,
    year: int,
    calendar: SchoolDays,
    norms: Sequence[MealNorm],
    today: date,
) -> tuple[Month, ...]:
    """The months of a school in which there was a day of school, a meal or an acceptance."""
    accepted = _accepted(session, food.school, year)
    due = so_far(calendar.of_year(year), food.told, today)
    found = []
    for month in range(1, 13):
        here = frozenset(day for day in due if day.month == month)
        counted = frozenset(day for day in food.told.counted if day.month == month)
        closed = frozenset(day for day in food.told.closed if day.month == month)
        if not (here or counted or closed or month in accepted):
            continue
        meals = food.told.served.get(month, 0) if counted else None
        norm = rules.norm_on(norms, date(year, month, 1))
        found.append(
            Month(
                month,
                len(here),
                len(here & counted),
                len((here & closed) - counted),
                len(counted - here),
                meals,
                rules.by_the_norm(norm.amount, meals) if norm and meals is not None else None,
                accepted.get(month, ZERO),
            )
        )
    return tuple(found)


def _accepted(session: Session, school: str, year: int) -> dict[int, Decimal]:
    """What of food was accepted at a school by the month of the act, som; help in kind apart."""
    money = (
        select(Commitment.contract_line)
        .join(Line, Line.id == Commitment.line_id)
        .where(Commitment.school == school, meal_lines.paid_in_money())
    )
    rows = session.execute(
        select(Acceptance.on, func.sum(AcceptanceLine.amount))
        .join(AcceptanceLine, AcceptanceLine.acceptance_id == Acceptance.id)
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .join(ContractLine, ContractLine.id == DeliveryLine.contract_line_id)
        .join(PurchaseLine, PurchaseLine.id == ContractLine.purchase_line_id)
        .join(Purchase, Purchase.id == PurchaseLine.purchase_id)
        .where(
            AcceptanceLine.school == school,
            Acceptance.on >= date(year, 1, 1),
            Acceptance.on < date(year + 1, 1, 1),
            DeliveryLine.contract_line_id.in_(money),
            Purchase.year == year,
            meal_lines.is_food(session),
        )
        .group_by(Acceptance.on)
    )
    found: dict[int, Decimal] = {}
    for on, amount in rows:
        found[on.month] = found.get(on.month, ZERO) + amount
    return found


def menus(session: Session, school: str, year: int) -> tuple[Menu, ...]:
    """The menus of purchases of a year that feed this school, in the order they begin."""
    mine = select(Share.line_id).where(Share.school == school, Share.year == year)
    return _menus(session, MenuCycle.line_id.in_(mine))


def menus_of(session: Session, purchase: int) -> dict[int, Menu]:
    """The menus of a purchase, by the number of the line."""
    return {menu.line: menu for menu in _menus(session, MenuCycle.purchase_id == purchase)}


def _menus(session: Session, which: Any) -> tuple[Menu, ...]:
    agreed = (
        select(func.sum(ContractLine.amount))
        .where(ContractLine.purchase_line_id == MenuCycle.line_id)
        .correlate(MenuCycle)
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            MenuCycle.line_id.label("line"),
            MenuCycle.purchase_id.label("purchase"),
            Purchase.title.label("purchase_title"),
            MenuCycle.title,
            MenuCycle.language,
            MenuCycle.days,
            MenuCycle.children,
            MenuCycle.since,
            MenuCycle.until,
            MenuCycle.reason,
            MenuCycle.rev.label("version"),
            agreed.label("contracted"),
        )
        .join(Purchase, Purchase.id == MenuCycle.purchase_id)
        .where(which, Purchase.status != "cancelled")
        .order_by(MenuCycle.since, MenuCycle.line_id)
    )
    return tuple(Menu(**{**row._mapping, "days": tuple(row.days.split("\n"))}) for row in rows)
