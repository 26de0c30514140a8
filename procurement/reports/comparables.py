"""Where purchases were too few to compare: how many there are, and the editors' word instead."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from procurement.models import ReferencePrice
from procurement.reports import prices
from procurement.reports.prices import Comparable


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


def most_alike(session: Session, requirements: Collection[str], since: date) -> dict[str, int]:
    """Of the thing most often bought for each requirement: contract lines accepted from `since` on.

    Alike is what has the same item code and the same unit, as in `prices.compared`.
    """
    if not requirements:
        return {}
    found: dict[str, list[Comparable]] = {code: [] for code in requirements}
    for one in prices.accepted(session, since, requirements):
        found[one.requirement].append(one)
    return {code: len(prices.most_alike(ones)[2]) for code, ones in found.items()}
