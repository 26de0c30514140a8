"""Monitoring rounds: what was announced, where it was looked, what was found."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from core.words import Words
from oversight.visits.models import Round, Visit, VisitAnswer, VisitDraft
from oversight.visits.rules import JUDGED
from register import reports as register
from register.reports import SchoolCard

STATES = (*JUDGED, "unknown")


@dataclass(frozen=True, slots=True)
class RoundCard:
    """A round as it was announced; both days belong to it. `schools`: None is all of the place;
    `visits`: how many are handed in."""

    id: int
    place: str
    first_on: date
    last_on: date
    domains: tuple[str, ...]
    schools: tuple[str, ...] | None
    about: str | None
    announced_on: date
    closed_on: date | None
    visits: int

    def state(self, today: date) -> str:
        """ "closed", "ahead" before its first day, "over" after its last, else "running"."""
        if self.closed_on is not None:
            return "closed"
        if today < self.first_on:
            return "ahead"
        return "running" if today <= self.last_on else "over"


@dataclass(frozen=True, slots=True)
class SchoolLine:
    """A school of a round: its visit, or that one is being typed. `looked_at`: requirements that
    have an answer; `differ` from the inventory; `not_seen`."""

    school: str
    name: Words
    place: str
    visit: int | None = None
    on: date | None = None
    looked_at: int = 0
    differ: int = 0
    not_seen: int = 0
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class FoundLine:
    """A requirement over the schools of a round: `schools` by the state found, how many answers
    differ from the inventory, how many of these went into it, and where it was not seen.

    `filled` and `needed` add up what was found and what is needed where both are known.
    """

    domain: str
    requirement: str
    schools: Mapping[str, int]
    not_seen: int
    differ: int
    corrected: int
    filled: Decimal
    needed: Decimal

    @property
    def judged(self) -> int:
        """Schools of which it can be said."""
        return sum(self.schools[state] for state in JUDGED)


def card(session: Session, number: int) -> RoundCard | None:
    """One round, or None."""
    row = session.execute(_cards().where(Round.id == number)).one_or_none()
    return _card(row) if row else None


def of_places(session: Session, places: Collection[str]) -> tuple[RoundCard, ...]:
    """The rounds of these places and of all below them, the newest first."""
    inside = Round.place.in_(register.within(places))
    rows = session.execute(_cards().where(inside).order_by(Round.first_on.desc(), Round.id.desc()))
    return tuple(_card(row) for row in rows)


def around(session: Session, place: str) -> tuple[RoundCard, ...]:
    """The rounds of a place, of those below it and of those it lies within, the newest first."""
    above = register.lineage(session, place)
    wanted = Round.place.in_(above) | Round.place.in_(register.within([place]))
    rows = session.execute(_cards().where(wanted).order_by(Round.first_on.desc(), Round.id.desc()))
    return tuple(_card(row) for row in rows)


def before(session: Session, one: RoundCard) -> dict[str, RoundCard]:
    """For each domain of a round the round before it: of the same place, closed, begun earlier."""
    rows = session.execute(
        _cards()
        .where(
            Round.place == one.place,
            Round.closed_on.is_not(None),
            Round.first_on < one.first_on,
        )
        .order_by(Round.first_on.desc(), Round.id.desc())
    )
    found: dict[str, RoundCard] = {}
    for earlier in map(_card, rows):
        for domain in earlier.domains:
            if domain in one.domains:
                found.setdefault(domain, earlier)
    return found


def _cards() -> Select[Any]:
    visits = select(func.count()).where(Visit.round_id == Round.id).scalar_subquery()
    return select(
        Round.id,
        Round.place,
        Round.first_on,
        Round.last_on,
        Round.domains,
        Round.schools,
        Round.about,
        Round.announced_on,
        Round.closed_on,
        visits,
    )


def _card(row: Any) -> RoundCard:
    number, place, first_on, last_on, domains, schools, *rest = row
    chosen = None if schools is None else tuple(schools)
    return RoundCard(number, place, first_on, last_on, tuple(domains), chosen, *rest)


def schools(session: Session, one: RoundCard) -> tuple[SchoolLine, ...]:
    """The schools of a round, in dictionary order, each with its visit where there was one."""
    rows = session.execute(
        select(
            Visit.school,
            Visit.id,
            Visit.on,
            func.count(VisitAnswer.id),
            _sum(VisitAnswer.became.is_not(None) & (VisitAnswer.verdict == "differs")),
            _sum(VisitAnswer.verdict == "not_seen"),
        )
        .join(VisitAnswer, VisitAnswer.visit_id == Visit.id)
        .where(Visit.round_id == one.id)
        .group_by(Visit.school, Visit.id, Visit.on)
    )
    visits = {row[0]: row[1:] for row in rows}
    typing = select(VisitDraft.school).where(VisitDraft.round_id == one.id)
    typed = set(session.scalars(typing))
    return tuple(
        _line(school, visits.get(school.code), school.code in typed)
        for school in register.schools_within(session, one.place)
        if one.schools is None or school.code in one.schools or school.code in visits
    )


def _line(school: SchoolCard, row: Any, is_typed: bool) -> SchoolLine:
    if row is None:
        return SchoolLine(school.code, school.name, school.place, is_typed=is_typed)
    visit, on, looked_at, differ, not_seen = row
    return SchoolLine(
        school.code, school.name, school.place, visit, on, looked_at, int(differ), int(not_seen)
    )


def found(session: Session, number: int) -> tuple[FoundLine, ...]:
    """What was found in a round, by requirement, in the order of domain and code."""
    said = func.coalesce(VisitAnswer.value, VisitAnswer.said)
    counted = (VisitAnswer.verdict != "not_seen") & VisitAnswer.needed.is_not(None)
    differs = VisitAnswer.verdict == "differs"
    rows = session.execute(
        select(VisitAnswer.domain, VisitAnswer.requirement)
        .add_columns(*(_sum(VisitAnswer.state == state) for state in STATES))
        .add_columns(
            _sum(VisitAnswer.verdict == "not_seen"),
            _sum(differs),
            _sum(VisitAnswer.became == "correction"),
            func.sum(case((counted, said), else_=None)),
            func.sum(case((counted, VisitAnswer.needed), else_=None)),
        )
        .join(Visit, Visit.id == VisitAnswer.visit_id)
        .where(Visit.round_id == number)
        .group_by(VisitAnswer.domain, VisitAnswer.requirement)
        .order_by(VisitAnswer.domain, VisitAnswer.requirement)
    )
    return tuple(_found(row) for row in rows)


def _found(row: Any) -> FoundLine:
    not_seen, differ, corrected = map(int, row[6:9])
    filled, needed = (amount if amount is not None else Decimal(0) for amount in row[9:11])
    return FoundLine(
        row.domain,
        row.requirement,
        dict(zip(STATES, map(int, row[2:6]), strict=True)),
        not_seen,
        differ,
        corrected,
        filled,
        needed,
    )


def _sum(condition: Any) -> Any:
    """How many rows of a group are so."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
