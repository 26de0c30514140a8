"""Questions of people without an account: asked, published or declined, answered."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from oversight.voices import rules
from oversight.voices.models import Answer, Asked, Declined, Question
from procurement.models import Purchase
from procurement.rules import PUBLIC
from register import profile
from register import reports as register
from register.workdays import workdays


def ask(
    session: Session,
    actor: Actor,
    scope: str,
    *,
    text: str,
    language: str,
    code_sha256: str,
    purchase_id: int | None = None,
) -> Asked:
    """Send a question about a school or place to the moderator; nobody else reads it before.

    A workspace: it has no leaf. Who is to answer is the buyer of the purchase, else the place, or
    the place of the school.

    Raises:
        Refusal: `record.unknown` for the school, place or purchase, if that is not public;
            `voice.missing`, `voice.too_long`, `voice.personal`, `voice.language`.
    """
    school = register.school(session, scope)
    if school is None and register.place(session, scope) is None:
        raise Refusal("record.unknown", table="schools", key=scope[:32])
    require(actor, Act.ASK_QUESTION, *register.lineage(session, scope))
    rules.known_language(language)
    told = rules.question(text)
    asked = Asked(
        scope=scope,
        place=_answering(session, purchase_id) or (school.place if school else scope),
        purchase_id=purchase_id,
        text=told,
        language=language,
        on=clock.today(),
        code_sha256=code_sha256,
    )
    session.add(asked)
    session.flush()
    return asked


def _answering(session: Session, purchase_id: int | None) -> str | None:
    """The buyer of a public purchase; None where the question is about none."""
    if purchase_id is None:
        return None
    place = session.scalar(
        select(Purchase.place).where(Purchase.id == purchase_id, Purchase.status.in_(PUBLIC))
    )
    if place is None:
        raise Refusal("record.unknown", table="purchases", key=str(purchase_id))
    return place


def publish(session: Session, actor: Actor, asked_id: int) -> Question:
    """Let everybody read a question, word for word; from today the office has its term to answer.

    Raises:
        NotPermitted: no editor of the place or of one above.
        Refusal: `voice.decided`; `voice.personal` for what the rules of the day see now.
    """
    asked = lock(session, Asked, asked_id)
    require(actor, Act.PUBLISH_QUESTION, *register.lineage(session, asked.scope))
    if asked.state != "asked":
        raise Refusal("voice.decided")
    today = clock.today()
    question = Question(
        scope=asked.scope,
        place=asked.place,
        purchase_id=asked.purchase_id,
        text=rules.question(asked.text or ""),
        language=asked.language,
        asked_on=asked.on,
        published_on=today,
        due_on=_due_on(session, today),
    )
    session.add(question)
    session.flush()
    asked.state, asked.decided_on, asked.question_id = "published", today, question.id
    asked.text = None
    scopes = _scopes(session, question.scope, question.place)
    journal.enter(session, actor, Act.PUBLISH_QUESTION, question, scopes=scopes)
    return question


def _due_on(session: Session, start: date) -> date | None:
    term = profile.load().term(rules.TERM, start)
    return workdays(session).end(term, start) if term else None


def decline(session: Session, actor: Actor, asked_id: int, *, reason: str) -> Declined:
    """Do not publish a question. Its text is erased; the reason stays, for its asker and counted.

    Raises:
        NotPermitted: no editor of the place or of one above.
        Refusal: `voice.decided`; `voice.unknown_reason`.
    """
    asked = lock(session, Asked, asked_id)
    lineage = register.lineage(session, asked.scope)
    require(actor, Act.DECLINE_QUESTION, *lineage)
    if asked.state != "asked":
        raise Refusal("voice.decided")
    if reason not in rules.REASONS:
        raise Refusal("voice.unknown_reason", "reason")
    today = clock.today()
    asked.state, asked.reason, asked.decided_on, asked.text = "declined", reason, today, None
    declined = Declined(scope=asked.scope, reason=reason, on=today)
    session.add(declined)
    journal.enter(session, actor, Act.DECLINE_QUESTION, declined, scopes=lineage)
    return declined


def answer(session: Session, actor: Actor, question_id: int, *, text: str, language: str) -> Answer:
    """Answer a public question; everybody reads it at once. A later answer stands beside.

    Raises:
        NotPermitted: no officer of the place that is to answer, or of one it lies within.
        Refusal: `reply.missing`, `reply.too_long`, `voice.personal`, `voice.language`.
    """
    question = lock(session, Question, question_id)
    require(actor, Act.ANSWER_QUESTION, *register.lineage(session, question.place))
    rules.known_language(language)
    given = Answer(
        question_id=question.id,
        scope=question.scope,
        place=question.place,
        text=rules.reply(text),
        language=language,
        on=clock.today(),
        written_by=actor.account,
    )
    session.add(given)
    scopes = _scopes(session, question.scope, question.place)
    journal.enter(session, actor, Act.ANSWER_QUESTION, given, scopes=scopes)
    return given


def _scopes(session: Session, *codes: str) -> set[str]:
    lineages = register.lineages(session, codes)
    return {code for line in lineages.values() for code in line}
