"""The schools that try the Standard first, and how they stand beside the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from standard.models import Coverage, CoverageTotal, Pilot, Requirement
from standard.reports.practices import current_edition, schools_in

FEWEST = 5
"""Of fewer pilot schools a share would tell of single schools, not of the Standard."""
ANSWERED = ("met", "partly", "missing")


@dataclass(frozen=True, slots=True)
class PilotCard:
    """A school that tries first: from `since`, until before `until`, by the word of `source`."""

    id: int
    school: str
    since: date
    until: date | None
    source: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a comparison: `met` of `answered` answers, given for `schools` schools."""

    schools: int = 0
    answered: int = 0
    met: int = 0

    @property
    def share(self) -> Fraction | None:
        """What part of the answered requirements is met; None where nothing was answered."""
        return Fraction(self.met, self.answered) if self.answered else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pilot schools and the others of the same place; `domain` None is all domains together."""

    domain: str | None
    pilots: Side
    others: Side

    @property
    def too_few(self) -> bool:
        """Are there fewer than FEWEST schools on one side?"""
        return min(self.pilots.schools, self.others.schools) < FEWEST


def pilots(
    session: Session, on: date | None = None, *, scope: str | None = None
) -> tuple[PilotCard, ...]:
    """The schools that try first on a day (on any day without one), by when they began.

    With `scope` only those within that place.
    """
    query = select(Pilot.id, Pilot.school, Pilot.since, Pilot.until, Pilot.source)
    if on is not None:
        query = query.where(*_in_force(on))
    if scope is not None:
        query = query.where(Pilot.school.in_(schools_in([scope])))
    rows = session.execute(query.order_by(Pilot.since, Pilot.school, Pilot.id))
    return tuple(PilotCard(*row) for row in rows)


def compared(session: Session, scope: str, on: date) -> tuple[Comparison, ...]:
    """How far pilot schools and the other schools of a place meet the Standard, by kept answers.

    All domains together first, then each in the order of its code. Only requirements that can be
    answered count, and of `schools` only those of which anything could be answered: a share over
    what nobody counted would say nothing. The others are all of the place, by its kept totals,
    without the pilots: three queries, and the country's answers are not read through.
    """
    everybody = _all_sides(session, scope)
    tried = _pilot_sides(session, scope, on)
    return tuple(
        Comparison(domain, tried.get(domain, Side()), _without(whole, tried.get(domain, Side())))
        for domain, whole in everybody.items()
    )


def _without(whole: Side, part: Side) -> Side:
    return Side(whole.schools - part.schools, whole.answered - part.answered, whole.met - part.met)


def _all_sides(session: Session, scope: str) -> dict[str | None, Side]:
    """All schools of a place: all domains together, then each."""
    rows = session.execute(
        select(
            Requirement.domain,
            Requirement.code,
            (CoverageTotal.met + CoverageTotal.partly + CoverageTotal.missing).label("answered"),
            CoverageTotal.met,
        )
        .join(CoverageTotal, CoverageTotal.requirement == Requirement.code)
        .where(Requirement.edition_id == current_edition(), CoverageTotal.scope == scope)
    ).all()
    domains: list[str | None] = [None, *sorted({row.domain for row in rows})]
    of = {domain: [row for row in rows if domain in (None, row.domain)] for domain in domains}
    counts = _with_answers(session, scope, [[row.code for row in of[domain]] for domain in domains])
    return {
        domain: Side(
            count, sum(row.answered for row in of[domain]), sum(row.met for row in of[domain])
        )
        for domain, count in zip(domains, counts, strict=True)
    }


def _with_answers(session: Session, scope: str, groups: Sequence[Sequence[str]]) -> Sequence[int]:
    """How many schools of a place have an answer to any of these requirements, group by group.

    The first answer found of a school is enough: the others are not looked at.
    """
    schools = schools_in([scope]).subquery()
    counts = (
        select(func.count())
        .select_from(schools)
        .where(
            exists().where(
                Coverage.school == schools.c.code,
                Coverage.requirement.in_(codes),
                Coverage.state.in_(ANSWERED),
            )
        )
        .scalar_subquery()
        for codes in groups
    )
    return tuple(session.execute(select(*counts)).one())


def _pilot_sides(session: Session, scope: str, on: date) -> dict[str | None, Side]:
    """The pilot schools of a place, of which there are few."""
    rows = session.execute(
        select(
            Requirement.domain,
            Coverage.school,
            func.count(),
            func.count().filter(Coverage.state == "met"),
        )
        .join(Requirement, Requirement.code == Coverage.requirement)
        .where(
            Requirement.edition_id == current_edition(),
            Coverage.state.in_(ANSWERED),
            Coverage.school.in_(select(Pilot.school).where(*_in_force(on))),
            Coverage.school.in_(schools_in([scope])),
        )
        .group_by(Requirement.domain, Coverage.school)
    ).all()
    return {
        domain: Side(
            len({row[1] for row in rows if domain in (None, row[0])}),
            sum(row[2] for row in rows if domain in (None, row[0])),
            sum(row[3] for row in rows if domain in (None, row[0])),
        )
        for domain in (None, *{row[0] for row in rows})
    }


def _in_force(on: date) -> tuple[ColumnElement[bool], ...]:
    return (Pilot.since <= on, Pilot.until.is_(None) | (Pilot.until > on))
