"""A line of the annual plan as it is entered: its values, what they are checked against."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from budgets.rules import RESERVE, may_fund
from core.errors import Refusal
from core.fiscal import in_force, is_year, year_end
from core.money import som
from procurement import plan_rules
from procurement.models import PlanFunding, PlanLine
from procurement.plan_rules import Purse
from procurement.reports.plan_money import purses
from register import profile
from register import reports as register
from standard import reports as standard


@dataclass(frozen=True, slots=True)
class PlanValues:
    """A line of the plan as it is entered; `amount` is som.

    `parts` says what each of `budget_lines` gives; left empty, the sum falls on them by what each
    has. A requirement brings its own category.
    """

    title: str
    language: str
    amount: Decimal
    category: str | None = None
    requirement: str | None = None
    item_code: str | None = None
    quarter: int | None = None
    month: int | None = None
    method: str | None = None
    budget_lines: tuple[int, ...] = ()
    parts: tuple[tuple[int, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """What lines of a place's year are checked against."""

    place: str
    year: int
    categories: Mapping[str, str]  # of requirements
    purses: Mapping[int, Purse]


def ground_of(session: Session, place: str, year: int) -> Ground:
    """What lines of this plan are checked against.

    Raises:
        Refusal: `place.unknown`, `budget.no_such_year`.
    """
    if register.place(session, place) is None:
        raise Refusal("place.unknown", "place", place=place)
    if not is_year(year):
        raise Refusal("budget.no_such_year", "year", year=year)
    categories = standard.category_of_requirements(session)
    return Ground(place, year, categories, {one.line: one for one in purses(session, place, year)})


def clear(session: Session, line: PlanLine) -> None:
    """Take a line off its budget lines."""
    for funding in list(line.fundings):
        session.delete(funding)
    session.flush()
    session.expire(line, ["fundings"])


def fill(session: Session, line: PlanLine, values: PlanValues, ground: Ground) -> None:
    """Check the values and put them into the line, with what each budget line gives.

    Raises:
        Refusal: `plan_line.no_title`, `price.not_positive`, `plan_line.no_purpose`,
            `plan_line.when`, `requirement.unknown`, `category.unknown`, `method.unknown`,
            `method.not_in_force`, `line.unknown`, `funding.other_purpose`.
    """
    values = checked(values, ground)
    line.title, line.language, line.amount = values.title, values.language, values.amount
    line.category, line.requirement = values.category, values.requirement
    line.item_code, line.method = values.item_code, values.method
    line.month = values.month
    line.quarter = plan_rules.quarter_of(values.month) if values.month else values.quarter
    if line.id is None:
        session.add(line)
        session.flush()
    chosen = [ground.purses[number] for number in values.budget_lines]
    parts = values.parts or plan_rules.parts(values.amount, chosen)
    line.fundings = [
        PlanFunding(place=line.place, budget_line_id=number, amount=part) for number, part in parts
    ]
    session.flush()


def checked(values: PlanValues, ground: Ground) -> PlanValues:
    """The values as they are kept.

    Raises:
        Refusal: those of `fill`.
    """
    if not values.title.strip():
        raise Refusal("plan_line.no_title", "title")
    if som(values.amount) <= 0:
        raise Refusal("price.not_positive", "amount")
    category = values.category or None
    if values.requirement:
        category = ground.categories.get(values.requirement)
        if category is None:
            raise Refusal("requirement.unknown", "requirement", code=values.requirement)
    if category is None:
        raise Refusal("plan_line.no_purpose", "purpose")
    if category not in set(ground.categories.values()) - {RESERVE}:
        raise Refusal("category.unknown", "purpose", code=category)
    if plan_rules.when_is_wrong(values.quarter, values.month):
        raise Refusal("plan_line.when", "when")
    _method(values.method, ground.year)
    for number in dict.fromkeys((*values.budget_lines, *(line for line, _ in values.parts))):
        purse = ground.purses.get(number)
        if purse is None:
            raise Refusal("line.unknown", "budget_lines", line=number)
        if not may_fund(purse.category, purse.requirement, category, values.requirement or ""):
            raise Refusal("funding.other_purpose", "budget_lines", line=number)
    return replace(
        values,
        title=values.title.strip(),
        amount=som(values.amount),
        category=category,
        requirement=values.requirement or None,
        budget_lines=tuple(dict.fromkeys(values.budget_lines)),
    )


def _method(code: str | None, year: int) -> None:
    """A method is one of a law in force on some day of the year; it may be left open."""
    if not code:
        return
    law = profile.load().method(code).law
    first, last = date(year, 1, 1), year_end(year)
    begun = law.valid_from if law.valid_from and first < law.valid_from <= last else first
    if not in_force(begun, law.valid_from, law.valid_until):
        raise Refusal("method.not_in_force", "method", on=last)
