"""Money that moves: never beyond the contract, and beyond what was accepted only as an advance."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

import journal
from budgets import acts as budgets
from budgets.models import Commitment
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import touched
from core.money import ZERO, apportion, som
from procurement import rules
from procurement.acts.contracts import open_contract
from procurement.acts.reach import reach
from procurement.acts.suppliers import supplied
from procurement.models import Contract, ContractLine, Payment, PaymentPart


def pay(
    session: Session,
    actor: Actor,
    contract_id: int,
    *,
    kind: str,
    amount: Decimal,
    on: date,
    document: str,
    reason: str | None = None,
) -> Payment:
    """Post a payment, an advance or a refund, spread over the budget lines that bear it.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `contract.closed`; `payment.unknown_kind`; `payment.no_document`;
            `payment.doubled`; `payment.before_contract`; `price.not_positive`;
            `payment.needs_reason` for an advance or a refund; and with `asked` and `most` in
            som: `payment.over_contract`, `payment.over_accepted`, `payment.over_advance`,
            `payment.over_paid` (a refund).
    """
    contract, purchase = open_contract(session, contract_id)
    require(actor, Act.PAY, contract.place)
    _papers(contract, kind, on, document, reason)
    asked = som(amount)
    _within_limits(contract, kind, asked)
    doubled = select(Payment.id).where(
        Payment.contract_id == contract.id,
        Payment.document == document.strip(),
        Payment.kind == kind,
    )
    if session.scalar(doubled) is not None:
        raise Refusal("payment.doubled", "document", document=document.strip())
    signed = -asked if kind == "refund" else asked
    _claim(session, contract, signed)
    payment = Payment(
        contract_id=contract.id,
        place=contract.place,
        kind=kind,
        on=on,
        amount=asked,
        document=document.strip(),
        reason=reason,
    )
    parts = _spread(session, contract, kind, asked)
    payment.parts = [
        PaymentPart(commitment_id=row.id, funding_id=row.funding, school=row.school, amount=part)
        for row, part in parts
    ]
    session.add(payment)
    session.flush()
    sign = -1 if kind == "refund" else 1
    budgets.post(session, on, [(row, sign * part) for row, part in parts], kind="paid")
    supplied(session, contract.supplier_id, purchase.year, paid=signed)
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.PAY, payment, *payment.parts, scopes=scopes, reason=reason)
    return payment


def _papers(contract: Contract, kind: str, on: date, document: str, reason: str | None) -> None:
    """Refuse a payment whose papers do not hold."""
    clock.not_after_today(on)
    if kind not in ("payment", "advance", "refund"):
        raise Refusal("payment.unknown_kind", "kind", kind=kind)
    if not document.strip():
        raise Refusal("payment.no_document", "document")
    if on < contract.signed_on:
        raise Refusal("payment.before_contract", "on", signed_on=contract.signed_on)
    if kind != "payment" and not (reason or "").strip():
        raise Refusal("payment.needs_reason", "reason")


def _within_limits(contract: Contract, kind: str, asked: Decimal) -> None:
    if asked <= 0:
        raise Refusal("price.not_positive", "amount")
    account = rules.Account(
        contract.amount, contract.accepted, contract.paid, contract.advance_limit
    )
    broken = rules.beyond_limit(account, kind, asked)
    if broken is not None:
        raise Refusal(broken[0], "amount", asked=asked, most=broken[1])


def _claim(session: Session, contract: Contract, signed: Decimal) -> None:
    """Add to what the contract was paid, by the database's own arithmetic."""
    claim = (
        update(Contract)
        .where(
            Contract.id == contract.id,
            Contract.paid + signed <= Contract.amount,
            Contract.paid + signed >= ZERO,
        )
        .values(paid=Contract.paid + signed)
    )
    if touched(session, claim) != 1:
        raise Refusal(
            "payment.over_contract", "amount", asked=signed, most=contract.amount - contract.paid
        )
    session.refresh(contract)


def _spread(
    session: Session, contract: Contract, kind: str, asked: Decimal
) -> Sequence[tuple[Commitment, Decimal]]:
    """Which commitments bear how much: what is owed on each, or left, or was paid."""
    rows = session.scalars(
        select(Commitment)
        .join(ContractLine, ContractLine.id == Commitment.contract_line)
        .where(ContractLine.contract_id == contract.id)
        .order_by(Commitment.school, Commitment.line_id, Commitment.id)
        .with_for_update()
    ).all()
    weights = {
        "payment": [max(row.accepted - row.paid, ZERO) for row in rows],
        "advance": [row.amount - row.paid for row in rows],
    }
    if kind == "refund":
        parts = rules.given_back(asked, [(row.paid, row.accepted) for row in rows])
    else:
        parts = apportion(asked, weights[kind])
    return [(row, part) for row, part in zip(rows, parts, strict=True) if part]
