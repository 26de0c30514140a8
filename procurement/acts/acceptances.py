"""What was found in order: only an acceptance moves value and the Standard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from budgets import acts as budgets
from budgets.models import Commitment
from core import clock
from core.access import Act, Actor, require
from core.columns import FINEST, quantity
from core.errors import Refusal
from core.models import lock
from core.money import ZERO
from procurement import item_prices, rules
from procurement.acts.contracts import open_contract
from procurement.acts.reach import reach
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Contract,
    ContractLine,
    Covers,
    Delivery,
    DeliveryLine,
    PurchaseLine,
    Share,
)
from standard import acts as standard

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a commission found of a delivered line, in the line's unit."""

    accepted: Decimal
    refused: Decimal = NONE


def accept(
    session: Session,
    actor: Actor,
    delivery_id: int,
    *,
    number: str,
    on: date,
    checked: Mapping[int, Checked],
    with_parent: bool = False,
    remarks: str | None = None,
) -> Acceptance:
    """Accept what is in order of a delivery (by delivery line id), refuse the rest.

    The accepted part gets its exact value, and counts for the requirements it covers.

    Raises:
        NotPermitted: neither officer of the holder nor the school it came to.
        Refusal: `contract.closed`; `acceptance.no_number`; `acceptance.before_delivery`;
            `acceptance.nothing`; `acceptance.other_delivery`; `quantity.negative`;
            `acceptance.over_delivery` with `school`, `left`, `found`;
            `acceptance.needs_remarks` when something is refused.
    """
    delivery = lock(session, Delivery, delivery_id)
    contract, purchase = open_contract(session, delivery.contract_id)
    _papers(session, actor, contract, delivery, number, on, checked, remarks)
    came = {line.id: line for line in delivery.lines}
    worth = _worth(session, came, checked)
    acceptance = Acceptance(
        delivery_id=delivery.id,
        contract_id=contract.id,
        place=contract.place,
        number=number.strip(),
        on=on,
        with_parent=with_parent,
        remarks=remarks,
        amount=sum((amount for parts in worth.values() for _, amount in parts), ZERO),
    )
    acceptance.lines = [
        AcceptanceLine(
            delivery_line_id=line_id,
            school=came[line_id].school,
            accepted=quantity(found.accepted),
            refused=quantity(found.refused),
            amount=sum((amount for _, amount in worth[line_id]), ZERO),
        )
        for line_id, found in sorted(checked.items())
    ]
    gains = _gains(session, came, acceptance.lines)
    session.add(acceptance)
    session.flush()
    contract.accepted += acceptance.amount
    parts = [part for line_id in worth for part in worth[line_id] if part[1]]
    budgets.post(session, on, parts, kind="accepted")
    scopes = sorted(reach(session, purchase))
    records = [acceptance, *acceptance.lines]
    journal.enter(session, actor, Act.ACCEPT, *records, scopes=scopes)
    _hold(session, actor, acceptance, gains, scopes)
    touched = {came[line_id].contract_line_id for line_id in checked}
    item_prices.keep(session, select(ContractLine.id).where(ContractLine.id.in_(touched)))
    return acceptance


def _papers(
    session: Session,
    actor: Actor,
    contract: Contract,
    delivery: Delivery,
    number: str,
    on: date,
    checked: Mapping[int, Checked],
    remarks: str | None,
) -> None:
    """Refuse an acceptance whose papers do not hold, or of what the actor may not accept."""
    came = {line.id: line for line in delivery.lines}
    clock.not_after_today(on)
    if not number.strip():
        raise Refusal("acceptance.no_number", "number")
    if on < delivery.on:
        raise Refusal("acceptance.before_delivery", "on", delivered_on=delivery.on)
    if not set(checked) <= set(came):
        raise Refusal("acceptance.other_delivery", "checked")
    for line_id in checked:
        require(actor, Act.ACCEPT, contract.place, came[line_id].school)
    _within(session, came, checked)
    if any(found.refused for found in checked.values()) and not (remarks or "").strip():
        raise Refusal("acceptance.needs_remarks", "remarks")


def _within(
    session: Session, came: Mapping[int, DeliveryLine], checked: Mapping[int, Checked]
) -> None:
    """Nothing is accepted or refused twice, or beyond what came."""
    before = {
        line: accepted + refused
        for line, accepted, refused in session.execute(
            select(
                AcceptanceLine.delivery_line_id,
                func.sum(AcceptanceLine.accepted),
                func.sum(AcceptanceLine.refused),
            )
            .where(AcceptanceLine.delivery_line_id.in_(list(came)))
            .group_by(AcceptanceLine.delivery_line_id)
        )
    }
    if not any(found.accepted or found.refused for found in checked.values()):
        raise Refusal("acceptance.nothing", "checked")
    for line_id, found in checked.items():
        if found.accepted < 0 or found.refused < 0:
            raise Refusal("quantity.negative", "checked")
        left = came[line_id].quantity - before.get(line_id, NONE)
        if quantity(found.accepted) + quantity(found.refused) > left:
            raise Refusal(
                "acceptance.over_delivery",
                "checked",
                school=came[line_id].school,
                left=left,
                found=found.accepted + found.refused,
            )


Parts = list[tuple[Commitment, Decimal]]


def _worth(
    session: Session, came: Mapping[int, DeliveryLine], checked: Mapping[int, Checked]
) -> dict[int, Parts]:
    """What the accepted part of each delivery line adds to each commitment, som.

    The rest of a commitment is worth the rest of the quantity: the last acceptance is exact.
    """
    worth: dict[int, Parts] = {}
    so_far: dict[tuple[int, str], Decimal] = {}
    taken: dict[int, Decimal] = {}
    for line_id, found in sorted(checked.items()):
        line = came[line_id]
        key = (line.contract_line_id, line.school)
        if key not in so_far:
            so_far[key] = _accepted_before(session, *key)
        before, came_now = so_far[key], quantity(found.accepted)
        so_far[key] += came_now
        whole = session.scalars(
            select(Share.quantity)
            .join(ContractLine, ContractLine.purchase_line_id == Share.line_id)
            .where(ContractLine.id == key[0], Share.school == key[1])
        ).one()
        rows = session.scalars(
            select(Commitment)
            .where(Commitment.contract_line == key[0], Commitment.school == key[1])
            .order_by(Commitment.line_id)
            .with_for_update()
        ).all()
        worth[line_id] = []
        for row in rows:
            had = taken.get(row.id, row.accepted)
            added = rules.value_added(row.amount, had, whole, before, came_now)
            worth[line_id].append((row, added))
            taken[row.id] = had + added
    return worth


def _accepted_before(session: Session, contract_line: int, school: str) -> Decimal:
    return session.scalar(
        select(func.sum(AcceptanceLine.accepted))
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .where(DeliveryLine.contract_line_id == contract_line, DeliveryLine.school == school)
    ) or Decimal(0)


def _gains(
    session: Session, came: Mapping[int, DeliveryLine], lines: Sequence[AcceptanceLine]
) -> list[tuple[AcceptanceLine, str, Decimal]]:
    """What each accepted line adds towards each requirement it covers, rounded down in all."""
    gains = []
    so_far: dict[tuple[int, str], Decimal] = {}
    for line in lines:
        delivered = came[line.delivery_line_id]
        key = (delivered.contract_line_id, line.school)
        before = so_far.get(key)
        if before is None:
            before = _accepted_before(session, *key)
        so_far[key] = before + line.accepted
        covers = session.execute(
            select(Covers.requirement, Covers.quantity, PurchaseLine.quantity)
            .join(PurchaseLine, PurchaseLine.id == Covers.line_id)
            .join(ContractLine, ContractLine.purchase_line_id == PurchaseLine.id)
            .where(ContractLine.id == key[0])
            .order_by(Covers.requirement)
        )
        for requirement, covered, whole in covers:
            share = [
                (covered * amount / whole).quantize(FINEST, rounding="ROUND_DOWN")
                for amount in (before, so_far[key])
            ]
            if share[1] > share[0]:
                gains.append((line, requirement, share[1] - share[0]))
    return gains


def _hold(
    session: Session,
    actor: Actor,
    acceptance: Acceptance,
    gains: Sequence[tuple[AcceptanceLine, str, Decimal]],
    scopes: Sequence[str],
) -> None:
    """What the schools gained; and the case itself: was a parent in the commission?"""
    case = ("acceptance_with_parent", acceptance.on.year, int(acceptance.with_parent), 1)
    standard.hold(
        session,
        actor,
        [
            standard.Came(line.school, requirement, gained, f"acceptance_line:{line.id}")
            for line, requirement, gained in gains
        ],
        since=acceptance.on,
        scopes=scopes,
        place=acceptance.place,
        cases=[(school, *case) for school in sorted({line.school for line in acceptance.lines})],
    )
