"""Meals of the example: three schools count, one of them every day; a food contract has a menu."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core.access import Actor, Role
from procurement import acts
from procurement.acts import DayCount, MenuValues
from procurement.models import Purchase, PurchaseLine
from register.models import School
from register.school_days import SchoolDays, school_days
from standard.reports import children
from tracker.example.people import Cast
from tracker.example.told import holder, told


def enter(session: Session, cast: Cast) -> None:
    """Count what meals.yaml tells, a month in one act; put one day right; write the menu."""
    story = told("meals")
    calendar = school_days(session)
    for entry in story["days"]:
        _count(session, cast, entry, calendar)
    _menu(session, cast, story["menu"])


def _count(session: Session, cast: Cast, entry: Mapping[str, Any], calendar: SchoolDays) -> None:
    school = entry["school"]
    who = _whose(cast, school)
    last = date.fromisoformat(entry["last"])
    of = children.primary(session, select(School.code).where(School.code == school), last.year)
    for _month, days in groupby(
        _days(entry, calendar, of[school].count), key=lambda day: day.on.month
    ):
        acts.count_meals(session, who, school, list(days))
        journal.next_act(session)
    if "right" in entry:
        right = entry["right"]
        day = DayCount(date.fromisoformat(right["on"]), int(right["served"]))
        acts.count_meals(session, who, school, [day], reason=right["reason"])
        journal.next_act(session)


def _days(entry: Mapping[str, Any], calendar: SchoolDays, pupils: int) -> Iterator[DayCount]:
    """The days a school speaks of, in their order."""
    first, last = (date.fromisoformat(entry[end]) for end in ("first", "last"))
    closed = entry.get("closed", {})
    for day in calendar.between(first, last + timedelta(days=1)):
        if day.isoformat() in entry["gaps"]:
            continue
        if day.isoformat() in closed:
            yield DayCount(day, None, note=closed[day.isoformat()])
            continue
        chance = Random(f"meals:{entry['school']}:{day}")
        came = pupils * chance.randrange(90, 100) // 100
        yield DayCount(day, came * chance.randrange(92, 101) // 100, came)


def _menu(session: Session, cast: Cast, entry: Mapping[str, Any]) -> None:
    line, place = session.execute(
        select(PurchaseLine.id, Purchase.place)
        .join(Purchase, Purchase.id == PurchaseLine.purchase_id)
        .where(Purchase.title == entry["purchase"])
        .order_by(Purchase.year.desc(), PurchaseLine.position)
        .limit(1)
    ).one()
    values = MenuValues(
        title=entry["title"],
        language=entry["language"],
        days=entry["days"],
        children=int(entry["children"]),
        since=date.fromisoformat(entry["since"]),
        until=date.fromisoformat(entry["until"]),
    )
    acts.set_menu(session, cast.officer(place), line, values)
    journal.next_act(session)


def _whose(cast: Cast, school: str) -> Actor:
    """The school itself where it has an account, else the officer of the district."""
    own = cast.actors.get((Role.SCHOOL.value, school))
    return own or cast.officer(holder("district"))
