"""Single entries of voluntary gifts, for those who look after them. In no public list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, Text, cast, func, select
from sqlalchemy.orm import Session

from budgets import gift_rules as rules
from budgets.models import Gift, GiftReversal
from budgets.reports.gifts import of
from core.files import Kept
from register import reports as register

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class GiftCard:
    """One entry, for those who look after it. `reversed_on` and `reason`: it counts no longer."""

    id: int
    scope: str
    on: date
    kind: str
    value: Decimal
    about: str
    category: str
    requirement: str | None
    quantity: Decimal | None
    document: str
    document_number: str
    document_on: date
    files: tuple[Kept, ...]
    reversed_on: date | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list: the rows, the number of the page, the number of pages, of rows."""

    rows: tuple[GiftCard, ...]
    page: int
    last: int
    count: int


def listed(session: Session, scope: str, year: int, *, page: int = 1) -> Listed:
    """The entries of a year, newest first, a page at a time; reversed ones among them."""
    where = of(scope, *rules.period(year, rules.WHOLE_YEAR))
    count = session.scalar(select(func.count()).select_from(Gift).where(where)) or 0
    query = _cards().where(where).order_by(Gift.on.desc(), Gift.id.desc())
    rows = session.execute(query.limit(PER_PAGE).offset((page - 1) * PER_PAGE))
    return Listed(tuple(map(_card, rows)), page, max(-(-count // PER_PAGE), 1), count)


def gift(session: Session, number: int) -> GiftCard | None:
    """One entry, or None."""
    row = session.execute(_cards().where(Gift.id == number)).one_or_none()
    return _card(row) if row else None


def is_of(session: Session, sha256: str, places: Collection[str]) -> bool:
    """Does an entry for one of these places, or for what lies within them, name this scan?"""
    if not places:
        return False
    named = cast(Gift.files, Text).contains(f'"{sha256}"', autoescape=True)
    wanted = select(Gift.id).where(Gift.scope.in_(register.within(places)), named)
    return session.scalar(wanted.limit(1)) is not None


def _cards() -> Select[Any]:
    columns: tuple[Any, ...] = (Gift, GiftReversal.on.label("reversed_on"), GiftReversal.reason)
    return select(*columns).outerjoin(GiftReversal, GiftReversal.gift_id == Gift.id)


def _card(row: Any) -> GiftCard:
    one = row.Gift
    return GiftCard(
        id=one.id,
        scope=one.scope,
        on=one.on,
        kind=one.kind,
        value=one.value,
        about=one.about,
        category=one.category,
        requirement=one.requirement,
        quantity=one.quantity,
        document=one.document,
        document_number=one.document_number,
        document_on=one.document_on,
        files=tuple(Kept(**file) for file in one.files),
        reversed_on=row.reversed_on,
        reason=row.reason,
    )
