"""The days a school counted, and what it has not said yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from procurement import meal_rules as rules
from procurement.models import MealDay, MealMonth
from register import reports as register
from register.school_days import SchoolDays


@dataclass(frozen=True, slots=True)
class DayCard:
    """What is said of a day; `served` None: no lessons. `versions` above 1: it was put right."""

    on: date
    served: int | None
    present: int | None
    worked: bool
    note: str | None
    reason: str | None
    versions: int


@dataclass(frozen=True, slots=True)
class Months:
    """What a school said of a year: the days counted, those without lessons, the meals."""

    counted: frozenset[date]
    closed: frozenset[date]
    served: Mapping[int, int]  # meals by month

    @property
    def meals(self) -> int:
        """All meals counted."""
        return sum(self.served.values())


NOTHING = Months(frozenset(), frozenset(), {})


@dataclass(frozen=True, slots=True)
class Owed:
    """Days of school of which a school has said nothing."""

    school: str
    days: tuple[date, ...]


def of_days(session: Session, school: str, first: date, until: date) -> dict[date, DayCard]:
    """What is said of the days of a school from `first` on, before `until`."""
    rows = session.execute(
        select(
            MealDay.on,
            MealDay.served,
            MealDay.present,
            MealDay.worked,
            MealDay.note,
            MealDay.reason,
            MealDay.rev,
        )
        .where(MealDay.school == school, MealDay.on >= first, MealDay.on < until)
        .order_by(MealDay.on)
    )
    return {row.on: DayCard(*row) for row in rows}


def times_written(session: Session, school: str) -> int:
    """How often days of this school were written: it only grows."""
    return session.scalar(select(func.sum(MealDay.rev)).where(MealDay.school == school)) or 0


def of_year(session: Session, schools: Select[Any], year: int) -> dict[str, Months]:
    """What these schools said of a year; a school that said nothing is left out."""
    rows = session.execute(
        select(
            MealMonth.school,
            MealMonth.month,
            MealMonth.counted,
            MealMonth.closed,
            MealMonth.served,
        ).where(MealMonth.school.in_(schools), MealMonth.year == year)
    )
    kept: dict[str, list[Any]] = {}
    for row in rows:
        kept.setdefault(row.school, []).append(row)
    return {school: _months(of, year) for school, of in kept.items()}


def _months(rows: list[Any], year: int) -> Months:
    return Months(
        frozenset(day for row in rows for day in rules.marked(row.counted, year, row.month)),
        frozenset(day for row in rows for day in rules.marked(row.closed, year, row.month)),
        {row.month: row.served for row in rows},
    )


def owed(
    session: Session, codes: Collection[str], calendar: SchoolDays, today: date
) -> tuple[Owed, ...]:
    """Of this week, what schools that count this year have not said; of these places or schools.

    A school that counted no day of the year is not asked: it may not feed anybody.
    """
    monday = today - timedelta(days=today.weekday())
    due = calendar.between(monday, today + timedelta(days=1))
    if not codes or not due:
        return ()
    told = of_year(session, register.within(codes), today.year)
    if due[0].year < today.year:  # a week over the turn of the year
        for school, of in of_year(session, register.within(codes), due[0].year).items():
            here = told.get(school, NOTHING)
            told[school] = Months(here.counted | of.counted, here.closed | of.closed, here.served)
    found = []
    for school, of in sorted(told.items()):
        open_days = tuple(day for day in due if day not in of.counted | of.closed)
        if open_days:
            found.append(Owed(school, open_days))
    return tuple(found)
