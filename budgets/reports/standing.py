"""Where a year of a budget stands for those who work on it: transfers, what is left, what waits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from budgets.models import Budget, Hearing, Line, Stage, Transfer, Version, purse
from core.money import ZERO


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two lines of a transfer; `free` som of it now."""

    line: int
    beneficiary: str
    category: str
    requirement: str | None
    source: str
    carried: bool
    free: Decimal


@dataclass(frozen=True, slots=True)
class TransferCard:
    """Som moved, or asked to be moved, from one line to another."""

    id: int
    place: str
    year: int
    giving: Side
    taking: Side
    amount: Decimal
    status: str
    reason: str
    asked_by: int
    asked_at: datetime
    order: str | None
    order_on: date | None
    answer: str | None


def transfers(
    session: Session,
    places: Collection[str],
    year: int | None = None,
    *,
    status: str | None = None,
    number: int | None = None,
) -> list[TransferCard]:
    """Transfers of these places, the latest first; of one status, or one number, where asked."""
    giving, taking = aliased(Line), aliased(Line)
    query = (
        select(Transfer, giving, taking)
        .join(giving, giving.id == Transfer.from_line)
        .join(taking, taking.id == Transfer.to_line)
        .where(Transfer.place.in_(list(places)))
        .order_by(Transfer.id.desc())
    )
    for column, wanted in (
        (Transfer.year, year),
        (Transfer.status, status),
        (Transfer.id, number),
    ):
        if wanted is not None:
            query = query.where(column == wanted)
    return [
        TransferCard(
            one.id,
            one.place,
            one.year,
            _side(from_line),
            _side(to_line),
            one.amount,
            one.status,
            one.reason,
            one.asked_by,
            one.asked_at,
            one.order_number,
            one.order_on,
            one.answer,
        )
        for one, from_line, to_line in session.execute(query)
    ]


def _side(line: Line) -> Side:
    return Side(
        line.id,
        line.beneficiary,
        line.category,
        line.requirement,
        line.source,
        line.carried,
        line.free,
    )


def remainders(session: Session, place: str, year: int) -> dict[str, Decimal]:
    """What is left of a holder's own lines by purse: set aside and not spoken for, som.

    What contracts claim and is not paid yet is not left: it is paid from this year.
    """
    rows = session.execute(
        select(Line.source, Line.carried, func.sum(Line.amount), func.sum(Line.committed))
        .where(Line.holder == place, Line.year == year)
        .group_by(Line.source, Line.carried)
        .order_by(Line.source, Line.carried)
    )
    return {
        purse(source, carried): amount - committed
        for source, carried, amount, committed in rows
        if amount > committed
    }


def open_months(session: Session, place: str, year: int) -> int | None:
    """Up to which month a year without an approved budget is open: 0 for not at all.

    None once it was approved.
    """
    months = session.scalars(
        select(Version.through)
        .join(Budget, Budget.id == Version.budget_id)
        .where(Budget.place == place, Budget.year == year, Version.approved_at.is_not(None))
    ).all()
    known = [month for month in months if month is not None]
    return max(known, default=0) if len(known) == len(months) else None


def claimed(session: Session, place: str, year: int) -> tuple[int, Decimal]:
    """How many of a holder's lines contracts claim beyond what is paid, and by how many som."""
    lines, committed, paid = session.execute(
        select(func.count(Line.id), func.sum(Line.committed), func.sum(Line.paid)).where(
            Line.holder == place, Line.year == year, Line.committed > Line.paid
        )
    ).one()
    return lines, (committed or ZERO) - (paid or ZERO)


def scan_places(session: Session, sha256: str) -> set[str]:
    """The places whose resolutions, minutes or year-end papers this file is."""
    columns = (
        (Version.place, Version.resolution_scan),
        (Hearing.place, Hearing.protocol_scan),
        (Stage.place, Stage.scan),
    )
    found: set[str] = set()
    for place, scan in columns:
        rows = session.scalars(select(place).where(scan["sha256"].as_string() == sha256))
        found |= set(rows)
    return found
