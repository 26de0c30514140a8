"""What trustee councils published of voluntary gifts, and what they still owe.

The law says that a trustee council tells how much it took and for what; it does not say, as far
as it was seen, how often. Here it is told of each quarter, within the term of the country profile.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, and_, cast, exists, extract, or_, select
from sqlalchemy.orm import Session

from budgets import gift_rules as rules
from budgets.models import Gift, GiftReport
from budgets.reports.gifts import Purpose, Received, not_reversed
from budgets.reports.gifts import quarter as quarter_of_gift
from core.money import from_tyiyn
from register import profile
from register import reports as register
from register.profile_facts import Term

TERM = "gift_report"
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class ReportCard:
    """A published report. `quarter` 0 is the whole year; `latest`: no later one took its place."""

    id: int
    scope: str
    year: int
    quarter: int
    number: int
    received: Received
    set_aside: Decimal
    paid: Decimal
    purposes: tuple[Purpose, ...]
    told: str
    language: str
    minutes: str
    minutes_on: date
    reason: str | None
    published_on: date
    latest: bool


@dataclass(frozen=True, slots=True)
class Owed:
    """A quarter in which something came and of which nothing was told yet.

    `days` since it ended; `due_on` is the last day to tell; `late` when that day has passed.
    """

    scope: str
    year: int
    quarter: int
    days: int
    due_on: date | None
    late: bool


def published(
    session: Session, scope: str, year: int, *, below: bool = False
) -> tuple[ReportCard, ...]:
    """The reports of a year, the last period first and of it the last report first.

    Of this very school or place; with `below` those of what lies within it instead, at most 200.
    """
    whose = GiftReport.scope.in_(register.within([scope])) if below else GiftReport.scope == scope
    query = select(GiftReport).where(whose, GiftReport.year == year)
    if below:
        query = query.where(GiftReport.scope != scope)
    rows = session.scalars(
        query.order_by(GiftReport.scope, GiftReport.quarter.desc(), GiftReport.number.desc()).limit(
            MOST_LISTED
        )
    ).all()
    last: dict[tuple[str, int], int] = {}
    for row in rows:
        last.setdefault((row.scope, row.quarter), row.number)
    return tuple(_card(row, row.number == last[row.scope, row.quarter]) for row in rows)


def owed(
    session: Session, scopes: Collection[str], today: date, *, year: int | None = None
) -> tuple[Owed, ...]:
    """The quarters over and not told of, the oldest first, of all that lies within these places.

    A report of the quarter or of its year tells of it; that of a place does not stand for those
    of its schools. Of one year, or of all.
    """
    part = quarter_of_gift().label("quarter")
    of_year = cast(extract("year", Gift.on), Integer).label("year")
    running, _until = rules.period(today.year, rules.quarter_of(today))
    told = exists().where(
        GiftReport.scope == Gift.scope,
        GiftReport.year == of_year,
        or_(GiftReport.quarter == part, GiftReport.quarter == rules.WHOLE_YEAR),
    )
    where = [Gift.scope.in_(register.within(scopes)), Gift.on < running, not_reversed(), ~told]
    if year is not None:
        first, until = rules.period(year, rules.WHOLE_YEAR)
        where.append(and_(Gift.on >= first, Gift.on < until))
    rows = session.execute(
        select(Gift.scope, of_year, part)
        .where(*where)
        .group_by(Gift.scope, of_year, part)
        .order_by(of_year, part, Gift.scope)
    )
    return tuple(_owed(row.scope, row.year, row.quarter, today) for row in rows)


def term(on: date) -> Term | None:
    """The days there are to report on a quarter that ended then, with the standing of the term."""
    return profile.load().term(TERM, on)


def _owed(scope: str, year: int, quarter: int, today: date) -> Owed:
    _first, until = rules.period(year, quarter)
    known = term(until)
    due = rules.due_on(until, known.days) if known is not None else None
    late = due is not None and due < today
    return Owed(scope, year, quarter, (today - until).days + 1, due, late)


def _card(row: GiftReport, latest: bool) -> ReportCard:
    return ReportCard(
        id=row.id,
        scope=row.scope,
        year=row.year,
        quarter=row.quarter,
        number=row.number,
        received=Received(row.money, row.goods, row.works),
        set_aside=row.set_aside,
        paid=row.paid,
        purposes=tuple(map(_purpose, row.purposes)),
        told=row.told,
        language=row.language,
        minutes=row.minutes,
        minutes_on=row.minutes_on,
        reason=row.reason,
        published_on=row.published_on,
        latest=latest,
    )


def _purpose(told: Mapping[str, Any]) -> Purpose:
    names = ("money", "in_kind", "set_aside", "paid")
    return Purpose(told["category"], *(from_tyiyn(int(told[name])) for name in names))
