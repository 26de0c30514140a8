"""Passports brought in as a table: template, upload, preview, confirm, receipt."""

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from core import clock
from core.access import Act
from core.errors import Refusal
from core.words import Words
from opendata import acts, reports
from opendata.budget_rows import same_file
from opendata.passport_rows import Preview
from opendata.passport_rows.known import known
from opendata.passport_rows.preview import noted, preview
from opendata.passport_rows.words import ENTRY, HEADERS
from opendata.sheets import Sheet
from opendata.workbook.passports import template
from register import reports as register
from tracker import edge, faults, formats, uploads
from tracker.extensions import db
from tracker.facts import said
from tracker.forms.imports import ConfirmForm, PassportUploadForm
from tracker.office import office
from tracker.office.doorstep import doer, nothing_here
from tracker.office.imports import SHOWN, sent, with_errors, workbook
from tracker.office.names import Names

TABLES = "/passports/<place>/<int(max=2147483647):year>"


def _may_fill(place: str) -> None:
    """Only for a place (not a school), and only for whoever fills in its schools' passports."""
    if register.place(db.session, place) is None:
        nothing_here()
    doer(Act.FILL_PASSPORT, *register.lineage(db.session, place))


@office.get(f"{TABLES}/template.xlsx")
def passports_template(place: str, year: int) -> Response:
    """The workbook to fill in: a row for each school, pre-filled."""
    _may_fill(place)
    issued_on = clock.today().isoformat()
    content = template(
        known(db.session, place, year),
        formats.language(),
        issued_on=issued_on,
        key=uploads.workbook_key(),
    )
    return workbook(content, f"passports-{place}-{year}.xlsx")


@office.route(f"{TABLES}/upload", methods=["GET", "POST"])
def passports_upload(place: str, year: int) -> ResponseReturnValue:
    """Ask for the table. What is sent is read and kept for a day; nothing is entered."""
    _may_fill(place)
    known(db.session, place, year)
    form = PassportUploadForm()
    token = sent(form, preview, place, year)
    if token:
        return redirect(url_for(".passports_preview", token=token), 303)
    shown = {"form": form, "place": place, "year": year, "called": Names()}
    return render_template("office/passports/upload.html", **shown), 422 if form.errors else 200


def _found(token: str) -> tuple[uploads.Upload, list[Sheet], Preview]:
    """The upload, its sheets, and what importing it would do now."""
    upload, sheets = uploads.find(edge.actor().account, token)
    _may_fill(upload.place)
    found = preview(db.session, sheets, upload.place, upload.year, uploads.workbook_key())
    before = reports.same_file(db.session, upload.place, upload.year, upload.sha256)
    return upload, sheets, noted(found, same_file(before))


@office.get("/passports/uploads/<token>")
def passports_preview(token: str) -> str:
    """What would be new and changed, cell by cell, and every fault with its remedy."""
    upload, _sheets, found = _found(token)
    return _page(ConfirmForm(seen=str(found.seen)), token, upload, found)


def _page(form: ConfirmForm, token: str, upload: uploads.Upload, found: Preview) -> str:
    facts = known(db.session, upload.place, upload.year)
    names = Names()
    names.know({upload.place, *(change.school for change in found.changes[:SHOWN])})
    named: dict[str, Words] = {code: fact.name for code, fact in facts.questions.items()}
    return render_template(
        "office/passports/preview.html",
        form=form,
        token=token,
        upload=upload,
        found=found,
        called=names,
        shown=SHOWN,
        errors=faults.grouped(found.errors),
        warnings=faults.grouped(found.warnings),
        faulty_rows=faults.rows(found.errors),
        headers={name: names.told(words) for name, words in (named | HEADERS).items()},
        said=lambda code, value: said(value, facts.questions.get(code)),
    )


@office.get("/passports/uploads/<token>/errors.xlsx")
def passports_errors(token: str) -> Response:
    """The same table with its faults marked, to be mended and sent again."""
    _upload, sheets, found = _found(token)
    return with_errors(sheets, found, title=ENTRY)


@office.post("/passports/uploads/<token>")
def passports_confirm(token: str) -> ResponseReturnValue:
    """Fill in all passports of the table, or none."""
    upload, _sheets, found = _found(token)
    form = ConfirmForm()
    if found.errors:
        edge.refuse(form, Refusal("import.has_faults", errors=len(found.errors)))
    elif form.validate_on_submit():
        kept: Any = edge.perform(
            form,
            acts.import_passports,
            upload.place,
            upload.year,
            found.values,
            seen=form.version,
            sha256=upload.sha256,
        )
        if kept:
            return redirect(url_for(".passports_receipt", number=kept.id), 303)
    return _page(form, token, upload, found), 422


@office.get("/passports/receipts/<int(max=2147483647):number>")
def passports_receipt(number: int) -> str:
    """The receipt of an import that was kept."""
    receipt = reports.batch(db.session, number)
    if receipt is None or receipt.kind != "passports":
        nothing_here()
    _may_fill(receipt.place)
    return render_template("office/passports/receipt.html", receipt=receipt, called=Names())
