"""What was found in order: only an acceptance moves value and the Standard."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from budgets import acts as budgets
from budgets.models import Commitment
from core.access import Act, Actor, require
from core.columns import FINEST, quantity
from core.errors import Refusal
from core.models import lock
from core.money import ZERO
from procurement import item_prices, kept_principles, papers, rules
from procurement.acts import certificates as shown
from procurement.acts.acceptance_papers import Checked, joined_roles, judge
from procurement.acts.certificates import Shown
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
    commission: Sequence[str] | None = None,
    certificates: Sequence[Shown] = (),
) -> Acceptance:
    """Accept what is in order of a delivery (by delivery line id), refuse the rest.

    The accepted part gets its exact value, and counts for the requirements it covers until it is
    no longer good. `commission` are roles of procurement.papers.COMMISSION; None: not told, and
    `with_parent` is all that is known of it.

    Raises:
        NotPermitted: neither officer of the holder nor the school it came to.
        Refusal: `contract.closed`; `acceptance.no_number`; `acceptance.before_delivery`;
            `acceptance.nothing`; `acceptance.other_delivery`; `quantity.negative`;
            `delivery.reversed`;
            `acceptance.over_delivery` with `school`, `left`, `found`;
            `acceptance.needs_remarks` when something is refused; `acceptance.good_before` with
            `on`; `acceptance.no_commission`; `acceptance.unknown_role` with `role`; those of
            `certificates.answered`, and of `attach_document` for their files.
    """
    delivery = lock(session, Delivery, delivery_id)
    contract, purchase = open_contract(session, delivery.contract_id)
    came = {line.id: line for line in delivery.lines}
    _permitted(actor, contract, came, checked)
    judge(session, delivery, number, on, checked, remarks)
    roles = joined_roles(commission)
    worth = _worth(session, came, checked)
    acceptance = Acceptance(
        delivery_id=delivery.id,
        contract_id=contract.id,
        place=contract.place,
        number=number.strip(),
        on=on,
        with_parent=with_parent if commission is None else "parent" in papers.parted(roles),
        commission=roles,
        remarks=remarks,
        amount=sum((amount for parts in worth.values() for _, amount in parts), ZERO),
    )
    acceptance.lines = _lines(came, checked, worth)
    answers = shown.answered(session, acceptance.lines, certificates, on)
    gains = gains_of(session, came, acceptance.lines)
    session.add(acceptance)
    session.flush()
    contract.accepted += acceptance.amount
    parts = [part for line_id in worth for part in worth[line_id] if part[1]]
    budgets.post(session, on, parts, kind="accepted")
    scopes = sorted(reach(session, purchase))
    answered = shown.kept(session, actor, purchase.id, acceptance, answers.values())
    records = [acceptance, *acceptance.lines, *answered]
    journal.enter(session, actor, Act.ACCEPT, *records, scopes=scopes)
    _hold(session, actor, acceptance, gains, scopes)
    touched = {came[line_id].contract_line_id for line_id in checked}
    item_prices.keep(session, select(ContractLine.id).where(ContractLine.id.in_(touched)))
    kept_principles.keep(session, purchase.id)
    return acceptance


def _permitted(
    actor: Actor,
    contract: Contract,
    came: Mapping[int, DeliveryLine],
    checked: Mapping[int, Checked],
) -> None:
    """Every line looked at is of this delivery, and the actor may accept it."""
    if not set(checked) <= set(came):
        raise Refusal("acceptance.other_delivery", "checked")
    for line_id in checked:
        require(actor, Act.ACCEPT, contract.place, came[line_id].school)


Parts = list[tuple[Commitment, Decimal]]


def _lines(
    came: Mapping[int, DeliveryLine], checked: Mapping[int, Checked], worth: Mapping[int, Parts]
) -> list[AcceptanceLine]:
    return [
        AcceptanceLine(
            delivery_line_id=line_id,
            school=came[line_id].school,
            accepted=quantity(found.accepted),
            refused=quantity(found.refused),
            amount=sum((amount for _, amount in worth[line_id]), ZERO),
            remarks=(found.remarks or "").strip() or None,
            good_until=found.good_until if found.accepted else None,
        )
        for line_id, found in sorted(checked.items())
    ]


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
            so_far[key] = accepted_before(session, *key)
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


def accepted_before(session: Session, contract_line: int, school: str) -> Decimal:
    """How much of a contract line a school has accepted so far, less what went back."""
    return session.scalar(
        select(func.sum(AcceptanceLine.accepted))
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .where(DeliveryLine.contract_line_id == contract_line, DeliveryLine.school == school)
    ) or Decimal(0)


def gains_of(
    session: Session, came: Mapping[int, DeliveryLine], lines: Sequence[AcceptanceLine]
) -> list[tuple[AcceptanceLine, str, Decimal]]:
    """What each accepted line adds towards each requirement it covers, rounded down in all.

    Below zero of what goes back. Part of acts, which write it down.
    """
    gains = []
    so_far: dict[tuple[int, str], Decimal] = {}
    for line in lines:
        delivered = came[line.delivery_line_id]
        key = (delivered.contract_line_id, line.school)
        before = so_far.get(key)
        if before is None:
            before = accepted_before(session, *key)
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
            if share[1] != share[0]:
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
            standard.Came(
                line.school, requirement, gained, f"acceptance_line:{line.id}", line.good_until
            )
            for line, requirement, gained in gains
        ],
        since=acceptance.on,
        scopes=scopes,
        place=acceptance.place,
        cases=[(school, *case) for school in sorted({line.school for line in acceptance.lines})],
    )
