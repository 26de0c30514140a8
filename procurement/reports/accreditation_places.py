"""The same for a place: all its schools together, school by school, and every single answer.

The sums are the kept ones; what answers rest on is counted by the database. No query per school.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, select
from sqlalchemy.orm import Session

from core import clock
from procurement.reports.accreditation import RESTS, SAID
from procurement.reports.accreditation_lines import (
    in_force,
    last_values,
    look_of_holding,
    paper_of_holding,
)
from procurement.reports.costs import exact
from register.models import Place, School
from standard import reports as standard
from standard import totals
from standard.models import Assessment, Coverage, CoverageTotal, Edition, Holding, Requirement
from standard.models.coverage import STATES
from standard.norms import norms
from standard.reports import EditionCard, RequirementCard


@dataclass(frozen=True, slots=True)
class RequirementCount:
    """One requirement over the schools of a place: schools by state, and the exact sums.

    `needed` and `counted` in the unit of the requirement (a share: in what it is part of); duties
    that cannot be said are in neither.
    """

    card: RequirementCard
    states: Mapping[str, int]
    needed: Decimal
    counted: Decimal


@dataclass(frozen=True, slots=True)
class SchoolCount:
    """One school of a place: its requirements by domain and state, and what answers rest on."""

    school: str
    domains: Mapping[str, Mapping[str, int]]
    rests: Mapping[str, int]

    @property
    def states(self) -> dict[str, int]:
        """The states of all domains together."""
        return added(self.domains.values())


@dataclass(frozen=True, slots=True)
class PlaceEvidence:
    """A place before the commission. `schools` is how many were counted."""

    edition: EditionCard
    counted_on: date
    schools: int
    requirements: tuple[RequirementCount, ...]
    rests: Mapping[str, int]

    @property
    def states(self) -> dict[str, int]:
        """Answers of all schools by state."""
        return added(each.states for each in self.requirements)

    @property
    def domains(self) -> dict[str, dict[str, int]]:
        """The same by domain, in the order of the edition."""
        found: dict[str, list[Mapping[str, int]]] = {}
        for each in self.requirements:
            found.setdefault(each.card.domain, []).append(each.states)
        return {domain: added(states) for domain, states in found.items()}


@dataclass(frozen=True, slots=True)
class SchoolAnswer:
    """One requirement at one school, as the kept answers tell it."""

    school: str
    requirement: str
    state: str
    why: str | None
    needed: Decimal | None
    have: Decimal | None
    until: date | None


def added(counts: Any) -> dict[str, int]:
    """Counts by state, added up."""
    sums = dict.fromkeys(STATES, 0)
    for each in counts:
        for state in STATES:
            sums[state] += each[state]
    return sums


def of_place(session: Session, scope: str) -> PlaceEvidence | None:
    """All schools of a place together; None before any edition. The place has to be known."""
    edition = standard.edition(session)
    if edition is None:
        return None
    day = totals.counted_on(session) or clock.today()
    cards = {card.code: card for card in standard.requirements(session)}
    kept = {
        row.requirement: row for row in session.execute(_sums().where(CoverageTotal.scope == scope))
    }
    return PlaceEvidence(
        edition=edition,
        counted_on=day,
        schools=how_many(session, scope),
        requirements=tuple(
            RequirementCount(
                card,
                {state: getattr(kept[code], state) for state in STATES},
                exact(kept[code].needed) or Decimal(0),
                exact(kept[code].counted) or Decimal(0),
            )
            for code, card in cards.items()
            if code in kept
        ),
        rests=_filled(dict(session.execute(_rests(session, scope, day)).all())),
    )


def _sums() -> Select[Any]:
    return select(
        CoverageTotal.scope,
        CoverageTotal.requirement,
        CoverageTotal.needed,
        CoverageTotal.counted,
        *(getattr(CoverageTotal, state) for state in STATES),
    )


def how_many(session: Session, scope: str) -> int:
    """Schools of which answers are kept. Each has one for every requirement of the edition."""
    asked = select(func.count(Coverage.school.distinct())).where(
        Coverage.school.in_(_within(scope))
    )
    return session.scalar(asked) or 0


def _within(scope: str) -> Select[Any]:
    """The codes of all schools of a place and of the places below it."""
    down = select(Place.code.label("code")).where(Place.code == scope).cte("down", recursive=True)
    down = down.union_all(select(Place.code).where(Place.parent == down.c.code))
    return select(School.code).where(School.place.in_(select(down.c.code)))


def parts(session: Session, scopes: Sequence[str]) -> dict[str, dict[str, int]]:
    """Answers by state of each of these places; one without a counted school is not there."""
    rows = session.execute(
        select(
            CoverageTotal.scope,
            *(func.sum(getattr(CoverageTotal, state)).label(state) for state in STATES),
        )
        .where(CoverageTotal.scope.in_(scopes))
        .group_by(CoverageTotal.scope)
    )
    return {row.scope: {state: int(getattr(row, state)) for state in STATES} for row in rows}


def _current() -> Any:
    return select(func.max(Edition.id)).scalar_subquery()


def schools(session: Session, scope: str) -> dict[str, SchoolCount]:
    """Every counted school of a place, by code."""
    day = totals.counted_on(session) or clock.today()
    domains: dict[str, dict[str, dict[str, int]]] = {}
    for school, domain, state, number in session.execute(_by_domain(scope)):
        of_school = domains.setdefault(school, {})
        of_school.setdefault(domain, dict.fromkeys(STATES, 0))[state] = number
    rests: dict[str, dict[str, int]] = {}
    for school, what, number in session.execute(_rests(session, scope, day, each=True)):
        rests.setdefault(school, {})[what] = number
    return {
        school: SchoolCount(school, found, _filled(rests.get(school, {})))
        for school, found in sorted(domains.items())
    }


def _by_domain(scope: str) -> Any:
    return (
        select(Coverage.school, Requirement.domain, Coverage.state, func.count())
        .join(Requirement, Requirement.code == Coverage.requirement)
        .where(Requirement.edition_id == _current(), Coverage.school.in_(_within(scope)))
        .group_by(Coverage.school, Requirement.domain, Coverage.state)
    )


def _filled(found: Mapping[str, int]) -> dict[str, int]:
    return dict.fromkeys(RESTS, 0) | dict(found)


def _rests(session: Session, scope: str, day: date, *, each: bool = False) -> Select[Any]:
    """How many answers rest on what (procurement.reports.accreditation.RESTS); by school if `each`.

    Said as `rests_on` says it, over all schools at once.
    """
    within = _within(scope)  # once in a statement: it names a part of it
    lines = _lines(session, within, day)
    derived = [code for code, norm in norms(session).items() if norm.derived]
    rests = case(
        (Coverage.requirement.in_(derived), "records"),
        (lines.c.lines.is_(None), "lapsed"),
        (lines.c.disputed > 0, "disputed"),
        (lines.c.confirmed == lines.c.lines, "council"),
        (lines.c.papers > 0, "papers"),
        else_="word",
    ).label("rests")
    answers = (
        select(Coverage.school, rests)
        .outerjoin(
            lines,
            (lines.c.school == Coverage.school) & (lines.c.requirement == Coverage.requirement),
        )
        .where(Coverage.school.in_(within), Coverage.state.in_(SAID))
        .subquery("answers")
    )
    keys: tuple[ColumnElement[Any], ...] = (answers.c.rests,)
    if each:
        keys = (answers.c.school, answers.c.rests)
    return select(*keys, func.count()).group_by(*keys)


def _lines(session: Session, within: Select[Any], day: date) -> Any:
    """The valid pieces of evidence of each answer: how many, of which kinds."""
    known = norms(session)
    held = [code for code, norm in known.items() if norm.entry in ("count", "event")]
    values = [code for code, norm in known.items() if norm.entry == "value"]
    last = last_values(Assessment.school.in_(within), values)
    each = (
        select(
            Holding.school,
            Holding.requirement,
            Assessment.role,
            Assessment.checked,
            paper_of_holding().label("paper"),
        )
        .outerjoin(Assessment, Assessment.id == look_of_holding())
        .where(
            Holding.school.in_(within),
            Holding.requirement.in_(held),
            in_force(day, known),
        )
        .union_all(
            select(
                last.c.school, last.c.requirement, last.c.role, last.c.checked, literal(0)
            ).where(last.c.rank == 1, last.c.until.is_(None) | (last.c.until > day))
        )
        .subquery("each_line")
    )
    differs = each.c.checked == "differs"
    confirmed = (each.c.role == "council") | (each.c.checked == "agrees")
    return (
        select(
            each.c.school,
            each.c.requirement,
            func.count().label("lines"),
            func.sum(each.c.paper).label("papers"),
            func.sum(case((differs, 1), else_=0)).label("disputed"),
            func.sum(case((confirmed, 1), else_=0)).label("confirmed"),
        )
        .group_by(each.c.school, each.c.requirement)
        .subquery("lines")
    )


def answers(session: Session, scope: str) -> Iterator[SchoolAnswer]:
    """Every requirement at every school of a place, by school and code."""
    rows = session.execute(
        select(
            Coverage.school,
            Coverage.requirement,
            Coverage.state,
            Coverage.why,
            Coverage.needed,
            Coverage.have,
            Coverage.changes_on,
        )
        .where(Coverage.school.in_(_within(scope)))
        .order_by(Coverage.school, Coverage.requirement)
    )
    for row in rows:
        yield SchoolAnswer(*row[:4], exact(row.needed), exact(row.have), row.changes_on)
