"""The statements a purchase is read by. Each gives `purchase` and the columns named beside it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from budgets.models import Commitment, Line
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Award,
    Bid,
    Contract,
    ContractLine,
    Covers,
    Delivery,
    DeliveryLine,
    Document,
    Funding,
    Lot,
    Opening,
    Payment,
    Penalty,
    PlanLine,
    Purchase,
    PurchaseLine,
    Share,
    Supplier,
)
from procurement.reports.documents import opens
from procurement.rules import PUBLIC
from standard.models import Edition

Ids = Sequence[int]
Statement = Callable[[Ids], Any]


def purchases(ids: Ids) -> Any:
    """The public ones of these purchases, with the edition of the Standard each was made under."""
    columns = (
        *(Purchase.id, Purchase.place, Purchase.year, Purchase.title, Purchase.language),
        *(Purchase.status, Purchase.method, Purchase.method_reason, Purchase.category),
        *(Purchase.amount, Purchase.due_on, Purchase.planned_on, Purchase.announced_on),
        Purchase.kind,
        *(Purchase.method_ground, Purchase.outside_plan, Purchase.plan_line_id),
        *(PlanLine.title.label("plan_title"), PlanLine.published_on.label("plan_on")),
    )
    framework = select(Contract.purchase_id).where(Contract.id == Purchase.framework_id)
    called_from = framework.correlate(Purchase).scalar_subquery().label("framework")
    query = select(*columns, Edition.code.label("edition"), called_from)
    query = query.join(Edition, Edition.id == Purchase.edition_id)
    query = query.outerjoin(PlanLine, PlanLine.id == Purchase.plan_line_id)
    return query.where(Purchase.id.in_(ids), Purchase.status.in_(PUBLIC)).order_by(Purchase.id)


def suppliers(ids: Iterable[int]) -> Any:
    """Who sells, by what the journal holds in clear: of a person trading alone nothing."""
    return select(Supplier.id, Supplier.is_person, Supplier.public_name, Supplier.public_inn).where(
        Supplier.id.in_(sorted(ids))
    )


def _lines(ids: Ids) -> Any:
    of = PurchaseLine
    return (
        select(of.purchase_id.label("purchase"), of.id, of.title, of.item_code, of.requirement)
        .add_columns(
            of.lot_id, of.category, of.quantity, of.unit, of.unit_price, of.vat_rate, of.amount
        )
        .where(of.purchase_id.in_(ids))
        .order_by(of.purchase_id, of.position)
    )


def _lots(ids: Ids) -> Any:
    of = Lot
    return (
        select(of.purchase_id.label("purchase"), of.id, of.number, of.title, of.status, of.reason)
        .where(of.purchase_id.in_(ids))
        .order_by(of.purchase_id, of.number)
    )


def _openings(ids: Ids) -> Any:
    of = Opening
    return (
        select(of.purchase_id.label("purchase"), of.id, of.number, of.on, of.failed)
        .where(of.purchase_id.in_(ids))
        .order_by(of.purchase_id, of.id)
    )


def _bids(ids: Ids) -> Any:
    of = Bid
    return (
        select(of.purchase_id.label("purchase"), of.id, of.opening_id, of.lot_id)
        .add_columns(of.supplier_id.label("supplier"), of.amount, of.received_on)
        .add_columns(of.standing, of.reason)
        .where(of.purchase_id.in_(ids))
        .order_by(of.purchase_id, of.id)
    )


def _covers(ids: Ids) -> Any:
    return (
        select(PurchaseLine.purchase_id.label("purchase"), Covers.line_id.label("line"))
        .add_columns(Covers.requirement, Covers.quantity)
        .join(PurchaseLine, PurchaseLine.id == Covers.line_id)
        .where(PurchaseLine.purchase_id.in_(ids))
        .order_by(Covers.line_id, Covers.requirement)
    )


def _shares(ids: Ids) -> Any:
    return (
        select(Share.purchase_id.label("purchase"), Share.line_id.label("line"), Share.school)
        .add_columns(Share.quantity, Share.amount)
        .where(Share.purchase_id.in_(ids))
        .order_by(Share.line_id, Share.school)
    )


def _fundings(ids: Ids) -> Any:
    columns = (
        *(Line.id, Line.holder, Line.beneficiary, Line.year, Line.category, Line.requirement),
        *(Line.source, Line.carried, Line.code),
    )
    return (
        select(Share.purchase_id.label("purchase"), *columns)
        .add_columns(func.sum(Funding.amount).label("amount"))
        .join(Funding, Funding.share_id == Share.id)
        .join(Line, Line.id == Funding.budget_line_id)
        .where(Share.purchase_id.in_(ids))
        .group_by(Share.purchase_id, *columns)
        .order_by(Share.purchase_id, Line.id)
    )


def _awards(ids: Ids) -> Any:
    return (
        select(Award.purchase_id.label("purchase"), Award.id, Award.on, Award.amount)
        .add_columns(Award.supplier_id.label("supplier"), Award.offers, Award.reason)
        .add_columns(Award.lot_id, Award.bid_id)
        .where(Award.purchase_id.in_(ids))
        .order_by(Award.purchase_id, Award.id)
    )


def _contracts(ids: Ids) -> Any:
    of = Contract
    return (
        select(of.purchase_id.label("purchase"), of.id, of.award_id.label("award"), of.number)
        .add_columns(of.supplier_id.label("supplier"), of.signed_on, of.due_on, of.amount)
        .add_columns(of.released, of.advance_limit, of.amendments, of.accepted, of.paid)
        .add_columns(of.terminated_on, of.terminated_by, of.termination_reason)
        .add_columns(of.withheld, of.ceiling, of.valid_until, of.called)
        .where(of.purchase_id.in_(ids))
        .order_by(of.purchase_id, of.id)
    )


def _contract_lines(ids: Ids) -> Any:
    of = ContractLine
    return (
        select(Contract.purchase_id.label("purchase"), of.id, of.contract_id.label("contract"))
        .add_columns(of.purchase_line_id.label("line"), of.quantity, of.unit_price, of.amount)
        .join(Contract, Contract.id == of.contract_id)
        .where(Contract.purchase_id.in_(ids))
        .order_by(of.contract_id, of.id)
    )


def _commitments(ids: Ids) -> Any:
    """What each contract line comes to for each school: som agreed, accepted, paid."""
    keys = (Contract.purchase_id.label("purchase"), ContractLine.id.label("contract_line"))
    sums = (Commitment.amount, Commitment.accepted, Commitment.paid)
    return (
        select(*keys, Commitment.school, *(func.sum(one).label(one.key) for one in sums))
        .join(ContractLine, ContractLine.contract_id == Contract.id)
        .join(Commitment, Commitment.contract_line == ContractLine.id)
        .where(Contract.purchase_id.in_(ids))
        .group_by(Contract.purchase_id, ContractLine.id, Commitment.school)
        .order_by(ContractLine.id, Commitment.school)
    )


def _accepted(ids: Ids) -> Any:
    """How much of each contract line each school accepted."""
    keys = (Contract.purchase_id.label("purchase"), DeliveryLine.contract_line_id)
    return (
        select(*keys, DeliveryLine.school, func.sum(AcceptanceLine.accepted).label("quantity"))
        .select_from(Contract)
        .join(Delivery, Delivery.contract_id == Contract.id)
        .join(DeliveryLine, DeliveryLine.delivery_id == Delivery.id)
        .join(AcceptanceLine, AcceptanceLine.delivery_line_id == DeliveryLine.id)
        .where(Contract.purchase_id.in_(ids))
        .group_by(Contract.purchase_id, DeliveryLine.contract_line_id, DeliveryLine.school)
    )


def _deliveries(ids: Ids) -> Any:
    of = Delivery
    return (
        select(Contract.purchase_id.label("purchase"), of.id, of.contract_id.label("contract"))
        .add_columns(of.on, of.waybill, of.reverses, of.is_reversed)
        .join(Contract, Contract.id == of.contract_id)
        .where(Contract.purchase_id.in_(ids))
        .order_by(of.contract_id, of.on, of.id)
    )


def _acceptances(ids: Ids) -> Any:
    columns = (
        *(Acceptance.id, Acceptance.contract_id, Acceptance.number, Acceptance.on),
        *(Acceptance.with_parent, Acceptance.remarks, Acceptance.amount),
        *(Acceptance.kind, Acceptance.corrects, Acceptance.is_reversed),
    )
    refused = func.sum(AcceptanceLine.refused).label("refused")
    return (
        select(Contract.purchase_id.label("purchase"), *columns, refused)
        .select_from(Contract)
        .join(Delivery, Delivery.contract_id == Contract.id)
        .join(Acceptance, Acceptance.delivery_id == Delivery.id)
        .join(AcceptanceLine, AcceptanceLine.acceptance_id == Acceptance.id)
        .where(Contract.purchase_id.in_(ids))
        .group_by(Contract.purchase_id, *columns)
        .order_by(Acceptance.contract_id, Acceptance.on, Acceptance.id)
    )


def _payments(ids: Ids) -> Any:
    of = Payment
    return (
        select(Contract.purchase_id.label("purchase"), of.id, of.contract_id.label("contract"))
        .add_columns(of.kind, of.on, of.amount, of.document, of.reason, of.reverses)
        .join(Contract, Contract.id == of.contract_id)
        .where(Contract.purchase_id.in_(ids))
        .order_by(of.contract_id, of.on, of.id)
    )


def _penalties(ids: Ids) -> Any:
    of = Penalty
    return (
        select(Contract.purchase_id.label("purchase"), of.id, of.contract_id.label("contract"))
        .add_columns(of.on, of.amount, of.document, of.days_late, of.reason, of.reverses)
        .join(Contract, Contract.id == of.contract_id)
        .where(Contract.purchase_id.in_(ids))
        .order_by(of.contract_id, of.on, of.id)
    )


def _documents(ids: Ids) -> Any:
    """The documents that are not withdrawn; `opens`: may everybody open it?"""
    of = Document
    return (
        select(of.purchase_id.label("purchase"), of.id, of.kind, of.title, of.number)
        .add_columns(of.contract_id.label("contract"), of.delivery_id.label("delivery"))
        .add_columns(of.acceptance_id.label("acceptance"), of.payment_id.label("payment"))
        .add_columns(of.sha256, of.file_kind, of.attached_on, opens().label("opens"))
        .where(of.purchase_id.in_(ids), of.withdrawn_on.is_(None))
        .order_by(of.purchase_id, of.id)
    )


PARTS: Mapping[str, Statement] = {
    "lots": _lots,
    "lines": _lines,
    "covers": _covers,
    "shares": _shares,
    "fundings": _fundings,
    "openings": _openings,
    "bids": _bids,
    "awards": _awards,
    "contracts": _contracts,
    "contract_lines": _contract_lines,
    "commitments": _commitments,
    "accepted": _accepted,
    "deliveries": _deliveries,
    "acceptances": _acceptances,
    "payments": _payments,
    "penalties": _penalties,
    "documents": _documents,
}
