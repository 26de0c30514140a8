"""How a contract stands when something of it is corrected, and what a correction opens again."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from budgets import acts as budgets
from budgets.models import Commitment
from core.access import Actor
from core.errors import Refusal
from core.models import lock, touched
from core.money import ZERO
from procurement import rules
from procurement.models import Contract, ContractLine, Payment, Purchase

ENTERED = ("contracted", "closed")
Parts = Sequence[tuple[Commitment, Decimal]]


def account(contract: Contract) -> rules.Account:
    """How a contract stands, for the rules."""
    return rules.Account(
        contract.amount,
        contract.accepted,
        contract.paid,
        contract.advance_limit,
        contract.withheld,
        contract.returned,
    )


def commitments(session: Session, contract_id: int) -> Sequence[Commitment]:
    """The commitments of a contract, locked, in the order money is spread over them."""
    return session.scalars(
        select(Commitment)
        .join(ContractLine, ContractLine.id == Commitment.contract_line)
        .where(ContractLine.contract_id == contract_id)
        .order_by(Commitment.school, Commitment.line_id, Commitment.id)
        .with_for_update()
    ).all()


def corrected(session: Session, contract_id: int) -> tuple[Contract, Purchase, int | None]:
    """A contract, its purchase, and the year of the money if it was closed; to be corrected.

    Raises:
        Refusal: `contract.closed` where there is nothing yet to correct; `framework.only_called`.
    """
    contract = lock(session, Contract, contract_id)
    purchase = lock(session, Purchase, contract.purchase_id)
    if contract.ceiling is not None:
        raise Refusal("framework.only_called")
    if purchase.status not in ENTERED:
        raise Refusal("contract.closed", status=purchase.status)
    lines = {row.line_id for row in commitments(session, contract.id)}
    return contract, purchase, budgets.closed_year(session, lines)


def reopen(
    session: Session, actor: Actor, purchase: Purchase, year: int | None, reason: str
) -> list[Purchase]:
    """A purchase that was closed owes something again: it takes steps until it is closed anew.

    What penalties set free is claimed again first. While the year of the money (`year`) is closed,
    nothing is opened. What has to be journaled.

    Raises:
        Refusal: `line.not_enough` where the money set free was spent meanwhile.
    """
    if purchase.status != "closed" or year is not None:
        return []
    contracts = select(Contract.id).where(Contract.purchase_id == purchase.id)
    freed = session.scalars(
        select(Commitment.id)
        .join(ContractLine, ContractLine.id == Commitment.contract_line)
        .where(ContractLine.contract_id.in_(contracts), Commitment.withheld > 0)
    ).all()
    budgets.free_withheld(session, actor, dict.fromkeys(freed, ZERO), reason=reason)
    purchase.status = "contracted"
    return [purchase]


def post(
    session: Session, on: date, parts: Parts, *, kind: str, closed_year: int | None = None
) -> None:
    """Post to commitments and lines, or beside them where their year is closed."""
    if closed_year is None:
        budgets.post(session, on, parts, kind=kind)
    else:
        budgets.post_beside(session, on, parts, kind=kind)


def claim_paid(session: Session, contract: Contract, signed: Decimal) -> None:
    """Add to what the contract was paid, by the database's own arithmetic.

    Raises:
        Refusal: `payment.over_contract` with `asked` and `most` in som.
    """
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


def advances(session: Session, contract_id: int) -> Decimal:
    """The advances of a contract that stand, som."""
    paid = select(func.sum(Payment.amount)).where(
        Payment.contract_id == contract_id, Payment.kind == "advance"
    )
    return session.scalar(paid) or ZERO


def say_why(reason: str | None) -> str:
    """The reason of a correction, without which there is none.

    Raises:
        Refusal: `correction.needs_reason`.
    """
    kept = (reason or "").strip()
    if not kept:
        raise Refusal("correction.needs_reason", "reason")
    return kept
