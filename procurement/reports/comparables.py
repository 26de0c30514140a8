"""Where purchases were too few to compare: how many there are, and the editors' word instead."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from procurement.models import ReferencePrice
from procurement.reports import prices


@dataclass(frozen=True, slots=True)
class Word:
    """An editor's price of one unit, som, as procurement.models.ReferencePrice tells."""

    amount: Decimal
    lot: int
    on: date
    standing: str
    source: str
    example: bool


def word(session: Session, requirement: str) -> Word | None:
    """The editors' price of a requirement, or None."""
    row = session.execute(
        select(
            ReferencePrice.amount,
            ReferencePrice.lot,
            ReferencePrice.on,
            ReferencePrice.standing,
            ReferencePrice.source,
            ReferencePrice.example,
        ).where(ReferencePrice.requirement == requirement)
    ).one_or_none()
    return Word(*row) if row else None


def most_alike(session: Session, requirement: str, since: date) -> int:
    """Of the thing most often bought for a requirement: contract lines accepted from `since` on.

    Alike is what has the same item code and the same unit, as in `prices.compared`.
    """
    return len(prices.most_alike(prices.accepted(session, since, [requirement]))[2])
