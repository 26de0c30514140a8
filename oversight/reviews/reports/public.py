"""Raised flags as everybody may see them, by place; and those an officer still has to answer."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from oversight import flags
from oversight.kept.models import FlagTotal, RaisedFlag
from oversight.models import FlagAnswer
from oversight.reports.flags import Answer
from oversight.reviews.models import FlagReview
from oversight.reviews.reports.parts import answer_of, everybodys, same_subject
from oversight.reviews.rules import NOT_EXPLAINED, Subject
from procurement.models import Purchase
from register import reports as register

PER_PAGE = 50
MOST = 200  # rows of an officer's list


@dataclass(frozen=True, slots=True)
class UpCard:
    """A raised flag with what was answered last. Of one that was for councils only until it was
    confirmed the `facts` are empty: what it compared stays theirs. `amount` is som."""

    subject: Subject
    version: str
    severity: str
    facts: Mapping[str, Any]
    amount: Decimal
    since: date
    title: str | None
    language: str | None
    answer: str | None
    answer_language: str | None
    answered_on: date | None
    again: bool = False  # a council says that the answer does not explain it


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of a place's public flags; of all of them how many there are and are answered."""

    rows: tuple[UpCard, ...]
    count: int
    answered: int
    page: int
    last: int


def of_place(session: Session, place: str, year: int, number: int = 1) -> Listed:
    """The public flags of a place and all below it in a year, the largest sum first."""
    count, answered = counts(session, place, year)
    last = max(1, -(-count // PER_PAGE))
    number = min(number, last)
    query = _within(_cards(), place, year).order_by(
        RaisedFlag.amount.desc(), RaisedFlag.purchase_id, RaisedFlag.place, RaisedFlag.flag
    )
    rows = session.execute(query.offset((number - 1) * PER_PAGE).limit(PER_PAGE))
    return Listed(tuple(_card(row) for row in rows), count, answered, number, last)


def counts(session: Session, place: str, year: int) -> tuple[int, int]:
    """How many public flags of a place and all below it are up in a year, and are answered."""
    numbers: list[Any] = [func.count(), func.count(answer_of())]
    row = session.execute(_within(select(*numbers), place, year)).one()
    return row[0], row[1]


def codes() -> frozenset[str]:
    """The flags that everybody may see without a council's word."""
    every: tuple[flags.Rule, ...] = (*flags.FLAGS, *flags.YEAR_FLAGS)
    return frozenset(rule.CODE for rule in every if rule.PUBLIC)


def are_raised(session: Session, place: str, year: int) -> bool:
    """Is any of `codes` raised in a place and year, by the kept totals?"""
    of = FlagTotal
    query = select(of.flag).where(
        of.scope == place, of.year == year, of.raised > 0, of.flag.in_(codes())
    )
    return session.scalar(query.limit(1)) is not None


def unanswered(session: Session, places: Collection[str]) -> tuple[UpCard, ...]:
    """The public flags these very places have to answer, at most MOST: nothing was answered yet,
    or a council says that what was answered does not explain it. The largest sum first."""
    up, review = RaisedFlag, FlagReview
    answer = answer_of()
    again = (
        select(review.id)
        .where(same_subject(review), ~review.replaced, review.verdict == NOT_EXPLAINED)
        .where(func.coalesce(review.answer_id, 0) >= func.coalesce(answer, 0))
        .correlate(up)
        .exists()
    )
    query = (
        _cards()
        .add_columns(again.label("again"))
        .where(up.place.in_(list(places)), everybodys(), or_(answer.is_(None), again))
    )
    rows = session.execute(query.order_by(up.amount.desc(), up.purchase_id, up.flag).limit(MOST))
    return tuple(replace(_card(row), again=bool(row.again)) for row in rows)


def of_year(session: Session, subject: Subject) -> UpCard | None:
    """One public flag of a holder's whole year, if it is up."""
    up = RaisedFlag
    row = session.execute(
        _cards().where(
            and_(up.purchase_id == 0, up.place == subject.place),
            and_(up.year == subject.year, up.flag == subject.flag),
            everybodys(),
        )
    ).one_or_none()
    return _card(row) if row else None


def answers(session: Session, subject: Subject) -> tuple[Answer, ...]:
    """What the office answered to one flag, the newest first."""
    of = FlagAnswer
    query = select(of.id, of.text, of.language, of.on, of.rule_version, of.facts).where(
        of.flag == subject.flag
    )
    if subject.purchase:
        query = query.where(of.purchase_id == subject.purchase)
    else:
        whole = and_(of.purchase_id.is_(None), of.place == subject.place, of.year == subject.year)
        query = query.where(whole)
    return tuple(Answer(*row) for row in session.execute(query.order_by(of.id.desc())))


def _within(query: Select[Any], place: str, year: int) -> Select[Any]:
    up = RaisedFlag
    return query.where(up.place.in_(register.within([place])), up.year == year, everybodys())


def _cards() -> Select[Any]:
    up, answer = RaisedFlag, FlagAnswer
    return (
        select(
            *(up.purchase_id, up.place, up.year, up.flag, up.version, up.severity, up.public),
            *(up.facts, up.amount, up.since, Purchase.title, Purchase.language),
            answer.text.label("answer"),
            answer.language.label("answer_language"),
            answer.on.label("answered_on"),
        )
        .outerjoin(Purchase, Purchase.id == up.purchase_id)
        .outerjoin(answer, answer.id == answer_of())
    )


def _card(row: Any) -> UpCard:
    return UpCard(
        subject=Subject(row.purchase_id, row.place, row.year, row.flag),
        version=row.version,
        severity=row.severity,
        facts=row.facts if row.public else {},
        amount=row.amount,
        since=row.since,
        title=row.title,
        language=row.language,
        answer=row.answer,
        answer_language=row.answer_language,
        answered_on=row.answered_on,
    )
