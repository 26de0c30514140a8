"""Planned, in contracts, accepted, paid: of a school or place, by what, and from which source.

All sums are som. What was given in kind stands apart and is never inside the others. Every
question reads the totals by the beginning of their key, so its cost does not grow with the country.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from budgets.models import Line, LineVersion, Total, Version
from core.money import ZERO
from register import profile

YEARS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Sums:
    """The four standings of money, som."""

    planned: Decimal = ZERO
    committed: Decimal = ZERO
    accepted: Decimal = ZERO
    paid: Decimal = ZERO

    @property
    def free(self) -> Decimal:
        """Planned and not yet in contracts."""
        return self.planned - self.committed

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            self.planned + other.planned,
            self.committed + other.committed,
            self.accepted + other.accepted,
            self.paid + other.paid,
        )


NOTHING = Sums()


@dataclass(frozen=True, slots=True)
class Figures:
    """One school or place in one year. Categories and purses go from the largest plan down.

    `money` and `categories` hold no help in kind; `purses` list every source, in kind last.
    """

    money: Sums
    in_kind: Sums
    categories: tuple[tuple[str, Sums], ...]
    purses: tuple[tuple[str, Sums], ...]


@dataclass(frozen=True, slots=True)
class LineCard:
    """A budget line as a purchase names it, and the resolution that first set it aside."""

    id: int
    source: str
    carried: bool
    beneficiary: str
    code: str | None
    resolution: str | None
    resolution_on: date | None


def is_money(purse: str) -> bool:
    """Is this purse money? False for help in kind. A purse is a source, or its carry-over."""
    source = purse.partition(":")[0]
    return all(known.is_money for known in profile.load().sources if known.code == source)


def figures(session: Session, scope: str, year: int) -> Figures | None:
    """The sums of a school or place in a year; None when nothing was ever entered for it."""
    rows = session.execute(
        select(Total.code, Total.purse, *_sums()).where(
            Total.scope == scope, Total.year == year, Total.kind == "category"
        )
    ).all()
    return folded((row.code, row.purse, _read(row)) for row in rows) if rows else None


def folded(cells: Iterable[tuple[str, str, Sums]]) -> Figures:
    """Cells (category, purse, sums) added up. Pure."""
    money, in_kind = NOTHING, NOTHING
    categories: dict[str, Sums] = {}
    purses: dict[str, Sums] = {}
    for category, purse, sums in cells:
        purses[purse] = purses.get(purse, NOTHING) + sums
        if is_money(purse):
            categories[category] = categories.get(category, NOTHING) + sums
            money += sums
        else:
            in_kind += sums
    return Figures(
        money,
        in_kind,
        tuple(sorted(categories.items(), key=_largest)),
        tuple(sorted(purses.items(), key=lambda item: (not is_money(item[0]), *_largest(item)))),
    )


def _largest(item: tuple[str, Sums]) -> tuple[Decimal, Decimal, str]:
    return -item[1].planned, -item[1].paid, item[0]


def money_of(session: Session, scopes: Iterable[str], year: int) -> dict[str, Sums]:
    """The money of several schools or places in a year; those without data are left out."""
    rows = session.execute(
        select(Total.scope, Total.purse, *_sums(added=True))
        .where(Total.scope.in_(sorted(set(scopes))), Total.year == year, Total.kind == "category")
        .group_by(Total.scope, Total.purse)
    )
    found: dict[str, Sums] = {}
    for row in rows:
        held = found.setdefault(row.scope, NOTHING)
        if is_money(row.purse):
            found[row.scope] = held + _read(row)
    return found


def years(session: Session, scope: str) -> tuple[int, ...]:
    """The years for which anything is known of a school or place, newest first, at most ten."""
    last = select(func.max(Total.year)).where(Total.scope == scope).scalar_subquery()
    rows = session.scalars(
        select(Total.year)
        .where(Total.scope == scope, Total.year > last - YEARS_SHOWN, Total.kind == "category")
        .distinct()
    )
    return tuple(sorted(rows, reverse=True))


def latest(session: Session, scope: str) -> int | None:
    """The last year for which anything is known of a school or place."""
    return session.scalar(select(func.max(Total.year)).where(Total.scope == scope))


def requirement_by_year(session: Session, scope: str, code: str) -> dict[int, Sums]:
    """The money for one requirement within a place, by year, newest first, at most ten years."""
    last = latest(session, scope)
    if last is None:
        return {}
    rows = session.execute(
        select(Total.year, Total.purse, *_sums())
        .where(
            Total.scope == scope,
            Total.year.in_(range(last - YEARS_SHOWN + 1, last + 1)),
            Total.kind == "requirement",
            Total.code == code,
        )
        .order_by(Total.year.desc())
    )
    found: dict[int, Sums] = {}
    for row in rows:
        if is_money(row.purse):
            found[row.year] = found.get(row.year, NOTHING) + _read(row)
    return found


def lines(session: Session, ids: Iterable[int]) -> dict[int, LineCard]:
    """Budget lines by number, each with the approved resolution that first named it."""
    rows = session.execute(
        select(
            Line.id,
            Line.source,
            Line.carried,
            Line.beneficiary,
            Line.code,
            Version.resolution,
            Version.resolution_on,
        )
        .outerjoin(LineVersion, LineVersion.line_id == Line.id)
        .outerjoin(Version, Version.id == LineVersion.version_id)
        .where(Line.id.in_(sorted(set(ids))))
        .order_by(Line.id, Version.resolution_on.is_(None), Version.number)
    )
    found: dict[int, LineCard] = {}
    for row in rows:
        found.setdefault(row.id, LineCard(*row))
    return found


def total(parts: Mapping[Any, Sums]) -> Sums:
    """All of them together."""
    return sum(parts.values(), NOTHING)


def _sums(*, added: bool = False) -> tuple[Any, ...]:
    columns = (Total.planned, Total.committed, Total.accepted, Total.paid)
    if not added:
        return columns
    return tuple(func.sum(column).label(column.key) for column in columns)


def _read(row: Row[Any]) -> Sums:
    return Sums(row.planned, row.committed, row.accepted, row.paid)
