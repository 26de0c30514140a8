"""What was accepted for school meals in a year beside the meals children ate, by holder."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from budgets.models import Line, Total
from budgets.reports.figures import is_money
from core.fiscal import year_end
from core.money import ZERO
from oversight.reports.year_schools import Holders, Key, Schools, within
from oversight.year_spending import Food
from procurement import meal_rules as rules
from procurement.meal_rules import Eaten
from procurement.reports import meal_days, meal_lines
from procurement.reports.meals import so_far
from register import profile
from register.models import School
from register.school_days import SchoolDays, school_days
from standard.reports import children


def food(session: Session, holders: Holders, schools: Schools, today: date) -> dict[Key, Food]:
    """By holder who set money aside for food, and year: what its schools were given and ate."""
    codes, categories, _others = meal_lines.food(session)
    feeding = _feeding(session, holders, categories)
    if not feeding:
        return {}
    calendar = school_days(session)
    found: dict[Key, Food] = {}
    for year in sorted({year for _, year in feeding}):
        here = {place: schools[place] for place, of in feeding if of == year and place in schools}
        eaten = _eaten(session, within(here), year, codes, calendar, today)
        norm = _norm(year)
        for place, own in here.items():
            together = sum((eaten[code] for code in own if code in eaten), Eaten())
            found[place, year] = Food(
                together,
                norm.amount if norm else None,
                norm.standing if norm else "default",
                norm.source if norm else "",
            )
    return found


def _feeding(session: Session, holders: Holders, categories: Collection[str]) -> set[Key]:
    rows = session.execute(
        select(Line.holder, Line.year)
        .where(Line.holder.in_(sorted({place for place, _ in holders})))
        .where(Line.year.in_(sorted({year for _, year in holders})))
        .where(Line.category.in_(sorted(categories)), Line.amount > 0, meal_lines.paid_in_money())
        .distinct()
    )
    return {(place, year) for place, year in rows} & set(holders)


def _eaten(
    session: Session,
    codes: list[str],
    year: int,
    requirements: Collection[str],
    calendar: SchoolDays,
    today: date,
) -> dict[str, Eaten]:
    """Of each school that counted meals; of one that did not, nothing can be said."""
    asked: Select[Any] = select(School.code).where(School.code.in_(codes))
    told = meal_days.of_year(session, asked, year)
    if not told:
        return {}
    counts = children.primary(session, asked, year)
    amounts = _accepted(session, sorted(told), year, requirements)
    days = calendar.of_year(year)
    found = {}
    for school, of in told.items():
        counted = counts.get(school)
        one = rules.eaten(
            amounts.get(school),
            counted.count if counted else None,
            due=so_far(days, of, today),
            counted=of.counted,
            closed=of.closed,
            meals=of.meals,
        )
        if one.schools:
            found[school] = one
    return found


def _accepted(
    session: Session, schools: list[str], year: int, requirements: Collection[str]
) -> dict[str, Decimal]:
    """What of food was accepted at each of these schools, som; help in kind apart."""
    rows = session.execute(
        select(Total.scope, Total.purse, func.sum(Total.accepted))
        .where(Total.scope.in_(schools), Total.year == year)
        .where(Total.kind == "requirement", Total.code.in_(sorted(requirements)))
        .group_by(Total.scope, Total.purse)
    )
    found: dict[str, Decimal] = {}
    for school, purse, amount in rows:
        if amount and is_money(purse):
            found[school] = found.get(school, ZERO) + amount
    return found


def _norm(year: int) -> profile.MealNorm | None:
    """The norm of a whole year, where it is the same for all zones and on all days."""
    norms = profile.load().meal_norms
    first = rules.norm_on(norms, date(year, 1, 1))
    last = rules.norm_on(norms, year_end(year))
    return first if first and last and first.amount == last.amount else None
