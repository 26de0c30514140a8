"""What is asked at a hearing, and what the office answers: both public, no person named."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from budgets import rules
from budgets.models import Hearing, Line, Question
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from register import reports as register

LONGEST = 2_000  # characters of a question or an answer


def ask_question(
    session: Session,
    actor: Actor,
    hearing_id: int,
    *,
    text: str,
    asker: str,
    school: str | None = None,
) -> Question:
    """Write down a question put at a hearing. `asker` is a kind of person (rules.ASKERS).

    Raises:
        NotPermitted: no officer and no council of the place or of a place above.
        Refusal: `hearing.called_off`; `question.missing`; `question.too_long` with `most`;
            `question.unknown_asker`; `question.school_elsewhere`.
    """
    hearing = lock(session, Hearing, hearing_id)
    lineage = register.lineage(session, hearing.place)
    require(actor, Act.ASK_AT_HEARING, *lineage)
    if hearing.status == "called_off":
        raise Refusal("hearing.called_off")
    if asker not in rules.ASKERS:
        raise Refusal("question.unknown_asker", "asker", asker=asker[:20])
    above = register.lineage(session, school) if school is not None else ()
    if school is not None and hearing.place not in above:
        raise Refusal("question.school_elsewhere", "school", code=school[:32])
    last = session.scalar(
        select(func.max(Question.number)).where(Question.hearing_id == hearing.id)
    )
    question = Question(
        hearing_id=hearing.id,
        place=hearing.place,
        year=hearing.year,
        number=(last or 0) + 1,
        school=school,
        asker=asker,
        text=_told(text, "question.missing", "question.too_long"),
        asked_at=clock.now(),
    )
    session.add(question)
    session.flush()
    journal.enter(session, actor, Act.ASK_AT_HEARING, question, scopes={*lineage, *above})
    return question


def _told(text: str, missing: str, too_long: str) -> str:
    told = text.strip()
    if not told:
        raise Refusal(missing, "text")
    if len(told) > LONGEST:
        raise Refusal(too_long, "text", most=LONGEST)
    return told


def answer_question(
    session: Session,
    actor: Actor,
    question_id: int,
    *,
    text: str,
    outcome: str,
    line_id: int | None = None,
) -> Question:
    """Answer a question and say what becomes of it; `line_id` is the budget line it led to.

    An answer given may be given anew: the journal keeps each. What is left for later comes back at
    the next year's hearing.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `answer.missing`, `answer.too_long`, `question.unknown_outcome`, `line.unknown`;
            `question.carried` once the next year's hearing has taken it over.
    """
    question = lock(session, Question, question_id)
    require(actor, Act.ANSWER_AT_HEARING, question.place)
    if question.carried_to is not None:
        raise Refusal("question.carried", question=question.number)
    if outcome not in rules.OUTCOMES:
        raise Refusal("question.unknown_outcome", "outcome", outcome=outcome[:20])
    if line_id is not None:
        line = session.get(Line, line_id)
        if line is None or (line.holder, line.year) != (question.place, question.year):
            raise Refusal("line.unknown", "line", line=line_id)
    question.answer = _told(text, "answer.missing", "answer.too_long")
    question.answered_at = clock.now()
    question.outcome, question.line_id = outcome, line_id
    codes = [question.place, *([question.school] if question.school else [])]
    lineages = register.lineages(session, codes)
    scopes = {code for line_up in lineages.values() for code in line_up}
    journal.enter(session, actor, Act.ANSWER_AT_HEARING, question, scopes=scopes)
    return question
