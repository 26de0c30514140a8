"""Flags that are up, as they are kept: which, since when, and whether they were answered."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from oversight.flags.result import RAISED
from oversight.kept.models import FlagChange, RaisedFlag
from oversight.models import FlagAnswer
from procurement.models import Purchase
from register import reports as register

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class RaisedRow:
    """A flag that is up; `purchase` is None of a holder's whole year, and so is its title."""

    purchase: int | None
    title: str | None
    language: str | None
    place: str
    year: int
    version: str
    facts: Mapping[str, Any]
    amount: Decimal
    since: date
    answered: bool


@dataclass(frozen=True, slots=True)
class RaisedPage:
    """One page of a list of them, and how many there are in all."""

    rows: tuple[RaisedRow, ...]
    count: int
    page: int

    @property
    def last(self) -> int:
        """The number of the last page, 1 where the list is empty."""
        return max(1, -(-self.count // PER_PAGE))


@dataclass(frozen=True, slots=True)
class Change:
    """That a flag of a purchase went up (`raised`), or came down, on a day."""

    now: str
    on: date
    version: str
    size: int


def _answered() -> Any:
    """Has somebody answered it? To be asked in a statement about raised flags."""
    of_purchase = and_(
        RaisedFlag.purchase_id != 0, FlagAnswer.purchase_id == RaisedFlag.purchase_id
    )
    of_year = and_(
        RaisedFlag.purchase_id == 0,
        FlagAnswer.purchase_id.is_(None),
        FlagAnswer.place == RaisedFlag.place,
        FlagAnswer.year == RaisedFlag.year,
    )
    told = select(FlagAnswer.id).where(
        FlagAnswer.flag == RaisedFlag.flag, or_(of_purchase, of_year)
    )
    return exists(told.correlate(RaisedFlag))


def public(
    session: Session, flag: str, *, place: str | None = None, year: int | None = None, page: int = 1
) -> RaisedPage:
    """What this flag is up of for everybody to see: newest year first, then by purchase.

    Over a place and all below it, or the whole country. Two statements.
    """
    count = session.scalar(_chosen(select(func.count()), flag, place, year)) or 0
    columns = (
        RaisedFlag.purchase_id,
        Purchase.title,
        Purchase.language,
        RaisedFlag.place,
        RaisedFlag.year,
        RaisedFlag.version,
        RaisedFlag.facts,
        RaisedFlag.amount,
        RaisedFlag.since,
        _answered().label("answered"),
    )
    rows = session.execute(
        _chosen(select(*columns), flag, place, year)
        .outerjoin(Purchase, Purchase.id == RaisedFlag.purchase_id)
        .order_by(RaisedFlag.year.desc(), RaisedFlag.purchase_id.desc(), RaisedFlag.place)
        .offset((page - 1) * PER_PAGE)
        .limit(PER_PAGE)
    )
    found = tuple(RaisedRow(number or None, *rest) for number, *rest in rows)
    return RaisedPage(found, count, page)


def _chosen(query: Select[Any], flag: str, place: str | None, year: int | None) -> Select[Any]:
    query = query.select_from(RaisedFlag).where(
        RaisedFlag.flag == flag, RaisedFlag.public.is_(True)
    )
    if year is not None:
        query = query.where(RaisedFlag.year == year)
    if place is not None:
        query = query.where(RaisedFlag.place.in_(register.within([place])))
    return query


def answered_by_year(session: Session, flag: str) -> dict[int, tuple[int, int]]:
    """Of the flags that are up for everybody to see, by year: how many, and how many of these
    were answered."""
    inner = (
        select(RaisedFlag.year, _answered().label("answered"))
        .where(RaisedFlag.flag == flag, RaisedFlag.public.is_(True))
        .subquery()
    )
    rows = session.execute(
        select(inner.c.year, func.count(), func.count().filter(inner.c.answered))
        .group_by(inner.c.year)
        .order_by(inner.c.year.desc())
    )
    return {year: (count, answered) for year, count, answered in rows}


def changes(session: Session, purchase: int, codes: Collection[str]) -> dict[str, list[Change]]:
    """When these flags of a purchase went up and came down, oldest first.

    That one which was up is up by another version of its rule is no change.
    """
    of = FlagChange
    rows = session.execute(
        select(of.flag, of.now, of.on, of.version, of.size)
        .where(of.purchase_id == purchase, of.flag.in_(codes))
        .order_by(of.id)
    )
    found: dict[str, list[Change]] = {}
    for flag, now, on, version, size in rows:
        told = found.setdefault(flag, [])
        if not told or (told[-1].now == RAISED) != (now == RAISED):
            told.append(Change(now, on, version, size))
    return found


def versions(session: Session, flag: str) -> tuple[tuple[str, date], ...]:
    """The versions of a rule that ever put its flag up or down here, each with its first day."""
    first = func.min(FlagChange.on)
    rows = session.execute(
        select(FlagChange.version, first)
        .where(FlagChange.flag == flag)
        .group_by(FlagChange.version)
        .order_by(first, FlagChange.version)
    )
    return tuple((version, on) for version, on in rows)
