"""One purchase whole, as the office works on it: every step so far with its numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from core.money import apportion
from procurement import rules
from procurement.models import (
    Contract,
    Purchase,
    PurchaseLine,
    Share,
)
from procurement.reports import bids, desk_deliveries, desk_money
from procurement.reports.bids import AwardFile, LotPart, OpeningPart
from procurement.reports.desk_deliveries import DeliveryFile
from procurement.reports.desk_lines import LineFile, line_file
from procurement.reports.desk_money import PaymentFile, PenaltyFile


@dataclass(frozen=True, slots=True)
class ContractLineFile:
    """What a contract delivers of a purchase line, `bought`."""

    id: int
    bought: int
    title: str
    unit: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class ContractFile:
    """A contract with all that happened under it; sums in som."""

    id: int
    rev: int
    purchase: int
    place: str
    award: int
    supplier: str
    number: str
    signed_on: date
    due_on: date
    amount: Decimal
    advance_limit: Decimal
    accepted: Decimal
    paid: Decimal
    withheld: Decimal
    returned: Decimal
    ceiling: Decimal | None
    amendments: int
    amended_on: date | None
    amendment_reason: str | None
    terminated_on: date | None
    terminated_by: str | None
    termination_reason: str | None
    lines: tuple[ContractLineFile, ...]
    deliveries: tuple[DeliveryFile, ...]
    payments: tuple[PaymentFile, ...]
    penalties: tuple[PenaltyFile, ...]

    @property
    def account(self) -> rules.Account:
        """How it stands, for the rules."""
        return rules.Account(
            self.amount,
            self.accepted,
            self.paid,
            self.advance_limit,
            self.withheld,
            self.returned,
        )

    @property
    def stage(self) -> str:
        """How far it has come: procurement.rules.STAGES."""
        lines = [line for delivery in self.deliveries for line in delivery.lines]
        checked = any(delivery.acceptances for delivery in self.deliveries)
        kept = not checked or any(line.left for line in lines)
        return rules.stage(self.account, delivered=bool(lines), kept=kept)

    def most_payable(self, kind: str) -> Decimal:
        """The most that may be paid now as that kind, som."""
        return rules.most_payable(self.account, kind)


@dataclass(frozen=True, slots=True)
class PurchaseFile:
    """A purchase with its lines and every step so far."""

    id: int
    rev: int
    place: str
    year: int
    title: str
    language: str
    status: str
    kind: str | None
    framework: int | None
    method: str
    method_reason: str | None
    method_ground: str | None
    answers: dict[str, str] | None  # of a draft: meant for its flags
    amount: Decimal
    due_on: date | None
    planned_on: date | None
    announced_on: date | None
    plan_line_id: int | None
    outside_plan: str | None
    lines: tuple[LineFile, ...]
    lots: tuple[LotPart, ...]
    openings: tuple[OpeningPart, ...]
    awards: tuple[AwardFile, ...]
    contracts: tuple[ContractFile, ...]

    @property
    def schools(self) -> frozenset[str]:
        """The schools it is for."""
        return frozenset(share.school for line in self.lines for share in line.shares)

    @property
    def opening(self) -> OpeningPart | None:
        """The protocol whose bids may be chosen; None before it, and after it failed."""
        return next((one for one in reversed(self.openings) if not one.failed), None)

    @property
    def waiting(self) -> tuple[AwardFile, ...]:
        """The awards whose contract is to be signed."""
        ended = {lot.number for lot in self.lots if not lot.in_force}
        return tuple(one for one in self.awards if not one.signed and one.lot not in ended)

    @property
    def lots_to_award(self) -> tuple[LotPart, ...]:
        """The lots that still wait for their supplier."""
        return tuple(lot for lot in self.lots if lot.standing == "open")

    def agreed(self, award: AwardFile | None) -> dict[int, Decimal]:
        """An award spread over its lines by their estimates, som by line id; empty without one."""
        if award is None:
            return {}
        lines = [line for line in self.lines if award.lot in (None, line.lot)]
        parts = apportion(award.amount, [line.amount for line in lines])
        return {line.id: part for line, part in zip(lines, parts, strict=True)}


def standing(session: Session, purchase_id: int) -> tuple[str, str] | None:
    """(place, status) of a purchase, or None: enough to decide who may see it."""
    row = session.execute(
        select(Purchase.place, Purchase.status).where(Purchase.id == purchase_id)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def purchase_of_contract(session: Session, contract_id: int) -> int | None:
    """The purchase a contract belongs to, or None."""
    return session.scalar(select(Contract.purchase_id).where(Contract.id == contract_id))


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
    lots = bids.lots(session, purchase_id)
    numbers = {lot.id: lot.number for lot in lots}
    return PurchaseFile(
        id=row.id,
        rev=row.rev,
        place=row.place,
        year=row.year,
        title=row.title,
        language=row.language,
        status=row.status,
        kind=row.kind,
        framework=row.framework_id,
        method=row.method,
        method_reason=row.method_reason,
        method_ground=row.method_ground,
        answers=row.answers,
        amount=row.amount,
        due_on=row.due_on,
        planned_on=row.planned_on,
        announced_on=row.announced_on,
        plan_line_id=row.plan_line_id,
        outside_plan=row.outside_plan,
        lines=tuple(line_file(line, numbers) for line in row.lines),
        lots=lots,
        openings=bids.openings(session, purchase_id),
        awards=bids.awards(session, purchase_id),
        contracts=_contracts(session, row),
    )


def _contracts(session: Session, purchase: Purchase) -> tuple[ContractFile, ...]:
    rows = session.scalars(
        select(Contract)
        .where(Contract.purchase_id == purchase.id)
        .order_by(Contract.id)
        .options(joinedload(Contract.supplier), selectinload(Contract.lines))
    ).all()
    ids = [row.id for row in rows]
    deliveries = desk_deliveries.deliveries(session, purchase.id, ids) if ids else ()
    payments = desk_money.payments(session, ids) if ids else ()
    penalties = desk_money.penalties(session, ids) if ids else ()
    return tuple(
        _contract(
            row,
            {line.id: line for line in purchase.lines},
            tuple(one for one in deliveries if one.contract == row.id),
            tuple(one for one in payments if one.contract == row.id),
            tuple(one for one in penalties if one.contract == row.id),
        )
        for row in rows
    )


def _contract(
    row: Contract,
    bought: Mapping[int, PurchaseLine],
    deliveries: tuple[DeliveryFile, ...],
    payments: tuple[PaymentFile, ...],
    penalties: tuple[PenaltyFile, ...],
) -> ContractFile:
    return ContractFile(
        id=row.id,
        rev=row.rev,
        purchase=row.purchase_id,
        place=row.place,
        award=row.award_id,
        supplier=row.supplier.name,
        number=row.number,
        signed_on=row.signed_on,
        due_on=row.due_on,
        amount=row.amount,
        advance_limit=row.advance_limit,
        accepted=row.accepted,
        paid=row.paid,
        withheld=row.withheld,
        returned=row.returned,
        ceiling=row.ceiling,
        amendments=row.amendments,
        amended_on=row.amended_on,
        amendment_reason=row.amendment_reason,
        terminated_on=row.terminated_on,
        terminated_by=row.terminated_by,
        termination_reason=row.termination_reason,
        lines=tuple(
            ContractLineFile(line.id, thing.id, thing.title, thing.unit, line.amount)
            for line in row.lines
            for thing in (bought[line.purchase_line_id],)
        ),
        deliveries=deliveries,
        payments=payments,
        penalties=penalties,
    )
