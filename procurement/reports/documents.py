"""The documents of a purchase as everybody sees them listed, and who may open which."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from procurement.models import Contract, Document, Share


@dataclass(frozen=True, slots=True)
class DocumentPart:
    """A document in the list of its purchase; `contract` is the number of the contract it is under.

    `opens`: may everybody open it? Not when it holds personal data here or elsewhere, is a
    photograph, or was withdrawn.
    """

    id: int
    contract_id: int | None
    delivery_id: int | None
    acceptance_id: int | None
    payment_id: int | None
    contract: str | None
    kind: str
    title: str | None
    number: str | None
    on: date | None
    sha256: str
    file_kind: str
    size: int
    pages: int
    withheld: str | None
    attached_on: date
    withdrawn_on: date | None
    withdrawn_reason: str | None
    opens: bool


def of_purchase(session: Session, purchase: int) -> tuple[DocumentPart, ...]:
    """The documents of a purchase, withdrawn ones too, in the order they were attached."""
    columns = [
        getattr(Document, name) for name in DocumentPart.__dataclass_fields__ if name in _COLUMNS
    ]
    rows = session.execute(
        select(*columns, Contract.number.label("contract"), opens().label("opens"))
        .outerjoin(Contract, Contract.id == Document.contract_id)
        .where(Document.purchase_id == purchase)
        .order_by(Document.id)
    )
    return tuple(DocumentPart(**row._mapping) for row in rows)


_COLUMNS = frozenset(Document.__table__.c.keys())


def opens() -> ColumnElement[bool]:
    """May everybody open a document? Not where it, or the same file, holds personal data."""
    other = aliased(Document)
    kept_back = exists().where(other.sha256 == Document.sha256, other.withheld.is_not(None))
    return Document.is_public & Document.withdrawn_on.is_(None) & ~kept_back


def one(session: Session, number: int) -> tuple[int, DocumentPart] | None:
    """A document and the purchase it is of; None where there is none."""
    purchase = session.scalar(select(Document.purchase_id).where(Document.id == number))
    if purchase is None:
        return None
    listed = of_purchase(session, purchase)
    return purchase, next(part for part in listed if part.id == number)


def is_public(session: Session, sha256: str, kind: str) -> bool:
    """May everybody open this file: does a purchase list it so?"""
    named = select(Document.id).where(
        Document.sha256 == sha256, Document.file_kind == kind, opens()
    )
    return session.scalar(named.limit(1)) is not None


def is_kept_back(session: Session, sha256: str) -> bool:
    """Does any purchase say that this file holds personal data?"""
    named = select(Document.id).where(Document.sha256 == sha256, Document.withheld.is_not(None))
    return session.scalar(named.limit(1)) is not None


def owners(session: Session, sha256: str) -> set[str]:
    """The places and schools whose purchases name a file."""
    purchases = select(Document.purchase_id).where(Document.sha256 == sha256)
    places = session.scalars(select(Document.place).where(Document.sha256 == sha256).distinct())
    schools = session.scalars(
        select(Share.school).where(Share.purchase_id.in_(purchases)).distinct()
    )
    return {*places, *schools}
