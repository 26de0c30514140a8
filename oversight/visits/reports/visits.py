"""Visits as they were handed in, one that is being typed, and whose a photograph is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, Text, cast, select
from sqlalchemy.orm import Session

from oversight.visits.models import Visit, VisitAnswer, VisitDraft
from register import reports as register

MOST = 500  # visits of one list


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """What was found of one requirement, as oversight.visits.models.VisitAnswer tells."""

    domain: str
    requirement: str
    verdict: str
    said: Decimal | None
    value: Decimal | None
    needed: Decimal | None
    state: str | None
    became: str | None
    note: str | None
    files: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class VisitCard:
    """A visit with its answers, in the order of domain and code."""

    id: int
    round: int
    school: str
    place: str
    on: date
    visitors: tuple[str, ...]
    note: str | None
    handed_in_on: date
    answers: tuple[AnswerCard, ...] = ()

    @property
    def differences(self) -> tuple[AnswerCard, ...]:
        """The answers in which something is otherwise than the inventory said, or is not there."""
        return tuple(one for one in self.answers if one.became is not None)


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A visit that is being typed; `answers` as oversight.visits.models.VisitDraft tells."""

    id: int
    round: int
    school: str
    on: date
    visitors: tuple[str, ...]
    note: str | None
    answers: Mapping[str, Mapping[str, Any]]
    version: int


def visit(session: Session, number: int) -> VisitCard | None:
    """One visit, or None."""
    return next(iter(_with_answers(session, _visits().where(Visit.id == number))), None)


def of_school(session: Session, school: str) -> tuple[VisitCard, ...]:
    """The visits of a school, the newest first."""
    wanted = _visits().where(Visit.school == school)
    return _with_answers(session, wanted.order_by(Visit.on.desc(), Visit.id.desc()).limit(MOST))


def draft(session: Session, round_id: int, school: str) -> DraftCard | None:
    """The visit of a round's school that is being typed, or None."""
    row = session.execute(
        select(
            VisitDraft.id,
            VisitDraft.round_id,
            VisitDraft.school,
            VisitDraft.on,
            VisitDraft.visitors,
            VisitDraft.note,
            VisitDraft.answers,
            VisitDraft.version,
        ).where(VisitDraft.round_id == round_id, VisitDraft.school == school)
    ).one_or_none()
    if row is None:
        return None
    number, round_of, code, on, visitors, note, answers, version = row
    return DraftCard(number, round_of, code, on, tuple(visitors), note, answers, version)


def _visits() -> Select[Any]:
    return select(
        Visit.id,
        Visit.round_id,
        Visit.school,
        Visit.place,
        Visit.on,
        Visit.visitors,
        Visit.note,
        Visit.handed_in_on,
    )


def _with_answers(session: Session, wanted: Select[Any]) -> tuple[VisitCard, ...]:
    rows = session.execute(wanted).all()
    answers: dict[int, list[AnswerCard]] = {row.id: [] for row in rows}
    found = session.execute(
        select(
            VisitAnswer.visit_id,
            VisitAnswer.domain,
            VisitAnswer.requirement,
            VisitAnswer.verdict,
            VisitAnswer.said,
            VisitAnswer.value,
            VisitAnswer.needed,
            VisitAnswer.state,
            VisitAnswer.became,
            VisitAnswer.note,
            VisitAnswer.files,
        )
        .where(VisitAnswer.visit_id.in_(list(answers)))
        .order_by(VisitAnswer.domain, VisitAnswer.requirement)
    )
    for row in found:
        told = {name: value for name, value in row._mapping.items() if name != "visit_id"}
        answers[row.visit_id].append(AnswerCard(**{**told, "files": tuple(row.files)}))
    return tuple(
        VisitCard(
            id=row.id,
            round=row.round_id,
            school=row.school,
            place=row.place,
            on=row.on,
            visitors=tuple(row.visitors),
            note=row.note,
            handed_in_on=row.handed_in_on,
            answers=tuple(answers[row.id]),
        )
        for row in rows
    )


def is_of(session: Session, sha256: str, places: Collection[str]) -> bool:
    """Is it a photograph of a visit that was handed in, of a school that is, or lies within, one
    of these?"""
    statement = select(VisitAnswer.id).where(
        VisitAnswer.school.in_(register.within(places)), _names(VisitAnswer.files, sha256)
    )
    return bool(places) and session.scalar(statement.limit(1)) is not None


def is_of_draft(session: Session, sha256: str, places: Collection[str]) -> bool:
    """The same of a visit that is being typed; for its council alone."""
    statement = select(VisitDraft.id).where(
        VisitDraft.school.in_(register.within(places)), _names(VisitDraft.answers, sha256)
    )
    return bool(places) and session.scalar(statement.limit(1)) is not None


def _names(column: Any, sha256: str) -> Any:
    return cast(column, Text).contains(f'"{sha256}"', autoescape=True)
