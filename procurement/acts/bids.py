"""Bids opened by a protocol; and what failed: the whole purchase, or a lot of it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from core.money import som
from procurement import kept_principles, rules
from procurement.acts.lots import awarded, open_lots
from procurement.acts.reach import reach
from procurement.acts.steps import step_to
from procurement.models import Bid, Lot, Opening, Purchase, Supplier
from register import profile

TERM = "bids_open"
"""The term of the country profile between an announcement and the opening of bids."""


@dataclass(frozen=True, slots=True)
class BidValues:
    """One offer, som, gross. `lot` is the number of the lot it is for, where there are lots.

    `rejected` is why it could not be taken; None where it could.
    """

    supplier_id: int
    amount: Decimal
    received_on: date
    lot: int | None = None
    rejected: str | None = None


def open_bids(
    session: Session,
    actor: Actor,
    purchase_id: int,
    *,
    number: str,
    on: date,
    commission: Collection[str],
    bids: Sequence[BidValues],
    reason: str | None = None,
    seen: int | None = None,
) -> Opening:
    """Open the bids of an announced purchase by a protocol; `commission` are roles, never names.

    Without an offer that can be taken the purchase has failed, and so has each lot without one:
    `reason` says why.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: those of `step_to`; `purchase.not_announced`; `date.in_future`;
            `opening.no_number`; `opening.before_announcement`; `opening.too_early` where the
            country's term is sourced; `opening.no_commission`; `opening.unknown_role`;
            `opening.needs_reason`; and of a bid: `supplier.unknown`, `price.not_positive`,
            `bid.doubled`, `bid.lot_unknown`, `bid.not_in_time`.
    """
    purchase = step_to(
        session, actor, Act.OPEN_BIDS, purchase_id, "opened", seen=seen, number=number, on=on
    )
    require(actor, Act.OPEN_BIDS, purchase.place)
    lots = {lot.number: lot for lot in open_lots(session, purchase)}
    announced_on = _papers(purchase, number, on, commission)
    _judge(session, announced_on, on, bids, lots)
    valid = [bid for bid in bids if bid.rejected is None]
    empty = [lot for lot in lots.values() if all(bid.lot != lot.number for bid in valid)]
    why = (reason or "").strip()
    if (not valid or empty) and not why:
        raise Refusal("opening.needs_reason", "reason")
    opening = Opening(
        purchase_id=purchase.id,
        place=purchase.place,
        number=number.strip(),
        on=on,
        announced_on=announced_on,
        commission=" ".join(role for role in rules.COMMISSION if role in commission),
        failed=not valid,
        reason=why if not valid or empty else None,
    )
    session.add(opening)
    session.flush()
    rows = [_bid(opening, bid, lots) for bid in bids]
    session.add_all(rows)
    for lot in empty:
        lot.status, lot.reason = "failed", why
    purchase.status = "opened" if valid else "failed"
    records = [opening, *rows, *empty, purchase]
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.OPEN_BIDS, *records, scopes=scopes, reason=opening.reason)
    kept_principles.keep(session, purchase.id)
    return opening


def _papers(purchase: Purchase, number: str, on: date, commission: Collection[str]) -> date:
    """The day of the announcement, if the protocol can be what it says.

    An early opening is refused only where a source gives the term; the page warns of a default.
    """
    clock.not_after_today(on)
    if purchase.announced_on is None or on < purchase.announced_on:
        raise Refusal("opening.before_announcement", "on", announced_on=purchase.announced_on)
    if not number.strip():
        raise Refusal("opening.no_number", "number")
    term = profile.load().term(TERM, purchase.announced_on)
    if term is not None and term.standing == "sourced":
        first = rules.opens_from(purchase.announced_on, term.days)
        if on < first:
            raise Refusal("opening.too_early", "on", first=first)
    if not commission:
        raise Refusal("opening.no_commission", "commission")
    if not set(commission) <= set(rules.COMMISSION):
        raise Refusal("opening.unknown_role", "commission")
    return purchase.announced_on


def _judge(
    session: Session,
    announced_on: date,
    on: date,
    bids: Sequence[BidValues],
    lots: Collection[int],
) -> None:
    """Refuse bids that cannot have been made so."""
    wanted = {bid.supplier_id for bid in bids}
    known = set(session.scalars(select(Supplier.id).where(Supplier.id.in_(wanted))))
    told: set[tuple[int | None, int]] = set()
    for bid in bids:
        if bid.supplier_id not in known:
            raise Refusal("supplier.unknown", "bids", supplier=bid.supplier_id)
        if som(bid.amount) <= 0:
            raise Refusal("price.not_positive", "bids")
        if (bid.lot not in lots) if lots else (bid.lot is not None):
            raise Refusal("bid.lot_unknown", "bids", lot=bid.lot)
        if not announced_on <= bid.received_on <= on:
            raise Refusal("bid.not_in_time", "bids", announced_on=announced_on, opened_on=on)
        if bid.rejected is not None and not bid.rejected.strip():
            raise Refusal("bid.needs_reason", "bids")
        if (bid.lot, bid.supplier_id) in told:
            raise Refusal("bid.doubled", "bids")
        told.add((bid.lot, bid.supplier_id))


def _bid(opening: Opening, bid: BidValues, lots: dict[int, Lot]) -> Bid:
    return Bid(
        opening_id=opening.id,
        purchase_id=opening.purchase_id,
        lot_id=None if bid.lot is None else lots[bid.lot].id,
        place=opening.place,
        supplier_id=bid.supplier_id,
        amount=som(bid.amount),
        received_on=bid.received_on,
        standing="valid" if bid.rejected is None else "rejected",
        reason=None if bid.rejected is None else bid.rejected.strip(),
    )


def fail(
    session: Session, actor: Actor, purchase_id: int, *, reason: str, seen: int | None = None
) -> Purchase:
    """Say that none of the opened bids is taken; each that could have been is rejected with that.

    What nobody offered for fails by its protocol (`open_bids`). It can be announced again.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: those of `step_to`; `purchase.needs_reason`.
    """
    purchase = step_to(
        session, actor, Act.FAIL_PURCHASE, purchase_id, "failed", seen=seen, reason=reason
    )
    require(actor, Act.FAIL_PURCHASE, purchase.place)
    if not reason.strip():
        raise Refusal("purchase.needs_reason", "reason")
    lots = open_lots(session, purchase)
    for lot in lots:
        lot.status, lot.reason = "failed", reason.strip()
    records = [*lots, *_reject(session, purchase, reason), *_failed(session, purchase, reason)]
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.FAIL_PURCHASE, *records, scopes=scopes, reason=reason)
    kept_principles.keep(session, purchase.id)
    return purchase


def end_lot(
    session: Session,
    actor: Actor,
    lot_id: int,
    *,
    end: str,
    reason: str,
    seen: int | None = None,
) -> Lot:
    """A lot is "failed" (none of its bids is taken) or "given_up"; its lines are not contracted.

    With the last of the lots the purchase itself has failed, if none was awarded.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: those of `step_to`; `lot.no_such_end`; `lot.ended`; `lot.contracted`;
            `lot.awarded` where a chosen lot is to fail, or all were chosen as one; `lot.last`
            where the purchase is to be cancelled whole; `purchase.needs_reason`.
    """
    lot = lock(session, Lot, lot_id)
    purchase = step_to(
        session, actor, Act.END_LOT, lot.purchase_id, "opened", seen=seen, reason=reason
    )
    require(actor, Act.END_LOT, purchase.place)
    if end not in ("failed", "given_up"):
        raise Refusal("lot.no_such_end", "end")
    if not reason.strip():
        raise Refusal("purchase.needs_reason", "reason")
    if lot.status != "open":
        raise Refusal("lot.ended", number=lot.number)
    standing = awarded(session, purchase)
    if standing.get(lot.id, False):
        raise Refusal("lot.contracted", number=lot.number)
    if None in standing or (end == "failed" and lot.id in standing):
        raise Refusal("lot.awarded", "end", number=lot.number)
    others = [one for one in open_lots(session, purchase) if one.id != lot.id]
    if not others and purchase.status == "awarded":
        raise Refusal("lot.last", number=lot.number)
    lot.status, lot.reason = end, reason.strip()
    records = [lot, *_reject(session, purchase, reason, lot)]
    if not others and purchase.status == "opened":
        records += _failed(session, purchase, reason)
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.END_LOT, *records, scopes=scopes, reason=reason)
    kept_principles.keep(session, purchase.id)
    return lot


def _reject(
    session: Session, purchase: Purchase, reason: str, lot: Lot | None = None
) -> list[Bid | Lot | Opening | Purchase]:
    """The bids that could still be taken, of all or of a lot, rejected."""
    query = select(Bid).where(Bid.purchase_id == purchase.id, Bid.standing == "valid")
    if lot is not None:
        query = query.where(Bid.lot_id == lot.id)
    rows = session.scalars(query.order_by(Bid.id)).all()
    for row in rows:
        row.standing, row.reason = "rejected", reason.strip()
    return list(rows)


def _failed(
    session: Session, purchase: Purchase, reason: str
) -> Iterable[Bid | Lot | Opening | Purchase]:
    """The purchase and its last protocol, failed."""
    purchase.status = "failed"
    opening = current(session, purchase)
    if opening is not None:
        opening.failed, opening.reason = True, reason.strip()
        yield opening
    yield purchase


def current(session: Session, purchase: Purchase) -> Opening | None:
    """The protocol the offers of today stand in; None before it, and after it failed."""
    return session.scalar(
        select(Opening)
        .where(Opening.purchase_id == purchase.id, Opening.failed.is_(False))
        .order_by(Opening.id.desc())
        .limit(1)
    )
