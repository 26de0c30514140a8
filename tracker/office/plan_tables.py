"""The annual plan brought in as a table: template, upload, preview, confirm, receipt."""

from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from core import clock
from core.access import Act
from core.errors import Refusal
from opendata import plan_acts, reports
from opendata.budget_rows import same_file
from opendata.plan_rows import Preview
from opendata.plan_rows.known import known
from opendata.plan_rows.preview import preview
from opendata.plan_rows.words import ENTRY, HEADERS
from opendata.sheets import Sheet
from opendata.workbook.plans import template
from tracker import edge, faults, formats, originals, uploads
from tracker.extensions import db
from tracker.forms.imports import ConfirmForm
from tracker.forms.plan_lines import PlanUploadForm
from tracker.office import office
from tracker.office.doorstep import doer, holder, nothing_here
from tracker.office.imports import SHOWN, sent, with_errors, workbook
from tracker.office.names import Names
from tracker.office.procurement_plan import PLAN, keeper

UPLOADS = "/plan-uploads/<token>"


@office.get(f"{PLAN}/template.xlsx")
def plan_tables_template(place: str, year: int) -> Response:
    """The workbook to fill in, with the lines there are."""
    keeper(place, year)
    content = template(
        known(db.session(), place, year),
        formats.language(),
        issued_on=clock.today().isoformat(),
        key=uploads.workbook_key(),
    )
    return workbook(content, f"plan-{place}-{year}.xlsx")


@office.route(f"{PLAN}/upload", methods=["GET", "POST"])
def plan_tables_upload(place: str, year: int) -> ResponseReturnValue:
    """Ask for the table. What is sent is read and kept for a day; nothing is entered."""
    keeper(place, year)
    form = PlanUploadForm()
    token = sent(form, preview, place, year)
    if token:
        return redirect(url_for(".plan_tables_preview", token=token), 303)
    shown = {"form": form, "place": place, "year": year, "called": Names()}
    page = render_template("office/procurement_plan/upload.html", **shown)
    return page, 422 if form.errors else 200


def _found(token: str) -> tuple[uploads.Upload, list[Sheet], Preview]:
    """The upload, its sheets, and what importing it would do now."""
    upload, sheets = uploads.find(edge.actor().account, token)
    keeper(upload.place, upload.year)
    key = uploads.workbook_key()
    return upload, sheets, preview(db.session(), sheets, upload.place, upload.year, key)


@office.get(UPLOADS)
def plan_tables_preview(token: str) -> str:
    """What would be new and changed, cell by cell, and every fault with its remedy."""
    upload, _sheets, found = _found(token)
    return _page(ConfirmForm(seen=str(found.seen)), token, upload, found)


def _page(form: ConfirmForm, token: str, upload: uploads.Upload, found: Preview) -> str:
    facts = known(db.session(), upload.place, upload.year)
    names = Names()
    before = reports.same_file(db.session(), upload.place, upload.year, upload.sha256)

    def said(column: str, code: str) -> str:
        """A cell in words: the name of a choice; a sum, a number or a text as it stands."""
        words = facts.choices.get(column, {}).get(code)
        return names.told(words, code) if words else code or "–"

    return render_template(
        "office/procurement_plan/preview.html",
        form=form,
        token=token,
        upload=upload,
        found=found,
        called=names,
        shown=SHOWN,
        errors=faults.grouped(found.errors),
        warnings=faults.grouped((*same_file(before), *found.warnings)),
        faulty_rows=faults.rows(found.errors),
        headers={name: names.told(words) for name, words in HEADERS.items()},
        said=said,
    )


@office.get(f"{UPLOADS}/errors.xlsx")
def plan_tables_errors(token: str) -> Response:
    """The same table with its faults marked, to be mended and sent again."""
    _upload, sheets, found = _found(token)
    return with_errors(sheets, found, title=ENTRY)


@office.post(UPLOADS)
def plan_tables_confirm(token: str) -> ResponseReturnValue:
    """Put the rows into the plan: all of them, or none."""
    upload, _sheets, found = _found(token)
    form = ConfirmForm()
    if not found.may_be_kept:
        edge.refuse(form, Refusal("import.has_faults", errors=len(found.errors)))
    elif form.validate_on_submit():
        kept: Any = edge.perform(
            form,
            plan_acts.import_plan_table,
            upload.place,
            upload.year,
            found.rows,
            seen=form.version,
            file=originals.kept(uploads.content_of(upload), upload.name),
            reason=form.reason.data,
        )
        if kept:
            return redirect(url_for(".plan_tables_receipt", number=kept.id), 303)
    return _page(form, token, upload, found), 422


@office.get("/plan-receipts/<int(max=2147483647):number>")
def plan_tables_receipt(number: int) -> str:
    """The receipt of an import that was kept."""
    receipt = reports.batch(db.session, number)
    if receipt is None or receipt.kind != "plan":
        nothing_here()
    holder(receipt.place)
    doer(Act.KEEP_PLAN, receipt.place)
    return render_template("office/procurement_plan/receipt.html", receipt=receipt, called=Names())
