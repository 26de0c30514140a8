"""The receipt of a budget that was brought in: its file, and the way back."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.access import Act, may
from opendata import acts, reports
from tracker import edge, originals
from tracker.extensions import db
from tracker.forms.imports import UndoForm
from tracker.office import office
from tracker.office.doorstep import doer, holder, nothing_here
from tracker.office.names import Names
from tracker.phrases import phrase

RECEIPTS = "/imports/receipts/<int(max=2147483647):number>"


def _receipt(number: int) -> reports.Receipt:
    """The receipt of a budget's import, to an officer or approver of its place."""
    receipt = reports.batch(db.session, number)
    if receipt is None or receipt.kind != "budget":
        nothing_here()
    holder(receipt.place)
    return receipt


@office.get(RECEIPTS)
def imports_show(number: int) -> str:
    """The receipt of an import that was kept."""
    return _page(UndoForm(), _receipt(number))


def _page(form: UndoForm, receipt: reports.Receipt) -> str:
    return render_template(
        "office/imports/show.html",
        form=form,
        receipt=receipt,
        called=Names(),
        stuck=phrase(receipt.stuck) if receipt.stuck else "",
        may_enter=may(edge.actor(), Act.ALLOCATE, receipt.place),
    )


@office.get(f"{RECEIPTS}/file")
def imports_file(number: int) -> Response:
    """The file as it was sent."""
    receipt = _receipt(number)
    return originals.sent(receipt.sha256, receipt.name)


@office.route(f"{RECEIPTS}/undo", methods=["GET", "POST"])
def imports_undo(number: int) -> ResponseReturnValue:
    """Ask whether the draft is to get back what it held before, and do it."""
    receipt = _receipt(number)
    doer(Act.ALLOCATE, receipt.place)
    form = UndoForm()
    if form.validate_on_submit() and edge.perform(form, acts.undo_import, number):
        flash(_("The draft holds again what it held before."))
        return redirect(url_for(".imports_show", number=number), 303)
    shown = {"form": form, "receipt": receipt, "called": Names()}
    return render_template("office/imports/undo.html", **shown), 422 if form.errors else 200
