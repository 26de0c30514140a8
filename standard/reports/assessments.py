"""What a school has by its own word and by papers, what lapses soon, what a council has to check.

Quantities are Decimals in the requirement's unit; of a share, in pieces of what it is part of.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session

from core.words import Words
from register.models import School
from standard.models import Assessment, Coverage, Holding
from standard.models.coverage import STATES
from standard.norms import norms
from standard.reports.evidence import reach

SOON = timedelta(days=90)
MOST = 100  # entries of a history, and schools of one page


@dataclass(frozen=True, slots=True)
class Finding:
    """What somebody found on a day; `role` of who wrote it, never a name."""

    id: int
    school: str
    requirement: str
    kind: str
    on: date
    value: Decimal
    until: date | None
    note: str | None
    files: tuple[dict[str, Any], ...]
    role: str
    checked: str | None
    checked_on: date | None
    checked_note: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """What a school holds towards a requirement, since and until when, and by which evidence."""

    requirement: str
    quantity: Decimal
    since: date
    until: date | None
    reference: str


@dataclass(frozen=True, slots=True)
class Standing:
    """One requirement at one school: the kept answer, the last finding, what is held today.

    `entry` is the kind of entry it asks for, None where our own records answer. `needed` and
    `have` are None where they cannot be said. `lapses_on` is the first day something lapses, where
    that is within SOON.
    """

    requirement: str
    entry: str | None
    state: str
    why: str | None
    needed: Decimal | None
    have: Decimal | None
    last: Finding | None
    held: tuple[Held, ...]
    lapses_on: date | None


@dataclass(frozen=True, slots=True)
class History:
    """All that was ever found and held of one requirement at one school, the newest first."""

    findings: tuple[Finding, ...]
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class SchoolStates:
    """How many requirements of a school stand how."""

    code: str
    name: Words
    place: str
    states: dict[str, int]


@dataclass(frozen=True, slots=True)
class SchoolPage:
    """Some of the schools, and how many there are in all."""

    rows: tuple[SchoolStates, ...]
    count: int


def of_school(session: Session, school: str, on: date) -> list[Standing]:
    """All requirements in force of one school, with what is known of each on a day, by code."""
    answers = session.execute(
        select(Coverage.requirement, Coverage.state, Coverage.why, Coverage.needed, Coverage.have)
        .where(Coverage.school == school)
        .order_by(Coverage.requirement)
    ).all()
    rows = session.execute(_findings().where(Assessment.school == school).order_by(*_OLDEST_FIRST))
    last = {row.requirement: row for row in rows}
    held: dict[str, list[Held]] = {}
    for row in session.execute(_in_force(school, on)):
        held.setdefault(row.requirement, []).append(Held(*row))
    known = norms(session)
    found = []
    for code, state, why, needed, have in answers:
        if code in known:
            finding = _finding(last[code]) if code in last else None
            holds = tuple(held.get(code, ()))
            entry = known[code].entry
            found.append(
                Standing(
                    requirement=code,
                    entry=entry,
                    state=state,
                    why=why,
                    needed=_told(needed),
                    have=_told(have),
                    last=finding,
                    held=holds,
                    lapses_on=None if state == "idle" else _lapses(entry, finding, holds, on),
                )
            )
    return found


def _told(thousandths: int | None) -> Decimal | None:
    return None if thousandths is None else Decimal(thousandths) / 1000


def _lapses(entry: str | None, last: Finding | None, held: Sequence[Held], on: date) -> date | None:
    """The first day from tomorrow on, and within SOON, that something no longer counts."""
    days = [one.until for one in held if one.quantity]
    if entry == "value":
        days = [last.until] if last else []
    return min((day for day in days if day and on < day <= on + SOON), default=None)


_OLDEST_FIRST = (Assessment.on, Assessment.id)


def _findings() -> Select[Any]:
    return select(
        Assessment.id,
        Assessment.school,
        Assessment.requirement,
        Assessment.kind,
        Assessment.on,
        Assessment.value,
        Assessment.until,
        Assessment.note,
        Assessment.files,
        Assessment.role,
        Assessment.checked,
        Assessment.checked_on,
        Assessment.checked_note,
    )


def _finding(row: Any) -> Finding:
    return Finding(**{**row._mapping, "files": tuple(row.files)})


def _holdings(school: str) -> Select[Any]:
    columns = (Holding.requirement, Holding.quantity, Holding.since, Holding.until)
    rows: Select[Any] = select(*columns).add_columns(Holding.reference)
    return rows.where(Holding.school == school)


def _in_force(school: str, on: date) -> Select[Any]:
    lasting = Holding.until.is_(None) | (Holding.until > on)
    return _holdings(school).where(Holding.since <= on, lasting).order_by(Holding.since, Holding.id)


def history(session: Session, school: str, requirement: str) -> History:
    """What was found and held of one requirement at one school, at most MOST of each."""
    found = session.execute(
        _findings()
        .where(Assessment.school == school, Assessment.requirement == requirement)
        .order_by(Assessment.on.desc(), Assessment.id.desc())
        .limit(MOST)
    )
    held = session.execute(
        _holdings(school)
        .where(Holding.requirement == requirement)
        .order_by(Holding.since.desc(), Holding.id.desc())
        .limit(MOST)
    )
    return History(tuple(map(_finding, found)), tuple(Held(*row) for row in held))


def assessment(session: Session, number: int) -> Finding | None:
    """One finding, or None."""
    row = session.execute(_findings().where(Assessment.id == number)).one_or_none()
    return _finding(row) if row else None


def waiting(session: Session, places: Collection[str], on: date) -> list[Finding]:
    """What the council of these places (or schools) has still to check, the oldest first.

    Of what is counted or measured only the last finding; of events all that count on the day.
    What a council found itself is checked by nobody, nor what the Standard no longer asks for.
    """
    last = func.row_number().over(
        partition_by=(Assessment.school, Assessment.requirement),
        order_by=(Assessment.on.desc(), Assessment.id.desc()),
    )
    inner = (
        _findings()
        .add_columns(last.label("place_in_line"))
        .where(
            Assessment.school.in_(reach(places)), Assessment.requirement.in_(list(norms(session)))
        )
        .subquery()
    )
    columns = inner.c
    counts = (columns.kind == "event") & (columns.until.is_(None) | (columns.until > on))
    rows = session.execute(
        select(*(column for column in columns if column.name != "place_in_line"))
        .where(
            columns.checked.is_(None),
            columns.role != "council",
            or_(columns.place_in_line == 1, counts),
        )
        .order_by(columns.on, columns.id)
    )
    return [_finding(row) for row in rows]


def schools(session: Session, places: Collection[str], on: date, *, page: int = 1) -> SchoolPage:
    """The schools of these places open on a day, with how many requirements stand how."""
    some = (
        select(
            School.code,
            School.name_ky,
            School.name_ru,
            School.name_en,
            School.place,
            School.sort_key,
            func.count().over().label("all_of_them"),
        )
        .where(
            School.code.in_(reach(places)),
            School.valid_until.is_(None) | (School.valid_until > on),
        )
        .order_by(School.sort_key, School.code)
        .limit(MOST)
        .offset((page - 1) * MOST)
        .subquery()
    )
    counts = [func.sum(case((Coverage.state == state, 1), else_=0)) for state in STATES]
    rows = session.execute(
        select(*some.c, *counts)
        .outerjoin(Coverage, Coverage.school == some.c.code)
        .group_by(*some.c)
        .order_by(some.c.sort_key, some.c.code)
    ).all()
    found = tuple(
        SchoolStates(
            row.code,
            Words(row.name_ky, row.name_ru, row.name_en),
            row.place,
            dict(zip(STATES, map(int, row[len(some.c) :]), strict=True)),
        )
        for row in rows
    )
    return SchoolPage(found, rows[0].all_of_them if rows else 0)
