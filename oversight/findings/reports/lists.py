"""Findings of a place, a school, a purchase, a supplier, the country: lists and counts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, CompoundSelect, func, or_, select, union_all
from sqlalchemy.orm import Session

from oversight.findings.models import Finding
from oversight.findings.reports.cards import FindingCard, cards, selected
from procurement.models import Share
from register import reports as register

MOST = 200  # ended findings of one list of a desk; what still waits is never left out


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of findings, the newest first, and how many there are of all."""

    rows: tuple[FindingCard, ...]
    count: int
    page: int
    last: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How many findings there are, how many live, and for how many days the longest silence lasts
    after its term: 0 where nobody is late."""

    count: int
    live: int
    silent: int
    longest: int


def everywhere(session: Session, *, page: int = 1, per_page: int = 20) -> Listed:
    """All findings of the country."""
    return _listed(session, Finding.id > 0, page, per_page)


def of_place(
    session: Session, place: str, year: int | None = None, *, page: int = 1, per_page: int = 20
) -> Listed:
    """Those of a place and all below it; of one fiscal year, or of all."""
    where: ColumnElement[bool] = Finding.place.in_(register.within([place]))
    if year is not None:
        where = where & (Finding.year == year)
    return _listed(session, where, page, per_page)


def of_school(session: Session, school: str, *, page: int = 1, per_page: int = 20) -> Listed:
    """Those about a school, and about purchases that bring something to it."""
    return _listed(session, Finding.id.in_(numbers_of_school(school)), page, per_page)


def of_purchase(session: Session, purchase: int) -> tuple[FindingCard, ...]:
    """Those about a purchase, the newest first."""
    query = selected().where(Finding.purchase_id == purchase).order_by(Finding.id.desc())
    return cards(session, query)


def standing_of_school(session: Session, school: str, today: date) -> Standing:
    """The findings of a school in one row, by indexes."""
    return _standing(session, Finding.id.in_(numbers_of_school(school)), today)


def standing_of_place(session: Session, place: str, year: int, today: date) -> Standing:
    """Those of a place itself in a fiscal year, in one row, by the index alone."""
    return _standing(session, (Finding.place == place) & (Finding.year == year), today)


def place_of(session: Session, number: int) -> str | None:
    """The place a finding is addressed at; None where there is no such finding."""
    return session.scalar(select(Finding.place).where(Finding.id == number))


def keys(session: Session) -> tuple[int, ...]:
    """The numbers of all findings, from the oldest."""
    return tuple(session.scalars(select(Finding.id).order_by(Finding.id)))


def waiting(session: Session, places: Collection[str], body: str) -> tuple[FindingCard, ...]:
    """Those that wait for an answer or a report of a body at these places and all within, by their
    term."""
    query = selected().where(
        Finding.place.in_(register.within(places)),
        Finding.body == body,
        Finding.state.in_(("open", "answered")),
    )
    return cards(session, query.order_by(Finding.due_on, Finding.id))


def addressed(session: Session, places: Collection[str], body: str) -> tuple[FindingCard, ...]:
    """All that are addressed to a body at these places and all within: as `_desk`."""
    return _desk(session, Finding.place.in_(register.within(places)) & (Finding.body == body))


def seen_by(session: Session, places: Collection[str]) -> tuple[FindingCard, ...]:
    """Those a council opened or which lie in its places: as `_desk`."""
    mine = or_(Finding.council.in_(places), Finding.place.in_(register.within(places)))
    return _desk(session, mine)


def _desk(session: Session, where: ColumnElement[bool]) -> tuple[FindingCard, ...]:
    """All that live, by their term, however many; then the ended ones, the newest first."""
    query, live = selected().where(where), Finding.ended_on.is_(None)
    waiting = cards(session, query.where(live).order_by(Finding.due_on, Finding.id))
    ended = query.where(~live).order_by(Finding.id.desc()).limit(MOST)
    return waiting + cards(session, ended)


def numbers_of_school(school: str) -> CompoundSelect[tuple[int]]:
    """The numbers of findings of a school: its own, and those of its purchases."""
    own = select(Finding.id).where(Finding.school == school)
    bought = (
        select(Finding.id)
        .join(Share, Share.purchase_id == Finding.purchase_id)
        .where(Share.school == school)
    )
    return union_all(own, bought)


def _listed(session: Session, where: ColumnElement[bool], page: int, per_page: int) -> Listed:
    count = session.scalar(select(func.count()).select_from(Finding).where(where)) or 0
    last = max(1, -(-count // per_page))
    page = min(page, last)
    query = selected().where(where).order_by(Finding.id.desc())
    rows = cards(session, query.limit(per_page).offset((page - 1) * per_page))
    return Listed(rows, count, page, last)


def _standing(session: Session, where: ColumnElement[bool], today: date) -> Standing:
    """Withdrawn ones are counted, but nobody is silent about them."""
    live = Finding.ended_on.is_(None)
    late = live & Finding.answered_on.is_(None) & (Finding.due_on < today)
    count, alive, silent, first = session.execute(
        select(
            func.count(),
            func.count().filter(live),
            func.count().filter(late),
            func.min(Finding.due_on).filter(late),
        )
        .select_from(Finding)
        .where(where)
    ).one()
    return Standing(count, alive, silent, (today - first).days if first else 0)
