"""The official list of unreliable suppliers, brought in by an editor: send, look, confirm."""

from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from core import clock
from core.access import Act
from core.errors import Refusal
from opendata import unreliable as lists
from opendata.sheets import Sheet
from procurement import acts
from procurement.reports import suppliers
from tracker import edge, faults, uploads
from tracker.extensions import db
from tracker.forms.suppliers import UnreliableConfirmForm, UnreliableUploadForm
from tracker.office import office
from tracker.office.doorstep import answer, doer
from tracker.office.imports import SHOWN, sent
from tracker.supplier_words import period


def _editor() -> str:
    country: str = current_app.config["TRACKER"].country
    doer(Act.LIST_UNRELIABLE, country)
    return country


def _look(session: Session, sheets: list[Sheet], *_about: Any) -> lists.ReadList:
    return lists.read(sheets)


@office.route("/unreliable", methods=["GET", "POST"])
def unreliable_show() -> ResponseReturnValue:
    """The list as it stands, and where a newer one is sent. Sending it saves nothing."""
    country = _editor()
    form = UnreliableUploadForm()
    token = sent(form, _look, country, clock.today().year)
    if token:
        return redirect(url_for(".unreliable_preview", token=token), 303)
    standing = suppliers.standing_list(db.session(), country, clock.today())
    return answer("office/unreliable/show.html", form, standing=standing, period=period)


def _found(token: str) -> lists.ReadList:
    _editor()
    _upload, sheets = uploads.find(edge.actor().account, token)
    return lists.read(sheets)


@office.route("/unreliable/uploads/<token>", methods=["GET", "POST"])
def unreliable_preview(token: str) -> ResponseReturnValue:
    """Who would stand on the list, and every fault with its cell; then the yes."""
    found = _found(token)
    form = UnreliableConfirmForm(data={"on": clock.today()})
    if form.is_submitted() and not found.may_be_kept:
        edge.refuse(form, Refusal("import.has_faults", errors=len(found.errors)))
    elif form.validate_on_submit():
        done: Any = edge.perform(
            form,
            acts.list_unreliable,
            _editor(),
            found.entries,
            source=form.source.data,
            on=form.on.data,
        )
        if done:
            flash(
                _(
                    "The list is kept. New: %(new)s, changed: %(changed)s, ended: %(ended)s.",
                    new=done["new"],
                    changed=done["changed"],
                    ended=done["ended"],
                )
            )
            return redirect(url_for(".unreliable_show"), 303)
    page = render_template(
        "office/unreliable/preview.html",
        form=form,
        found=found,
        errors=faults.grouped(found.errors),
        shown=SHOWN,
    )
    return page, 422 if form.errors else 200
