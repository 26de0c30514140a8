"""What acceptances found of a purchase: by line and school, and by certificate."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from procurement import papers
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Certificate,
    Contract,
    ContractLine,
    DeliveryLine,
    Document,
    PurchaseLine,
)


@dataclass(frozen=True, slots=True)
class FoundPart:
    """What one act said of one line at one school. `commission` is None where nobody told."""

    act: str
    on: date
    with_parent: bool
    commission: tuple[str, ...] | None
    school: str
    title: str
    unit: str
    accepted: Decimal
    refused: Decimal
    remarks: str | None
    good_until: date | None


@dataclass(frozen=True, slots=True)
class CertificatePart:
    """A certificate asked for of a line, and what an act says of it; no `act`: not answered yet."""

    title: str
    code: str
    act: str | None = None
    act_on: date | None = None
    number: str | None = None
    on: date | None = None
    reason: str | None = None
    sha256: str | None = None
    file_kind: str | None = None


def lines(session: Session, purchase: int) -> tuple[FoundPart, ...]:
    """What was found of each line at each school, in the order of the acts."""
    rows = session.execute(
        select(
            Acceptance.number,
            Acceptance.on,
            Acceptance.with_parent,
            Acceptance.commission,
            AcceptanceLine.school,
            PurchaseLine.title,
            PurchaseLine.unit,
            AcceptanceLine.accepted,
            AcceptanceLine.refused,
            AcceptanceLine.remarks,
            AcceptanceLine.good_until,
        )
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .join(ContractLine, ContractLine.id == DeliveryLine.contract_line_id)
        .join(PurchaseLine, PurchaseLine.id == ContractLine.purchase_line_id)
        .where(PurchaseLine.purchase_id == purchase)
        .order_by(Acceptance.on, Acceptance.id, PurchaseLine.position, AcceptanceLine.school)
    )
    names = list(FoundPart.__dataclass_fields__)
    return tuple(
        FoundPart(**{**dict(zip(names, row, strict=True)), "commission": told(row[3])})
        for row in map(tuple, rows)
    )


def told(commission: str | None) -> tuple[str, ...] | None:
    """The roles of a commission; None where nobody told."""
    return None if commission is None else papers.parted(commission)


def commissions(session: Session, purchase: int) -> dict[int, tuple[str, ...] | None]:
    """Who sat in the commission of each acceptance of a purchase, by role."""
    rows = session.execute(
        select(Acceptance.id, Acceptance.commission)
        .join(Contract, Contract.id == Acceptance.contract_id)
        .where(Contract.purchase_id == purchase)
    )
    return {number: told(roles) for number, roles in rows}


def certificates(session: Session, purchase: int) -> tuple[CertificatePart, ...]:
    """Each certificate asked for with its answers, line by line; those without one as well."""
    asked = session.execute(
        select(PurchaseLine.id, PurchaseLine.title, PurchaseLine.certificates)
        .where(PurchaseLine.purchase_id == purchase, PurchaseLine.certificates.is_not(None))
        .order_by(PurchaseLine.position)
    ).all()
    if not asked:
        return ()
    answers: dict[tuple[int, str], list[CertificatePart]] = {}
    for line, title, code, *answer in _answers(session, [row[0] for row in asked]):
        answers.setdefault((line, code), []).append(CertificatePart(title, code, *answer))
    return tuple(
        part
        for line, title, codes in asked
        for code in papers.parted(codes)
        for part in answers.get((line, code), [CertificatePart(title, code)])
    )


def _answers(session: Session, lines: list[int]) -> list[tuple]:
    rows = session.execute(
        select(
            PurchaseLine.id,
            PurchaseLine.title,
            Certificate.code,
            Acceptance.number,
            Acceptance.on,
            Certificate.number,
            Certificate.on,
            Certificate.reason,
            Document.sha256,
            Document.file_kind,
        )
        .join(PurchaseLine, PurchaseLine.id == Certificate.purchase_line_id)
        .join(Acceptance, Acceptance.id == Certificate.acceptance_id)
        .outerjoin(Document, Document.id == Certificate.document_id)
        .where(Certificate.purchase_line_id.in_(lines))
        .order_by(Acceptance.on, Acceptance.id)
    )
    return [tuple(row) for row in rows]
