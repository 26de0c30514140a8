"""Where purchases were too few to compare: how many there are, and the editors' word instead."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from procurement.models import (
    Acceptance,
    AcceptanceLine,
    ContractLine,
    Covers,
    DeliveryLine,
    PurchaseLine,
    ReferencePrice,
)
from procurement.reports.prices import plain_unit


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
    taken = (
        select(AcceptanceLine.id)
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .where(
            DeliveryLine.contract_line_id == ContractLine.id,
            Acceptance.on >= since,
            AcceptanceLine.accepted > 0,
        )
        .correlate(ContractLine)
    )
    rows = session.execute(
        select(PurchaseLine.item_code, PurchaseLine.unit, func.count(ContractLine.id))
        .join(Covers, Covers.line_id == PurchaseLine.id)
        .join(ContractLine, ContractLine.purchase_line_id == PurchaseLine.id)
        .where(Covers.requirement == requirement, ContractLine.amount > 0, taken.exists())
        .group_by(PurchaseLine.item_code, PurchaseLine.unit)
    )
    counts: dict[tuple[str, str], int] = {}
    for code, unit, count in rows:
        alike = (code or "", plain_unit(unit))
        counts[alike] = counts.get(alike, 0) + count
    return max(counts.values(), default=0)
