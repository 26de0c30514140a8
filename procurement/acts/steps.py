"""The steps between plan and contract, and the two ends."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from budgets import acts as budgets
from budgets.models import Commitment
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from core.money import som
from procurement import kept_principles, rules
from procurement.acts.reach import reach
from procurement.acts.suppliers import supplied
from procurement.models import (
    AcceptanceLine,
    Award,
    Contract,
    ContractLine,
    Delivery,
    DeliveryLine,
    Purchase,
    Supplier,
)
from register import profile


def step_to(session: Session, actor: Actor, act: Act, purchase_id: int, to: str) -> Purchase:
    """The purchase, locked, if the actor may do the act and the lifecycle allows the move."""
    purchase = lock(session, Purchase, purchase_id)
    require(actor, act, purchase.place)
    if not rules.may_move(purchase.status, to):
        raise Refusal("purchase.wrong_order", status=purchase.status, to=to)
    return purchase


def announce(session: Session, actor: Actor, purchase_id: int, *, on: date) -> Purchase:
    """Announce a planned purchase.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `purchase.wrong_order`; `purchase.before_plan` for a day before the plan's.
    """
    purchase = step_to(session, actor, Act.ANNOUNCE, purchase_id, "announced")
    require(actor, Act.ANNOUNCE, purchase.place)
    if purchase.planned_on is not None and on < purchase.planned_on:
        raise Refusal("purchase.before_plan", "on", planned_on=purchase.planned_on)
    purchase.status, purchase.announced_on = "announced", on
    journal.enter(session, actor, Act.ANNOUNCE, purchase, scopes=reach(session, purchase))
    return purchase


def award(
    session: Session,
    actor: Actor,
    purchase_id: int,
    *,
    supplier_id: int,
    amount: Decimal,
    offers: int,
    on: date,
    reason: str | None = None,
) -> Award:
    """Choose a supplier. The reason is published: the lowest price alone is no reason.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `purchase.wrong_order`; `purchase.not_announced` where the method is competitive;
            `supplier.unknown`; `award.no_offer`; `price.not_positive`; `award.needs_reason`;
            `award.before_announcement`.
    """
    purchase = step_to(session, actor, Act.AWARD, purchase_id, "awarded")
    require(actor, Act.AWARD, purchase.place)
    method = next(known for known in profile.load().methods if known.code == purchase.method)
    if method.competitive and purchase.status != "announced":
        raise Refusal("purchase.not_announced")
    if session.get(Supplier, supplier_id) is None:
        raise Refusal("supplier.unknown", "supplier", supplier=supplier_id)
    if offers < 1:
        raise Refusal("award.no_offer", "offers")
    if som(amount) <= 0:
        raise Refusal("price.not_positive", "amount")
    if not (reason or "").strip():
        raise Refusal("award.needs_reason", "reason")
    started = purchase.announced_on or purchase.planned_on
    if started is not None and on < started:
        raise Refusal("award.before_announcement", "on", started=started)
    made = Award(
        purchase_id=purchase.id,
        place=purchase.place,
        supplier_id=supplier_id,
        amount=som(amount),
        offers=offers,
        on=on,
        reason=reason,
    )
    session.add(made)
    purchase.status = "awarded"
    journal.enter(session, actor, Act.AWARD, made, purchase, scopes=reach(session, purchase))
    return made


def cancel(session: Session, actor: Actor, purchase_id: int, *, reason: str) -> Purchase:
    """Give a purchase up before a contract is signed. It stays public, with the reason.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `purchase.wrong_order`, `purchase.needs_reason`.
    """
    purchase = step_to(session, actor, Act.CANCEL_PURCHASE, purchase_id, "cancelled")
    require(actor, Act.CANCEL_PURCHASE, purchase.place)
    if not reason.strip():
        raise Refusal("purchase.needs_reason", "reason")
    purchase.status = "cancelled"
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.CANCEL_PURCHASE, purchase, scopes=scopes, reason=reason)
    kept_principles.keep(session, purchase.id)
    return purchase


def close(
    session: Session, actor: Actor, purchase_id: int, *, reason: str | None = None
) -> Purchase:
    """Close a purchase that owes nothing. Money of what never came is free again.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `purchase.wrong_order`; `purchase.still_owed` with `accepted` and `paid` in som;
            `purchase.unchecked_delivery`;
            `purchase.needs_reason` when something contracted never came.
    """
    purchase = step_to(session, actor, Act.CLOSE_PURCHASE, purchase_id, "closed")
    require(actor, Act.CLOSE_PURCHASE, purchase.place)
    contracts = session.scalars(
        select(Contract).where(Contract.purchase_id == purchase.id).with_for_update()
    ).all()
    for contract in contracts:
        if contract.paid != contract.accepted:
            raise Refusal("purchase.still_owed", accepted=contract.accepted, paid=contract.paid)
    if _unchecked(session, contracts):
        raise Refusal("purchase.unchecked_delivery")
    freed = _set_free(session, actor, purchase, contracts, (reason or "").strip())
    purchase.status = "closed"
    scopes = reach(session, purchase)
    records = [purchase, *freed]
    journal.enter(session, actor, Act.CLOSE_PURCHASE, *records, scopes=scopes, reason=reason)
    return purchase


def _unchecked(session: Session, contracts: Sequence[Contract]) -> bool:
    """Did anything come that nobody has accepted or refused?"""
    of_these = Delivery.contract_id.in_([contract.id for contract in contracts])
    came = session.scalar(
        select(func.sum(DeliveryLine.quantity))
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .where(of_these)
    )
    judged = session.execute(
        select(func.sum(AcceptanceLine.accepted), func.sum(AcceptanceLine.refused))
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .where(of_these)
    ).one()
    return (came or 0) != sum(part or 0 for part in judged)


def _set_free(
    session: Session,
    actor: Actor,
    purchase: Purchase,
    contracts: Sequence[Contract],
    reason: str,
) -> list[Contract | ContractLine]:
    """Give back what was contracted and never came; the contracts then stand at what came."""
    rows = session.execute(
        select(Commitment, ContractLine)
        .join(ContractLine, ContractLine.id == Commitment.contract_line)
        .where(ContractLine.contract_id.in_([contract.id for contract in contracts]))
    ).all()
    spare = {row.id: row.accepted for row, _ in rows if row.amount != row.accepted}
    if not spare:
        return []
    if not reason:
        raise Refusal("purchase.needs_reason", "reason")
    freed: dict[tuple[str, int], Contract | ContractLine] = {}
    for row, line in rows:
        if row.id in spare:
            line.amount -= row.amount - row.accepted
            freed["line", line.id] = line
    budgets.recommit(session, actor, spare, reason=reason)
    for contract in contracts:
        released = contract.amount - contract.accepted
        if released:
            contract.released, contract.amount = released, contract.accepted
            freed["contract", contract.id] = contract
            supplied(session, contract.supplier_id, purchase.year, committed=-released)
    return list(freed.values())
