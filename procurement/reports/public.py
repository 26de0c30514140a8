"""Lists of purchases everybody may read: of a school, a place, a requirement, a supplier.

Drafts are never among them. Each list is read by an index whose reach does not grow with the
country; sums are som.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, distinct, func, select
from sqlalchemy.orm import Session

from budgets.models import Commitment
from core.money import ZERO
from procurement.models import (
    Award,
    Contract,
    ContractLine,
    Purchase,
    PurchaseLine,
    Share,
    Supplier,
    SupplierTotal,
)
from procurement.models.purchases import DRAFT
from procurement.rules import PUBLIC

PER_PAGE = 20
AND = " · "


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """A purchase as lists show it. `planned` is the estimate, `committed` what contracts say.

    `supplier` names all who were chosen; `supplier_id` is None where they are several.

    In a school's list all sums are that school's parts.
    """

    id: int
    title: str
    language: str
    place: str
    year: int
    status: str
    category: str
    planned: Decimal
    committed: Decimal
    accepted: Decimal
    paid: Decimal
    supplier_id: int | None
    supplier: str | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list: the rows, the number of the page, the number of pages, of rows."""

    rows: tuple[PurchaseRow, ...]
    page: int
    last: int
    count: int


@dataclass(frozen=True, slots=True)
class SupplierCard:
    """A supplier; `inn` only of a legal entity. `years`: (year, contracts, committed, paid)."""

    id: int
    name: str
    inn: str | None
    is_person: bool
    years: tuple[tuple[int, int, Decimal, Decimal], ...]


def school_years(session: Session, school: str) -> tuple[int, ...]:
    """The years in which a school has a part in a public purchase, newest first."""
    rows = session.scalars(
        select(Share.year)
        .join(Purchase, Purchase.id == Share.purchase_id)
        .where(Share.school == school, Purchase.status.in_(PUBLIC))
        .distinct()
    )
    return tuple(sorted(rows, reverse=True))


def of_school(
    session: Session, school: str, year: int, *, page: int = 1, per_page: int = 5
) -> Listed:
    """The purchases a school has a part in, newest first; a page beyond the last is empty."""
    held = (
        select(Share.purchase_id, func.sum(Share.amount).label("amount"))
        .join(Purchase, Purchase.id == Share.purchase_id)
        .where(Share.school == school, Share.year == year, Purchase.status.in_(PUBLIC))
        .group_by(Share.purchase_id)
        .order_by(Share.purchase_id.desc())
    )
    parts = session.execute(held).all()
    first = (page - 1) * per_page
    shown = {row.purchase_id: row.amount for row in parts[first : first + per_page]}
    rows = _rows(session, shown)
    committed = _of_school_in(session, school, shown)
    nothing = (ZERO, ZERO, ZERO)
    return _listed(
        [_part(row, shown[row.id], committed.get(row.id, nothing)) for row in rows],
        page,
        len(parts),
        per_page,
    )


def _part(row: PurchaseRow, planned: Decimal, sums: tuple[Decimal, ...]) -> PurchaseRow:
    committed, accepted, paid = sums
    return replace(row, planned=planned, committed=committed, accepted=accepted, paid=paid)


def _of_school_in(
    session: Session, school: str, purchases: Iterable[int]
) -> dict[int, tuple[Decimal, Decimal, Decimal]]:
    rows = session.execute(
        select(
            Contract.purchase_id,
            func.sum(Commitment.amount),
            func.sum(Commitment.accepted),
            func.sum(Commitment.paid),
        )
        .join(ContractLine, ContractLine.contract_id == Contract.id)
        .join(Commitment, Commitment.contract_line == ContractLine.id)
        .where(Contract.purchase_id.in_(list(purchases)), Commitment.school == school)
        .group_by(Contract.purchase_id)
    )
    return {purchase: (amount, accepted, paid) for purchase, amount, accepted, paid in rows}


def of_place(
    session: Session, place: str, year: int, *, page: int = 1, per_page: int = PER_PAGE
) -> Listed:
    """The purchases made by a place itself (as holder of the money), newest first."""
    own = (Purchase.place == place, Purchase.year == year)
    return _paged(session, page, *own, per_page=per_page)


def of_places(session: Session, places: Iterable[str], year: int, *, page: int = 1) -> Listed:
    """The same for several places together: what a council looks after."""
    return _paged(session, page, Purchase.place.in_(sorted(places)), Purchase.year == year)


def newest(session: Session, *, count: int = 5) -> tuple[PurchaseRow, ...]:
    """The purchases entered last, of the whole country."""
    return tuple(_rows(session, _ids(session, Purchase.status.in_(PUBLIC), most=count)))


def for_requirement(session: Session, code: str, *, page: int = 1) -> Listed:
    """The purchases with a line for a requirement, newest first."""
    mine = PurchaseLine.requirement == code
    lines = select(PurchaseLine.purchase_id).where(mine)
    purchases = select(func.count(distinct(PurchaseLine.purchase_id))).where(mine)
    drafts = purchases.where(PurchaseLine.purchase_id.in_(select(Purchase.id).where(DRAFT)))
    # All but the drafts, by two indexes: to look each purchase up took most of the page.
    count = (session.scalar(purchases) or 0) - (session.scalar(drafts) or 0)
    public = (Purchase.status.in_(PUBLIC), Purchase.id.in_(lines))
    ids = _ids(session, *public, most=PER_PAGE, first=(page - 1) * PER_PAGE)
    return _listed(_rows(session, ids), page, count, PER_PAGE)


def of_supplier(session: Session, supplier: int, *, page: int = 1) -> Listed:
    """The purchases a supplier has a contract in, newest first."""
    contracts = select(Contract.purchase_id).where(Contract.supplier_id == supplier)
    return _paged(session, page, Purchase.id.in_(contracts))


def supplier(session: Session, number: int) -> SupplierCard | None:
    """One supplier with the totals of each year, newest first; None when there is none."""
    row = session.execute(
        select(
            Supplier.id,
            func.coalesce(Supplier.public_name, Supplier.person_name, ""),
            Supplier.public_inn,
            Supplier.is_person,
        ).where(Supplier.id == number)
    ).one_or_none()
    if row is None:
        return None
    years = session.execute(
        select(
            SupplierTotal.year, SupplierTotal.contracts, SupplierTotal.committed, SupplierTotal.paid
        )
        .where(SupplierTotal.supplier == number)
        .order_by(SupplierTotal.year.desc())
    )
    return SupplierCard(
        row[0],
        row[1],
        None if row[3] else row[2],
        row[3],
        tuple((y.year, y.contracts, y.committed, y.paid) for y in years),
    )


def _paged(
    session: Session, page: int, *where: ColumnElement[bool], per_page: int = PER_PAGE
) -> Listed:
    public = (Purchase.status.in_(PUBLIC), *where)
    count = session.scalar(select(func.count()).select_from(Purchase).where(*public)) or 0
    ids = _ids(session, *public, most=per_page, first=(page - 1) * per_page)
    return _listed(_rows(session, ids), page, count, per_page)


def _listed(rows: Sequence[PurchaseRow], page: int, count: int, per_page: int) -> Listed:
    return Listed(tuple(rows), page, max(-(-count // per_page), 1), count)


def _ids(session: Session, *where: Any, most: int, first: int = 0) -> list[int]:
    query = select(Purchase.id).where(*where).order_by(Purchase.id.desc())
    return list(session.scalars(query.limit(most).offset(first)))


def _rows(session: Session, ids: Iterable[int]) -> list[PurchaseRow]:
    """These purchases whole, newest first; sums over all contracts, the day of the last to come."""
    found: dict[int, list[Any]] = {}
    for row in session.execute(_with_contracts().where(Purchase.id.in_(list(ids)))):
        found.setdefault(row.id, []).append(row)
    return [_row(found[number]) for number in sorted(found, reverse=True)]


def _row(parts: Sequence[Any]) -> PurchaseRow:
    """A purchase from its awards, each with its contract, if it has one."""
    row = parts[-1]
    sellers = {part.supplier_id: part.public_name or part.person_name or "" for part in parts}
    sellers.pop(None, None)
    due = [part.contract_due for part in parts if part.contract_due is not None]
    return PurchaseRow(
        id=row.id,
        title=row.title,
        language=row.language,
        place=row.place,
        year=row.year,
        status=row.status,
        category=row.category,
        planned=row.amount,
        committed=sum((part.committed or ZERO for part in parts), ZERO),
        accepted=sum((part.accepted or ZERO for part in parts), ZERO),
        paid=sum((part.paid or ZERO for part in parts), ZERO),
        supplier_id=next(iter(sellers)) if len(sellers) == 1 else None,
        supplier=AND.join(sellers.values()) or None,
        due_on=max(due, default=row.due_on),
    )


def _with_contracts() -> Any:
    return (
        select(
            Purchase.id,
            Purchase.title,
            Purchase.language,
            Purchase.place,
            Purchase.year,
            Purchase.status,
            Purchase.category,
            Purchase.amount,
            Purchase.due_on,
            Contract.amount.label("committed"),
            Contract.accepted,
            Contract.paid,
            Contract.due_on.label("contract_due"),
            Award.supplier_id,
            Supplier.public_name,
            Supplier.person_name,
        )
        .outerjoin(Award, Award.purchase_id == Purchase.id)
        .outerjoin(Contract, Contract.award_id == Award.id)
        .outerjoin(Supplier, Supplier.id == Award.supplier_id)
        .order_by(Purchase.id, Award.id)
    )
