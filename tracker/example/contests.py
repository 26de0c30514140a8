"""How suppliers of the example are chosen: offers opened, failed and tried again, taken by lots."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from procurement import acts
from procurement.acts import BidValues
from procurement.models import Lot, Purchase, PurchaseLine
from tracker.example.people import Cast

Entry = Mapping[str, Any]
COMMISSION = ("chair", "secretary", "finance", "parent")
LATE = "Ачуу саатынан кийин келди; ачылган жок."


@dataclass(frozen=True, slots=True)
class Chosen:
    """An award of a purchase, and what is told of it: the entry itself, or one of its lots."""

    award: int
    lot: str | None
    part: Entry


def announce(session: Session, cast: Cast, entry: Entry, purchase: Purchase, on: date) -> None:
    """Announce a purchase; one that nobody offered for fails by its protocol, and once more."""
    officer = cast.officer(purchase.place)
    acts.announce(session, officer, purchase.id, on=on)
    journal.next_act(session)
    if "failed" not in entry:
        return
    failed = entry["failed"]
    acts.open_bids(
        session,
        officer,
        purchase.id,
        number=f"{purchase.id}-1/{purchase.year}",
        on=date.fromisoformat(failed["on"]),
        commission=COMMISSION,
        bids=(),
        reason=failed["reason"],
    )
    journal.next_act(session)
    acts.announce(session, officer, purchase.id, on=date.fromisoformat(failed["again"]))
    journal.next_act(session)


def choose(
    session: Session, cast: Cast, entry: Entry, purchase: Purchase, on: date
) -> list[Chosen]:
    """Choose the supplier of a purchase, or of each of its lots.

    Of an announced one the offers are opened two days before; the one told is the lowest.
    """
    officer, parts = cast.officer(purchase.place), dict(_parts(session, entry, purchase))
    if purchase.announced_on is None:
        amount = _offer(purchase.amount, entry)
        award = acts.award(
            session,
            officer,
            purchase.id,
            on=on,
            reason=entry["reason"],
            supplier_id=cast.suppliers[entry["to"]],
            amount=amount,
            offers=int(entry["offers"]),
        )
        journal.next_act(session)
        return [Chosen(award.id, None, entry)]
    opened = max(on - timedelta(days=2), purchase.announced_on)
    opening = acts.open_bids(
        session,
        officer,
        purchase.id,
        number=f"{purchase.id}/{purchase.year}",
        on=opened,
        commission=COMMISSION,
        bids=[
            bid
            for lot, (amount, part) in parts.items()
            for bid in _bids(cast, part, amount, lot, purchase.id, opened)
        ],
    )
    journal.next_act(session)
    numbers = {lot.id: str(lot.number) for lot in _lots(session, purchase)}
    chosen = []
    for lot, (_, part) in parts.items():
        first = min(one.id for one in opening.bids if numbers.get(one.lot_id or 0) == lot)
        award = acts.award(
            session, officer, purchase.id, on=on, bid_id=first, reason=part["reason"]
        )
        journal.next_act(session)
        chosen.append(Chosen(award.id, lot, part))
    return chosen


def _lots(session: Session, purchase: Purchase) -> list[Lot]:
    query = select(Lot).where(Lot.purchase_id == purchase.id).order_by(Lot.number)
    return list(session.scalars(query))


def _parts(
    session: Session, entry: Entry, purchase: Purchase
) -> Iterator[tuple[str | None, tuple[Decimal, Entry]]]:
    """What is chosen apart, by the lot's number: its estimate, som, and what is told of it."""
    if "lots" not in entry:
        yield None, (purchase.amount, entry)
        return
    for lot, part in zip(_lots(session, purchase), entry["lots"], strict=True):
        lines = select(func.sum(PurchaseLine.amount)).where(PurchaseLine.lot_id == lot.id)
        yield str(lot.number), (session.scalars(lines).one(), part)


def _offer(estimate: Decimal, part: Entry) -> Decimal:
    return (estimate * Decimal(part["at"]) / 100).quantize(Decimal(1))


def _bids(
    cast: Cast, part: Entry, estimate: Decimal, lot: str | None, purchase: int, opened: date
) -> Iterator[BidValues]:
    """The offers of a purchase or lot: the one that is chosen first, each dearer than the last.

    Who else offered is told, or invented by the number of offers; so is one that came late.
    """
    seller, number = cast.suppliers[part["to"]], int(lot) if lot else None
    others = [cast.suppliers[code] for code in part.get("others", cast.suppliers)]
    sellers = [seller, *(one for one in others if one != seller)][: int(part["offers"])]
    amount = estimate * Decimal(part["at"]) / 100
    for position, one in enumerate(sellers):
        yield BidValues(one, amount.quantize(Decimal(1)), opened, number)
        amount *= 1 + _dearer(purchase, position)
    if "late" in part:
        late = cast.suppliers[part["late"]]
        yield BidValues(late, amount.quantize(Decimal(1)), opened, number, LATE)


def _dearer(purchase: int, number: int) -> Decimal:
    """How much the next offer is above the one before: 2 to 10 per cent, never the same for long,
    as people who do not know each other's prices offer."""
    return Decimal(20 + (purchase * 37 + number * 61) % 83) / 1000
