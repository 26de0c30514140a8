"""What was agreed: signing claims the money of budget lines, amending moves it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from budgets import acts as budgets
from budgets.models import Commitment
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from core.money import TYIYN, ZERO, apportion, som
from procurement import kept_principles
from procurement.acts.reach import reach
from procurement.acts.steps import step_to
from procurement.acts.suppliers import supplied
from procurement.models import (
    AcceptanceLine,
    Award,
    Contract,
    ContractLine,
    DeliveryLine,
    Funding,
    Purchase,
    PurchaseLine,
    Share,
)


def sign(
    session: Session,
    actor: Actor,
    purchase_id: int,
    *,
    number: str,
    signed_on: date,
    due_on: date,
    amounts: Mapping[int, Decimal] | None = None,
    advance_limit: Decimal = ZERO,
) -> Contract:
    """Sign the contract of the award; its money is committed in the same moment.

    `amounts` gives the som agreed for each purchase line by id; left out, the award is spread by
    the estimates.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `purchase.wrong_order`; `contract.no_number`; `contract.before_award`;
            `contract.due_before_signing`; `contract.not_as_awarded` with `awarded` and `amount`;
            `contract.lines_missing`; `contract.advance_too_large`; and those of
            `budgets.acts.commit`, foremost `line.not_enough`.
    """
    purchase = step_to(session, actor, Act.SIGN, purchase_id, "contracted")
    require(actor, Act.SIGN, purchase.place)
    award = session.scalars(select(Award).where(Award.purchase_id == purchase.id)).one()
    _terms(award, number, signed_on, due_on, advance_limit)
    lines = session.scalars(
        select(PurchaseLine)
        .where(PurchaseLine.purchase_id == purchase.id)
        .order_by(PurchaseLine.position)
    ).all()
    agreed = _agreed(award, lines, amounts)
    contract = Contract(
        purchase_id=purchase.id,
        award_id=award.id,
        place=purchase.place,
        supplier_id=award.supplier_id,
        number=number.strip(),
        signed_on=signed_on,
        due_on=due_on,
        amount=award.amount,
        advance_limit=som(advance_limit),
    )
    session.add(contract)
    session.flush()
    rows = _contract_lines(contract, lines, agreed)
    session.add_all(rows)
    session.flush()
    budgets.commit(session, actor, _requests(session, rows, lines))
    purchase.status = "contracted"
    supplied(session, contract.supplier_id, purchase.year, contracts=1, committed=contract.amount)
    journal.enter(
        session, actor, Act.SIGN, contract, *rows, purchase, scopes=reach(session, purchase)
    )
    kept_principles.keep(session, purchase.id)
    return contract


def _contract_lines(
    contract: Contract, lines: Sequence[PurchaseLine], agreed: Mapping[int, Decimal]
) -> list[ContractLine]:
    return [
        ContractLine(
            contract_id=contract.id,
            purchase_line_id=line.id,
            place=contract.place,
            quantity=line.quantity,
            unit_price=(agreed[line.id] / line.quantity).quantize(TYIYN),
            amount=agreed[line.id],
        )
        for line in lines
    ]


def _terms(
    award: Award, number: str, signed_on: date, due_on: date, advance_limit: Decimal
) -> None:
    """Refuse terms no contract can have."""
    if not number.strip():
        raise Refusal("contract.no_number", "number")
    if signed_on < award.on:
        raise Refusal("contract.before_award", "signed_on", awarded_on=award.on)
    if due_on < signed_on:
        raise Refusal("contract.due_before_signing", "due_on", signed_on=signed_on)
    if not ZERO <= som(advance_limit) <= award.amount:
        raise Refusal("contract.advance_too_large", "advance_limit", amount=award.amount)


def _agreed(
    award: Award, lines: Sequence[PurchaseLine], amounts: Mapping[int, Decimal] | None
) -> dict[int, Decimal]:
    """The som agreed for each purchase line, adding up to the award."""
    if amounts is None:
        parts = apportion(award.amount, [line.amount for line in lines])
        agreed = {line.id: part for line, part in zip(lines, parts, strict=True)}
    else:
        agreed = {line_id: som(amount) for line_id, amount in amounts.items()}
    if set(agreed) != {line.id for line in lines} or any(a <= 0 for a in agreed.values()):
        raise Refusal("contract.lines_missing", "amounts")
    if sum(agreed.values()) != award.amount:
        raise Refusal(
            "contract.not_as_awarded",
            "amounts",
            awarded=award.amount,
            amount=sum(agreed.values()),
        )
    return agreed


def _requests(
    session: Session, rows: Sequence[ContractLine], lines: Sequence[PurchaseLine]
) -> list[budgets.Request]:
    """What each contract line asks of budget lines: its sum spread as the fundings are."""
    by_id = {line.id: line for line in lines}
    fundings: dict[int, list[tuple[Funding, Share]]] = {}
    for funding, share in session.execute(
        select(Funding, Share)
        .join(Share, Share.id == Funding.share_id)
        .where(Share.line_id.in_(by_id))
        .order_by(Share.school, Funding.budget_line_id)
    ):
        fundings.setdefault(share.line_id, []).append((funding, share))
    requests = []
    for row in rows:
        line = by_id[row.purchase_line_id]
        pairs = fundings[line.id]
        parts = apportion(row.amount, [funding.amount for funding, _ in pairs])
        requests += [
            budgets.Request(
                line_id=funding.budget_line_id,
                contract_line=row.id,
                funding=funding.id,
                school=share.school,
                category=line.category,
                requirement=line.requirement,
                amount=part,
            )
            for (funding, share), part in zip(pairs, parts, strict=True)
        ]
    return requests


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
        Refusal: `contract.closed`; `contract.needs_reason`; `contract.unchanged`;
            `contract.before_signing`; `contract.lines_missing`; `contract.due_before_signing`;
            `contract.all_accepted` when a line that wholly came would cost more;
            `commitment.below_accepted`; `line.not_enough`; `record.changed_meanwhile` when the
            contract has another `rev` than was `seen`.
    """
    contract, purchase = open_contract(session, contract_id)
    require(actor, Act.AMEND_CONTRACT, contract.place)
    change_allowed(contract, reason, on, seen)
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
    contract.due_on = due_on or contract.due_on
    contract.amendments += 1
    contract.amended_on, contract.amendment_reason = on, reason
    supplied(session, contract.supplier_id, purchase.year, committed=contract.amount - before)
    scopes = reach(session, purchase)
    records = [contract, *changed]
    journal.enter(session, actor, Act.AMEND_CONTRACT, *records, scopes=scopes, reason=reason)
    return contract


def change_allowed(contract: Contract, reason: str, on: date, seen: int | None) -> None:
    """Refuse a further agreement without a reason, older than the contract, or of an old page.

    Raises:
        Refusal: `record.changed_meanwhile`; `contract.needs_reason`; `contract.before_signing`.
    """
    if seen is not None and seen != contract.rev:
        raise Refusal("record.changed_meanwhile", seen=seen, now=contract.rev)
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


def open_contract(session: Session, contract_id: int) -> tuple[Contract, Purchase]:
    """A contract and its purchase, locked, if the purchase is not closed."""
    contract = lock(session, Contract, contract_id)
    purchase = lock(session, Purchase, contract.purchase_id)
    if purchase.status != "contracted":
        raise Refusal("contract.closed", status=purchase.status)
    return contract, purchase


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
