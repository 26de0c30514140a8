"""A finding as lists show it, and the statement that finds it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from oversight.findings import moves, rules
from oversight.findings.models import Finding, Violation


@dataclass(frozen=True, slots=True)
class ViolationCard:
    """One shortcoming: its number, its code, and what the council voted of it."""

    id: int
    code: str
    outcome: str | None


@dataclass(frozen=True, slots=True)
class FindingCard:
    """A finding with its clock; texts in `language`."""

    id: int
    council: str
    place: str
    year: int
    purchase: int | None
    school: str | None
    requirement: str | None
    body: str
    origin: str
    origin_key: str | None
    facts: Mapping[str, Any] | None
    stage: str
    bases: tuple[str, ...]
    own_basis: str | None
    title: str
    text: str
    language: str
    opened_on: date
    due_on: date | None
    objection_until: date | None
    answered_on: date | None
    state: str
    rounds: int
    outcome: str | None
    ended_on: date | None
    violations: tuple[ViolationCard, ...] = ()

    @property
    def live(self) -> bool:
        """Does it still wait for somebody?"""
        return self.state in moves.LIVE

    @property
    def scope(self) -> str:
        """The school it is about, else the place."""
        return self.school or self.place

    def silent(self, today: date) -> int:
        """For how many days after its term nobody has answered."""
        return rules.days_silent(self.due_on, self.answered_on, self.state, today)

    @property
    def late(self) -> int:
        """How many days after its term the first answer came; 0 in time, or not yet."""
        return rules.days_late(self.due_on, self.answered_on)

    def left(self, today: date) -> int | None:
        """Days left to answer, below nought when it is over; None once answered, or no term."""
        waits = self.live and self.answered_on is None and self.due_on is not None
        return (self.due_on - today).days if waits and self.due_on else None


def cards(session: Session, query: Select) -> tuple[FindingCard, ...]:
    """The findings of a query made by `selected`, with their violations: two statements."""
    found = [_card(row) for row in session.execute(query)]
    told = violations(session, [one.id for one in found])
    return tuple(replace(one, violations=tuple(told.get(one.id, ()))) for one in found)


def selected() -> Select:
    """The columns of a FindingCard."""
    return select(
        Finding.id,
        Finding.council,
        Finding.place,
        Finding.year,
        Finding.purchase_id.label("purchase"),
        Finding.school,
        Finding.requirement,
        Finding.body,
        Finding.origin,
        Finding.origin_key,
        Finding.facts,
        Finding.stage,
        Finding.bases,
        Finding.own_basis,
        Finding.title,
        Finding.text,
        Finding.language,
        Finding.opened_on,
        Finding.due_on,
        Finding.objection_until,
        Finding.answered_on,
        Finding.state,
        Finding.rounds,
        Finding.outcome,
        Finding.ended_on,
    )


def _card(row: Any) -> FindingCard:
    values = dict(row._mapping)
    return FindingCard(**{**values, "bases": tuple(values["bases"])})


def violations(session: Session, findings: Iterable[int]) -> dict[int, list[ViolationCard]]:
    """The violations of these findings, by finding."""
    rows = session.execute(
        select(Violation.finding_id, Violation.id, Violation.code, Violation.outcome)
        .where(Violation.finding_id.in_(list(findings)))
        .order_by(Violation.id)
    )
    found: dict[int, list[ViolationCard]] = {}
    for row in rows:
        found.setdefault(row.finding_id, []).append(ViolationCard(row.id, row.code, row.outcome))
    return found
