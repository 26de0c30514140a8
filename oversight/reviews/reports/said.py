"""What councils said to flags: of one, of a purchase, of many at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, select, tuple_
from sqlalchemy.orm import Session

from oversight.kept.models import RaisedFlag
from oversight.reviews.models import FlagReview
from oversight.reviews.reports.parts import answer_of, confirmed, everybodys
from oversight.reviews.rules import Subject


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """What the council of a place said; one that `replaced` says so has a later one."""

    id: int
    subject: Subject
    council: str
    verdict: str
    note: str
    language: str
    answer: int | None
    finding: int | None
    replaced: bool
    on: date


def is_public(session: Session, subject: Subject) -> bool:
    """May everybody see this raised flag? One that is not raised nobody sees."""
    of = RaisedFlag
    key = tuple_(of.purchase_id, of.place, of.year, of.flag)
    return bool(session.scalar(select(everybodys()).where(key == subject.key)))


def last_answer(session: Session, subject: Subject) -> int | None:
    """The number of the answer that stands; None where there is none, or no such flag is up."""
    of = RaisedFlag
    key = tuple_(of.purchase_id, of.place, of.year, of.flag)
    return session.scalar(select(answer_of()).where(key == subject.key))


def of_subject(session: Session, subject: Subject) -> tuple[ReviewCard, ...]:
    """What all councils said to one flag, the newest first."""
    return of_subjects(session, [subject]).get(subject, ())


def of_subjects(
    session: Session, subjects: Collection[Subject], *, standing: bool = False
) -> dict[Subject, tuple[ReviewCard, ...]]:
    """The same of many flags, in one statement; only what is `standing` if asked."""
    of = FlagReview
    keys = [subject.key for subject in subjects]
    if not keys:
        return {}
    query = _reviews().where(tuple_(of.purchase_id, of.place, of.year, of.flag).in_(keys))
    return _told(session, query.where(~of.replaced) if standing else query)


def of_purchase(session: Session, purchase: int) -> dict[str, tuple[ReviewCard, ...]]:
    """What all councils said to the flags of a purchase, by flag, the newest first."""
    found = _told(session, _reviews().where(FlagReview.purchase_id == purchase))
    return {subject.flag: cards for subject, cards in found.items()}


def confirmed_of(session: Session, purchase: int) -> set[str]:
    """The flags of a purchase that are up and that a council made public since they are."""
    of = RaisedFlag
    return set(session.scalars(select(of.flag).where(of.purchase_id == purchase, confirmed())))


def review_keys(session: Session, purchase: int) -> tuple[int, ...]:
    """The numbers of the reviews of a purchase's flags: their leaves are about it too."""
    of = FlagReview
    return tuple(session.scalars(select(of.id).where(of.purchase_id == purchase)))


def _reviews() -> Select[Any]:
    return select(*FlagReview.__table__.columns).order_by(FlagReview.id.desc())


def _told(session: Session, query: Select[Any]) -> dict[Subject, tuple[ReviewCard, ...]]:
    found: dict[Subject, list[ReviewCard]] = {}
    for row in session.execute(query):
        subject = Subject(row.purchase_id, row.place, row.year, row.flag)
        card = ReviewCard(
            row.id,
            subject,
            row.council,
            row.verdict,
            row.note,
            row.language,
            row.answer_id,
            row.finding,
            row.replaced,
            row.on,
        )
        found.setdefault(subject, []).append(card)
    return {subject: tuple(cards) for subject, cards in found.items()}
