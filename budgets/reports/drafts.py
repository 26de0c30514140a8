"""What the office asks of budgets: which versions there are, what is set aside and what is free."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from budgets import rules
from budgets.models import Budget, Ceiling, DraftLine, Line, LineVersion, Version
from core.money import ZERO, from_tyiyn


@dataclass(frozen=True, slots=True)
class VersionCard:
    """One version of a budget. `seen` is the draft's number of changes, for two editors.

    `through` is the last month of a version opened by twelfths, `scan` the file of its resolution.
    """

    id: int
    place: str
    year: int
    number: int
    status: str
    total: Decimal
    lines: int
    reason: str | None
    authors: tuple[int, ...]
    submitted_at: datetime | None
    resolution: str | None
    resolution_on: date | None
    seen: int
    through: int | None = None
    scan: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """What a holder's lines of one source hold in a year, som."""

    place: str
    year: int
    source: str
    set_aside: Decimal
    committed: Decimal
    paid: Decimal

    @property
    def free(self) -> Decimal:
        """Som set aside and not yet spoken for."""
        return self.set_aside - self.committed


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a source's ceiling a version uses, som; `left` is below zero when over it."""

    source: str
    ceiling: Decimal
    set_aside: Decimal
    left: Decimal


def versions(
    session: Session, places: Collection[str], year: int | None = None
) -> list[VersionCard]:
    """The versions of budgets of these places, newest year first, newest version first."""
    query = _cards().where(Version.place.in_(list(places)))
    if year is not None:
        query = query.where(Version.year == year)
    rows = session.execute(
        query.order_by(Version.year.desc(), Version.place, Version.number.desc())
    )
    return [_card(row) for row in rows]


def version(session: Session, place: str, year: int, number: int) -> VersionCard | None:
    """One version of a place's budget, or None."""
    row = session.execute(
        _cards().where(Version.place == place, Version.year == year, Version.number == number)
    ).one_or_none()
    return _card(row) if row else None


def _cards() -> Select:
    drafted = (
        select(func.count(DraftLine.id))
        .where(DraftLine.version_id == Version.id)
        .correlate(Version)
        .scalar_subquery()
    )
    drafted_sum = (
        select(func.sum(DraftLine.amount))
        .where(DraftLine.version_id == Version.id)
        .correlate(Version)
        .scalar_subquery()
    )
    handed_in = (
        select(func.count(LineVersion.id))
        .where(LineVersion.version_id == Version.id)
        .correlate(Version)
        .scalar_subquery()
    )
    return select(
        Version,
        Budget.version.label("seen"),
        drafted.label("drafted"),
        drafted_sum.label("drafted_sum"),
        handed_in.label("handed_in"),
    ).join(Budget, Budget.id == Version.budget_id)


def _card(row) -> VersionCard:
    version = row.Version
    is_draft = version.status == "draft"
    return VersionCard(
        id=version.id,
        place=version.place,
        year=version.year,
        number=version.number,
        status=version.status,
        total=(row.drafted_sum or ZERO) if is_draft else version.total,
        lines=row.drafted if is_draft else row.handed_in,
        reason=version.reason,
        authors=tuple(int(author) for author in version.authors or ()),
        submitted_at=version.submitted_at,
        resolution=version.resolution,
        resolution_on=version.resolution_on,
        seen=row.seen,
        through=version.through,
        scan=version.resolution_scan,
    )


def amends(cards: Collection[VersionCard]) -> bool:
    """Does a new version change what a resolution decided? Of all versions of one budget. Pure."""
    return any(card.resolution and card.through is None for card in cards)


def balances(session: Session, places: Collection[str]) -> list[Balance]:
    """What the lines of these holders hold, by year and source, newest year first."""
    rows = session.execute(
        select(
            Line.holder,
            Line.year,
            Line.source,
            func.sum(Line.amount),
            func.sum(Line.committed),
            func.sum(Line.paid),
        )
        .where(Line.holder.in_(list(places)))
        .group_by(Line.holder, Line.year, Line.source)
        .order_by(Line.year.desc(), Line.holder, Line.source)
    )
    return [Balance(*row) for row in rows]


def together(balances: Collection[Balance]) -> Balance | None:
    """These balances as one, under the place and year of the first; None of nothing. Pure."""
    if not balances:
        return None
    first = next(iter(balances))
    return Balance(
        first.place,
        first.year,
        "",
        sum((one.set_aside for one in balances), ZERO),
        sum((one.committed for one in balances), ZERO),
        sum((one.paid for one in balances), ZERO),
    )


def rooms(session: Session, card: VersionCard) -> list[Room]:
    """What each source gives this version, and what is left of it.

    Of a draft the ceilings in work; of a version handed in those it was handed in with.
    """
    ceilings, amounts = _ceilings(session, card), _amounts(session, card)
    return [
        Room(
            source,
            ceilings.get(source, ZERO),
            amounts.get(source, ZERO),
            rules.headroom(ceilings.get(source, ZERO), [amounts.get(source, ZERO)]),
        )
        for source in sorted({*ceilings, *amounts})
    ]


def _ceilings(session: Session, card: VersionCard) -> dict[str, Decimal]:
    if card.status != "draft":
        told = session.scalar(select(Version.ceilings).where(Version.id == card.id)) or {}
        return {source: from_tyiyn(int(count)) for source, count in told.items()}
    rows = session.execute(
        select(Ceiling.source, Ceiling.amount)
        .join(Version, Version.budget_id == Ceiling.budget_id)
        .where(Version.id == card.id)
    )
    return dict(rows.all())


def _amounts(session: Session, card: VersionCard) -> dict[str, Decimal]:
    if card.status == "draft":
        query = (
            select(DraftLine.source, func.sum(DraftLine.amount))
            .where(DraftLine.version_id == card.id)
            .group_by(DraftLine.source)
        )
    else:
        query = (
            select(Line.source, func.sum(LineVersion.amount))
            .join(LineVersion, LineVersion.line_id == Line.id)
            .where(LineVersion.version_id == card.id)
            .group_by(Line.source)
        )
    return dict(session.execute(query).all())
