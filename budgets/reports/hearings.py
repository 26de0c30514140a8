"""Hearings of budgets, what was asked there, and what became of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, aliased

from budgets.models import Hearing, Question, Version
from core import clock


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question of a hearing. `asker` is a kind of person, never a name.

    `again` says that it comes from an earlier hearing; `carried`, that a later one took it over.
    """

    id: int
    hearing: int
    place: str
    year: int
    number: int
    school: str | None
    asker: str
    text: str
    asked_on: date
    answer: str | None
    answered_at: datetime | None
    outcome: str | None
    line: int | None
    carried: bool
    again: bool

    def waits(self, today: date) -> int | None:
        """For how many days nobody has answered; None once somebody has."""
        return None if self.answer else (today - self.asked_on).days


@dataclass(frozen=True, slots=True)
class HearingCard:
    """A hearing. `version` is the number of the version put to it, None for one on how the budget
    was carried out; heads are counted by sex. `scan` is the file of its minutes as `core.files`
    tells of it, for officials and councils."""

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
    questions: tuple[QuestionCard, ...] = ()

    @property
    def notice_days(self) -> int:
        """How many days before the hearing it was announced."""
        return (self.due_on - self.noticed_on).days

    @property
    def unanswered(self) -> int:
        """How many of its questions have no answer yet."""
        return sum(question.answer is None for question in self.questions)


def hearings(
    session: Session, places: Collection[str], year: int | None = None
) -> tuple[HearingCard, ...]:
    """The hearings of these places with what was asked at them, by the day they are due."""
    query = _hearings().where(Hearing.place.in_(list(places)))
    if year is not None:
        query = query.where(Hearing.year == year)
    return _with_questions(session, query.order_by(Hearing.due_on, Hearing.id))


def hearing(session: Session, number: int) -> HearingCard | None:
    """One hearing by its number, or None."""
    found = _with_questions(session, _hearings().where(Hearing.id == number))
    return found[0] if found else None


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


def _hearings() -> Select:
    return select(Hearing, Version.number).outerjoin(Version, Version.id == Hearing.version_id)


def _with_questions(session: Session, query: Select) -> tuple[HearingCard, ...]:
    """Two statements, whatever the number of hearings."""
    found = {row.Hearing.id: _card(row) for row in session.execute(query)}
    asked = session.execute(
        _questions()
        .where(Question.hearing_id.in_(found))
        .order_by(Question.hearing_id, Question.number)
    )
    questions: dict[int, list[QuestionCard]] = {}
    for row in asked:
        questions.setdefault(row.Question.hearing_id, []).append(_question(row))
    return tuple(
        replace(card, questions=tuple(questions.get(number, ()))) for number, card in found.items()
    )


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
    )


def _questions() -> Select:
    before = aliased(Question)
    again = select(before.id).where(before.carried_to == Question.id).correlate(Question).exists()
    return select(Question, Hearing.held_on, again.label("again")).join(
        Hearing, Hearing.id == Question.hearing_id
    )


def _question(row: Row[Any]) -> QuestionCard:
    """A question written down after the hearing was asked at the hearing."""
    found = row.Question
    written = clock.local(found.asked_at).date()
    return QuestionCard(
        found.id,
        found.hearing_id,
        found.place,
        found.year,
        found.number,
        found.school,
        found.asker,
        found.text,
        min(written, row.held_on or written),
        found.answer,
        found.answered_at,
        found.outcome,
        found.line_id,
        found.carried_to is not None,
        row.again,
    )
