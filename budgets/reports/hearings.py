"""Hearings of budgets, what was asked there, and what became of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session, aliased

from budgets.models import Hearing, Question, Version


@dataclass(frozen=True, slots=True)
class HearingCard:
    """A hearing. `version` is the number of the version put to it; heads are counted by sex.

    `scan` is the file of its minutes as `core.files` tells of it; `unanswered` of `questions`
    have no answer yet.
    """

    id: int
    place: str
    year: int
    version: int | None
    subject: str
    status: str
    noticed_on: date
    due_on: date
    due_time: str | None
    venue: str
    held_on: date | None
    women: int | None
    men: int | None
    protocol: str | None
    scan: Mapping[str, Any] | None
    decided: str | None
    questions: int
    unanswered: int

    @property
    def notice_days(self) -> int:
        """How many days before the hearing it was announced."""
        return (self.due_on - self.noticed_on).days


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question of a hearing. `carried` says that it comes from the year before; `carried_to` that
    it went on to the next."""

    id: int
    hearing: int
    place: str
    year: int
    number: int
    school: str | None
    asker: str
    text: str
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None
    outcome: str | None
    line: int | None
    carried_to: int | None
    carried: bool
    held_on: date | None


def hearings(
    session: Session, places: Collection[str], year: int | None = None
) -> list[HearingCard]:
    """The hearings of these places, the latest first."""
    query = _hearings().where(Hearing.place.in_(list(places)))
    if year is not None:
        query = query.where(Hearing.year == year)
    rows = session.execute(query.order_by(Hearing.due_on.desc(), Hearing.id.desc()))
    return [_card(row) for row in rows]


def hearing(session: Session, number: int) -> HearingCard | None:
    """One hearing by its number, or None."""
    row = session.execute(_hearings().where(Hearing.id == number)).one_or_none()
    return _card(row) if row else None


def _hearings() -> Select:
    asked = select(func.count(Question.id)).where(Question.hearing_id == Hearing.id)
    return select(
        Hearing,
        Version.number,
        asked.correlate(Hearing).scalar_subquery().label("asked"),
        asked.where(Question.answer.is_(None)).correlate(Hearing).scalar_subquery().label("open"),
    ).outerjoin(Version, Version.id == Hearing.version_id)


def _card(row: Row[Any]) -> HearingCard:
    found = row.Hearing
    return HearingCard(
        found.id,
        found.place,
        found.year,
        row.number,
        found.subject,
        found.status,
        found.noticed_on,
        found.due_on,
        found.due_time,
        found.venue,
        found.held_on,
        found.women,
        found.men,
        found.protocol,
        found.protocol_scan,
        found.decided,
        row.asked,
        row.open,
    )


def questions(session: Session, hearing_id: int) -> list[QuestionCard]:
    """What was asked at a hearing, in order."""
    query = _questions().where(Question.hearing_id == hearing_id).order_by(Question.number)
    return [_question(row) for row in session.execute(query)]


def question(session: Session, number: int) -> QuestionCard | None:
    """One question by its number in the base, or None."""
    row = session.execute(_questions().where(Question.id == number)).one_or_none()
    return _question(row) if row else None


def unanswered(session: Session, places: Collection[str]) -> list[QuestionCard]:
    """What was asked in these places and waits for an answer, the longest waiting first."""
    query = (
        _questions()
        .where(Question.place.in_(list(places)), Question.answer.is_(None))
        .where(Hearing.status != "called_off")
        .order_by(Question.asked_at, Question.id)
    )
    return [_question(row) for row in session.execute(query)]


def _questions() -> Select:
    before = aliased(Question)
    carried = select(before.id).where(before.carried_to == Question.id).correlate(Question).exists()
    return select(Question, Hearing.held_on, carried.label("carried")).join(
        Hearing, Hearing.id == Question.hearing_id
    )


def _question(row: Row[Any]) -> QuestionCard:
    found = row.Question
    return QuestionCard(
        found.id,
        found.hearing_id,
        found.place,
        found.year,
        found.number,
        found.school,
        found.asker,
        found.text,
        found.asked_at,
        found.answer,
        found.answered_at,
        found.outcome,
        found.line_id,
        found.carried_to,
        row.carried,
        row.held_on,
    )
