"""What came voluntarily and what it went to: of a school, or of a place with all that lies in it.

All sums are som. An entry that was reversed is in none of them. Who gave is nowhere kept.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    bindparam,
    cast,
    exists,
    extract,
    func,
    literal_column,
    select,
)
from sqlalchemy.orm import Session

from budgets import gift_rules as rules
from budgets.models import Gift, GiftReport, GiftReversal, Total, purse
from core.money import ZERO
from register import profile
from register import reports as register


@dataclass(frozen=True, slots=True)
class Received:
    """What came, som: money; things and works by what they are worth."""

    money: Decimal = ZERO
    goods: Decimal = ZERO
    works: Decimal = ZERO

    @property
    def in_kind(self) -> Decimal:
        """Things and works; never added to money."""
        return self.goods + self.works

    def __add__(self, other: "Received") -> "Received":
        return Received(
            self.money + other.money, self.goods + other.goods, self.works + other.works
        )


@dataclass(frozen=True, slots=True)
class Purpose:
    """One category: what came for it, what was set aside out of gifts and paid, som."""

    category: str
    money: Decimal
    in_kind: Decimal
    set_aside: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True)
class Book:
    """The voluntary money of a year. `quarters` of those in which something came."""

    received: Received
    purposes: tuple[Purpose, ...]
    quarters: tuple[tuple[int, Received], ...]

    @property
    def set_aside(self) -> Decimal:
        """By budgets, out of gifts."""
        return sum((one.set_aside for one in self.purposes), ZERO)

    @property
    def paid(self) -> Decimal:
        """Out of what was set aside."""
        return sum((one.paid for one in self.purposes), ZERO)


@dataclass(frozen=True, slots=True)
class ToTell:
    """What a report of a period has to tell; `entries` made of it so far, reversals too.

    `set_aside` and `paid` are of the year as it stands: budgets are made for a year.
    """

    received: Received
    purposes: tuple[Purpose, ...]
    set_aside: Decimal
    paid: Decimal
    entries: int


def book(session: Session, scope: str, year: int) -> Book:
    """What came in a year for a school or place, and what was set aside and paid out of gifts."""
    received = _received(session, scope, year)
    spent = _spent(session, scope, year)
    quarters: dict[int, Received] = {}
    for _category, quarter, part in received:
        quarters[quarter] = quarters.get(quarter, Received()) + part
    return Book(
        sum((part for _category, _quarter, part in received), Received()),
        _purposes(received, spent),
        tuple(sorted(quarters.items())),
    )


def told_of(session: Session, scope: str, year: int, quarter: int) -> ToTell:
    """What a report of this quarter, or with 0 of the whole year, would tell if made now."""
    wanted = rules.QUARTERS if quarter == rules.WHOLE_YEAR else (quarter,)
    received = [part for part in _received(session, scope, year) if part[1] in wanted]
    purposes = _purposes(received, _spent(session, scope, year))
    return ToTell(
        sum((part for _category, _quarter, part in received), Received()),
        purposes,
        sum((one.set_aside for one in purposes), ZERO),
        sum((one.paid for one in purposes), ZERO),
        _entries(session, scope, *rules.period(year, quarter)),
    )


def anything(session: Session, scope: str, year: int) -> bool:
    """Was anything entered or reported of this year? What was reversed counts: it can be read."""
    first, until = rules.period(year, rules.WHOLE_YEAR)
    asked = {"scopes": [scope], "year": year, "first": first, "until": until}
    return bool(session.scalar(_anything(), asked))


@cache
def _anything() -> Select[Any]:
    """The statement of `anything`, made once: every school's page asks it."""
    scopes: BindParameter[Any] = bindparam("scopes", expanding=True)
    told = (GiftReport.year == bindparam("year")) & GiftReport.scope.in_(register.within(scopes))
    entered = (
        Gift.scope.in_(register.within(scopes))
        & (Gift.on >= bindparam("first"))
        & (Gift.on < bindparam("until"))
    )
    return select(exists().where(entered) | exists().where(told))


def parts(session: Session, scope: str, year: int, *, most: int = 200) -> dict[str, Received]:
    """What came for each school or place within a place, the most first, at most so many."""
    rows = session.execute(
        select(Gift.scope, Gift.kind, func.sum(Gift.value).label("value"))
        .where(of(scope, *rules.period(year, rules.WHOLE_YEAR)), not_reversed())
        .group_by(Gift.scope, Gift.kind)
    )
    found: dict[str, Received] = {}
    for row in rows:
        found[row.scope] = found.get(row.scope, Received()) + Received(**{row.kind: row.value})
    largest = sorted(found.items(), key=lambda item: (-item[1].money - item[1].in_kind, item[0]))
    return dict(largest[:most])


def years(session: Session, scope: str) -> tuple[int, ...]:
    """The years in which something came, newest first."""
    year = cast(extract("year", Gift.on), Integer)
    rows = session.scalars(select(year).where(Gift.scope.in_(register.within([scope]))).distinct())
    return tuple(sorted(rows, reverse=True))


def purses() -> tuple[str, ...]:
    """The purses of totals that hold gifts: of this year, and carried over from the last."""
    codes = [source.code for source in profile.load().sources if source.kind == "voluntary"]
    return tuple(purse(code, carried) for code in codes for carried in (False, True))


def not_reversed() -> ColumnElement[bool]:
    """The condition that an entry counts."""
    return Gift.id.not_in(select(GiftReversal.gift_id))


def quarter() -> ColumnElement[int]:
    """The quarter of an entry's day, to group by."""
    two, three = literal_column("2", Integer), literal_column("3", Integer)  # bound, not grouped by
    return cast(extract("month", Gift.on) + two, Integer) // three


def of(scope: str, first: date, until: date) -> ColumnElement[bool]:
    """The condition that an entry is of a period, and of what lies within a school or place."""
    return Gift.scope.in_(register.within([scope])) & (Gift.on >= first) & (Gift.on < until)


def _received(session: Session, scope: str, year: int) -> list[tuple[str, int, Received]]:
    """(category, quarter, what came) of a year."""
    part = quarter().label("quarter")
    rows = session.execute(
        select(Gift.category, part, Gift.kind, func.sum(Gift.value).label("value"))
        .where(of(scope, *rules.period(year, rules.WHOLE_YEAR)), not_reversed())
        .group_by(Gift.category, part, Gift.kind)
    )
    return [(row.category, row.quarter, Received(**{row.kind: row.value})) for row in rows]


def _spent(session: Session, scope: str, year: int) -> dict[str, tuple[Decimal, Decimal]]:
    """By category what is set aside out of gifts, and what of it is paid."""
    rows = session.execute(
        select(Total.code, func.sum(Total.planned), func.sum(Total.paid))
        .where(Total.scope == scope, Total.year == year, Total.kind == "category")
        .where(Total.purse.in_(purses()))
        .group_by(Total.code)
    )
    return {category: (planned, paid) for category, planned, paid in rows}


def _purposes(
    received: Iterable[tuple[str, int, Received]], spent: dict[str, tuple[Decimal, Decimal]]
) -> tuple[Purpose, ...]:
    came: dict[str, Received] = {}
    for category, _quarter, part in received:
        came[category] = came.get(category, Received()) + part
    found = []
    for category in sorted(came.keys() | spent.keys()):
        here = came.get(category, Received())
        set_aside, paid = spent.get(category, (ZERO, ZERO))
        found.append(Purpose(category, here.money, here.in_kind, set_aside, paid))
    return tuple(found)


def _entries(session: Session, scope: str, first: date, until: date) -> int:
    """How often something was entered or reversed: it only grows."""
    made = session.execute(
        select(func.count(Gift.id), func.count(GiftReversal.gift_id))
        .outerjoin(GiftReversal, GiftReversal.gift_id == Gift.id)
        .where(of(scope, first, until))
    ).one()
    return int(made[0] + made[1])
