"""What is known about a supplier besides its name: how to reach it, and whether it is listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from procurement import supplier_rules
from procurement.models import Supplier, SupplierContact, UnreliableSupplier
from procurement.reports.suppliers import listed
from register import reports as register

BARRING = frozenset({"procurement_2015"})
"""Laws that bar a listed supplier: Art. 5(2) of Law No. 72 of 03.04.2015. What the law of 2022 says
of it was not found; under it a listed supplier is shown, not barred (docs/law.md)."""


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """One entry of the official list: whose number, from when until when, by which decision.

    A person's name and number are known by the number itself.
    """

    inn: str
    name: str
    since: date
    until: date | None
    basis: str


def keep_contact(
    session: Session, actor: Actor, place: str, supplier_id: int, *, kind: str, value: str
) -> SupplierContact:
    """Keep a supplier's telephone, address or e-mail, as a paper of a purchase names it.

    It is shown to officials and councils only; the journal holds a commitment. One that was ended
    before is in force again.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `supplier.unknown`; `contact.known`; those of `supplier_rules.contact_key`.
    """
    require(actor, Act.KEEP_CONTACT, place)
    if session.get(Supplier, supplier_id) is None:
        raise Refusal("supplier.unknown", "supplier", supplier=supplier_id)
    key = supplier_rules.contact_key(kind, value)
    contact = session.scalar(
        select(SupplierContact)
        .where(
            SupplierContact.supplier_id == supplier_id,
            SupplierContact.kind == kind,
            SupplierContact.match_key == key,
        )
        .with_for_update()
    )
    if contact is not None and contact.ended_on is None:
        raise Refusal("contact.known", "value")
    if contact is None:
        contact = SupplierContact(supplier_id=supplier_id, kind=kind, match_key=key)
        session.add(contact)
    contact.place, contact.value, contact.ended_on = place, value.strip()[:300], None
    journal.enter(
        session, actor, Act.KEEP_CONTACT, contact, scopes=register.lineage(session, place)
    )
    return contact


def end_contact(session: Session, actor: Actor, contact_id: int) -> SupplierContact:
    """Say that a contact is no longer used. It is still compared: it was shared once.

    Raises:
        NotPermitted: the actor is no officer of the place that entered it.
        Refusal: `record.unknown`; `contact.ended`.
    """
    contact = lock(session, SupplierContact, contact_id)
    require(actor, Act.KEEP_CONTACT, contact.place)
    if contact.ended_on is not None:
        raise Refusal("contact.ended", ended_on=contact.ended_on)
    contact.ended_on = clock.today()
    scopes = register.lineage(session, contact.place)
    journal.enter(session, actor, Act.KEEP_CONTACT, contact, scopes=scopes)
    return contact


def list_unreliable(
    session: Session,
    actor: Actor,
    country: str,
    entries: Sequence[ListedEntry],
    *,
    source: str,
    on: date,
) -> dict[str, int]:
    """Bring the official list as it stood on a day: {"new", "changed", "unchanged", "ended"}.

    The file is the whole list: an entry it no longer has ends on that day. Nothing is deleted; the
    same list a second time changes nothing.

    Raises:
        NotPermitted: neither editor nor operator at the country.
        Refusal: `date.in_future`; `unreliable.no_source`; `unreliable.nothing`;
            `unreliable.doubled` for the same number and day twice; `unreliable.until_before_since`;
            `unreliable.no_basis`; `supplier.inn_length`.
    """
    require(actor, Act.LIST_UNRELIABLE, country)
    clock.not_after_today(on)
    if not source.strip():
        raise Refusal("unreliable.no_source", "source")
    _sound(entries)
    known = {
        (row.public_inn or row.person_inn, row.since): row
        for row in session.scalars(
            select(UnreliableSupplier)
            .where(UnreliableSupplier.country == country)
            .order_by(UnreliableSupplier.id)
            .with_for_update()
        )
    }
    done = {"new": 0, "changed": 0, "unchanged": 0, "ended": 0}
    touched: list[UnreliableSupplier] = []
    for entry in entries:
        row = known.pop((entry.inn, entry.since), None)
        kind = "new" if row is None else "changed"
        if row is not None and (row.until, row.basis) == (entry.until, entry.basis):
            done["unchanged"] += 1
            continue
        row = row or _row(country, entry)
        row.until, row.basis, row.source = entry.until, entry.basis, source.strip()
        done[kind] += 1
        touched.append(row)
    for row in known.values():
        if supplier_rules.listed_on(row.since, row.until, on):
            row.until, row.source = on, source.strip()
            done["ended"] += 1
            touched.append(row)
    if touched:
        session.add_all(touched)
        session.flush()
        journal.enter(session, actor, Act.LIST_UNRELIABLE, *touched, scopes=(country,))
    return done


def _sound(entries: Sequence[ListedEntry]) -> None:
    """Refuse a list no official could have issued."""
    if not entries:
        raise Refusal("unreliable.nothing")
    met: set[tuple[str, date]] = set()
    for entry in entries:
        if not supplier_rules.INN.fullmatch(entry.inn):
            raise Refusal("supplier.inn_length", "inn", digits=len(entry.inn))
        if not entry.basis.strip():
            raise Refusal("unreliable.no_basis", "basis")
        if entry.until is not None and entry.until <= entry.since:
            raise Refusal("unreliable.until_before_since", "until", since=entry.since)
        if (entry.inn, entry.since) in met:
            raise Refusal("unreliable.doubled", "inn", since=entry.since)
        met.add((entry.inn, entry.since))


def _row(country: str, entry: ListedEntry) -> UnreliableSupplier:
    person = supplier_rules.is_person_number(entry.inn)
    return UnreliableSupplier(
        country=country,
        public_inn=None if person else entry.inn,
        public_name=None if person else entry.name.strip(),
        person_inn=entry.inn if person else None,
        person_name=entry.name.strip() if person else None,
        since=entry.since,
    )


def not_barred(session: Session, supplier: Supplier, law: str, on: date) -> None:
    """Refuse a supplier that stood on the list of unreliable ones on the day of the award.

    Only under a law that bars it (`BARRING`). Part of awarding.

    Raises:
        Refusal: `award.supplier_listed` with the day it was `listed` from.
    """
    if law not in BARRING:
        return
    found = [entry for entry in listed(session, [supplier.id]) if entry.stands(on)]
    if found:
        raise Refusal("award.supplier_listed", "supplier", listed=found[0].since)
