"""How a supplier kept its contracts and whether it is listed, in words; for all doors."""

from typing import Any

from flask_babel import gettext
from sqlalchemy.orm import Session

from core import clock
from procurement.reports import suppliers
from tracker import formats
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
