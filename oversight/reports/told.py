"""What people without an account say and ask of purchases."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from oversight.fulfilment import Question, Told
from oversight.voices import models as voices


def reports(session: Session, wanted: Select[Any]) -> dict[int, tuple[Told, ...]]:
    """By purchase: what independent reports say, school by school, once they are public."""
    heard = voices.Heard
    rows = session.execute(
        select(
            heard.purchase_id,
            heard.school,
            heard.arrived,
            heard.partly,
            heard.missing,
            heard.bad,
        )
        .where(heard.purchase_id.in_(wanted))
        .order_by(heard.purchase_id, heard.school)
    )
    found: dict[int, list[Told]] = {}
    for row in rows:
        found.setdefault(row.purchase_id, []).append(Told(*row[1:]))
    return {purchase: tuple(told) for purchase, told in found.items()}


def questions(
    session: Session, wanted: Select[Any], purchases: Sequence[Any]
) -> dict[int, tuple[Question, ...]]:
    """By purchase: the public questions about it; whoever holds its money is to answer them."""
    asked = voices.Question
    answered = select(voices.Answer.id).where(voices.Answer.question_id == asked.id).exists()
    rows = session.execute(
        select(asked.purchase_id, asked.published_on, asked.due_on, answered)
        .where(asked.purchase_id.in_(wanted))
        .where(asked.place.in_(sorted({one.place for one in purchases})))
        .order_by(asked.id)
    )
    found: dict[int, list[Question]] = {}
    for purchase, published_on, due_on, is_answered in rows:
        one = Question(published_on, due_on, bool(is_answered))
        found.setdefault(int(purchase or 0), []).append(one)
    return {purchase: tuple(of) for purchase, of in found.items()}
