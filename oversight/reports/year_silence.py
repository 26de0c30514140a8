"""What holders were to answer in a year, and what waits beyond its term: for flag S13."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.findings import rules
from oversight.findings.models import Finding
from oversight.reports.year_schools import Holders, Key
from oversight.voices import models as voices
from oversight.year_spending import Silence


def silence(session: Session, holders: Holders, today: date) -> dict[Key, Silence]:
    """By holder and year of publication: what it was to answer, and how much of it waited."""
    places = sorted({place for place, _ in holders})
    asked: dict[Key, list[_Asked]] = {}
    for key, one in (*_questions(session, places, today), *_findings(session, places, today)):
        asked.setdefault(key, []).append(one)
    return {key: _silence(asked[key], today) for key in holders if key in asked}


class _Asked(NamedTuple):
    """A question or a finding: by when it is to be answered, and whether it waits beyond that."""

    due_on: date | None
    purchase: int | None
    overdue: bool
    finding: bool


def _questions(
    session: Session, places: Sequence[str], today: date
) -> Iterator[tuple[Key, _Asked]]:
    asked = voices.Question
    answered = select(voices.Answer.id).where(voices.Answer.question_id == asked.id).exists()
    rows = session.execute(
        select(asked.place, asked.published_on, asked.due_on, asked.purchase_id, answered)
        .where(asked.place.in_(places))
        .order_by(asked.due_on, asked.id)
    )
    for place, on, due_on, purchase, is_answered in rows:
        over = due_on is not None and due_on < today and not is_answered
        yield (place, on.year), _Asked(due_on, purchase, over, finding=False)


def _findings(session: Session, places: Sequence[str], today: date) -> Iterator[tuple[Key, _Asked]]:
    """Those addressed to the office; what was withdrawn waits for nobody."""
    of = Finding
    rows = session.execute(
        select(of.place, of.opened_on, of.due_on, of.purchase_id, of.answered_on, of.state)
        .where(of.place.in_(places), of.body == rules.OFFICE, of.state != "withdrawn")
        .order_by(of.due_on, of.id)
    )
    for place, on, due_on, purchase, answered_on, state in rows:
        over = rules.days_silent(due_on, answered_on, state, today) > 0
        yield (place, on.year), _Asked(due_on, purchase, over, finding=True)


def _silence(asked: Sequence[_Asked], today: date) -> Silence:
    over = [one for one in asked if one.overdue]
    return Silence(
        asked=sum(not one.finding for one in asked),
        due=sum(one.due_on is not None and one.due_on < today for one in asked),
        overdue=len(over),
        oldest=min((one.due_on for one in over if one.due_on), default=None),
        purchases=tuple(sorted({one.purchase for one in over if one.purchase})),
        findings=sum(one.finding for one in asked),
        overdue_findings=sum(one.finding for one in over),
    )
