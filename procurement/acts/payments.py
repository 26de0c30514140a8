"""Money that moves: never beyond the contract, and beyond what was accepted only as an advance."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from budgets.models import Commitment
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.money import ZERO, apportion, som
from procurement import rules
from procurement.acts import standing
from procurement.acts.reach import reach
from procurement.acts.suppliers import supplied
from procurement.models import Contract, Payment, PaymentPart


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

    When the year of the money is closed only what a correction left owing is settled, in the open
    year: no line of the closed one moves.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `contract.closed`; `payment.unknown_kind`; `payment.no_document`;
            `payment.doubled`; `payment.before_contract`; `price.not_positive`;
            `payment.needs_reason` for an advance or a refund; and with `asked` and `most` in
            som: `payment.over_contract`, `payment.over_accepted`, `payment.over_advance`,
            `payment.over_paid` (a refund), `payment.penalty_withheld`; `budget.year_closed`;
            `framework.only_called`.
    """
    contract, purchase, year = standing.corrected(session, contract_id)
    require(actor, Act.PAY, contract.place)
    if purchase.status == "closed" and year is None:
        raise Refusal("contract.closed", status=purchase.status)
    _papers(contract, kind, on, document, reason)
    asked = som(amount)
    _within_limits(contract, kind, asked, year)
    _not_posted(session, contract, kind, document.strip())
    signed = -asked if kind == "refund" else asked
    standing.claim_paid(session, contract, signed)
    payment = Payment(
        contract_id=contract.id,
        place=contract.place,
        kind=kind,
        on=on,
        amount=asked,
        document=document.strip(),
        reason=reason,
        closed_year=year,
    )
    parts = _spread(session, contract, kind, asked, year)
    payment.parts = [
        PaymentPart(commitment_id=row.id, funding_id=row.funding, school=row.school, amount=part)
        for row, part in parts
    ]
    session.add(payment)
    session.flush()
    sign = -1 if kind == "refund" else 1
    moved = [(row, sign * part) for row, part in parts]
    standing.post(session, on, moved, kind="paid", closed_year=year)
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


def _not_posted(session: Session, contract: Contract, kind: str, document: str) -> None:
    """Refuse a document that is posted already, unless it was undone."""
    posted = select(Payment.id).where(
        Payment.contract_id == contract.id,
        Payment.document == document,
        Payment.kind == kind,
        Payment.reverses.is_(None),
        Payment.is_reversed.is_(False),
    )
    if session.scalar(posted) is not None:
        raise Refusal("payment.doubled", "document", document=document)


def _within_limits(contract: Contract, kind: str, asked: Decimal, year: int | None) -> None:
    if asked <= 0:
        raise Refusal("price.not_positive", "amount")
    account = standing.account(contract)
    if year is not None and asked > rules.most_settled(account, kind):
        raise Refusal("budget.year_closed", year=year)
    broken = rules.beyond_limit(account, kind, asked)
    if broken is not None:
        raise Refusal(broken[0], "amount", asked=asked, most=broken[1])


def _spread(
    session: Session, contract: Contract, kind: str, asked: Decimal, year: int | None
) -> Sequence[tuple[Commitment, Decimal]]:
    """Which commitments bear how much: what is owed on each, or left, or was paid.

    Beside a closed year, whose commitments stand: by what each was for.
    """
    rows = standing.commitments(session, contract.id)
    weights = {
        "payment": [max(row.accepted - row.paid, ZERO) for row in rows],
        "advance": [row.amount - row.paid for row in rows],
    }
    if year is not None:
        parts = apportion(asked, [row.amount for row in rows])
    elif kind == "refund":
        parts = rules.given_back(asked, [(row.paid, row.accepted) for row in rows])
    else:
        parts = apportion(asked, weights[kind])
    return [(row, part) for row, part in zip(rows, parts, strict=True) if part]
