"""The published procurement plan of one place of the example, told in plans.yaml."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from budgets.rules import may_fund
from core.errors import Refusal
from procurement import acts
from procurement.acts import PlanValues
from procurement.models import PlanLine
from procurement.reports.plan_money import purses
from standard import reports as standard
from tracker.example.people import Cast
from tracker.example.told import holder, money, told


def publish(session: Session, cast: Cast, year: int) -> None:
    """Draft and publish every plan of the year."""
    for plan in told("plans")["plans"]:
        if int(plan["year"]) != year:
            continue
        place = holder(plan["holder"])
        for entry in plan["lines"]:
            values = _values(session, place, year, entry)
            acts.add_plan_line(session, cast.officer(place), place, year, values)
        on = date.fromisoformat(plan["published"])
        acts.publish_plan(session, cast.officer(place), place, year, on=on)
        journal.next_act(session)


def line(session: Session, place: str, year: int, title: str) -> int:
    """The number of the published line that is called so.

    Raises:
        Refusal: `plan_line.unknown`.
    """
    number = session.scalar(
        select(PlanLine.id).where(
            PlanLine.place == place, PlanLine.year == year, PlanLine.title == title
        )
    )
    if number is None:
        raise Refusal("plan_line.unknown", "plan_line", line=title)
    return number


def _values(session: Session, place: str, year: int, entry: Mapping[str, Any]) -> PlanValues:
    """A line as the file tells it, paid by the budget lines of its source that may pay for it."""
    requirement = entry["requirement"]
    category = standard.category_of_requirements(session)[requirement]
    paying = [
        purse.line
        for purse in purses(session, place, year)
        if purse.source == entry["from"]
        and may_fund(purse.category, purse.requirement, category, requirement)
    ]
    return PlanValues(
        title=entry["title"],
        language="ky",
        amount=money(entry["som"]),
        requirement=requirement,
        month=int(entry["month"]),
        method=entry["method"],
        budget_lines=tuple(paying),
    )
