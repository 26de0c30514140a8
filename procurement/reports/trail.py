"""One purchase whole: what, for whom, from which money, agreed with whom, come, accepted, paid."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Award,
    Contract,
    ContractLine,
    Covers,
    Delivery,
    DeliveryLine,
    Funding,
    Lot,
    Payment,
    Penalty,
    Purchase,
    PurchaseLine,
    Share,
    Supplier,
)
from procurement.reports import amendments, bids
from procurement.reports.trail_parts import (
    AcceptancePart,
    AwardPart,
    ContractPart,
    DeliveryPart,
    LinePart,
    PaymentPart,
    PenaltyPart,
    SharePart,
    Trail,
)
from procurement.rules import PUBLIC
from standard.models import Edition

NONE = Decimal(0)


def holder(session: Session, purchase: int) -> str | None:
    """The place whose money a public purchase spends; None for a draft or an unknown number."""
    return session.scalar(
        select(Purchase.place).where(Purchase.id == purchase, Purchase.status.in_(PUBLIC))
    )


def trail(session: Session, purchase: int) -> Trail | None:
    """A public purchase whole; None for a draft or an unknown number.

    As many queries as there are kinds of steps, whatever the number of schools.
    """
    row = session.execute(
        select(*_columns(Purchase, Trail), Edition.code.label("edition"))
        .join(Edition, Edition.id == Purchase.edition_id)
        .where(Purchase.id == purchase, Purchase.status.in_(PUBLIC))
    ).one_or_none()
    if row is None:
        return None
    contracts = _contracts(session, purchase)
    ids = [contract.id for contract in contracts]
    return Trail(
        **row._mapping,
        lines=_lines(session, purchase),
        shares=shares(session, purchase),
        fundings=_fundings(session, purchase),
        awards=_awards(session, purchase),
        contracts=contracts,
        deliveries=_parts(session, Delivery, DeliveryPart, Delivery.contract_id.in_(ids)),
        acceptances=_acceptances(session, ids),
        payments=_parts(session, Payment, PaymentPart, Payment.contract_id.in_(ids)),
        penalties=_parts(session, Penalty, PenaltyPart, Penalty.contract_id.in_(ids)),
        amendments=amendments.of_contracts(
            session, [contract.id for contract in contracts if contract.amendments]
        ),
        lots=bids.lots(session, purchase),
        openings=bids.openings(session, purchase),
    )


def _columns(model: Any, part: Any) -> list[Any]:
    """The columns of a table that a part of the answer holds under the same names."""
    return [getattr(model, name) for name in part.__dataclass_fields__ if name in model.__table__.c]


def _parts(session: Session, model: Any, part: Any, where: Any) -> tuple[Any, ...]:
    rows = session.execute(select(*_columns(model, part)).where(where).order_by(model.on, model.id))
    return tuple(part(*row) for row in rows)


def _lines(session: Session, purchase: int) -> tuple[LinePart, ...]:
    covers: dict[int, list[tuple[str, Decimal]]] = {}
    for line, code, count in session.execute(
        select(Covers.line_id, Covers.requirement, Covers.quantity)
        .join(PurchaseLine, PurchaseLine.id == Covers.line_id)
        .where(PurchaseLine.purchase_id == purchase)
        .order_by(Covers.requirement)
    ):
        covers.setdefault(line, []).append((code, count))
    rows: Any = session.execute(
        select(
            *_columns(PurchaseLine, LinePart),
            func.sum(ContractLine.amount).label("agreed"),
            func.max(ContractLine.unit_price).label("agreed_price"),
        )
        .outerjoin(ContractLine, ContractLine.purchase_line_id == PurchaseLine.id)
        .where(PurchaseLine.purchase_id == purchase)
        .group_by(*_columns(PurchaseLine, LinePart), PurchaseLine.position)
        .order_by(PurchaseLine.position)
    )
    return tuple(LinePart(**row._mapping, covers=tuple(covers.get(row.id, ()))) for row in rows)


def shares(session: Session, purchase: int) -> tuple[SharePart, ...]:
    """Each school's part of each line of a purchase, and what of it came; in two queries."""
    came = _came(session, purchase)
    nothing = (NONE, NONE)
    rows = session.execute(
        select(Share.line_id, Share.school, Share.quantity, Share.amount)
        .where(Share.purchase_id == purchase)
        .join(PurchaseLine, PurchaseLine.id == Share.line_id)
        .order_by(PurchaseLine.position, Share.school)
    )
    return tuple(SharePart(*row, *came.get((row.line_id, row.school), nothing)) for row in rows)


def _came(session: Session, purchase: int) -> dict[tuple[int, str], tuple[Decimal, Decimal]]:
    """(line, school) → what came and was not refused, and what was accepted."""
    checked = (
        select(
            AcceptanceLine.delivery_line_id,
            func.sum(AcceptanceLine.accepted).label("accepted"),
            func.sum(AcceptanceLine.refused).label("refused"),
        )
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .join(Delivery, Delivery.id == Acceptance.delivery_id)
        .join(Contract, Contract.id == Delivery.contract_id)
        .where(Contract.purchase_id == purchase)
        .group_by(AcceptanceLine.delivery_line_id)
        .subquery()
    )
    rows = session.execute(
        select(
            ContractLine.purchase_line_id,
            DeliveryLine.school,
            func.sum(DeliveryLine.quantity),
            func.sum(checked.c.accepted),
            func.sum(checked.c.refused),
        )
        .join(ContractLine, ContractLine.id == DeliveryLine.contract_line_id)
        .join(Contract, Contract.id == ContractLine.contract_id)
        .outerjoin(checked, checked.c.delivery_line_id == DeliveryLine.id)
        .where(Contract.purchase_id == purchase)
        .group_by(ContractLine.purchase_line_id, DeliveryLine.school)
    )
    return {
        (line, school): (came - (refused or NONE), accepted or NONE)
        for line, school, came, accepted, refused in rows
    }


def _fundings(session: Session, purchase: int) -> tuple[tuple[int, Decimal], ...]:
    rows = session.execute(
        select(Funding.budget_line_id, func.sum(Funding.amount))
        .join(Share, Share.id == Funding.share_id)
        .where(Share.purchase_id == purchase)
        .group_by(Funding.budget_line_id)
        .order_by(Funding.budget_line_id)
    )
    return tuple((line, amount) for line, amount in rows)


def _named() -> Any:
    return func.coalesce(Supplier.public_name, Supplier.person_name, "")


def _awards(session: Session, purchase: int) -> tuple[AwardPart, ...]:
    rows = session.execute(
        select(Award.id, Lot.number, Award.on, Award.supplier_id, _named())
        .add_columns(Award.amount, Award.offers, Award.reason)
        .join(Supplier, Supplier.id == Award.supplier_id)
        .outerjoin(Lot, Lot.id == Award.lot_id)
        .where(Award.purchase_id == purchase)
        .order_by(Award.on, Award.id)
    )
    return tuple(AwardPart(*row) for row in rows)


def _contracts(session: Session, purchase: int) -> tuple[ContractPart, ...]:
    rows = session.execute(
        select(*_columns(Contract, ContractPart), _named(), Supplier.public_inn)
        .join(Supplier, Supplier.id == Contract.supplier_id)
        .where(Contract.purchase_id == purchase)
        .order_by(Contract.signed_on, Contract.id)
    )
    return tuple(ContractPart(*tuple(row)) for row in rows)


def _acceptances(session: Session, contracts: Iterable[int]) -> tuple[AcceptancePart, ...]:
    rows: Any = session.execute(
        select(
            *_columns(Acceptance, AcceptancePart), func.sum(AcceptanceLine.refused).label("refused")
        )
        .join(AcceptanceLine, AcceptanceLine.acceptance_id == Acceptance.id)
        .join(Delivery, Delivery.id == Acceptance.delivery_id)
        .where(Delivery.contract_id.in_(list(contracts)))
        .group_by(*_columns(Acceptance, AcceptancePart))
        .order_by(Acceptance.on, Acceptance.id)
    )
    names = [name for name in AcceptancePart.__dataclass_fields__ if name != "refused"]
    return tuple(
        AcceptancePart(**{name: getattr(row, name) for name in names}, refused=bool(row.refused))
        for row in rows
    )
