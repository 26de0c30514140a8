"""A school says what was eaten: day by day, or a week or month of days at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.fiscal import is_year
from core.models import lock
from procurement import meal_months
from procurement import meal_rules as rules
from procurement.models import MealDay
from procurement.reports import meal_days
from register import reports as register
from register.models import School
from register.school_days import SchoolDays, school_days
from standard.reports import children


@dataclass(frozen=True, slots=True)
class DayCount:
    """What is said of one day; `served` None: there were no lessons, and `note` says why.

    `worked`: there were lessons though the calendar has the day free.
    """

    on: date
    served: int | None
    present: int | None = None
    worked: bool = False
    note: str | None = None


def count_meals(
    session: Session,
    actor: Actor,
    school: str,
    days: Sequence[DayCount],
    *,
    reason: str | None = None,
    seen: int | None = None,
) -> list[MealDay]:
    """Count the children of grades 1–4 who ate, on each of these days; all of them or none.

    A day that says what it said before is left as it is. A day put right becomes its next version,
    with the `reason`. `seen` is how often days of this school had been written when the page was
    made (`procurement.reports.meal_days.times_written`). A refusal stands at the day's own field,
    in ISO form.

    Raises:
        NotPermitted: neither the school itself nor an officer of a place it lies within.
        Refusal: `record.unknown`; `meals.nothing_said`; `meals.day_twice`; those of `_judged`;
            `meals.counted_already` where a day is put right without a reason;
            `record.changed_meanwhile`.
    """
    lock(session, School, school)
    lineage = register.lineage(session, school)
    require(actor, Act.COUNT_MEALS, *lineage)
    if not days:
        raise Refusal("meals.nothing_said")
    calendar = school_days(session)
    known = children.primary(session, select(School.code).where(School.code == school), _year(days))
    pupils = known[school].count if school in known else None
    told = [_judged(day, calendar, pupils) for day in days]
    now = meal_days.times_written(session, school)
    if seen is not None and seen != now:
        raise Refusal("record.changed_meanwhile", seen=seen, now=now)
    before = _before(session, school, told)
    why = _text(reason, "reason")
    written = [row for day in told if (row := _written(school, day, before, why)) is not None]
    for row in written:
        row.recorded_by = actor.account
    session.add_all(written)
    if written:
        session.flush()
        meal_months.keep(session, school, {(row.on.year, row.on.month) for row in written})
        journal.enter(session, actor, Act.COUNT_MEALS, *written, scopes=lineage, reason=why)
    return written


def _year(days: Iterable[DayCount]) -> int:
    """The year whose children are asked for: that of the last day."""
    return max(day.on for day in days).year


def _judged(day: DayCount, calendar: SchoolDays, pupils: int | None) -> DayCount:
    """A day as it is kept.

    Raises:
        Refusal: `date.in_future`; `budget.no_such_year`; `meals.free_day` for a day that the
            calendar has free and nobody says was worked; `meals.free_anyway`; `meals.why_closed`;
            `meals.no_count`; `meals.more_than_came`; `meals.more_than_pupils` with `limit` and
            `found`, without a note; `meals.long_text` with `most`.
    """
    field = day.on.isoformat()
    clock.not_after_today(day.on, field)
    if not is_year(day.on.year):
        raise Refusal("budget.no_such_year", field, year=day.on.year)
    free = calendar.is_free(day.on)
    note = _text(day.note, field)
    if day.served is None:
        if free:
            raise Refusal("meals.free_anyway", field)
        if note is None:
            raise Refusal("meals.why_closed", field)
        return DayCount(day.on, None, note=note)
    if free and not day.worked:
        raise Refusal("meals.free_day", field, day=day.on)
    for number in (day.served, day.present):
        if number is not None and not 0 <= number <= rules.MOST_CHILDREN:
            raise Refusal("meals.no_count", field, most=rules.MOST_CHILDREN)
    if day.present is not None and day.served > day.present:
        raise Refusal("meals.more_than_came", field, came=day.present)
    most = max(day.served, day.present or 0)
    if pupils is not None and most > pupils and note is None:
        raise Refusal("meals.more_than_pupils", field, found=most, limit=pupils)
    return DayCount(day.on, day.served, day.present, worked=free, note=note)


def _before(session: Session, school: str, days: Sequence[DayCount]) -> dict[date, MealDay]:
    """What was said before of the days from the first to the last of these."""
    on = [day.on for day in days]
    if len(set(on)) < len(on):
        twice = next(day for day in on if on.count(day) > 1)
        raise Refusal("meals.day_twice", twice.isoformat(), day=twice)
    rows = session.scalars(
        select(MealDay).where(
            MealDay.school == school, MealDay.on >= min(on), MealDay.on <= max(on)
        )
    )
    return {row.on: row for row in rows}


def _written(
    school: str, day: DayCount, before: dict[date, MealDay], reason: str | None
) -> MealDay | None:
    """The day's row with what is now said; None where it says so already."""
    row = before.get(day.on)
    said = (day.served, day.present, day.worked, day.note)
    if row is not None:
        if (row.served, row.present, row.worked, row.note) == said:
            return None
        if reason is None:
            raise Refusal("meals.counted_already", day.on.isoformat(), day=day.on)
        row.reason = reason
    else:
        row = MealDay(school=school, on=day.on)
    row.served, row.present, row.worked, row.note = said
    return row


def _text(text: str | None, field: str) -> str | None:
    """A text as it is kept; None for an empty one."""
    kept = (text or "").strip()
    if len(kept) > rules.MOST_NOTE:
        raise Refusal("meals.long_text", field, most=rules.MOST_NOTE)
    return kept or None
