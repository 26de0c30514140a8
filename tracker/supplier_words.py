"""How a supplier kept its contracts and whether it is listed, in words; for all doors."""

from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from core import clock
from procurement.reports import desk, suppliers
from procurement.reports.trail_parts import Trail
from tracker import formats
from tracker.extensions import db
from tracker.tables import Column, Table


def about(session: Session, number: int) -> dict[str, Any]:
    """The facts and the table that templates/macros/supplier.html shows of a supplier."""
    today = clock.today()
    entries = suppliers.listed(session, [number])
    return {
        "record": record_table(suppliers.record(session, number, today)),
        "entries": entries,
        "listed_now": [entry for entry in entries if entry.stands(today)],
    }


def record_table(record: suppliers.Record) -> Table:
    """How a supplier kept its contracts: a count each, and of how many."""
    rows = (
        ("in_time", gettext("Contracts that came whole in time"), record.in_time, record.contracts),
        ("late", gettext("Contracts that came whole, but late"), record.late, record.contracts),
        (
            "waited_for",
            gettext("Contracts past their day and not whole"),
            record.waited_for,
            record.contracts,
        ),
        (
            "refused",
            gettext("Checks of goods in which something was refused"),
            record.refused,
            record.checked,
        ),
        ("alone", gettext("Awards with one offer only"), record.alone, record.awards),
    )
    return Table(
        "record",
        gettext("How the contracts were kept"),
        (
            Column("code", gettext("Code"), hidden=True),
            Column("what", gettext("What")),
            Column("count", gettext("How many"), "count"),
            Column("of", gettext("Of how many"), "count"),
        ),
        rows,
    )


def period(entry: suppliers.Entry) -> str:
    """From when until when an entry stands."""
    if entry.until is None:
        return gettext("since: %(day)s", day=formats.day(entry.since))
    return f"{formats.day(entry.since)} – {formats.day(entry.until)}"


def choices(session: Session, place: str, find: str = "") -> list[tuple[str, str]]:
    """Suppliers to choose from, those of the place first; who stands on the list, is marked so."""
    known = desk.suppliers(session, place, find)
    today = clock.today()
    listed = suppliers.listed(session, [one.id for one in known])
    marked = {entry.supplier for entry in listed if entry.stands(today)}
    return [(str(one.id), _choice(one.name, one.inn, one.id in marked)) for one in known]


def _choice(name: str, inn: str | None, listed: bool) -> str:
    parts = [name, inn, gettext("on the list of unreliable suppliers") if listed else None]
    return " · ".join(part for part in parts if part)


def listed_when_chosen(trail: Trail) -> list[suppliers.Entry]:
    """Of whoever was chosen for a purchase: their standing on the list on that very day."""
    chosen = {(award.supplier_id, award.on) for award in trail.awards}
    entries = suppliers.listed(db.session(), {supplier for supplier, _ in chosen})
    return [
        entry
        for entry in entries
        if any(entry.supplier == supplier and entry.stands(on) for supplier, on in chosen)
    ]
