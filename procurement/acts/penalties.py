"""What is kept back of what is due, because the contract was not kept."""

from datetime import date
from decimal import Decimal

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import touched
from core.money import som
from procurement import rules
from procurement.acts import standing
from procurement.acts.contracts import open_contract
from procurement.acts.deliveries import outstanding
from procurement.acts.reach import reach
from procurement.models import Contract, Delivery, Penalty


def withhold(
    session: Session,
    actor: Actor,
    contract_id: int,
    *,
    amount: Decimal,
    on: date,
    document: str,
    reason: str,
) -> Penalty:
    """Withhold a penalty: less is due, nothing is paid, and what was accepted keeps its value.

    Its part of the money is free again when the purchase is closed, as its own figure
    (docs/decisions/0019). How late the delivery is, the system counts.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `contract.closed`; `framework.only_called`; `date.in_future`;
            `penalty.no_document`; `penalty.doubled`; `contract.before_signing`;
            `correction.needs_reason`; `price.not_positive`; `penalty.over_due` with `asked` and
            `most` in som.
    """
    contract, purchase = open_contract(session, contract_id)
    require(actor, Act.WITHHOLD, contract.place)
    clock.not_after_today(on)
    if not document.strip():
        raise Refusal("penalty.no_document", "document")
    if on < contract.signed_on:
        raise Refusal("contract.before_signing", "on", signed_on=contract.signed_on)
    why = standing.say_why(reason)
    asked = som(amount)
    if asked <= 0:
        raise Refusal("price.not_positive", "amount")
    most = rules.most_withheld(standing.account(contract))
    if asked > most:
        raise Refusal("penalty.over_due", "amount", asked=asked, most=most)
    doubled = select(Penalty.id).where(
        Penalty.contract_id == contract.id,
        Penalty.document == document.strip(),
        Penalty.reverses.is_(None),
        Penalty.is_reversed.is_(False),
    )
    if session.scalar(doubled) is not None:
        raise Refusal("payment.doubled", "document", document=document.strip())
    late = days_late(session, contract, on)
    _claim(session, contract, asked)
    penalty = Penalty(
        contract_id=contract.id,
        place=contract.place,
        on=on,
        amount=asked,
        document=document.strip(),
        days_late=late,
        reason=why,
    )
    session.add(penalty)
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.WITHHOLD, penalty, scopes=scopes, reason=why)
    return penalty


def days_late(session: Session, contract: Contract, on: date) -> int:
    """Days the last delivery came after its day; or, while something is to come, up to `on`."""
    if any(left > 0 for left in outstanding(session, contract.id).values()):
        return rules.days_late(contract.due_on, None, on)
    last = session.scalar(
        select(func.max(Delivery.on)).where(
            Delivery.contract_id == contract.id,
            Delivery.on <= on,
            Delivery.reverses.is_(None),
            Delivery.is_reversed.is_(False),
        )
    )
    return rules.days_late(contract.due_on, last, on)


def _claim(session: Session, contract: Contract, asked: Decimal) -> None:
    """Add to what is withheld of the contract, by the database's own arithmetic."""
    claim = (
        update(Contract)
        .where(
            Contract.id == contract.id,
            Contract.withheld + asked + Contract.paid <= Contract.accepted,
        )
        .values(withheld=Contract.withheld + asked)
    )
    if touched(session, claim) != 1:
        most = rules.most_withheld(standing.account(contract))
        raise Refusal("penalty.over_due", "amount", asked=asked, most=most)
    session.refresh(contract)
