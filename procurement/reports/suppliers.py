"""Suppliers: how they kept their contracts, whether they are listed, and who looks like whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from core.money import ZERO
from core.words import folded
from procurement import supplier_rules
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Award,
    Contract,
    Delivery,
    Supplier,
    SupplierContact,
    UnreliableSupplier,
)
from procurement.supplier_rules import Alike

MOST = 200  # suppliers on a page
MOST_COMPARED = 20_000  # suppliers of a territory whose names are compared; beyond it, said so


@dataclass(frozen=True, slots=True)
class Record:
    """How a supplier kept its contracts so far.

    `in_time` and `late` count contracts by their last delivery, `waited_for` those past their day
    without all of it; `refused` counts acceptance lines of which something was refused, of
    `checked` lines in all. `alone` counts awards out of one offer, of `awards` in all. Sums in som.
    """

    contracts: int
    in_time: int
    late: int
    waited_for: int
    checked: int
    refused: int
    awards: int
    alone: int
    amount: Decimal
    accepted: Decimal
    paid: Decimal


@dataclass(frozen=True, slots=True)
class Entry:
    """When a supplier, by number, stood on the list of unreliable ones, and by which decision."""

    supplier: int
    since: date
    until: date | None
    basis: str
    source: str

    def stands(self, on: date) -> bool:
        """Does it stand on this day?"""
        return supplier_rules.listed_on(self.since, self.until, on)


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact of a supplier, for officials and councils."""

    id: int
    supplier: int
    kind: str
    value: str
    place: str
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Known:
    """A supplier in a list; `inn` only of a legal entity."""

    id: int
    name: str
    inn: str | None
    contracts: int
    amount: Decimal


def _named() -> Any:
    return func.coalesce(Supplier.public_name, Supplier.person_name, "")


def record(session: Session, supplier: int, today: date) -> Record:
    """How a supplier kept its contracts, in three statements whatever their number."""
    last = (
        select(Delivery.contract_id, func.max(Delivery.on).label("on"))
        .join(Contract, Contract.id == Delivery.contract_id)
        .where(Contract.supplier_id == supplier)
        .group_by(Delivery.contract_id)
        .subquery()
    )
    whole = Contract.accepted == Contract.amount
    came_late = and_(whole, last.c.on > Contract.due_on)
    in_time = and_(whole, last.c.on <= Contract.due_on)
    waited = and_(~whole, Contract.due_on < today)
    counted = [func.count(case((test, 1))) for test in (in_time, came_late, waited)]
    sums = [func.sum(column) for column in (Contract.amount, Contract.accepted, Contract.paid)]
    row = session.execute(
        select(func.count(), *counted, *sums)
        .select_from(Contract)
        .outerjoin(last, last.c.contract_id == Contract.id)
        .where(Contract.supplier_id == supplier)
    ).one()
    checked = session.execute(
        select(func.count(), func.count(case((AcceptanceLine.refused > 0, 1))))
        .select_from(AcceptanceLine)
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .join(Contract, Contract.id == Acceptance.contract_id)
        .where(Contract.supplier_id == supplier)
    ).one()
    awards = session.execute(
        select(func.count(), func.count(case((Award.offers == 1, 1)))).where(
            Award.supplier_id == supplier
        )
    ).one()
    return Record(
        *row[:4], *checked, *awards, *(Decimal(part) if part else ZERO for part in row[4:])
    )


def listed(session: Session, suppliers: Iterable[int]) -> tuple[Entry, ...]:
    """All entries of the list of unreliable suppliers about these, by number, newest first."""
    same = or_(
        and_(
            Supplier.public_inn.is_not(None), UnreliableSupplier.public_inn == Supplier.public_inn
        ),
        and_(
            Supplier.person_inn.is_not(None), UnreliableSupplier.person_inn == Supplier.person_inn
        ),
    )
    rows = session.execute(
        select(
            Supplier.id,
            UnreliableSupplier.since,
            UnreliableSupplier.until,
            UnreliableSupplier.basis,
            UnreliableSupplier.source,
        )
        .join(UnreliableSupplier, same)
        .where(Supplier.id.in_(list(suppliers)))
        .order_by(UnreliableSupplier.since.desc(), UnreliableSupplier.id)
    )
    return tuple(Entry(*row) for row in rows)


def _contacts(session: Session, where: Any) -> tuple[Contact, ...]:
    rows = session.execute(
        select(
            SupplierContact.id,
            SupplierContact.supplier_id,
            SupplierContact.kind,
            func.coalesce(SupplierContact.value, ""),
            SupplierContact.place,
            SupplierContact.ended_on,
        )
        .where(where)
        .order_by(SupplierContact.ended_on.is_not(None), SupplierContact.kind, SupplierContact.id)
    )
    return tuple(Contact(*row) for row in rows)


def contacts(session: Session, supplier: int) -> tuple[Contact, ...]:
    """A supplier's contacts, those in use first. Only for officials and councils."""
    return _contacts(session, SupplierContact.supplier_id == supplier)


def contact(session: Session, number: int) -> Contact | None:
    """One contact that is in use; None when there is none. Only for officials and councils."""
    found = _contacts(session, SupplierContact.id == number)
    return found[0] if found and found[0].ended_on is None else None


def known(session: Session, places: Sequence[str], words: str = "") -> tuple[Known, ...]:
    """Suppliers found by name or tax number; those with contracts of these places first."""
    own = (
        select(
            Contract.supplier_id,
            func.count().label("contracts"),
            func.sum(Contract.amount).label("amount"),
        )
        .where(Contract.place.in_(places))
        .group_by(Contract.supplier_id)
        .subquery()
    )
    query = select(
        Supplier.id, _named(), Supplier.public_inn, own.c.contracts, own.c.amount
    ).outerjoin(own, own.c.supplier_id == Supplier.id)
    for word in folded(words).split()[:6]:
        has_word = Supplier.search_key.contains(word, autoescape=True)
        query = query.where(or_(has_word, Supplier.public_inn == word))
    rows = session.execute(
        query.order_by(own.c.contracts.is_(None), own.c.amount.desc(), Supplier.id).limit(MOST)
    )
    return tuple(Known(row[0], row[1], row[2], row[3] or 0, row[4] or ZERO) for row in rows)


def alike_in(session: Session, places: Sequence[str]) -> tuple[tuple[Alike, ...], dict[int, str]]:
    """Pairs of suppliers that look alike, of which one at least was chosen by these places.

    With the names of all of them. For councils only: a look-alike is a question, no accusation.
    """
    chosen = set(
        session.scalars(select(Award.supplier_id).where(Award.place.in_(places)).distinct())
    )
    if not chosen:
        return (), {}
    awarded = exists().where(Award.supplier_id == Supplier.id)
    rows = session.execute(
        select(Supplier.id, _named()).where(awarded).order_by(Supplier.id).limit(MOST_COMPARED)
    )
    names: dict[int, str] = dict(rows.tuples().all())
    shared = session.execute(
        select(SupplierContact.supplier_id, SupplierContact.kind, SupplierContact.match_key).where(
            SupplierContact.match_key.is_not(None)
        )
    ).all()
    pairs = supplier_rules.alike(names, [(row[0], row[1], row[2] or "") for row in shared])
    found = tuple(pair for pair in pairs if {pair.first, pair.second} & chosen)
    met = {number for pair in found for number in (pair.first, pair.second)}
    return found, {number: names[number] for number in met}


def chosen_by(session: Session, supplier: int, places: Sequence[str]) -> bool:
    """Was a supplier ever chosen for a purchase of these places?"""
    found = select(Award.id).where(Award.supplier_id == supplier, Award.place.in_(places)).limit(1)
    return session.scalar(found) is not None


def standing_list(
    session: Session, country: str, on: date
) -> tuple[tuple[str, str | None, Entry], ...]:
    """The list of unreliable suppliers on a day: (name, number of a legal entity, entry).

    Entries of suppliers we do not know stand there too, as number 0. For editors: persons' names
    are among them.
    """
    name = func.coalesce(UnreliableSupplier.public_name, UnreliableSupplier.person_name, "")
    rows = session.execute(
        select(
            name,
            UnreliableSupplier.public_inn,
            UnreliableSupplier.since,
            UnreliableSupplier.until,
            UnreliableSupplier.basis,
            UnreliableSupplier.source,
        )
        .where(UnreliableSupplier.country == country, UnreliableSupplier.since <= on)
        .where(or_(UnreliableSupplier.until.is_(None), UnreliableSupplier.until > on))
        .order_by(name, UnreliableSupplier.id)
    )
    return tuple((row[0], row[1], Entry(0, *row[2:])) for row in rows)
