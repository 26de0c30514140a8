"""The queue of a council: what is raised in its places, who has it, what was said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Subquery,
    and_,
    case,
    cast,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session

from oversight.flags.result import ASKS, BLOCKS
from oversight.kept.models import RaisedFlag
from oversight.models import FlagAnswer
from oversight.reviews.models import FlagDesk, FlagReview
from oversight.reviews.reports.parts import answer_of, confirmed, same_subject
from oversight.reviews.rules import EXPLAINED, FINDING, VERDICTS, Subject
from procurement.models import Covers, Purchase, PurchaseLine
from register import reports as register

PER_PAGE = 50
OPEN, MINE, TAKEN, JUDGED = "open", "mine", "taken", "judged"
STATES = (OPEN, MINE, TAKEN, JUDGED)
"""Nobody works on it; I do; another member does; the council has judged the answer that stands, or
laid it aside. What is answered anew after that is open again."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the queue is asked for; None: all. `least` and `most` are som."""

    year: int
    state: str | None = None
    flag: str | None = None
    severity: str | None = None
    answered: bool | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    place: str | None = None
    requirement: str | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A raised flag in the queue. `title` is the purchase's, None of a flag of a whole year;
    `answered_on` and `verdict` are of what stands; `amount` is som."""

    subject: Subject
    version: str
    severity: str
    public: bool
    confirmed: bool
    facts: Mapping[str, Any]
    amount: Decimal
    since: date
    title: str | None
    language: str | None
    state: str
    member: int | None
    answered_on: date | None
    verdict: str | None
    judged_on: date | None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the queue; `count` is of all that was asked for."""

    rows: tuple[Item, ...]
    count: int
    page: int
    last: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Of one flag, or of all, raised now: how many in which state, answered, judged as what."""

    raised: int = 0
    open: int = 0
    mine: int = 0
    taken: int = 0
    judged: int = 0
    answered: int = 0
    weighed: int = 0  # of the answered: the council has said something to the answer
    explained: int = 0
    findings: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


def latest_year(session: Session, council: str) -> int | None:
    """The newest year in which something is raised in the places of a council."""
    of = RaisedFlag
    return session.scalar(select(func.max(of.year)).where(of.place.in_(register.within([council]))))


def tallies(session: Session, council: str, year: int, member: int) -> dict[str, Tally]:
    """How the council stands with every flag of a year, by flag."""
    rows = _rows(council, Wanted(year), member)
    of = rows.c

    def many(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(cast(and_(*conditions), Integer)), 0)

    answered = of.answer.is_not(None)
    found = session.execute(
        select(
            of.flag,
            func.count(),
            *(many(of.state == state) for state in STATES),
            many(answered),
            many(answered, of.verdict.in_(VERDICTS)),
            many(answered, of.verdict == EXPLAINED),
            many(of.verdict == FINDING),
        ).group_by(of.flag)
    )
    return {flag: Tally(*counts) for flag, *counts in found}


def page(session: Session, council: str, wanted: Wanted, member: int, number: int = 1) -> Page:
    """A page of what is asked for. First what our own acts refuse ("blocks"), then what asks for an
    answer, then what is only told; the largest sum first, then what is up longest."""
    rows = _rows(council, wanted, member)
    query = _asked(rows, wanted)
    count = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    last = max(1, -(-count // PER_PAGE))
    number = min(number, last)
    chosen = query.offset((number - 1) * PER_PAGE).limit(PER_PAGE)
    return Page(_items(session, rows, chosen), count, number, last)


def everything(session: Session, council: str, wanted: Wanted, member: int) -> tuple[Item, ...]:
    """All that is asked for, for files and paper, in the same order."""
    rows = _rows(council, wanted, member)
    return _items(session, rows, _asked(rows, wanted))


def item(session: Session, council: str, subject: Subject, member: int) -> Item | None:
    """One raised flag of the council's places."""
    rows = _rows(council, Wanted(subject.year, flag=subject.flag, place=subject.place), member)
    found = _items(session, rows, _ordered(rows).where(rows.c.purchase_id == subject.purchase))
    return next((one for one in found if one.subject == subject), None)


def gone(session: Session, council: str, member: int) -> tuple[Subject, ...]:
    """What lies on a member's desk and is not raised any more."""
    of = FlagDesk
    still = exists().where(same_subject(of))
    rows = session.execute(
        select(of.purchase_id, of.place, of.year, of.flag)
        .where(of.council == council, of.member == member, ~still)
        .order_by(of.on, of.purchase_id, of.flag)
    )
    return tuple(Subject(*row) for row in rows)


def _rows(council: str, wanted: Wanted, member: int) -> Subquery:
    """Every raised flag that the keeping's own columns let through, with desk, answer, review."""
    up, desk, review = RaisedFlag, FlagDesk, FlagReview
    answer = answer_of().label("answer")
    query = (
        select(
            *up.__table__.columns,
            answer,
            case((~up.public, confirmed()), else_=False).label("confirmed"),
            desk.member,
            desk.aside_on,
            review.verdict,
            review.on.label("judged_on"),
            review.answer_id.label("judged_answer"),
        )
        .outerjoin(desk, and_(desk.council == council, same_subject(desk)))
        .outerjoin(review, and_(review.council == council, ~review.replaced, same_subject(review)))
        .where(up.year == wanted.year, up.place.in_(register.within([wanted.place or council])))
    )
    if wanted.place is not None and wanted.place != council:
        query = query.where(up.place.in_(register.within([council])))
    if wanted.flag is not None:
        query = query.where(up.flag == wanted.flag)
    inner = query.subquery("raised")
    of = inner.c
    seen = func.coalesce(of.judged_answer, 0) >= func.coalesce(of.answer, 0)
    state = case(
        (of.member == member, MINE),
        (of.member.is_not(None), TAKEN),
        (or_(and_(of.verdict.is_not(None), seen), of.aside_on.is_not(None)), JUDGED),
        else_=OPEN,
    )
    return select(*of, state.label("state")).subquery("rows")


def _asked(rows: Subquery, wanted: Wanted) -> Select[Any]:
    of = rows.c
    query = _ordered(rows)
    if wanted.state is not None:
        query = query.where(of.state == wanted.state)
    if wanted.severity is not None:
        query = query.where(of.severity == wanted.severity)
    if wanted.answered is not None:
        query = query.where(of.answer.is_not(None) if wanted.answered else of.answer.is_(None))
    if wanted.least is not None:
        query = query.where(of.amount >= wanted.least)
    if wanted.most is not None:
        query = query.where(of.amount <= wanted.most)
    if wanted.since is not None:
        query = query.where(of.since >= wanted.since)
    if wanted.requirement is not None:
        tied = select(PurchaseLine.purchase_id).join(Covers, Covers.line_id == PurchaseLine.id)
        query = query.where(
            of.purchase_id.in_(tied.where(Covers.requirement == wanted.requirement))
        )
    return query


def _ordered(rows: Subquery) -> Select[Any]:
    of = rows.c
    first = case((of.severity == BLOCKS, 0), (of.severity == ASKS, 1), else_=2)
    return select(*of).order_by(
        first, of.amount.desc(), of.since, of.purchase_id, of.place, of.flag
    )


def _items(session: Session, rows: Subquery, query: Select[Any]) -> tuple[Item, ...]:
    joined = (
        query.add_columns(Purchase.title, Purchase.language, FlagAnswer.on.label("answered_on"))
        .outerjoin(Purchase, Purchase.id == rows.c.purchase_id)
        .outerjoin(FlagAnswer, FlagAnswer.id == rows.c.answer)
    )
    return tuple(_item(row) for row in session.execute(joined))


def _item(row: Any) -> Item:
    return Item(
        subject=Subject(row.purchase_id, row.place, row.year, row.flag),
        version=row.version,
        severity=row.severity,
        public=row.public,
        confirmed=bool(row.confirmed),
        facts=row.facts,
        amount=row.amount,
        since=row.since,
        title=row.title,
        language=row.language,
        state=row.state,
        member=row.member,
        answered_on=row.answered_on,
        verdict=row.verdict,
        judged_on=row.judged_on,
    )
