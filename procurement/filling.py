"""What no leaf of this room holds, filled in a base that was rebuilt from leaves."""

from typing import Any

from sqlalchemy.orm import Session

from budgets.models import MonthTotal
from core.errors import Refusal
from core.words import folded
from journal.mending import make, mend
from procurement import accepted_parts, kept_principles, meal_months, recounts, tallies
from procurement.models import SupplierTotal
from procurement.supplier_rules import contact_key

NOT_KEPT = "Аты сакталган эмес · Имя не хранится · Name not kept"
"""Stands for a person's name that was erased, or that is another one since: the journal holds only
a commitment to it. In all three languages at once: a base of rows has none of its own."""


def _supplier(row: Any) -> dict[str, Any]:
    """The key of search, and the word for a person whose name is not kept."""
    person = (row.person_name or NOT_KEPT) if row.is_person else None
    return {"person_name": person, "search_key": folded(row.public_name or person or "")[:120]}


def _contact(row: Any) -> dict[str, Any]:
    """The key by which a contact is compared, where its value is kept."""
    try:
        return {"match_key": contact_key(row.kind, row.value or "")}
    except Refusal:
        return {"match_key": None}


DERIVE = {"suppliers": _supplier, "supplier_contacts": _contact}


def fill_spent(session: Session) -> None:
    """What was accepted and paid, by commitment and contract; before the sums of budget lines."""
    accepted_parts.fill(session)
    for recount in (
        *(recounts.undone, recounts.commitments, recounts.contracts),
        recounts.after_signing,
    ):
        mend(session, recount(session))


def fill(session: Session) -> None:
    """All that is added up of purchases and meals, and how purchases stand to the principles."""
    make(session, SupplierTotal, recounts.suppliers(session))
    make(session, MonthTotal, recounts.months(session))
    meal_months.fill(session)
    tallies.renew(session)
    kept_principles.renew(session)
