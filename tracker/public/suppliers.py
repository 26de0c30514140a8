"""A supplier: what it was contracted for and paid, how it kept that, and by which purchases."""

from typing import Any

from flask import abort
from flask_babel import gettext

from procurement.reports import public as purchases
from register import reports as register
from tracker import queries
from tracker.extensions import db
from tracker.names import Names
from tracker.public.lists import purchases as purchases_table
from tracker.public.offers import Shown, offer
from tracker.supplier_words import about, period
from tracker.tables import Column, Table

NUMBER = "<int(max=2147483647):number>"


@offer(f"/suppliers/{NUMBER}", tables=("years", "record", "purchases"), page=queries.PAGE)
def supplier(number: int, page: int) -> Shown:
    """A supplier (contractor); the tax number of a person is never told."""
    card = purchases.supplier(db.session, number)
    if card is None:
        abort(404)
    names = Names()
    known = about(db.session(), number)
    listed = purchases.of_supplier(db.session, number, page=page)
    places = register.names(db.session, {row.place for row in listed.rows})
    return Shown(
        "public/supplier.html",
        f"supplier-{number}",
        head={
            "id": card.id,
            "name": card.name,
            "inn": None if card.is_person else card.inn,
            "is_person": card.is_person,
        },
        facts={
            "listed": listed,
            "number": number,
            "entries": known["entries"],
            "listed_now": known["listed_now"],
            "period": period,
        },
        tables=(
            _years(card.years),
            known["record"],
            purchases_table(
                listed.rows, names, gettext("Purchases with this supplier"), places=places
            ),
        ),
    )


def _years(rows: tuple[tuple[Any, ...], ...]) -> Table:
    return Table(
        "years",
        gettext("Contracts by year"),
        (
            Column("year", gettext("Year")),
            Column("contracts", gettext("Contracts"), "count"),
            Column("committed", gettext("In contracts"), "som"),
            Column("paid", gettext("Paid"), "som"),
        ),
        rows,
    )
