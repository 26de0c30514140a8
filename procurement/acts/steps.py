"""The moves of a purchase before its contract: what every step asks, and the plainest steps."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from procurement import kept_principles, moves
from procurement.acts.reach import reach
from procurement.models import Award, Contract, Lot, Opening, Purchase


def step_to(
    session: Session,
    actor: Actor,
    act: Act,
    purchase_id: int,
    to: str,
    *,
    seen: int | None = None,
    **yours: Any,
) -> Purchase:
    """The purchase, locked, if the actor may do the act and the table of moves allows it.

    `seen` is the `rev` its page was made from; `yours` what was wanted, shown beside what stands.

    Raises:
        NotPermitted: no role permits the act there.
        Refusal: `record.changed_meanwhile`; `purchase.wrong_order`, or what has to come first.
    """
    purchase = lock(session, Purchase, purchase_id)
    require(actor, act, purchase.place)
    if seen is not None and seen != purchase.rev:
        wanted = {"status": to, **yours}
        raise Refusal("record.changed_meanwhile", now=_stands(session, purchase), yours=wanted)
    if not moves.may(purchase.status, act):
        raise Refusal(moves.refusal(purchase.status, act), status=purchase.status, to=to)
    return purchase


def _stands(session: Session, purchase: Purchase) -> Mapping[str, Any]:
    """A purchase as somebody else has left it: its state, and the last step's own facts."""
    told: dict[str, Any] = {"status": purchase.status}
    if purchase.announced_on is not None:
        told["announced_on"] = purchase.announced_on
    award = session.scalar(
        select(Award).where(Award.purchase_id == purchase.id).order_by(Award.id.desc()).limit(1)
    )
    if award is not None:
        told |= {"supplier": award.supplier.name, "amount": award.amount, "on": award.on}
    contract = session.scalar(
        select(Contract)
        .where(Contract.purchase_id == purchase.id)
        .order_by(Contract.id.desc())
        .limit(1)
    )
    if contract is not None:
        told |= {"number": contract.number, "amount": contract.amount, "on": contract.signed_on}
    return told


def announce(
    session: Session, actor: Actor, purchase_id: int, *, on: date, seen: int | None = None
) -> Purchase:
    """Announce a planned purchase, or once more one that failed; its lots are open again.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: those of `step_to`; `purchase.before_plan` for a day before the plan's;
            `purchase.before_failure` for one before the protocol that failed.
    """
    purchase = step_to(
        session, actor, Act.ANNOUNCE, purchase_id, "announced", seen=seen, announced_on=on
    )
    require(actor, Act.ANNOUNCE, purchase.place)
    if purchase.planned_on is not None and on < purchase.planned_on:
        raise Refusal("purchase.before_plan", "on", planned_on=purchase.planned_on)
    records = [purchase, *_open_again(session, purchase, on)]
    purchase.status, purchase.announced_on = "announced", on
    journal.enter(session, actor, Act.ANNOUNCE, *records, scopes=reach(session, purchase))
    kept_principles.keep(session, purchase.id)
    return purchase


def _open_again(session: Session, purchase: Purchase, on: date) -> list[Lot]:
    """The lots that failed with the last opening, open again."""
    if purchase.status != "failed":
        return []
    opened_on = session.scalar(
        select(func.max(Opening.on)).where(Opening.purchase_id == purchase.id)
    )
    if opened_on is not None and on < opened_on:
        raise Refusal("purchase.before_failure", "on", failed_on=opened_on)
    lots = session.scalars(
        select(Lot).where(Lot.purchase_id == purchase.id, Lot.status == "failed").order_by(Lot.id)
    ).all()
    for lot in lots:
        lot.status, lot.reason = "open", None
    return list(lots)


def cancel(
    session: Session, actor: Actor, purchase_id: int, *, reason: str, seen: int | None = None
) -> Purchase:
    """Give a purchase up before a contract is signed. It stays public, with the reason.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: those of `step_to`; `purchase.contracted` once a contract is signed;
            `purchase.needs_reason`.
    """
    purchase = step_to(
        session, actor, Act.CANCEL_PURCHASE, purchase_id, "cancelled", seen=seen, reason=reason
    )
    require(actor, Act.CANCEL_PURCHASE, purchase.place)
    if not reason.strip():
        raise Refusal("purchase.needs_reason", "reason")
    purchase.status = "cancelled"
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.CANCEL_PURCHASE, purchase, scopes=scopes, reason=reason)
    kept_principles.keep(session, purchase.id)
    return purchase
