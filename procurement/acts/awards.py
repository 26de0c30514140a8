"""A supplier is chosen: out of the bids that were opened, or where nobody else is asked."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from core.access import Act, Actor, require
from core.errors import Refusal
from core.money import som
from procurement.acts.bids import current
from procurement.acts.call_offs import same_supplier
from procurement.acts.lots import awarded, open_lots
from procurement.acts.reach import reach
from procurement.acts.steps import step_to
from procurement.acts.supplier_facts import not_barred
from procurement.models import Award, Bid, Opening, Purchase, Supplier
from register import profile


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Whom the choice falls on: for which lot, at which price in som, out of how many offers."""

    supplier_id: int
    amount: Decimal
    offers: int
    lot_id: int | None
    bid_id: int | None


def award(
    session: Session,
    actor: Actor,
    purchase_id: int,
    *,
    on: date,
    supplier_id: int = 0,
    amount: Decimal | None = None,
    offers: int = 0,
    reason: str | None = None,
    bid_id: int | None = None,
    lot_id: int | None = None,
    seen: int | None = None,
) -> Award:
    """Choose a supplier. The reason is published: the lowest price alone is no reason.

    Where bids were opened `bid_id` is all: supplier, price, lot and the number of offers are the
    bid's. Else `supplier_id`, `amount` (som) and `offers` are typed, and `lot_id` where not all of
    a purchase in lots is awarded.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: those of `step_to`; `purchase.not_announced` and `purchase.not_opened` where the
            method is competitive; `award.no_bid`; `bid.not_valid`; `supplier.unknown`;
            `award.no_offer`; `price.not_positive`; `award.needs_reason`;
            `award.before_announcement`; `award.before_opening`; `award.supplier_listed`;
            `call_off.other_supplier`; `lot.unknown`, `lot.ended`,
            `lot.awarded`.
    """
    purchase = step_to(
        session, actor, Act.AWARD, purchase_id, "awarded", seen=seen, amount=amount, on=on
    )
    require(actor, Act.AWARD, purchase.place)
    opening = current(session, purchase)
    if opening is None:
        chosen = _typed(session, purchase, supplier_id, amount, offers, lot_id)
    else:
        chosen = _from_bids(session, opening, bid_id)
    _lot_is_free(session, purchase, chosen.lot_id)
    if not (reason or "").strip():
        raise Refusal("award.needs_reason", "reason")
    if opening is not None and on < opening.on:
        raise Refusal("award.before_opening", "on", opened_on=opening.on)
    same_supplier(session, purchase, chosen.supplier_id)
    supplier = session.get_one(Supplier, chosen.supplier_id)
    not_barred(session, supplier, profile.load().method(purchase.method).law.code, on)
    started = purchase.announced_on or purchase.planned_on
    if started is not None and on < started:
        raise Refusal("award.before_announcement", "on", started=started)
    made = Award(
        purchase_id=purchase.id,
        place=purchase.place,
        lot_id=chosen.lot_id,
        bid_id=chosen.bid_id,
        supplier_id=chosen.supplier_id,
        amount=chosen.amount,
        offers=chosen.offers,
        on=on,
        reason=reason,
    )
    session.add(made)
    if purchase.status != "contracted":
        purchase.status = "awarded"
    journal.enter(session, actor, Act.AWARD, made, purchase, scopes=reach(session, purchase))
    return made


def _typed(
    session: Session,
    purchase: Purchase,
    supplier_id: int,
    amount: Decimal | None,
    offers: int,
    lot_id: int | None,
) -> _Chosen:
    """The choice where no bids are opened: by a method in which nobody else has to be asked."""
    # A call-off is from who won the framework, which was announced.
    if profile.load().method(purchase.method).competitive and purchase.kind != "call_off":
        announced = purchase.status != "planned"
        raise Refusal("purchase.not_opened" if announced else "purchase.not_announced")
    if session.get(Supplier, supplier_id) is None:
        raise Refusal("supplier.unknown", "supplier", supplier=supplier_id)
    if offers < 1:
        raise Refusal("award.no_offer", "offers")
    if amount is None or som(amount) <= 0:
        raise Refusal("price.not_positive", "amount")
    return _Chosen(supplier_id, som(amount), offers, lot_id, None)


def _from_bids(session: Session, opening: Opening, bid_id: int | None) -> _Chosen:
    bid = session.get(Bid, bid_id) if bid_id is not None else None
    if bid is None or bid.opening_id != opening.id:
        raise Refusal("award.no_bid", "bid")
    if bid.standing != "valid":
        raise Refusal("bid.not_valid", "bid")
    same = [Bid.opening_id == opening.id]
    same.append(Bid.lot_id.is_(None) if bid.lot_id is None else Bid.lot_id == bid.lot_id)
    offers = session.scalar(select(func.count()).select_from(Bid).where(*same)) or 0
    return _Chosen(bid.supplier_id, bid.amount, offers, bid.lot_id, bid.id)


def _lot_is_free(session: Session, purchase: Purchase, lot_id: int | None) -> None:
    """Refuse to award twice, or what was failed or given up."""
    lots = {lot.id: lot for lot in open_lots(session, purchase)}
    taken = awarded(session, purchase)
    if lot_id is None:
        if taken:  # the table lets a second award through for the sake of lots
            what = "lot.unknown" if lots else "purchase.wrong_order"
            raise Refusal(what, "lot" if lots else None, status=purchase.status, to="awarded")
        return
    if lot_id not in lots:
        raise Refusal("lot.unknown", "lot")
    if lot_id in taken:
        raise Refusal("lot.awarded", "lot", number=lots[lot_id].number)
