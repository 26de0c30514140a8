"""Who sells: named once, known by the tax number."""

from decimal import Decimal

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

import journal
from core.access import Act, Actor, require
from core.errors import Refusal
from core.money import ZERO
from core.upsert import upsert
from core.words import folded
from procurement import supplier_rules
from procurement.models import Supplier, SupplierTotal
from register import reports as register


def name_supplier(
    session: Session,
    actor: Actor,
    place: str,
    *,
    name: str,
    inn: str | None,
    is_person: bool,
    example: bool = False,
) -> Supplier:
    """The supplier with this tax number, entered if new.

    A person's name and number go into the journal only as commitments; a person's number is
    never shown.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `supplier.no_name`; those of `supplier_rules.checked_inn`.
    """
    require(actor, Act.NAME_SUPPLIER, place)
    if not name.strip():
        raise Refusal("supplier.no_name", "name")
    inn = supplier_rules.checked_inn(inn, is_person)
    if inn is not None:
        known = session.scalar(
            select(Supplier).where(or_(Supplier.public_inn == inn, Supplier.person_inn == inn))
        )
        if known is not None:
            return known
    supplier = Supplier(
        is_person=is_person,
        public_name=None if is_person else name.strip(),
        public_inn=None if is_person else inn,
        person_name=name.strip() if is_person else None,
        person_inn=inn if is_person else None,
        example=example,
        search_key=folded(name)[:120],
    )
    session.add(supplier)
    scopes = register.lineage(session, place)
    journal.enter(session, actor, Act.NAME_SUPPLIER, supplier, scopes=scopes)
    return supplier


def supplied(session: Session, supplier: int, year: int, **sums: Decimal | int) -> None:
    """Add to a supplier's `contracts`, `committed` and `paid` of a year. Part of other acts."""
    row = {"contracts": 0, "committed": ZERO, "paid": ZERO, **sums}
    upsert(
        session,
        SupplierTotal,
        [{"supplier": supplier, "year": year, **row}],
        add=("contracts", "committed", "paid"),
    )
