"""Who offered what for a purchase, its lots, and the protocols by which bids were opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from procurement.models import Award, Bid, Contract, Lot, Opening, Supplier


@dataclass(frozen=True, slots=True)
class LotPart:
    """A lot and how it stands: "open", "awarded", "contracted", "failed", "given_up"."""

    id: int
    number: int
    title: str
    standing: str
    reason: str | None

    @property
    def in_force(self) -> bool:
        """Is it still to be bought, or under contract?"""
        return self.standing not in ("failed", "given_up")


@dataclass(frozen=True, slots=True)
class AwardFile:
    """Who was chosen, at which price in som, for which lot if for one; is the contract signed?"""

    id: int
    lot: int | None
    supplier: str
    amount: Decimal
    offers: int
    on: date
    reason: str | None
    signed: bool


@dataclass(frozen=True, slots=True)
class BidPart:
    """One bid, som. `name` is None for a person who trades alone: it is nobody's business.

    `chosen`: was it awarded; `lowest`: was none of the valid ones for the same below it.
    """

    id: int
    opening: int
    lot: int | None
    supplier_id: int
    name: str | None
    amount: Decimal
    received_on: date
    standing: str
    reason: str | None
    chosen: bool
    lowest: bool


@dataclass(frozen=True, slots=True)
class OpeningPart:
    """A protocol. `commission` are the roles of those who opened; `failed`: no offer was taken."""

    id: int
    number: str
    on: date
    announced_on: date
    commission: tuple[str, ...]
    failed: bool
    reason: str | None
    bids: tuple[BidPart, ...]


def lots(session: Session, purchase: int) -> tuple[LotPart, ...]:
    """The lots of a purchase by number; none where it is bought as one."""
    found = session.execute(
        select(Lot.id, Lot.number, Lot.title, Lot.status, Lot.reason)
        .where(Lot.purchase_id == purchase)
        .order_by(Lot.number)
    ).all()
    if not found:
        return ()
    standing = _standing(session, purchase)
    return tuple(
        LotPart(
            row.id,
            row.number,
            row.title,
            standing.get(row.id, standing.get(None, "open"))
            if row.status == "open"
            else row.status,
            row.reason,
        )
        for row in found
    )


def _standing(session: Session, purchase: int) -> Mapping[int | None, str]:
    """Awarded or contracted, by lot; under None where all was awarded as one."""
    rows = session.execute(
        select(Award.lot_id, Contract.id)
        .outerjoin(Contract, Contract.award_id == Award.id)
        .where(Award.purchase_id == purchase)
    )
    return {lot: "awarded" if contract is None else "contracted" for lot, contract in rows}


def openings(session: Session, purchase: int) -> tuple[OpeningPart, ...]:
    """The protocols of a purchase with their bids, the cheapest first, in the order of opening."""
    protocols = session.execute(
        select(
            Opening.id,
            Opening.number,
            Opening.on,
            Opening.announced_on,
            Opening.commission,
            Opening.failed,
            Opening.reason,
        )
        .where(Opening.purchase_id == purchase)
        .order_by(Opening.id)
    ).all()
    if not protocols:
        return ()
    bids = _bids(session, purchase)
    return tuple(
        OpeningPart(
            row.id,
            row.number,
            row.on,
            row.announced_on,
            tuple(row.commission.split()),
            row.failed,
            row.reason,
            tuple(bid for bid in bids if bid.opening == row.id),
        )
        for row in protocols
    )


def awards(session: Session, purchase: int) -> tuple[AwardFile, ...]:
    """The awards of a purchase in the order they were made, as the office works on them."""
    name = func.coalesce(Supplier.public_name, Supplier.person_name, "")
    rows: Any = session.execute(
        select(Award.id, Lot.number, name, Award.amount, Award.offers, Award.on, Award.reason)
        .add_columns(Contract.id)
        .join(Supplier, Supplier.id == Award.supplier_id)
        .outerjoin(Lot, Lot.id == Award.lot_id)
        .outerjoin(Contract, Contract.award_id == Award.id)
        .where(Award.purchase_id == purchase)
        .order_by(Award.id)
    )
    return tuple(AwardFile(*(*row[:-1], row[-1] is not None)) for row in map(tuple, rows))


def _bids(session: Session, purchase: int) -> list[BidPart]:
    rows: Any = session.execute(
        select(
            Bid.id,
            Bid.opening_id,
            Lot.number,
            Bid.supplier_id,
            case((Supplier.is_person, None), else_=Supplier.public_name).label("name"),
            Bid.amount,
            Bid.received_on,
            Bid.standing,
            Bid.reason,
            Award.id.label("award"),
        )
        .join(Supplier, Supplier.id == Bid.supplier_id)
        .outerjoin(Lot, Lot.id == Bid.lot_id)
        .outerjoin(Award, Award.bid_id == Bid.id)
        .where(Bid.purchase_id == purchase)
        .order_by(Bid.opening_id, Lot.number, Bid.amount, Bid.id)
    ).all()
    least: dict[tuple[int, int | None], Decimal] = {}
    for row in rows:
        if row.standing == "valid":
            least.setdefault((row.opening_id, row.number), row.amount)
    return [
        BidPart(*(*tuple(row)[:-1], row.award is not None, _lowest(row, least))) for row in rows
    ]


def _lowest(row: Any, least: Mapping[tuple[int, int | None], Decimal]) -> bool:
    return bool(row.standing == "valid" and row.amount == least[row.opening_id, row.number])
