"""Suppliers that look alike or share a contact: a question for the council, no accusation."""

from flask import abort, render_template

from core.access import Role
from procurement.reports import public, suppliers
from register import reports as register
from tracker.council import council
from tracker.edge import actor
from tracker.extensions import db
from tracker.forms.suppliers import KINDS
from tracker.public.purchases import NUMBER
from tracker.supplier_words import about, period

SHOWN = 100  # pairs on the page; the count is of all


def _places() -> list[str]:
    held = actor().holds(Role.COUNCIL)
    return [spot.code for code in held for spot in register.places_within(db.session, code)]


@council.get("/suppliers")
def suppliers_alike() -> str:
    """Pairs of suppliers of which one at least was chosen within the council's territory."""
    pairs, names = suppliers.alike_in(db.session(), _places())
    return render_template(
        "council/suppliers.html", pairs=pairs[:SHOWN], count=len(pairs), names=names
    )


@council.get(f"/suppliers/{NUMBER}")
def supplier(number: int) -> str:
    """One supplier with its contacts, if it was chosen within the territory or looks like one."""
    pairs, names = suppliers.alike_in(db.session(), _places())
    own = [pair for pair in pairs if number in (pair.first, pair.second)]
    card = public.supplier(db.session(), number)
    if card is None or not (own or suppliers.chosen_by(db.session(), number, _places())):
        abort(404)
    return render_template(
        "council/supplier.html",
        card=card,
        pairs=own,
        names=names,
        contacts=suppliers.contacts(db.session(), number),
        kinds=KINDS,
        period=period,
        **about(db.session(), number),
    )
