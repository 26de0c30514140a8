"""Suppliers as officials see them: how they kept their contracts, how they are reached."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from core import clock
from core.access import Act, Role, may
from procurement import acts
from procurement.reports import public, suppliers
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.suppliers import KINDS, ContactForm, EndForm
from tracker.office import office
from tracker.office.doorstep import HOLDERS, answer, nothing_here
from tracker.office.names import Names
from tracker.supplier_words import about, period

NUMBER = "<int(max=2147483647):number>"


def _holder() -> tuple[str, ...]:
    held = actor().holds(*HOLDERS)
    if not held:
        nothing_here()
    return held


@office.get("/suppliers")
def suppliers_list() -> str:
    """Suppliers by name or tax number; those of one's own contracts first."""
    held = _holder()
    find = request.args.get("q", "")[:60]
    found = suppliers.known(db.session(), held, find)
    listed = {
        entry.supplier
        for entry in suppliers.listed(db.session(), [one.id for one in found])
        if entry.stands(clock.today())
    }
    return render_template(
        "office/suppliers/list.html", found=found, find=find, listed=listed, most=suppliers.MOST
    )


@office.route(f"/suppliers/{NUMBER}", methods=["GET", "POST"])
def suppliers_show(number: int) -> Any:
    """One supplier; a contact is added here by an officer."""
    held = _holder()
    card = public.supplier(db.session(), number)
    if card is None:
        abort(404)
    place = next(iter(actor().holds(Role.OFFICER)), None)
    form = ContactForm()
    if place and form.validate_on_submit():
        done = perform(
            form, acts.keep_contact, place, number, kind=form.kind.data, value=form.value.data
        )
        if done:
            flash(_("The contact is kept. It is not public."))
            return redirect(url_for(".suppliers_show", number=number), 303)
    called = Names()
    contacts = suppliers.contacts(db.session(), number)
    called.know({one.place for one in contacts})
    return answer(
        "office/suppliers/show.html",
        form,
        card=card,
        contacts=contacts,
        kinds=KINDS,
        called=called,
        held=held,
        entering=place is not None,
        period=period,
        **about(db.session(), number),
    )


@office.route(f"/suppliers/contacts/{NUMBER}/end", methods=["GET", "POST"])
def suppliers_end_contact(number: int) -> Any:
    """Say that a contact is no longer used."""
    contact = _own_contact(db.session(), number)
    form = EndForm()
    if form.validate_on_submit() and perform(form, acts.end_contact, number):
        flash(_("The contact is marked as no longer used."))
        return redirect(url_for(".suppliers_show", number=contact.supplier), 303)
    return answer("office/suppliers/end.html", form, contact=contact, kinds=KINDS)


def _own_contact(session: Session, number: int) -> suppliers.Contact:
    """A contact in use that this officer's place entered; else there is no such page."""
    contact = suppliers.contact(session, number)
    if contact is None or not may(actor(), Act.KEEP_CONTACT, contact.place):
        nothing_here()
    return contact
