"""The ends after a contract: closed when nothing is owed, or one contract ended early."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from budgets import acts as budgets
from budgets.models import Commitment
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from procurement import rules
from procurement.acts import standing
from procurement.acts.contracts import running_contract, unseen
from procurement.acts.lots import awarded, open_lots, waiting_awards
from procurement.acts.reach import reach
from procurement.acts.steps import step_to
from procurement.acts.suppliers import supplied
from procurement.models import (
    AcceptanceLine,
    Contract,
    ContractLine,
    Delivery,
    DeliveryLine,
    Penalty,
    Purchase,
)


def close(
    session: Session,
    actor: Actor,
    purchase_id: int,
    *,
    reason: str | None = None,
    seen: int | None = None,
) -> Purchase:
    """Close a purchase that owes nothing. Money of what never came, or was withheld, is free again.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: those of `step_to`; `purchase.lot_open` with the `number` of a lot neither
            contracted nor ended; `purchase.award_open` where a contract is still to be signed;
            `purchase.still_owed` with `accepted` and `paid` in som, or
            `purchase.still_owed_less_penalty` with `withheld` beside them;
            `purchase.unchecked_delivery`; `purchase.paid_ahead` with `school`;
            `purchase.needs_reason` when something contracted never came.
    """
    purchase = step_to(
        session, actor, Act.CLOSE_PURCHASE, purchase_id, "closed", seen=seen, reason=reason
    )
    require(actor, Act.CLOSE_PURCHASE, purchase.place)
    _lots_settled(session, purchase)
    contracts = session.scalars(
        select(Contract).where(Contract.purchase_id == purchase.id).with_for_update()
    ).all()
    for contract in contracts:
        _settled(contract)
    if _unchecked(session, contracts):
        raise Refusal("purchase.unchecked_delivery")
    _paid_where_it_came(session, contracts)
    why = (reason or "").strip()
    freed = _set_free(session, actor, purchase, contracts, why, lambda row: row.accepted)
    _free_penalties(session, actor, contracts)
    purchase.status = "closed"
    scopes = reach(session, purchase)
    records = [purchase, *freed]
    journal.enter(session, actor, Act.CLOSE_PURCHASE, *records, scopes=scopes, reason=reason)
    return purchase


def terminate(
    session: Session,
    actor: Actor,
    contract_id: int,
    *,
    on: date,
    by: str,
    reason: str,
    seen: int | None = None,
) -> Contract:
    """End a signed contract early; `by` is "buyer", "supplier" or "agreement".

    Money of what never came is free again. What was accepted can still be paid; what was paid in
    advance and not earned stays claimed until it comes back, and is freed when the purchase closes.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `contract.closed`; `contract.terminated`; `record.changed_meanwhile`;
            `date.in_future`; `contract.before_signing`; `contract.no_ender`;
            `contract.needs_end_reason`; `contract.before_last_delivery`;
            `purchase.unchecked_delivery`; `contract.nothing_left` where all of it was accepted.
    """
    contract, purchase = running_contract(session, contract_id)
    require(actor, Act.TERMINATE, contract.place)
    unseen(contract, seen, on=on, reason=reason)
    _end_of_contract(session, contract, on, by, reason)
    rows = _set_free(
        session,
        actor,
        purchase,
        [contract],
        reason.strip(),
        lambda row: max(row.accepted, row.paid),
    )
    contract.terminated_on, contract.terminated_by = on, by
    contract.termination_reason = reason.strip()
    records = [contract, *(row for row in rows if row is not contract)]
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.TERMINATE, *records, scopes=scopes, reason=reason)
    return contract


def _end_of_contract(session: Session, contract: Contract, on: date, by: str, reason: str) -> None:
    """Refuse an end that cannot be."""
    clock.not_after_today(on)
    if on < contract.signed_on:
        raise Refusal("contract.before_signing", "on", signed_on=contract.signed_on)
    if by not in rules.ENDED_BY:
        raise Refusal("contract.no_ender", "by")
    if not reason.strip():
        raise Refusal("contract.needs_end_reason", "reason")
    last = session.scalar(select(func.max(Delivery.on)).where(Delivery.contract_id == contract.id))
    if last is not None and on < last:
        raise Refusal("contract.before_last_delivery", "on", delivered_on=last)
    if _unchecked(session, [contract]):
        raise Refusal("purchase.unchecked_delivery")
    if contract.accepted == contract.amount:
        raise Refusal("contract.nothing_left")


def _settled(contract: Contract) -> None:
    """Refuse to close while somebody owes something."""
    if standing.account(contract).settled:
        return
    if contract.withheld:
        raise Refusal(
            "purchase.still_owed_less_penalty",
            accepted=contract.accepted,
            withheld=contract.withheld,
            paid=contract.paid,
        )
    raise Refusal("purchase.still_owed", accepted=contract.accepted, paid=contract.paid)


def _free_penalties(session: Session, actor: Actor, contracts: Sequence[Contract]) -> None:
    """Give back to budget lines what was accepted and, by a penalty, not paid."""
    for contract in contracts:
        if contract.withheld:
            rows = standing.commitments(session, contract.id)
            left = {row.id: row.amount - row.paid for row in rows}
            why = session.scalars(
                select(Penalty.reason)
                .where(Penalty.contract_id == contract.id, Penalty.is_reversed.is_(False))
                .order_by(Penalty.id)
            ).first()
            budgets.free_withheld(session, actor, left, reason=why or "")


def _lots_settled(session: Session, purchase: Purchase) -> None:
    """Refuse to close while a lot waits for its award or its contract."""
    standing = awarded(session, purchase)
    for lot in open_lots(session, purchase):
        if not standing.get(lot.id, False):
            raise Refusal("purchase.lot_open", number=lot.number)
    if waiting_awards(session, purchase):
        raise Refusal("purchase.award_open")


def _paid_where_it_came(session: Session, contracts: Sequence[Contract]) -> None:
    """Refuse to close while one school's goods are owed for out of what was paid for another's."""
    row = session.scalar(
        select(Commitment)
        .join(ContractLine, ContractLine.id == Commitment.contract_line)
        .where(ContractLine.contract_id.in_([contract.id for contract in contracts]))
        .where(Commitment.paid > Commitment.accepted)
        .order_by(Commitment.id)
        .limit(1)
    )
    if row is not None:
        raise Refusal(
            "purchase.paid_ahead", school=row.school, accepted=row.accepted, paid=row.paid
        )


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
    kept: Callable[[Commitment], Decimal],
) -> list[Contract | ContractLine]:
    """Give back what was contracted and is not `kept`; lines and contracts then stand at that."""
    rows = session.execute(
        select(Commitment, ContractLine)
        .join(ContractLine, ContractLine.id == Commitment.contract_line)
        .where(ContractLine.contract_id.in_([contract.id for contract in contracts]))
        .order_by(Commitment.id)
    ).all()
    spare = {row.id: kept(row) for row, _ in rows if row.amount != kept(row)}
    if not spare:
        return []
    if not reason:
        raise Refusal("purchase.needs_reason", "reason")
    by_id = {contract.id: contract for contract in contracts}
    freed: dict[tuple[str, int], Contract | ContractLine] = {}
    for row, line in rows:
        if row.id in spare:
            released = row.amount - spare[row.id]
            contract = by_id[line.contract_id]
            line.amount -= released
            contract.amount -= released
            contract.released += released
            supplied(session, contract.supplier_id, purchase.year, committed=-released)
            freed["line", line.id] = line
            freed["contract", contract.id] = contract
    budgets.recommit(session, actor, spare, reason=reason)
    return list(freed.values())
