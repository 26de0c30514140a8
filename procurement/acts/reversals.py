"""What was entered by mistake is never edited: an opposite entry of today names it, and the reason.

The old entry stays to be seen. Its document may be entered again, right this time.
"""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock, touched
from core.money import ZERO
from procurement import item_prices, kept_principles, rules
from procurement.acts import standing
from procurement.acts.deliveries import outstanding
from procurement.acts.reach import reach
from procurement.acts.returns import gone_since, losses, taken_off
from procurement.acts.suppliers import supplied
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Contract,
    ContractLine,
    Delivery,
    DeliveryLine,
    Payment,
    PaymentPart,
    Penalty,
)
from standard import acts as standard


def reverse_payment(session: Session, actor: Actor, payment_id: int, *, reason: str) -> Payment:
    """Undo a payment, an advance or a refund: the budget lines have their money back, or lose it.

    Where their year is closed they keep their figures, and the reversal stands in the open year.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `reversal.done_already`; `correction.needs_reason`; `reversal.refunded_already`
            with `paid` in som; `reversal.over_limit` with `asked` and `most` in som for a refund
            that kept the contract within what was accepted; `commitment.overdrawn`;
            `line.not_enough`.
    """
    payment = lock(session, Payment, payment_id)
    contract, purchase, year = standing.corrected(session, payment.contract_id)
    require(actor, Act.REVERSE, contract.place)
    _stands(payment.reverses, payment.is_reversed)
    why = standing.say_why(reason)
    sign = 1 if payment.kind == "refund" else -1
    signed = sign * payment.amount
    if contract.paid + signed < ZERO:
        raise Refusal("reversal.refunded_already", paid=contract.paid)
    most = rules.most_paid_again(standing.account(contract))
    if signed > most:
        raise Refusal("reversal.over_limit", asked=signed, most=most)
    opened = standing.reopen(session, actor, purchase, year, why)
    standing.claim_paid(session, contract, signed)
    undone = _opposite_payment(payment, why, year)
    payment.is_reversed = True
    session.flush()  # the old document makes room before the new entry takes it
    session.add(undone)
    session.flush()
    rows = {row.id: row for row in standing.commitments(session, contract.id)}
    parts = [(rows[part.commitment_id], sign * part.amount) for part in payment.parts]
    standing.post(session, undone.on, parts, kind="paid", closed_year=year)
    supplied(session, contract.supplier_id, purchase.year, paid=signed)
    records = [undone, *undone.parts, *opened]
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.REVERSE, *records, scopes=scopes, reason=why)
    return undone


def _opposite_payment(payment: Payment, why: str, year: int | None) -> Payment:
    undone = Payment(
        contract_id=payment.contract_id,
        place=payment.place,
        kind=payment.kind,
        on=clock.today(),
        amount=-payment.amount,
        document=payment.document,
        reason=why,
        reverses=payment.id,
        closed_year=year,
    )
    undone.parts = [
        PaymentPart(
            commitment_id=part.commitment_id,
            funding_id=part.funding_id,
            school=part.school,
            amount=-part.amount,
        )
        for part in payment.parts
    ]
    return undone


def _stands(reverses: int | None, is_reversed: bool) -> None:
    """Refuse to undo what is undone already, or undoes something itself."""
    if reverses is not None or is_reversed:
        raise Refusal("reversal.done_already")


def reverse_acceptance(
    session: Session, actor: Actor, acceptance_id: int, *, reason: str
) -> Acceptance:
    """Undo an acceptance act: its value and what it covers go, its delivery waits to be checked.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `reversal.done_already`; `reversal.of_return`; `correction.needs_reason`;
            `reversal.goods_returned`; `reversal.came_again` with `school` where what was refused
            has come again; `reversal.paid_already` with `paid` and `accepted` in som.
    """
    origin = lock(session, Acceptance, acceptance_id)
    contract, purchase, year = standing.corrected(session, origin.contract_id)
    require(actor, Act.REVERSE, contract.place)
    _may_undo(session, contract, origin)
    why = standing.say_why(reason)
    opened = standing.reopen(session, actor, purchase, year, why)
    paper = _opposite(origin, why, year)
    lost = losses(session, paper)
    origin.is_reversed = True
    session.add(paper)
    session.flush()
    contract.accepted += paper.amount
    standing.post(session, paper.on, taken_off(session, paper), kind="accepted", closed_year=year)
    of_contract = select(ContractLine.id).where(ContractLine.contract_id == contract.id)
    item_prices.keep(session, of_contract)
    scopes = sorted(reach(session, purchase))
    records = [paper, *paper.lines, *opened]
    journal.enter(session, actor, Act.REVERSE, *records, scopes=scopes, reason=why)
    gone = gone_since(origin.on, origin, lost)
    case = ("acceptance_with_parent", origin.on.year, -int(origin.with_parent), -1)
    cases = [(school, *case) for school in sorted({line.school for line in paper.lines})]
    standard.let_go(
        session, actor, Act.REVERSE, gone, scopes=scopes, place=contract.place, cases=cases
    )
    kept_principles.keep(session, purchase.id)
    return paper


def _may_undo(session: Session, contract: Contract, origin: Acceptance) -> None:
    if origin.kind == "return":
        raise Refusal("reversal.of_return")
    _stands(origin.corrects, origin.is_reversed)
    if session.scalar(select(Acceptance.id).where(Acceptance.corrects == origin.id).limit(1)):
        raise Refusal("reversal.goods_returned")
    left = outstanding(session, contract.id)
    for line in origin.lines:
        delivered = session.get_one(DeliveryLine, line.delivery_line_id)
        if left[delivered.contract_line_id, line.school] < line.refused:
            raise Refusal("reversal.came_again", school=line.school)
    account = standing.account(contract)
    if not rules.may_take_back(account, origin.amount, standing.advances(session, contract.id)):
        rest = contract.accepted - origin.amount
        raise Refusal("reversal.paid_already", paid=contract.paid, accepted=rest)


def _opposite(origin: Acceptance, why: str, year: int | None) -> Acceptance:
    paper = Acceptance(
        delivery_id=origin.delivery_id,
        contract_id=origin.contract_id,
        place=origin.place,
        number=origin.number,
        on=clock.today(),
        remarks=why,
        amount=-origin.amount,
        kind="reversal",
        corrects=origin.id,
        closed_year=year,
    )
    paper.lines = [
        AcceptanceLine(
            delivery_line_id=line.delivery_line_id,
            school=line.school,
            accepted=-line.accepted,
            refused=-line.refused,
            amount=-line.amount,
            good_until=line.good_until,
        )
        for line in origin.lines
    ]
    return paper


def reverse_delivery(session: Session, actor: Actor, delivery_id: int, *, reason: str) -> Delivery:
    """Undo a delivery: its goods are still to come.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `reversal.done_already`; `correction.needs_reason`; `reversal.accepted_already`
            with `number` of the act that stands.
    """
    delivery = lock(session, Delivery, delivery_id)
    contract, purchase, _ = standing.corrected(session, delivery.contract_id)
    require(actor, Act.REVERSE, contract.place)
    _stands(delivery.reverses, delivery.is_reversed)
    why = standing.say_why(reason)
    accepted = session.scalar(
        select(Acceptance.number)
        .where(
            Acceptance.delivery_id == delivery.id,
            Acceptance.kind.is_(None),
            Acceptance.is_reversed.is_(False),
        )
        .limit(1)
    )
    if accepted is not None:
        raise Refusal("reversal.accepted_already", number=accepted)
    undone = Delivery(
        contract_id=contract.id,
        place=contract.place,
        on=clock.today(),
        waybill=delivery.waybill,
        reverses=delivery.id,
        reason=why,
    )
    undone.lines = [
        DeliveryLine(
            contract_line_id=line.contract_line_id, school=line.school, quantity=-line.quantity
        )
        for line in delivery.lines
    ]
    delivery.is_reversed = True
    session.add(undone)
    records = [undone, *undone.lines]
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.REVERSE, *records, scopes=scopes, reason=why)
    return undone


def reverse_penalty(session: Session, actor: Actor, penalty_id: int, *, reason: str) -> Penalty:
    """Undo a penalty: so much more is due.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `reversal.done_already`; `correction.needs_reason`; `line.not_enough` where a
            closing had set its money free and it was spent meanwhile.
    """
    penalty = lock(session, Penalty, penalty_id)
    contract, purchase, year = standing.corrected(session, penalty.contract_id)
    require(actor, Act.REVERSE, contract.place)
    _stands(penalty.reverses, penalty.is_reversed)
    why = standing.say_why(reason)
    opened = standing.reopen(session, actor, purchase, year, why)
    change = (
        update(Contract)
        .where(Contract.id == contract.id, Contract.withheld >= penalty.amount)
        .values(withheld=Contract.withheld - penalty.amount)
    )
    if touched(session, change) != 1:
        raise Refusal("reversal.done_already")
    session.refresh(contract)
    penalty.is_reversed = True
    session.flush()  # the old document makes room before the new entry takes it
    undone = Penalty(
        contract_id=contract.id,
        place=contract.place,
        on=clock.today(),
        amount=-penalty.amount,
        document=penalty.document,
        reason=why,
        reverses=penalty.id,
    )
    session.add(undone)
    records = [undone, *opened]
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.REVERSE, *records, scopes=scopes, reason=why)
    return undone
