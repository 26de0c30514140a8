"""What was agreed: signing claims the money of budget lines; which contracts still run."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from budgets import acts as budgets
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from core.money import TYIYN, ZERO, apportion, som
from procurement import kept_principles
from procurement.acts import call_offs
from procurement.acts.lots import waiting_awards
from procurement.acts.reach import reach
from procurement.acts.steps import step_to
from procurement.acts.suppliers import supplied
from procurement.acts.terms import agreed_sums, terms
from procurement.models import (
    Award,
    Contract,
    ContractLine,
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
    award_id: int | None = None,
    seen: int | None = None,
) -> Contract:
    """Sign the contract of an award; its money is committed in the same moment.

    `award_id` may be left out where just one award waits for its contract. `amounts` gives the som
    agreed for each purchase line of it by id; left out, the award is spread by the estimates.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: those of `step_to`; `contract.no_award` where none waits; `contract.which_award`
            where several do; `contract.no_number`; `contract.before_award`;
            `contract.due_before_signing`; `contract.not_as_awarded` with `awarded` and `amount`;
            `contract.lines_missing`; `contract.advance_too_large`; `framework.signed_apart`; those
            of `call_offs.claim`; and of `budgets.acts.commit`, foremost `line.not_enough`.
    """
    purchase = step_to(
        session, actor, Act.SIGN, purchase_id, "contracted", seen=seen, number=number, on=signed_on
    )
    require(actor, Act.SIGN, purchase.place)
    if purchase.kind == "framework":
        raise Refusal("framework.signed_apart")
    award = _award(session, purchase, award_id)
    terms(award, number, signed_on, due_on, advance_limit)
    lines = _lines(session, award)
    agreed = agreed_sums(award, lines, amounts)
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
    call_offs.claim(session, purchase, contract, rows, lines)
    budgets.commit(session, actor, _requests(session, rows, lines))
    purchase.status = "contracted"
    supplied(session, contract.supplier_id, purchase.year, contracts=1, committed=contract.amount)
    journal.enter(
        session, actor, Act.SIGN, contract, *rows, purchase, scopes=reach(session, purchase)
    )
    kept_principles.keep(session, purchase.id)
    return contract


def _award(session: Session, purchase: Purchase, award_id: int | None) -> Award:
    """The award a contract is signed for: the one named, or the only one that waits."""
    waiting = waiting_awards(session, purchase)
    if award_id is not None:
        waiting = [award for award in waiting if award.id == award_id]
    if not waiting:
        raise Refusal("contract.no_award")
    if len(waiting) > 1:
        raise Refusal("contract.which_award", "award")
    return waiting[0]


def _lines(session: Session, award: Award) -> Sequence[PurchaseLine]:
    """The purchase lines an award is for: those of its lot, or all."""
    query = select(PurchaseLine).where(PurchaseLine.purchase_id == award.purchase_id)
    if award.lot_id is not None:
        query = query.where(PurchaseLine.lot_id == award.lot_id)
    return session.scalars(query.order_by(PurchaseLine.position)).all()


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


def unseen(contract: Contract, seen: int | None, **yours: Any) -> None:
    """Refuse what was decided on a page that is older than the contract; both versions are told.

    Raises:
        Refusal: `record.changed_meanwhile` with `now` and `yours`.
    """
    if seen is None or seen == contract.rev:
        return
    stands = {
        "amount": contract.amount,
        "due_on": contract.due_on,
        "on": contract.terminated_on or contract.amended_on or contract.signed_on,
        "reason": contract.termination_reason or contract.amendment_reason,
    }
    told = {name: value for name, value in yours.items() if value is not None}
    raise Refusal("record.changed_meanwhile", now=stands, yours=told)


def open_contract(session: Session, contract_id: int) -> tuple[Contract, Purchase]:
    """A contract and its purchase, locked, if the purchase is not closed.

    Raises:
        Refusal: `contract.closed`; `framework.only_called` of a framework agreement.
    """
    contract = lock(session, Contract, contract_id)
    purchase = lock(session, Purchase, contract.purchase_id)
    if contract.ceiling is not None:
        raise Refusal("framework.only_called")
    if purchase.status != "contracted":
        raise Refusal("contract.closed", status=purchase.status)
    return contract, purchase


def running_contract(session: Session, contract_id: int) -> tuple[Contract, Purchase]:
    """The same, if the contract was not ended early either.

    Raises:
        Refusal: `contract.closed`; `contract.terminated` with the day.
    """
    contract, purchase = open_contract(session, contract_id)
    if contract.terminated_on is not None:
        raise Refusal("contract.terminated", on=contract.terminated_on)
    return contract, purchase
