"""What a council takes along: each chosen purchase with its contracts, and what came of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.samples.models import AuditItem
from procurement.models import Contract, PurchaseLine, Share


@dataclass(frozen=True, slots=True)
class Agreed:
    """A contract to look at, som."""

    number: str
    signed_on: date
    amount: Decimal
    accepted: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True)
class Papers:
    """Of one purchase: its contracts, the requirements it is for, and the schools by code."""

    contracts: tuple[Agreed, ...]
    requirements: tuple[str, ...]
    schools: tuple[str, ...]


def papers(session: Session, sample: int) -> dict[int, Papers]:
    """By number of each chosen purchase of a sample."""
    mine = select(AuditItem.purchase_id).where(
        AuditItem.sample_id == sample, AuditItem.hits.is_not(None)
    )
    contracts: dict[int, list[Agreed]] = {}
    for row in session.execute(
        select(
            Contract.purchase_id,
            Contract.number,
            Contract.signed_on,
            Contract.amount,
            Contract.accepted,
            Contract.paid,
        )
        .where(Contract.purchase_id.in_(mine))
        .order_by(Contract.id)
    ):
        contracts.setdefault(row.purchase_id, []).append(Agreed(*row[1:]))
    schools: dict[int, dict[str, None]] = {}
    requirements: dict[int, dict[str, None]] = {}
    for purchase, requirement, school in session.execute(
        select(PurchaseLine.purchase_id, PurchaseLine.requirement, Share.school)
        .outerjoin(Share, Share.line_id == PurchaseLine.id)
        .where(PurchaseLine.purchase_id.in_(mine))
        .order_by(PurchaseLine.purchase_id, PurchaseLine.position, Share.school)
    ):
        if requirement:
            requirements.setdefault(purchase, {})[requirement] = None
        if school:
            schools.setdefault(purchase, {})[school] = None
    return {
        purchase: Papers(
            tuple(agreed),
            tuple(requirements.get(purchase, ())),
            tuple(schools.get(purchase, ())),
        )
        for purchase, agreed in contracts.items()
    }
