"""For tests of bids and lots: a purchase in two lots, suppliers, and bids that were opened."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import select

from core.money import som
from procurement import acts
from procurement.models import Bid, Lot
from tests.world import AIMAK, DAY, World, extinguishers

OPENED = DAY + timedelta(14)
CHAIR = ("chair", "secretary", "parent")


def two_lots(world: World, method: str = "unlimited") -> int:
    """A planned purchase of two lines, 32 000 som each, each a lot of its own."""
    values = extinguishers(world.lines["fire"])
    lines = [replace(values.lines[0], lot=lot, title=f"Лот {lot}") for lot in (1, 2)]
    return world.purchase(lines=tuple(lines), method=method)


def supplier(world: World, number: int, *, is_person: bool = False) -> int:
    """A supplier by a number from 1: the key."""
    with world.act() as session:
        return acts.name_supplier(
            session,
            world.officer,
            AIMAK,
            name=f"Үлгүлүү сатуучу {number}",
            inn=f"{'2120319901' if is_person else '0000000000'}{number:04}",
            is_person=is_person,
        ).id


def announced(world: World, purchase: int) -> int:
    """The purchase, announced."""
    with world.act() as session:
        acts.announce(session, world.officer, purchase, on=DAY)
    return purchase


def bid(seller: int, amount: str, lot: int | None = None, rejected: str | None = None):
    """One bid of a supplier."""
    return acts.BidValues(seller, som(amount), DAY + timedelta(3), lot, rejected)


def opened(world: World, purchase: int, bids: Sequence[acts.BidValues], **told) -> list[int]:
    """The bids of an announced purchase opened; their keys in the order given."""
    values = {"number": "П-1", "on": OPENED, "commission": CHAIR, **told}
    with world.act() as session:
        acts.open_bids(session, world.officer, purchase, bids=bids, **values)
    with world.act() as session:
        return list(
            session.scalars(select(Bid.id).where(Bid.purchase_id == purchase).order_by(Bid.id))
        )


def lots(world: World, purchase: int) -> list[int]:
    """The keys of a purchase's lots by number."""
    with world.act() as session:
        return list(
            session.scalars(select(Lot.id).where(Lot.purchase_id == purchase).order_by(Lot.number))
        )


def chosen(world: World, purchase: int, bid_id: int) -> int:
    """The bid chosen: the key of the award."""
    with world.act() as session:
        return acts.award(
            session, world.officer, purchase, bid_id=bid_id, on=OPENED, reason="Мөөнөтү кыска."
        ).id


def signed(world: World, purchase: int, award: int, number: str) -> int:
    """The contract of an award."""
    with world.act() as session:
        return acts.sign(
            session,
            world.officer,
            purchase,
            award_id=award,
            number=number,
            signed_on=OPENED,
            due_on=OPENED + timedelta(60),
        ).id


def paid(world: World, contract: int, amount: str, document: str) -> None:
    """A payment for what was accepted."""
    with world.act() as session:
        acts.pay(
            session,
            world.officer,
            contract,
            kind="payment",
            amount=som(amount),
            on=OPENED,
            document=document,
        )


def came(world: World, contract: int, count: int, waybill: str) -> int:
    """Pieces of the contract's first line come to the first school and are accepted."""
    from procurement.models import Contract

    with world.act() as session:
        line = session.get(Contract, contract).lines[0].id
        delivery = acts.deliver(
            session,
            world.officer,
            contract,
            on=OPENED,
            waybill=waybill,
            arrived=[acts.Arrived(line, "S-1001", Decimal(count))],
        )
        row = delivery.lines[0].id
        acts.accept(
            session,
            world.officer,
            delivery.id,
            number=f"А-{waybill}",
            on=OPENED,
            checked={row: acts.Checked(Decimal(count))},
        )
        return delivery.id
