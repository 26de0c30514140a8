"""Questions and what became of them; their reply clock tells of itself."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Exists, Select, func, select
from sqlalchemy.orm import Session

from oversight.voices.models import Answer, Asked, Declined, Question, Report
from register import reports as register

MOST = 200  # questions of one list in the office


@dataclass(frozen=True, slots=True)
class AskedCard:
    """A question as its moderator and its asker see it; `text` is None once it is decided."""

    id: int
    scope: str
    place: str
    purchase: int | None
    text: str | None
    language: str
    on: date
    state: str
    reason: str | None
    decided_on: date | None
    question: int | None


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """What was answered, in which language, on which day."""

    id: int
    text: str
    language: str
    on: date


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A public question with its answers, the first one first."""

    id: int
    scope: str
    place: str
    purchase: int | None
    text: str
    language: str
    asked_on: date
    published_on: date
    due_on: date | None
    answers: tuple[AnswerCard, ...] = ()

    @property
    def answered_on(self) -> date | None:
        """The day of the first answer, which stops the clock."""
        return self.answers[0].on if self.answers else None

    def silent(self, today: date) -> int | None:
        """For how many days nobody has answered since it was published; None once answered."""
        return None if self.answers else (today - self.published_on).days

    def left(self, today: date) -> int | None:
        """Days left of the term, below nought when it is over; None once answered, or no term."""
        return None if self.answers or self.due_on is None else (self.due_on - today).days


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of questions; of all of them how many there are, wait, and wait beyond the term."""

    rows: tuple[QuestionCard, ...]
    count: int
    unanswered: int
    overdue: int
    page: int
    last: int


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A report on a delivery as whoever sent it sees it."""

    id: int
    purchase: int
    school: str
    what: str
    on: date
    replaced: bool
    with_photograph: bool


def waiting(session: Session, places: Collection[str]) -> tuple[AskedCard, ...]:
    """What waits for the moderator of these places and all within, the longest waiting first."""
    query = _asked().where(Asked.state == "asked", Asked.scope.in_(register.within(places)))
    rows = session.execute(query.order_by(Asked.on, Asked.id))
    return tuple(AskedCard(*row) for row in rows)


def asked(session: Session, number: int) -> AskedCard | None:
    """One question as it was sent."""
    row = session.execute(_asked().where(Asked.id == number)).one_or_none()
    return AskedCard(*row) if row else None


def asked_by_code(session: Session, code_sha256: str) -> AskedCard | None:
    """The question that was sent under this code."""
    row = session.execute(_asked().where(Asked.code_sha256 == code_sha256)).one_or_none()
    return AskedCard(*row) if row else None


def report_by_code(session: Session, code_sha256: str) -> ReportCard | None:
    """The report on a delivery that was sent under this code."""
    row = session.execute(
        select(
            Report.id,
            Report.purchase_id,
            Report.school,
            Report.what,
            Report.on,
            Report.replaced,
            Report.photograph.is_not(None),
        ).where(Report.code_sha256 == code_sha256)
    ).one_or_none()
    return ReportCard(*row) if row else None


def of_scope(
    session: Session, scope: str, today: date, *, page: int = 1, per_page: int = 20
) -> Listed:
    """The public questions about a school or place itself, the newest first, a page of them."""
    mine = Question.scope == scope
    waits = ~_answered()
    count, unanswered, overdue = session.execute(
        select(
            func.count(),
            func.count().filter(waits),
            func.count().filter(waits, Question.due_on < today),
        ).where(mine)
    ).one()
    last = max(1, -(-count // per_page))
    page = min(page, last)
    query = _questions().where(mine).order_by(Question.id.desc())
    rows = _with_answers(session, query.limit(per_page).offset((page - 1) * per_page))
    return Listed(rows, count, unanswered, overdue, page, last)


def within(session: Session, places: Collection[str]) -> tuple[QuestionCard, ...]:
    """The public questions these places, or places within them, are to answer; the newest first,
    at most MOST. Those that nobody answered are all in `unanswered`."""
    codes = register.within(places)
    query = _questions().where(Question.place.in_(codes)).order_by(Question.id.desc())
    return _with_answers(session, query.limit(MOST))


def unanswered(session: Session, places: Collection[str]) -> tuple[QuestionCard, ...]:
    """Those of `within` that nobody has answered, the longest waiting first."""
    query = _questions().where(Question.place.in_(register.within(places)), ~_answered())
    rows = session.execute(query.order_by(Question.published_on, Question.id))
    return tuple(QuestionCard(*row) for row in rows)


def question(session: Session, number: int) -> QuestionCard | None:
    """One public question."""
    found = _with_answers(session, _questions().where(Question.id == number))
    return found[0] if found else None


def declined(session: Session, scope: str) -> dict[str, int]:
    """How many questions about a school or place were not published, by reason."""
    rows = session.execute(
        select(Declined.reason, func.count())
        .where(Declined.scope == scope)
        .group_by(Declined.reason)
        .order_by(Declined.reason)
    )
    return dict(rows.tuples().all())


def still_to_decide(session: Session, scope: str) -> int:
    """How many questions about a school or place wait for the moderator."""
    query = select(func.count()).where(Asked.scope == scope, Asked.state == "asked")
    return session.scalar(query) or 0


def _answered() -> Exists:
    return select(Answer.id).where(Answer.question_id == Question.id).exists()


def _asked() -> Select:
    return select(
        Asked.id,
        Asked.scope,
        Asked.place,
        Asked.purchase_id,
        Asked.text,
        Asked.language,
        Asked.on,
        Asked.state,
        Asked.reason,
        Asked.decided_on,
        Asked.question_id,
    )


def _questions() -> Select:
    return select(
        Question.id,
        Question.scope,
        Question.place,
        Question.purchase_id,
        Question.text,
        Question.language,
        Question.asked_on,
        Question.published_on,
        Question.due_on,
    )


def _with_answers(session: Session, query: Select) -> tuple[QuestionCard, ...]:
    """Two statements, whatever the number of questions."""
    cards = [QuestionCard(*row) for row in session.execute(query)]
    answers = _answers(session, [card.id for card in cards])
    return tuple(replace(card, answers=tuple(answers.get(card.id, ()))) for card in cards)


def _answers(session: Session, questions: Iterable[int]) -> dict[int, list[AnswerCard]]:
    found: dict[int, list[AnswerCard]] = {}
    rows = session.execute(
        select(Answer.question_id, Answer.id, Answer.text, Answer.language, Answer.on)
        .where(Answer.question_id.in_(list(questions)))
        .order_by(Answer.id)
    )
    for row in rows:
        found.setdefault(row.question_id, []).append(AnswerCard(*row[1:]))
    return found
