"""What came, and to whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.columns import quantity
from core.errors import Refusal
from procurement.acts.contracts import running_contract
from procurement.acts.reach import reach
from procurement.models import (
    AcceptanceLine,
    ContractLine,
    Delivery,
    DeliveryLine,
    Share,
)

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Arrived:
    """How much of a contract line came to one school."""

    contract_line: int
    school: str
    quantity: Decimal


def deliver(
    session: Session,
    actor: Actor,
    contract_id: int,
    *,
    on: date,
    waybill: str,
    arrived: Sequence[Arrived],
) -> Delivery:
    """Note a delivery by its waybill. What was refused before may come again.

    Raises:
        NotPermitted: neither officer of the holder nor the school it came to.
        Refusal: those of `running_contract`; `delivery.no_waybill`; `delivery.nothing`;
            `delivery.before_contract`; `delivery.other_contract`; `delivery.other_school`;
            `quantity.not_positive`; `delivery.over_share` with `school`, `left`, `came`.
    """
    contract, purchase = running_contract(session, contract_id)
    for part in arrived:
        require(actor, Act.DELIVER, contract.place, part.school)
    clock.not_after_today(on)
    if not waybill.strip():
        raise Refusal("delivery.no_waybill", "waybill")
    if not arrived:
        raise Refusal("delivery.nothing", "arrived")
    if on < contract.signed_on:
        raise Refusal("delivery.before_contract", "on", signed_on=contract.signed_on)
    left = outstanding(session, contract.id)
    wanted: dict[tuple[int, str], Decimal] = {}
    for part in arrived:
        if quantity(part.quantity) <= 0:
            raise Refusal("quantity.not_positive", "arrived")
        key = (part.contract_line, part.school)
        wanted[key] = wanted.get(key, NONE) + quantity(part.quantity)
    for (line_id, school), came in wanted.items():
        if line_id not in {row.id for row in contract.lines}:
            raise Refusal("delivery.other_contract", "arrived", line=line_id)
        if (line_id, school) not in left:
            raise Refusal("delivery.other_school", "arrived", school=school)
        if came > left[line_id, school]:
            raise Refusal(
                "delivery.over_share",
                "arrived",
                school=school,
                left=left[line_id, school],
                came=came,
            )
    delivery = Delivery(contract_id=contract.id, place=contract.place, on=on, waybill=waybill)
    delivery.lines = [
        DeliveryLine(contract_line_id=line_id, school=school, quantity=came)
        for (line_id, school), came in sorted(wanted.items())
    ]
    session.add(delivery)
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.DELIVER, delivery, *delivery.lines, scopes=scopes)
    return delivery


def outstanding(session: Session, contract_id: int) -> dict[tuple[int, str], Decimal]:
    """How much of each contract line each school still waits for: (line id, school) → quantity."""
    shares = session.execute(
        select(ContractLine.id, Share.school, Share.quantity)
        .join(Share, Share.line_id == ContractLine.purchase_line_id)
        .where(ContractLine.contract_id == contract_id)
    )
    left = {(line_id, school): amount for line_id, school, amount in shares}
    came = session.execute(
        select(DeliveryLine.contract_line_id, DeliveryLine.school, func.sum(DeliveryLine.quantity))
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .where(Delivery.contract_id == contract_id)
        .group_by(DeliveryLine.contract_line_id, DeliveryLine.school)
    )
    refused = session.execute(
        select(DeliveryLine.contract_line_id, DeliveryLine.school, func.sum(AcceptanceLine.refused))
        .join(AcceptanceLine, AcceptanceLine.delivery_line_id == DeliveryLine.id)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .where(Delivery.contract_id == contract_id)
        .group_by(DeliveryLine.contract_line_id, DeliveryLine.school)
    )
    for line_id, school, amount in came:
        left[line_id, school] -= amount
    for line_id, school, amount in refused:
        left[line_id, school] += amount
    return left
