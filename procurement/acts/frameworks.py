"""Framework agreements: bought like anything else, but signing one claims no money.

What it holds is a ceiling: how much of each line, at which price, in all, and until when. Money is
claimed by each call-off, a purchase of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from core.money import TYIYN, ZERO
from procurement import kept_principles
from procurement.acts.drafts import draft
from procurement.acts.reach import reach
from procurement.acts.steps import step_to
from procurement.acts.suppliers import supplied
from procurement.acts.terms import agreed_sums, terms
from procurement.acts.values import PurchaseLineValues, PurchaseValues, ShareValues
from procurement.models import Award, Contract, ContractLine, Covers, Purchase, PurchaseLine


@dataclass(frozen=True, slots=True)
class CallOff:
    """What is called off: shares by line of the framework's contract, for a year of budgets."""

    title: str
    language: str
    year: int
    lines: Mapping[int, tuple[ShareValues, ...]]
    due_on: date | None = None


def make_framework(
    session: Session, actor: Actor, purchase_id: int, *, framework: bool, seen: int | None = None
) -> Purchase:
    """Say of a draft that it is for a framework agreement, or that it is not.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `purchase.not_draft`; `call_off.own_page` of a call-off;
            `record.changed_meanwhile`.
    """
    purchase = lock(session, Purchase, purchase_id)
    require(actor, Act.DRAFT_PURCHASE, purchase.place)
    if purchase.status != "draft":
        raise Refusal("purchase.not_draft", status=purchase.status)
    if purchase.kind == "call_off":
        raise Refusal("call_off.own_page")
    if seen is not None and seen != purchase.version:
        raise Refusal("record.changed_meanwhile", seen=seen, now=purchase.version)
    purchase.kind = "framework" if framework else None
    purchase.version += 1
    session.flush()
    return purchase


def sign_framework(
    session: Session,
    actor: Actor,
    purchase_id: int,
    *,
    number: str,
    signed_on: date,
    valid_until: date,
    amounts: Mapping[int, Decimal] | None = None,
) -> Contract:
    """Sign the framework agreement of the award. It claims no money: its call-offs will.

    `amounts` as in `contracts.sign`: the som all of each line would cost; with the quantity they
    make the most that a call-off may pay for one.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `purchase.wrong_order`; `framework.no_framework`; those of the terms and sums of a
            contract, as in `contracts.sign`; `framework.until_before_signing`.
    """
    purchase = step_to(session, actor, Act.SIGN, purchase_id, "contracted")
    require(actor, Act.SIGN, purchase.place)
    if purchase.kind != "framework":
        raise Refusal("framework.no_framework")
    award = session.scalars(select(Award).where(Award.purchase_id == purchase.id)).one()
    terms(award, number, signed_on, max(valid_until, signed_on), ZERO)
    if valid_until <= signed_on:
        raise Refusal("framework.until_before_signing", "valid_until", signed_on=signed_on)
    lines = session.scalars(
        select(PurchaseLine)
        .where(PurchaseLine.purchase_id == purchase.id)
        .order_by(PurchaseLine.position)
    ).all()
    agreed = agreed_sums(award, lines, amounts)
    contract = _contract(award, number.strip(), signed_on, valid_until)
    session.add(contract)
    session.flush()
    rows = [
        ContractLine(
            contract_id=contract.id,
            purchase_line_id=line.id,
            place=contract.place,
            quantity=line.quantity,
            unit_price=(agreed[line.id] / line.quantity).quantize(TYIYN),
            amount=ZERO,
        )
        for line in lines
    ]
    session.add_all(rows)
    purchase.status = "contracted"
    supplied(session, contract.supplier_id, purchase.year, contracts=1)
    scopes = reach(session, purchase)
    journal.enter(session, actor, Act.SIGN, contract, *rows, purchase, scopes=scopes)
    kept_principles.keep(session, purchase.id)
    return contract


def _contract(award: Award, number: str, signed_on: date, valid_until: date) -> Contract:
    return Contract(
        purchase_id=award.purchase_id,
        award_id=award.id,
        place=award.place,
        supplier_id=award.supplier_id,
        number=number,
        signed_on=signed_on,
        due_on=valid_until,
        valid_until=valid_until,
        amount=ZERO,
        ceiling=award.amount,
    )


def call_off(session: Session, actor: Actor, contract_id: int, values: CallOff) -> Purchase:
    """Draft a purchase from a framework agreement: its lines, at its prices, for these schools.

    What the framework does not hold any more is refused when the draft is planned, and again, for
    good, when it is signed.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `framework.no_framework`; `call_off.nothing`; those of `drafts.draft`.
    """
    framework = lock(session, Contract, contract_id)
    purchase = lock(session, Purchase, framework.purchase_id)
    require(actor, Act.DRAFT_PURCHASE, purchase.place)
    if framework.ceiling is None:
        raise Refusal("framework.no_framework")
    lines = [
        _line(session, row, shares)
        for row in framework.lines
        if (shares := values.lines.get(row.id, ()))
    ]
    if not lines:
        raise Refusal("call_off.nothing", "parts")
    return draft(
        session,
        actor,
        purchase.place,
        values.year,
        PurchaseValues(
            title=values.title,
            language=values.language,
            method=purchase.method,
            method_reason=purchase.method_reason,
            lines=tuple(lines),
            due_on=values.due_on,
            plan_line_id=purchase.plan_line_id,
            framework_id=framework.id,
        ),
    )


def _line(session: Session, row: ContractLine, shares: Sequence[ShareValues]) -> PurchaseLineValues:
    """A line of the call-off; it covers of each requirement what its part of the whole does."""
    line = session.get_one(PurchaseLine, row.purchase_line_id)
    quantity = sum((share.quantity for share in shares), Decimal(0))
    covers = session.scalars(
        select(Covers).where(Covers.line_id == line.id).order_by(Covers.requirement)
    )
    parts = [
        (one.requirement, (one.quantity * quantity / line.quantity).quantize(Decimal("0.001")))
        for one in covers
    ]
    return PurchaseLineValues(
        title=line.title,
        requirement=line.requirement,
        quantity=quantity,
        unit=line.unit,
        unit_price=row.unit_price,
        shares=tuple(shares),
        item_code=line.item_code,
        vat_rate=line.vat_rate,
        covers=tuple((code, part) for code, part in parts if part > 0),
        framework_line=row.id,
    )
