"""What the office asks of its purchases: which there are, what is late, what a school waits for."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session

from core.words import folded
from procurement.models import Contract, PlanLine, Purchase, Share, Supplier
from procurement.moves import STATUSES

PAGE = 50
MOST_SUPPLIERS = 200
OPEN = tuple(status for status in STATUSES if status not in ("closed", "cancelled"))


@dataclass(frozen=True, slots=True)
class PurchaseRow:
    """A purchase as a list of the office shows it. `amount` is its estimate, som."""

    id: int
    place: str
    year: int
    title: str
    language: str
    status: str
    method: str
    amount: Decimal
    due_on: date | None


@dataclass(frozen=True, slots=True)
class LateContract:
    """A contract whose day has passed while not all of it is accepted; sums in som."""

    purchase: int
    title: str
    language: str
    contract: int
    number: str
    due_on: date
    supplier: str
    amount: Decimal
    accepted: Decimal
    place: str


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """A supplier to choose. `inn` is None for persons: theirs is never shown."""

    id: int
    name: str
    inn: str | None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A line of a published plan that a purchase may follow; `amount` in som."""

    id: int
    title: str
    amount: Decimal


def counts(session: Session, places: Collection[str]) -> dict[tuple[str, int], dict[str, int]]:
    """How many purchases of these holders stand at which status: (place, year) → status → count."""
    found: dict[tuple[str, int], dict[str, int]] = {}
    rows = session.execute(
        select(Purchase.place, Purchase.year, Purchase.status, func.count())
        .where(Purchase.place.in_(list(places)))
        .group_by(Purchase.place, Purchase.year, Purchase.status)
    )
    for place, year, status, count in rows:
        found.setdefault((place, year), {})[status] = count
    return found


def purchases(
    session: Session,
    places: Collection[str],
    *,
    year: int | None = None,
    statuses: Collection[str] = (),
    page: int = 1,
) -> list[PurchaseRow]:
    """One page of the purchases of these holders, the newest first; of `statuses` if any told."""
    query = _rows().where(Purchase.place.in_(list(places)))
    if year is not None:
        query = query.where(Purchase.year == year)
    if statuses:
        query = query.where(Purchase.status.in_(list(statuses)))
    rows = session.execute(query.order_by(Purchase.id.desc()).limit(PAGE).offset((page - 1) * PAGE))
    return [PurchaseRow(*row) for row in rows]


def at_schools(session: Session, schools: Collection[str]) -> list[PurchaseRow]:
    """The purchases under contract that bring something to these schools, the next due first."""
    ids = select(Share.purchase_id).where(Share.school.in_(list(schools)))
    rows = session.execute(
        _rows()
        .where(Purchase.id.in_(ids), Purchase.status == "contracted")
        .order_by(Purchase.due_on.is_(None), Purchase.due_on, Purchase.id)
        .limit(PAGE)
    )
    return [PurchaseRow(*row) for row in rows]


def _rows() -> Select:
    return select(
        Purchase.id,
        Purchase.place,
        Purchase.year,
        Purchase.title,
        Purchase.language,
        Purchase.status,
        Purchase.method,
        Purchase.amount,
        Purchase.due_on,
    )


def late(session: Session, places: Collection[str], today: date) -> list[LateContract]:
    """Contracts of these holders due before today and not accepted in full, the latest first."""
    rows = session.execute(
        select(
            Purchase.id,
            Purchase.title,
            Purchase.language,
            Contract.id,
            Contract.number,
            Contract.due_on,
            func.coalesce(Supplier.public_name, Supplier.person_name, ""),
            Contract.amount,
            Contract.accepted,
            Purchase.place,
        )
        .join(Purchase, Purchase.id == Contract.purchase_id)
        .join(Supplier, Supplier.id == Contract.supplier_id)
        .where(
            Purchase.place.in_(list(places)),
            Purchase.status == "contracted",
            Contract.due_on < today,
            Contract.terminated_on.is_(None),
            Contract.accepted < Contract.amount,
        )
        .order_by(Contract.due_on, Contract.id)
        .limit(PAGE)
    )
    return [LateContract(*row) for row in map(tuple, rows)]


def suppliers(session: Session, place: str, words: str = "") -> list[SupplierRow]:
    """Suppliers to choose from: those with contracts of this holder first, then by name.

    Every one of `words` stands in the name, or the INN of a legal entity is that.
    """
    known = select(Contract.supplier_id).where(Contract.place == place)
    name = func.coalesce(Supplier.public_name, Supplier.person_name, "")
    query = select(Supplier.id, name, Supplier.public_inn)
    for word in folded(words).split()[:6]:
        has_word = Supplier.search_key.contains(word, autoescape=True)
        query = query.where(or_(has_word, Supplier.public_inn == word))
    rows = session.execute(
        query.order_by(case((Supplier.id.in_(known), 0), else_=1), name, Supplier.id).limit(
            MOST_SUPPLIERS
        )
    )
    return [SupplierRow(*row) for row in rows]


def plan_lines(session: Session, place: str, year: int) -> list[PlanRow]:
    """The lines of the holder's published plan of that year."""
    rows = session.execute(
        select(PlanLine.id, PlanLine.title, PlanLine.amount)
        .where(PlanLine.place == place, PlanLine.year == year, PlanLine.status.is_(None))
        .order_by(PlanLine.id)
        .limit(MOST_SUPPLIERS)
    )
    return [PlanRow(*row) for row in rows]


def pages(
    counts: Mapping[tuple[str, int], Mapping[str, int]],
    year: int | None,
    statuses: Collection[str],
) -> int:
    """How many pages `purchases` has, by what `counts` gave. Pure."""
    count = sum(
        number
        for (_, of_year), by_status in counts.items()
        for status, number in by_status.items()
        if year in (None, of_year) and (not statuses or status in statuses)
    )
    return max(-(-count // PAGE), 1)
