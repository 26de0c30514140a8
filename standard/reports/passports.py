"""Passports: what a school says of itself, how complete it is, and how it came to say so."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from core.words import Words
from journal.models import Entry
from register.models import Place, School
from standard import passport
from standard.models import Coverage, Passport
from standard.passport import FROM_OTHERS, Fact
from standard.reports import catalogue

WAITS = "basis:"  # how standard.coverage says that the passport lacks a fact


@dataclass(frozen=True, slots=True)
class PassportCard:
    """A school's passport of a year; `on` is the day it was last filled in."""

    school: str
    year: int
    facts: Mapping[str, str]
    on: date
    version: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How complete a school's passport is: of `asked` questions `answered`.

    `year` is that of the passport that applies (the year's own, or the last before), None where
    there is none; `version` and `facts` are its own.
    """

    school: str
    name: Words
    place: str
    year: int | None
    answered: int
    asked: int
    on: date | None
    version: int
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact before and after; None: not known."""

    fact: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class VersionCard:
    """One version of a passport, as its leaf in the journal tells it. No person is named."""

    version: int
    at: datetime
    role: str | None
    place: str | None
    leaf: int
    hash: str
    answered: int
    changes: tuple[FactChange, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """Of a school's requirements: how many can be answered, of how many.

    `waiting` tells for a fact of the passport how many requirements wait for it.
    """

    answerable: int
    requirements: int
    waiting: Mapping[str, int]


def asked(session: Session) -> dict[str, Fact]:
    """The questions of a passport under the edition in force, in the order they are asked."""
    return passport.questions(catalogue.lists(session))


def of_year(session: Session, school: str, year: int) -> PassportCard | None:
    """The passport of this very year, or None."""
    return _card(session, _passports().where(Passport.school == school, Passport.year == year))


def applying(session: Session, school: str, year: int) -> PassportCard | None:
    """The passport that applies in a year: its own, or the last before; its `year` says which."""
    query = _passports().where(Passport.school == school, Passport.year <= year)
    return _card(session, query.order_by(Passport.year.desc()).limit(1))


def years(session: Session, school: str) -> tuple[int, ...]:
    """The years a school has passports of, newest first."""
    query = select(Passport.year).where(Passport.school == school)
    return tuple(session.scalars(query.order_by(Passport.year.desc())))


def _passports() -> Select[Any]:
    return select(Passport.school, Passport.year, Passport.facts, Passport.on, Passport.version)


def _card(session: Session, query: Select[Any]) -> PassportCard | None:
    row = session.execute(query).one_or_none()
    return PassportCard(*row) if row else None


def standings(
    session: Session, codes: Collection[str], year: int, *, questions: Mapping[str, Fact], on: date
) -> tuple[Standing, ...]:
    """All schools of these places and of all below them (or these schools), in dictionary order.

    One query whatever their number. Schools closed on the day `on` are left out.
    """
    down = select(Place.code.label("code")).where(Place.code.in_(codes)).cte("down", recursive=True)
    down = down.union(select(Place.code).where(Place.parent == down.c.code))
    latest = (
        select(Passport.school, func.max(Passport.year).label("year"))
        .where(Passport.year <= year)
        .group_by(Passport.school)
        .subquery("latest")
    )
    own = and_(Passport.school == latest.c.school, Passport.year == latest.c.year)
    rows = session.execute(
        select(
            School.code,
            School.name_ky,
            School.name_ru,
            School.name_en,
            School.place,
            Passport.year,
            Passport.facts,
            Passport.on,
            Passport.version,
        )
        .outerjoin(latest, latest.c.school == School.code)
        .outerjoin(Passport, own)
        .where(
            or_(School.place.in_(select(down.c.code)), School.code.in_(codes)),
            or_(School.valid_until.is_(None), School.valid_until > on),
        )
        .order_by(School.sort_key, School.code)
    )
    return tuple(_standing(row, questions) for row in rows)


def _standing(row: Any, questions: Mapping[str, Fact]) -> Standing:
    answered, of = passport.completeness(row.facts or {}, questions)
    return Standing(
        school=row.code,
        name=Words(row.name_ky, row.name_ru, row.name_en),
        place=row.place,
        year=row.year,
        answered=answered,
        asked=of,
        on=row.on,
        version=row.version or 0,
        facts=row.facts or {},
    )


def registered(
    session: Session, schools: Collection[str], year: int, questions: Mapping[str, Fact]
) -> dict[str, dict[str, str]]:
    """What the register says of schools, as facts to begin a passport with: somebody must check.

    Pupils and those of grades 1 to 4 are of the year, or of the last counted before it. What the
    register does not say, or what cannot be true of a school that works, is left out.
    """
    rows = session.execute(
        select(School.code, School.pupils, School.primary, School.shifts).where(
            School.code.in_(schools)
        )
    )
    found = {}
    for code, pupils, primary, shifts in rows:
        told = {
            "pupil": _latest(pupils, year),
            "pupil_primary": _latest(primary, year),
            "shifts": shifts,
        }
        facts = {fact: str(value) for fact, value in told.items() if value is not None}
        wrong = {refusal.field for refusal in passport.problems(facts, questions)}
        found[code] = {fact: value for fact, value in facts.items() if fact not in wrong}
    return found


def _latest(counted: Mapping[str, Any] | None, year: int) -> int | None:
    """The count of a year, or of the last one before it that was counted."""
    known = {int(of): int(count) for of, count in (counted or {}).items() if count is not None}
    last = max((of for of in known if of <= year), default=None)
    return None if last is None else known[last]


def history(session: Session, school: str, year: int) -> tuple[VersionCard, ...]:
    """Every version of a passport, newest first: by which role, when, and what it changed."""
    keys = session.scalars(
        select(Passport.id).where(Passport.school == school, Passport.year == year)
    )
    rows = session.execute(
        select(Entry.number, Entry.leaf, Entry.hash)
        .where(Entry.table == Passport.__tablename__, Entry.key.in_([str(key) for key in keys]))
        .order_by(Entry.number)
    )
    versions: list[VersionCard] = []
    before: dict[str, str] = {}
    for number, row in enumerate(rows, start=1):
        leaf = json.loads(row.leaf)
        facts: dict[str, str] = leaf["row"]["facts"]
        versions.append(
            VersionCard(
                version=number,
                at=datetime.fromisoformat(leaf["at"]),
                role=leaf["by"]["role"],
                place=leaf["by"]["place"],
                leaf=row.number,
                hash=row.hash.hex(),
                answered=len(facts),
                changes=changes(before, facts),
            )
        )
        before = facts
    return tuple(reversed(versions))


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FactChange, ...]:
    """Which facts differ, by code."""
    codes: Iterable[str] = sorted({*before, *after})
    return tuple(
        FactChange(code, before.get(code), after.get(code))
        for code in codes
        if before.get(code) != after.get(code)
    )


def reach(session: Session, school: str) -> Reach:
    """How far the passport reaches, by the kept answers of today."""
    rows = session.execute(
        select(Coverage.why, func.count()).where(Coverage.school == school).group_by(Coverage.why)
    )
    waiting: dict[str, int] = {}
    counted = answerable = 0
    for why, count in rows:
        counted += count
        if why is not None and why.startswith(WAITS):
            basis = why.removeprefix(WAITS)
            fact = FROM_OTHERS.get(basis, basis)
            waiting[fact] = waiting.get(fact, 0) + count
        elif why != "not_recorded":
            answerable += count
    return Reach(answerable, counted, waiting)
