"""Kept sums of this room, counted anew from what they stand for."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets.models import Commitment, MonthTotal
from budgets.recounts import differences
from core.money import ZERO
from journal.problems import Problem
from procurement import kept_principles, meal_months
from procurement import tallies as procurement_tallies
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Contract,
    ContractLine,
    Delivery,
    DeliveryLine,
    Funding,
    Payment,
    PaymentPart,
    Penalty,
    PrincipleTotal,
    Purchase,
    PurchaseLine,
    PurchasePrinciple,
    Share,
    SupplierTotal,
)
from procurement.principles import STATES
from register import reports as register
from standard.models import Tally


def contracts(session: Session) -> Iterator[Problem]:
    """A contract's accepted and paid are those of its acceptances and payments."""
    rows = session.execute(select(Contract.id, Contract.accepted, Contract.paid)).all()
    accepted = dict(
        session.execute(
            select(Acceptance.contract_id, func.sum(Acceptance.amount)).group_by(
                Acceptance.contract_id
            )
        ).all()
    )
    paid: dict[int, Decimal] = {}
    for contract, kind, amount in session.execute(
        select(Payment.contract_id, Payment.kind, func.sum(Payment.amount)).group_by(
            Payment.contract_id, Payment.kind
        )
    ):
        paid[contract] = paid.get(contract, ZERO) + (-amount if kind == "refund" else amount)
    yield from differences("contracts", "accepted", {r[0]: r[1] for r in rows}, accepted)
    yield from differences("contracts", "paid", {r[0]: r[2] for r in rows}, paid)


def commitments(session: Session) -> Iterator[Problem]:
    """What was paid from each commitment is the sum of its payment parts.

    Corrections beside a closed year move no commitment (docs/decisions/0019).
    """
    kept = dict(session.execute(select(Commitment.id, Commitment.paid)).all())
    counted: dict[int, Decimal] = {}
    for commitment, kind, amount in session.execute(
        select(PaymentPart.commitment_id, Payment.kind, func.sum(PaymentPart.amount))
        .join(Payment, Payment.id == PaymentPart.payment_id)
        .where(Payment.closed_year.is_(None))
        .group_by(PaymentPart.commitment_id, Payment.kind)
    ):
        signed = -amount if kind == "refund" else amount
        counted[commitment] = counted.get(commitment, ZERO) + signed
    yield from differences("commitments", "paid", kept, counted)
    accepted: dict[tuple[int, str], Decimal] = {}
    for line, school, amount in session.execute(
        select(Commitment.contract_line, Commitment.school, func.sum(Commitment.accepted)).group_by(
            Commitment.contract_line, Commitment.school
        )
    ):
        accepted[line, school] = amount
    worth: dict[tuple[int, str], Decimal] = {
        (line, school): amount
        for line, school, amount in session.execute(
            select(
                DeliveryLine.contract_line_id,
                DeliveryLine.school,
                func.sum(AcceptanceLine.amount),
            )
            .join(AcceptanceLine, AcceptanceLine.delivery_line_id == DeliveryLine.id)
            .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
            .where(Acceptance.closed_year.is_(None))
            .group_by(DeliveryLine.contract_line_id, DeliveryLine.school)
        )
    }
    yield from differences("commitments", "accepted", accepted, worth)


def after_signing(session: Session) -> Iterator[Problem]:
    """What was withheld, given back and called off of contracts and their lines."""
    kept = session.execute(
        select(Contract.id, Contract.withheld, Contract.returned, Contract.called)
    ).all()
    returned = select(Acceptance.contract_id, func.sum(Acceptance.amount)).where(
        Acceptance.kind == "return"
    )
    came_to = (
        select(Purchase.framework_id, func.sum(Contract.amount), func.sum(Contract.released))
        .join(Contract, Contract.purchase_id == Purchase.id)
        .where(Purchase.framework_id.is_not(None))
        .group_by(Purchase.framework_id)
    )
    counted: dict[str, dict[int, Decimal]] = {
        "withheld": dict(
            session.execute(
                select(Penalty.contract_id, func.sum(Penalty.amount)).group_by(Penalty.contract_id)
            ).all()
        ),
        "returned": {
            contract: -amount
            for contract, amount in session.execute(returned.group_by(Acceptance.contract_id))
        },
        "called": {row[0]: row[1] + row[2] for row in session.execute(came_to) if row[0]},
    }
    for column, sums in counted.items():
        told = {row.id: getattr(row, column) for row in kept}
        yield from differences("contracts", column, told, sums)
    lines = dict(session.execute(select(ContractLine.id, ContractLine.called)).all())
    called = session.execute(
        select(ContractLine.framework_line, func.sum(ContractLine.quantity)).group_by(
            ContractLine.framework_line
        )
    )
    of_lines = {line: quantity for line, quantity in called if line is not None}
    yield from differences("contract_lines", "called", lines, of_lines)


def undone(session: Session) -> Iterator[Problem]:
    """Which entries are undone by others."""
    for model, names, only in UNDONE:
        flags: dict[int, bool] = dict(session.execute(select(model.id, model.is_reversed)).all())
        found = set(session.scalars(select(names).where(names.is_not(None), *only)))
        yield from differences(
            model.__tablename__,
            "is_reversed",
            {key: Decimal(flag) for key, flag in flags.items()},
            {key: Decimal(key in found) for key in flags},
        )


UNDONE: tuple[tuple[Any, Any, tuple[Any, ...]], ...] = (
    (Payment, Payment.reverses, ()),
    (Delivery, Delivery.reverses, ()),
    (Acceptance, Acceptance.corrects, (Acceptance.kind == "reversal",)),
    (Penalty, Penalty.reverses, ()),
)
"""Entries by which one of their kind may be undone: the table, the column that names it, which."""


def levels(session: Session) -> Iterator[Problem]:
    """Each level of a purchase adds up to the one above it: share, line, purchase; contract."""
    pairs = (
        ("purchase_shares", Share.id, Share.amount, Funding.share_id, Funding.amount),
        ("purchase_lines", PurchaseLine.id, PurchaseLine.amount, Share.line_id, Share.amount),
        ("purchases", Purchase.id, Purchase.amount, PurchaseLine.purchase_id, PurchaseLine.amount),
        ("contracts", Contract.id, Contract.amount, ContractLine.contract_id, ContractLine.amount),
        ("payments", Payment.id, Payment.amount, PaymentPart.payment_id, PaymentPart.amount),
        (
            "contract_lines",
            ContractLine.id,
            ContractLine.amount,
            Commitment.contract_line,
            Commitment.amount,
        ),
    )
    for table, key, whole, parent, part in pairs:
        kept = dict(session.execute(select(key, whole)).all())
        counted = dict(session.execute(select(parent, func.sum(part)).group_by(parent)).all())
        yield from differences(table, "amount", kept, counted)


def suppliers(session: Session) -> Iterator[Problem]:
    """What a supplier was contracted for and paid in a year."""
    kept = session.execute(
        select(
            SupplierTotal.supplier,
            SupplierTotal.year,
            SupplierTotal.contracts,
            SupplierTotal.committed,
            SupplierTotal.paid,
        )
    ).all()
    counted = session.execute(
        select(
            Contract.supplier_id,
            Purchase.year,
            func.count(Contract.id).label("contracts"),
            func.sum(Contract.amount).label("committed"),
            func.sum(Contract.paid).label("paid"),
        )
        .join(Purchase, Purchase.id == Contract.purchase_id)
        .group_by(Contract.supplier_id, Purchase.year)
    ).all()
    for column in ("contracts", "committed", "paid"):
        yield from differences(
            "supplier_totals",
            column,
            {(row[0], row[1]): Decimal(getattr(row, column)) for row in kept},
            {(row[0], row[1]): Decimal(getattr(row, column)) for row in counted},
        )


def months(session: Session) -> Iterator[Problem]:
    """What was accepted and paid for each school and place, by month."""
    facts = [
        (school, on, amount, ZERO)
        for school, on, amount in session.execute(
            select(AcceptanceLine.school, Acceptance.on, AcceptanceLine.amount).join(
                Acceptance, Acceptance.id == AcceptanceLine.acceptance_id
            )
        )
    ] + [
        (school, on, ZERO, -amount if kind == "refund" else amount)
        for school, on, kind, amount in session.execute(
            select(PaymentPart.school, Payment.on, Payment.kind, PaymentPart.amount).join(
                Payment, Payment.id == PaymentPart.payment_id
            )
        )
    ]
    lineages = register.lineages(session, {fact[0] for fact in facts})
    counted: dict[tuple[str, int, int], list[Decimal]] = {}
    for school, on, accepted, paid in facts:
        for scope in lineages[school]:
            sums = counted.setdefault((scope, on.year, on.month), [ZERO, ZERO])
            sums[0] += accepted
            sums[1] += paid
    kept = {
        (row.scope, row.year, row.month): (row.accepted, row.paid)
        for row in session.scalars(select(MonthTotal))
    }
    for i, column in enumerate(("accepted", "paid")):
        yield from differences(
            "month_totals",
            column,
            {key: sums[i] for key, sums in kept.items()},
            {key: sums[i] for key, sums in counted.items()},
        )


def tallies(session: Session) -> Iterator[Problem]:
    """What our own records tell of derived requirements."""
    counted = procurement_tallies.counted(session)
    kept = {
        (row.school, row.measure, row.year): (row.part, row.whole)
        for row in session.scalars(select(Tally))
    }
    for i, column in enumerate(("part", "whole")):
        yield from differences(
            "tallies",
            column,
            {key: Decimal(sums[i]) for key, sums in kept.items()},
            {key: Decimal(sums[i]) for key, sums in counted.items()},
        )


def principles(session: Session) -> Iterator[Problem]:
    """How purchases stand to the principles, by their facts; and how many do. What the price is
    beside others is compared by night, and only added up here."""
    of = PurchasePrinciple
    rows = session.execute(
        select(of.purchase_id, of.principle, of.state).where(of.principle != "price")
    )
    kept = {(purchase, principle, state): Decimal(1) for purchase, principle, state in rows}
    counted = {(*key, state): Decimal(1) for key, state in kept_principles.counted(session).items()}
    yield from differences("purchase_principles", "state", kept, counted)
    sums = kept_principles.totals(session)
    added = {
        (row.scope, row.year, row.principle): row for row in session.scalars(select(PrincipleTotal))
    }
    for state in STATES:
        yield from differences(
            "principle_totals",
            state,
            {key: Decimal(getattr(row, state)) for key, row in added.items()},
            {key: Decimal(one[state]) for key, one in sums.items()},
        )


RECOUNTS = (
    *(contracts, commitments, after_signing, undone, levels, suppliers, months, tallies),
    *(meal_months.meal_months, principles),
)
