"""One purchase whole, as the office works on it: every step so far with its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from core.money import apportion
from procurement import papers, rules
from procurement.models import (
    Award,
    Contract,
    Delivery,
    Payment,
    Purchase,
    PurchaseLine,
    Share,
)
from procurement.principles import SAFE, UNTOLD, SafeValues
from procurement.reports import desk_deliveries
from procurement.reports.desk_deliveries import DeliveryFile


@dataclass(frozen=True, slots=True)
class ShareFile:
    """A school's part of a line; `fundings` are (budget line, som)."""

    school: str
    quantity: Decimal
    amount: Decimal
    fundings: tuple[tuple[int, Decimal], ...]


@dataclass(frozen=True, slots=True)
class LineFile:
    """A line of a purchase. `amount` and `unit_price` in som, gross."""

    id: int
    title: str
    item_code: str | None
    requirement: str
    category: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    vat_rate: str | None
    amount: Decimal
    shares: tuple[ShareFile, ...]
    covers: tuple[tuple[str, Decimal], ...]
    certificates: tuple[str, ...] = ()
    safe: SafeValues = UNTOLD


@dataclass(frozen=True, slots=True)
class AwardFile:
    """Who was chosen, at which price."""

    supplier: str
    amount: Decimal
    offers: int
    on: date
    reason: str | None


@dataclass(frozen=True, slots=True)
class ContractLineFile:
    """What a contract delivers of a purchase line, `bought`."""

    id: int
    bought: int
    title: str
    unit: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """Money that moved."""

    kind: str
    on: date
    amount: Decimal
    document: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class ContractFile:
    """A contract with all that happened under it; sums in som."""

    id: int
    purchase: int
    place: str
    supplier: str
    number: str
    signed_on: date
    due_on: date
    amount: Decimal
    advance_limit: Decimal
    accepted: Decimal
    paid: Decimal
    amendments: int
    amended_on: date | None
    amendment_reason: str | None
    lines: tuple[ContractLineFile, ...]
    deliveries: tuple[DeliveryFile, ...]
    payments: tuple[PaymentFile, ...]

    def most_payable(self, kind: str) -> Decimal:
        """The most that may be paid now as that kind, som."""
        account = rules.Account(self.amount, self.accepted, self.paid, self.advance_limit)
        return rules.most_payable(account, kind)


@dataclass(frozen=True, slots=True)
class PurchaseFile:
    """A purchase with its lines and every step so far."""

    id: int
    place: str
    year: int
    title: str
    language: str
    status: str
    method: str
    method_reason: str | None
    amount: Decimal
    due_on: date | None
    planned_on: date | None
    announced_on: date | None
    plan_line: int | None
    lines: tuple[LineFile, ...]
    award: AwardFile | None
    contracts: tuple[ContractFile, ...]

    @property
    def schools(self) -> frozenset[str]:
        """The schools it is for."""
        return frozenset(share.school for line in self.lines for share in line.shares)

    def agreed(self) -> dict[int, Decimal]:
        """The award spread over the lines by their estimates, som by line id; empty without one."""
        if self.award is None:
            return {}
        parts = apportion(self.award.amount, [line.amount for line in self.lines])
        return {line.id: part for line, part in zip(self.lines, parts, strict=True)}


def standing(session: Session, purchase_id: int) -> tuple[str, str] | None:
    """(place, status) of a purchase, or None: enough to decide who may see it."""
    row = session.execute(
        select(Purchase.place, Purchase.status).where(Purchase.id == purchase_id)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def purchase_of_contract(session: Session, contract_id: int) -> int | None:
    """The purchase a contract belongs to, or None."""
    return session.scalar(select(Contract.purchase_id).where(Contract.id == contract_id))


def purchase_of_delivery(session: Session, delivery_id: int) -> int | None:
    """The purchase a delivery belongs to, or None."""
    return session.scalar(
        select(Contract.purchase_id)
        .join(Delivery, Delivery.contract_id == Contract.id)
        .where(Delivery.id == delivery_id)
    )


def purchase(session: Session, purchase_id: int) -> PurchaseFile | None:
    """A purchase whole, or None."""
    row = session.scalar(
        select(Purchase)
        .where(Purchase.id == purchase_id)
        .options(
            selectinload(Purchase.lines)
            .selectinload(PurchaseLine.shares)
            .selectinload(Share.fundings),
            selectinload(Purchase.lines).selectinload(PurchaseLine.covers),
        )
    )
    if row is None:
        return None
    return PurchaseFile(
        id=row.id,
        place=row.place,
        year=row.year,
        title=row.title,
        language=row.language,
        status=row.status,
        method=row.method,
        method_reason=row.method_reason,
        amount=row.amount,
        due_on=row.due_on,
        planned_on=row.planned_on,
        announced_on=row.announced_on,
        plan_line=row.plan_line_id,
        lines=tuple(_line(line) for line in row.lines),
        award=_award(session, purchase_id),
        contracts=_contracts(session, row),
    )


def _line(line: PurchaseLine) -> LineFile:
    return LineFile(
        id=line.id,
        title=line.title,
        item_code=line.item_code,
        requirement=line.requirement,
        category=line.category,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=line.unit_price,
        vat_rate=line.vat_rate,
        amount=line.amount,
        shares=tuple(
            ShareFile(
                share.school,
                share.quantity,
                share.amount,
                tuple((funding.budget_line_id, funding.amount) for funding in share.fundings),
            )
            for share in line.shares
        ),
        covers=tuple((covers.requirement, covers.quantity) for covers in line.covers),
        certificates=papers.parted(line.certificates),
        safe=SafeValues(*(getattr(line, name) for name in SAFE)),
    )


def _award(session: Session, purchase_id: int) -> AwardFile | None:
    award = session.scalar(
        select(Award).where(Award.purchase_id == purchase_id).options(joinedload(Award.supplier))
    )
    if award is None:
        return None
    return AwardFile(award.supplier.name, award.amount, award.offers, award.on, award.reason)


def _contracts(session: Session, purchase: Purchase) -> tuple[ContractFile, ...]:
    rows = session.scalars(
        select(Contract)
        .where(Contract.purchase_id == purchase.id)
        .order_by(Contract.id)
        .options(joinedload(Contract.supplier), selectinload(Contract.lines))
    ).all()
    ids = [row.id for row in rows]
    deliveries = desk_deliveries.deliveries(session, purchase.id, ids) if ids else ()
    payments = session.scalars(
        select(Payment).where(Payment.contract_id.in_(ids)).order_by(Payment.on, Payment.id)
    ).all()
    return tuple(
        _contract(
            row,
            {line.id: line for line in purchase.lines},
            tuple(one for one in deliveries if one.contract == row.id),
            tuple(
                PaymentFile(one.kind, one.on, one.amount, one.document, one.reason)
                for one in payments
                if one.contract_id == row.id
            ),
        )
        for row in rows
    )


def _contract(
    row: Contract,
    bought: Mapping[int, PurchaseLine],
    deliveries: tuple[DeliveryFile, ...],
    payments: tuple[PaymentFile, ...],
) -> ContractFile:
    return ContractFile(
        id=row.id,
        purchase=row.purchase_id,
        place=row.place,
        supplier=row.supplier.name,
        number=row.number,
        signed_on=row.signed_on,
        due_on=row.due_on,
        amount=row.amount,
        advance_limit=row.advance_limit,
        accepted=row.accepted,
        paid=row.paid,
        amendments=row.amendments,
        amended_on=row.amended_on,
        amendment_reason=row.amendment_reason,
        lines=tuple(
            ContractLineFile(line.id, thing.id, thing.title, thing.unit, line.amount)
            for line in row.lines
            for thing in (bought[line.purchase_line_id],)
        ),
        deliveries=deliveries,
        payments=payments,
    )
