"""How findings are answered and put right, per place and year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.findings import moves, rules
from oversight.findings.models import Finding
from register import reports as register


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of the findings of a place and year; withdrawn ones are counted in `withdrawn` alone.

    `in_time` and `late` are first answers; `silent` waits beyond its term today; `waiting` is
    still within it. `complete`, `partly` and `none` are votes on what was put right. `days` is
    the median of days from opening to the first answer, None where nobody has answered.
    """

    opened: int = 0
    in_time: int = 0
    late: int = 0
    silent: int = 0
    waiting: int = 0
    complete: int = 0
    partly: int = 0
    none: int = 0
    withdrawn: int = 0
    days: int | None = None


def of_place(session: Session, place: str, year: int, today: date) -> Statistics:
    """Those of a place and all below it, of a fiscal year; one statement, by the index alone."""
    found = of_places(session, place, year, today)
    return counted([row for rows in found.values() for row in rows], today)


def by_place(session: Session, place: str, year: int, today: date) -> dict[str, Statistics]:
    """The same for each place that has findings, by its code."""
    found = of_places(session, place, year, today)
    return {code: counted(rows, today) for code, rows in found.items()}


def years(session: Session, place: str) -> tuple[int, ...]:
    """The fiscal years in which a place or one below it has findings, the newest first."""
    query = select(Finding.year).where(Finding.place.in_(register.within([place]))).distinct()
    return tuple(session.scalars(query.order_by(Finding.year.desc())))


def of_places(session: Session, place: str, year: int, today: date) -> dict[str, list[Any]]:
    """The rows that are counted, by place."""
    rows = session.execute(
        select(
            Finding.place,
            Finding.state,
            Finding.opened_on,
            Finding.due_on,
            Finding.answered_on,
            Finding.outcome,
        ).where(Finding.place.in_(register.within([place])), Finding.year == year)
    )
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.place, []).append(row)
    return dict(sorted(found.items()))


def counted(rows: Iterable[Any], today: date) -> Statistics:
    """The counts of rows with `state`, `opened_on`, `due_on`, `answered_on` and `outcome`."""
    told = list(rows)
    stands = [row for row in told if row.state != "withdrawn"]
    answered = [row for row in stands if row.answered_on is not None]
    late = sum(rules.days_late(row.due_on, row.answered_on) > 0 for row in answered)
    silent = sum(
        rules.days_silent(row.due_on, row.answered_on, row.state, today) > 0 for row in stands
    )
    outcomes = [row.outcome for row in stands if row.state not in moves.LIVE]
    days = [(row.answered_on - row.opened_on).days for row in answered]
    return Statistics(
        opened=len(stands),
        in_time=len(answered) - late,
        late=late,
        silent=silent,
        waiting=len(stands) - len(answered) - silent,
        complete=outcomes.count("complete"),
        partly=outcomes.count("partly"),
        none=outcomes.count("none"),
        withdrawn=len(told) - len(stands),
        days=round(median(days)) if days else None,
    )
