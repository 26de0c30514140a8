"""Purchases, deliveries and payments as tables: template, upload, preview, confirm, receipt."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core import clock
from core.access import Act, may
from core.errors import Refusal
from core.fiscal import is_year
from opendata import reports
from opendata.case_rows import DELIVERIES, KINDS, PAYMENTS, PURCHASES, Preview, acts, noted, undoing
from opendata.case_rows.preview import Look, known
from opendata.case_rows.words import ENTRY, HEADERS
from opendata.sheets import Sheet
from opendata.workbook.cases import template
from tracker import edge, faults, formats, originals, uploads
from tracker.extensions import db
from tracker.forms.imports import CaseUploadForm, ConfirmForm, UndoForm
from tracker.office import office
from tracker.office.doorstep import doer, holder, nothing_here
from tracker.office.imports import SHOWN, sent, with_errors, workbook
from tracker.office.names import Names
from tracker.phrases import phrase

ENTERING = {
    PURCHASES: (Act.DRAFT_PURCHASE, acts.import_purchases),
    DELIVERIES: (Act.DRAFT_PURCHASE, acts.import_deliveries),
    PAYMENTS: (Act.PAY, acts.import_payments),
}
"""Who brings in a table of each kind, and the act that does it."""
OF = "<any(purchases,deliveries,payments):kind>"
TABLES = f"/tables/{OF}/<place>/<int(max=2147483647):year>"
SENT = f"/tables/{OF}/uploads/<token>"
RECEIPTS = "/tables/receipts/<int(max=2147483647):number>"


def _may_enter(kind: str, place: str, year: int) -> None:
    holder(place)
    doer(ENTERING[kind][0], place)
    if not is_year(year):
        nothing_here()


def _about(kind: str, year: int, place: str, called: Names) -> str:
    """What a table is about: its kind, year and place."""
    return f"{called.told(ENTRY[kind])} {year}: {called.place(place)}"


def _back(place: str, year: int) -> dict[str, str]:
    return {"text": _("Purchases"), "href": url_for(".purchases_list", place=place, year=year)}


@office.get(f"{TABLES}/template.xlsx")
def tables_template(kind: str, place: str, year: int) -> Response:
    """The workbook to fill in, with what there is."""
    _may_enter(kind, place, year)
    content = template(
        known(db.session(), kind, place, year),
        formats.language(),
        issued_on=clock.today().isoformat(),
        key=uploads.workbook_key(),
    )
    return workbook(content, f"{kind}-{place}-{year}.xlsx")


@office.route(f"{TABLES}/upload", methods=["GET", "POST"])
def tables_upload(kind: str, place: str, year: int) -> ResponseReturnValue:
    """Ask for the table. What is sent is read and kept for a day; nothing is entered."""
    _may_enter(kind, place, year)
    form = CaseUploadForm()
    token = sent(form, Look(kind), place, year)
    if token:
        return redirect(url_for(".tables_preview", kind=kind, token=token), 303)
    names = Names()
    shown = {"form": form, "kind": kind, "place": place, "year": year}
    shown |= {"about": _about(kind, year, place, names), "back": _back(place, year)}
    shown |= {"kinds": [(one, names.told(ENTRY[one])) for one in KINDS]}
    return render_template("office/tables/upload.html", **shown), 422 if form.errors else 200


def _found(kind: str, token: str) -> tuple[uploads.Upload, list[Sheet], Preview]:
    """The upload, its sheets, and what importing it would do now."""
    upload, sheets = uploads.find(edge.actor().account, token)
    _may_enter(kind, upload.place, upload.year)
    look = Look(kind)
    found = look(db.session(), sheets, upload.place, upload.year, uploads.workbook_key())
    before = reports.same_file(db.session(), upload.place, upload.year, upload.sha256)
    return upload, sheets, noted(found, before)


@office.get(SENT)
def tables_preview(kind: str, token: str) -> str:
    """What would be new and changed, cell by cell, and every fault with its remedy."""
    upload, _sheets, found = _found(kind, token)
    return _page(ConfirmForm(seen=str(found.seen)), token, upload, found)


def _page(form: ConfirmForm, token: str, upload: uploads.Upload, found: Preview) -> str:
    names = Names()
    names.know({upload.place, *(one.school for one in found.new[:SHOWN] if one.school)})
    return render_template(
        "office/tables/preview.html",
        form=form,
        kind=found.kind,
        token=token,
        upload=upload,
        found=found,
        called=names,
        about=_about(found.kind, upload.year, upload.place, names),
        back=_back(upload.place, upload.year),
        shown=SHOWN,
        errors=faults.grouped(found.errors),
        warnings=faults.grouped(found.warnings),
        faulty_rows=faults.rows(found.errors),
        headers={name: names.told(words) for name, words in HEADERS.items()},
    )


@office.get(f"{SENT}/errors.xlsx")
def tables_errors(kind: str, token: str) -> Response:
    """The same table with its faults marked, to be mended and sent again."""
    _upload, sheets, found = _found(kind, token)
    return with_errors(sheets, found, title=ENTRY[kind])


@office.post(SENT)
def tables_confirm(kind: str, token: str) -> ResponseReturnValue:
    """Enter all of the table, or nothing."""
    upload, _sheets, found = _found(kind, token)
    form = ConfirmForm()
    if not found.may_be_kept:
        edge.refuse(form, Refusal("import.has_faults", errors=len(found.errors)))
    elif form.validate_on_submit():
        kept: Any = edge.perform(
            form,
            ENTERING[kind][1],
            upload.place,
            upload.year,
            found.work,
            seen=form.version,
            file=originals.kept(uploads.content_of(upload), upload.name),
        )
        if kept:
            return redirect(url_for(".tables_receipt", number=kept.id), 303)
    return _page(form, token, upload, found), 422


def _receipt(number: int) -> reports.Receipt:
    receipt = reports.batch(db.session(), number)
    if receipt is None or receipt.kind not in KINDS:
        nothing_here()
    holder(receipt.place)
    return receipt


@office.get(RECEIPTS)
def tables_receipt(number: int) -> str:
    """The receipt of an import that was kept."""
    receipt = _receipt(number)
    names = Names()
    stuck = undoing.stuck(db.session(), number) if receipt.kind == PURCHASES else None
    return render_template(
        "office/tables/receipt.html",
        receipt=receipt,
        about=_about(receipt.kind, receipt.year, receipt.place, names),
        back=_back(receipt.place, receipt.year),
        stuck=phrase(stuck) if stuck else "",
        may_enter=may(edge.actor(), Act.DRAFT_PURCHASE, receipt.place),
    )


@office.get(f"{RECEIPTS}/file")
def tables_file(number: int) -> Response:
    """The file as it was sent."""
    receipt = _receipt(number)
    return originals.sent(receipt.sha256, receipt.name)


@office.route(f"{RECEIPTS}/undo", methods=["GET", "POST"])
def tables_undo(number: int) -> ResponseReturnValue:
    """Ask whether the drafts are to be as they were before an import, and do it."""
    receipt = _receipt(number)
    doer(Act.DRAFT_PURCHASE, receipt.place)
    if receipt.kind != PURCHASES:
        nothing_here()
    form = UndoForm()
    if form.validate_on_submit() and edge.perform(form, acts.undo_purchases, number):
        flash(_("The drafts are again as they were before."))
        return redirect(url_for(".tables_receipt", number=number), 303)
    shown = {"form": form, "receipt": receipt, "back": _back(receipt.place, receipt.year)}
    shown |= {"about": _about(receipt.kind, receipt.year, receipt.place, Names())}
    return render_template("office/tables/undo.html", **shown), 422 if form.errors else 200
