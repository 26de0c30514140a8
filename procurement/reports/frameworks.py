"""A framework agreement: what may be called off, what was, and by which purchases."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from core.money import ZERO
from procurement.models import Contract, ContractLine, Purchase, PurchaseLine, Supplier
from procurement.rules import PUBLIC


@dataclass(frozen=True, slots=True)
class FrameworkLine:
    """A line of a framework; `unit_price` is the most a call-off may pay for one, som."""

    id: int
    bought: int
    title: str
    requirement: str
    category: str
    unit: str
    unit_price: Decimal
    quantity: Decimal
    called: Decimal

    @property
    def left(self) -> Decimal:
        """How much may still be called off."""
        return self.quantity - self.called


@dataclass(frozen=True, slots=True)
class CallOffRow:
    """A purchase called off from a framework; `amount` is its contract's, or its estimate, som."""

    id: int
    title: str
    language: str
    status: str
    year: int
    amount: Decimal
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class Framework:
    """The contract of a framework agreement; sums in som."""

    contract: int
    purchase: int
    place: str
    title: str
    language: str
    status: str
    number: str
    supplier_id: int
    supplier: str
    signed_on: date
    valid_until: date
    ceiling: Decimal
    called: Decimal
    lines: tuple[FrameworkLine, ...]
    call_offs: tuple[CallOffRow, ...]

    @property
    def left(self) -> Decimal:
        """What may still be called off, som."""
        return self.ceiling - self.called


def of_purchase(session: Session, purchase: int) -> Framework | None:
    """The framework a purchase agreed on, once it is signed; None for any other purchase."""
    return _framework(session, Contract.purchase_id == purchase)


def of_contract(session: Session, contract: int) -> Framework | None:
    """The framework of a contract; None where it is an ordinary one or none."""
    return _framework(session, Contract.id == contract)


def _framework(session: Session, where: ColumnElement[bool]) -> Framework | None:
    row = session.execute(
        select(
            Contract.id.label("contract"),
            Contract.purchase_id.label("purchase"),
            Contract.place,
            Purchase.title,
            Purchase.language,
            Purchase.status,
            Contract.number,
            Contract.supplier_id,
            func.coalesce(Supplier.public_name, Supplier.person_name, "").label("supplier"),
            Contract.signed_on,
            Contract.valid_until,
            Contract.ceiling,
            Contract.called,
        )
        .join(Purchase, Purchase.id == Contract.purchase_id)
        .join(Supplier, Supplier.id == Contract.supplier_id)
        .where(where, Contract.ceiling.is_not(None))
    ).one_or_none()
    if row is None:
        return None
    lines, call_offs = _lines(session, row.contract), _call_offs(session, row.contract)
    return Framework(**row._mapping, lines=lines, call_offs=call_offs)


def _lines(session: Session, contract: int) -> tuple[FrameworkLine, ...]:
    rows = session.execute(
        select(
            ContractLine.id,
            PurchaseLine.id,
            PurchaseLine.title,
            PurchaseLine.requirement,
            PurchaseLine.category,
            PurchaseLine.unit,
            ContractLine.unit_price,
            ContractLine.quantity,
            ContractLine.called,
        )
        .join(PurchaseLine, PurchaseLine.id == ContractLine.purchase_line_id)
        .where(ContractLine.contract_id == contract)
        .order_by(PurchaseLine.position)
    )
    return tuple(FrameworkLine(*row) for row in rows)


def _call_offs(session: Session, contract: int) -> tuple[CallOffRow, ...]:
    rows = session.execute(
        select(
            Purchase.id,
            Purchase.title,
            Purchase.language,
            Purchase.status,
            Purchase.year,
            Purchase.amount,
            func.sum(Contract.amount),
            func.min(Contract.signed_on),
        )
        .outerjoin(Contract, Contract.purchase_id == Purchase.id)
        .where(Purchase.framework_id == contract, Purchase.status.in_(PUBLIC))
        .group_by(Purchase.id)
        .order_by(Purchase.id)
    )
    return tuple(
        CallOffRow(*row[:5], row[5] if row[6] is None else row[6] or ZERO, row[7]) for row in rows
    )
