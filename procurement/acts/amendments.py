"""Further agreements: what was agreed before stays in the journal; money moves in the same act."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from budgets import acts as budgets
from budgets.models import Commitment
from core.access import Act, Actor, require
from core.errors import Refusal
from core.money import TYIYN, ZERO, apportion, som
from procurement.acts import call_offs
from procurement.acts.contracts import running_contract, unseen
from procurement.acts.reach import reach
from procurement.acts.suppliers import supplied
from procurement.models import AcceptanceLine, Contract, ContractLine, DeliveryLine


def amend(
    session: Session,
    actor: Actor,
    contract_id: int,
    *,
    reason: str,
    on: date,
    amounts: Mapping[int, Decimal] | None = None,
    due_on: date | None = None,
    seen: int | None = None,
) -> Contract:
    """Change the sums of contract lines (by id) or the day of delivery, with a published reason.

    What was agreed before stays in the journal; commitments move in the same act.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: those of `running_contract`; `contract.needs_reason`; `contract.unchanged`;
            `contract.before_signing`; `contract.lines_missing`; `contract.due_before_signing`;
            `contract.all_accepted` when a line that wholly came would cost more;
            `commitment.below_accepted`; `line.not_enough`; those of `call_offs.amended`;
            `framework.only_called`; `record.changed_meanwhile` when the
            contract has another `rev` than was `seen`.
    """
    contract, purchase = running_contract(session, contract_id)
    require(actor, Act.AMEND_CONTRACT, contract.place)
    change_allowed(contract, reason, on, seen, due_on=due_on)
    if due_on is not None and due_on < contract.signed_on:
        raise Refusal("contract.due_before_signing", "due_on", signed_on=contract.signed_on)
    new = {line_id: som(amount) for line_id, amount in (amounts or {}).items()}
    rows = {row.id: row for row in contract.lines}
    if not set(new) <= set(rows) or any(amount <= 0 for amount in new.values()):
        raise Refusal("contract.lines_missing", "amounts")
    changed = [rows[line_id] for line_id, amount in new.items() if amount != rows[line_id].amount]
    if not changed and due_on in (None, contract.due_on):
        raise Refusal("contract.unchanged")
    for row in changed:
        if new[row.id] > row.amount and _all_accepted(session, row):
            raise Refusal("contract.all_accepted", "amounts")
    if changed:
        _move_money(session, actor, changed, new, reason)
    before = contract.amount
    for row in changed:
        row.amount = new[row.id]
        row.unit_price = (row.amount / row.quantity).quantize(TYIYN)
    contract.amount = sum((row.amount for row in contract.lines), ZERO)
    call_offs.amended(session, purchase, contract, contract.amount - before)
    contract.due_on = due_on or contract.due_on
    contract.amendments += 1
    contract.amended_on, contract.amendment_reason = on, reason
    supplied(session, contract.supplier_id, purchase.year, committed=contract.amount - before)
    scopes = reach(session, purchase)
    records = [contract, *changed]
    journal.enter(session, actor, Act.AMEND_CONTRACT, *records, scopes=scopes, reason=reason)
    return contract


def change_allowed(
    contract: Contract, reason: str, on: date, seen: int | None, **yours: Any
) -> None:
    """Refuse a further agreement without a reason, older than the contract, or of an old page.

    Raises:
        Refusal: `record.changed_meanwhile`; `contract.needs_reason`; `contract.before_signing`.
    """
    unseen(contract, seen, on=on, reason=reason, **yours)
    if not reason.strip():
        raise Refusal("contract.needs_reason", "reason")
    if on < contract.signed_on:
        raise Refusal("contract.before_signing", "on", signed_on=contract.signed_on)


def _all_accepted(session: Session, row: ContractLine) -> bool:
    """Has all of a contract line come in order? Then no acceptance is left to carry more value."""
    accepted = session.scalar(
        select(func.sum(AcceptanceLine.accepted))
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .where(DeliveryLine.contract_line_id == row.id)
    )
    return accepted is not None and accepted >= row.quantity


def _move_money(
    session: Session,
    actor: Actor,
    changed: Sequence[ContractLine],
    new: Mapping[int, Decimal],
    reason: str,
) -> None:
    amounts: dict[int, Decimal] = {}
    for row in changed:
        commitments = session.scalars(
            select(Commitment)
            .where(Commitment.contract_line == row.id)
            .order_by(Commitment.school, Commitment.line_id)
        ).all()
        kept = [max(one.accepted, one.paid) for one in commitments]
        if new[row.id] < sum(kept):
            raise Refusal(
                "commitment.below_accepted",
                "amounts",
                accepted=sum(one.accepted for one in commitments),
                paid=sum(one.paid for one in commitments),
                amount=new[row.id],
            )
        open_ = [one.amount - part for one, part in zip(commitments, kept, strict=True)]
        weights = open_ if any(open_) else [one.amount for one in commitments]
        rest = apportion(new[row.id] - sum(kept), weights)
        parts = [part + more for part, more in zip(kept, rest, strict=True)]
        amounts |= {
            commitment.id: part for commitment, part in zip(commitments, parts, strict=True)
        }
    budgets.recommit(session, actor, amounts, reason=reason)
