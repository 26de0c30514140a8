"""A budget brought in as a table: upload, look at what would happen, confirm, receipt."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core import clock
from core.access import Act
from core.errors import Refusal
from core.fiscal import is_year
from opendata import acts, reports
from opendata.budget_rows import Preview, pasted
from opendata.budget_rows.known import known
from opendata.budget_rows.preview import UNCLEAR, looked_at, noted, preview
from opendata.sheets import LARGEST, Sheet
from opendata.workbook import stamp
from opendata.workbook.marked import marked
from opendata.workbook.template import template
from opendata.workbook.words import HEADERS
from tracker import edge, faults, formats, originals, uploads
from tracker.extensions import db
from tracker.forms.imports import ConfirmForm, PasteForm, UploadForm
from tracker.office import office
from tracker.office.doorstep import doer, holder, nothing_here
from tracker.office.names import Names

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 50  # rows of each kind a preview lists; the counts are of all


def _budget(place: str, year: int | None) -> tuple[str, int]:
    """The place and year, if this person may enter there."""
    holder(place)
    doer(Act.ALLOCATE, place)
    if year is None or not is_year(year):
        nothing_here()
    return place, year


@office.get("/budgets/<place>/<int(max=2147483647):year>/template.xlsx")
def budgets_template(place: str, year: int) -> Response:
    """The workbook to fill in, with the lines there are."""
    _budget(place, year)
    content = template(
        known(db.session, place, year),
        formats.language(),
        issued_on=clock.today().isoformat(),
        key=uploads.workbook_key(),
    )
    return workbook(content, f"budget-{place}-{year}.xlsx")


def workbook(content: bytes, name: str) -> Response:
    """A workbook as the answer to a request."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type=XLSX, headers=headers)


def _asked() -> tuple[str, int]:
    """The place and year the page's address names, if this person may enter there."""
    return _budget(request.args.get("place", ""), request.args.get("year", type=int))


@office.route("/imports/new", methods=["GET", "POST"])
def imports_new() -> ResponseReturnValue:
    """Ask for the table. What is sent is read and kept for a day; nothing is entered."""
    place, year = _asked()
    form = UploadForm()
    token = sent(form, looked_at, place, year)
    if token:
        return redirect(url_for(".imports_preview", token=token), 303)
    shown = {"form": form, "place": place, "year": year, "called": Names()}
    return render_template("office/imports/new.html", **shown), 422 if form.errors else 200


@office.route("/imports/paste", methods=["GET", "POST"])
def imports_paste() -> ResponseReturnValue:
    """Ask for a block of cells out of Excel: from here on it is a table like any other."""
    place, year = _asked()
    form = PasteForm()
    if form.validate_on_submit():
        try:
            content, bare = pasted.table(form.text.data, year)
            block, sheets = uploads.read(pasted.NAME, content)
            looked_at(db.session, sheets, place, year)
        except Refusal as refusal:
            edge.refuse(form, refusal)
        else:
            if bare:
                flash(_("The block has no header. Row 1 now names the columns of the template."))
            token = uploads.keep(edge.actor().account, place, year, block, part=True)
            return redirect(url_for(".imports_preview", token=token), 303)
    names = Names()
    order = "; ".join(names.told(HEADERS[name]) for name in pasted.ORDER)
    shown = {"form": form, "place": place, "year": year, "called": names, "order": order}
    return render_template("office/imports/paste.html", **shown), 422 if form.errors else 200


def sent(form: UploadForm, look: Callable[..., Any], place: str, year: int) -> str | None:
    """Read the table that was sent, and keep it for a day; its token, for its preview.

    None where nothing was sent, or what `look` or the reader refuses stands at the field.
    """
    if not form.validate_on_submit():
        return None
    name = form.file.data.filename or ""
    try:
        file, sheets = uploads.read(name, form.file.data.stream.read(LARGEST + 1))
        look(db.session, sheets, place, year, uploads.workbook_key())
    except Refusal as refusal:
        edge.refuse(form, refusal)
        return None
    return uploads.keep(edge.actor().account, place, year, file)


def with_errors(sheets: Sequence[Sheet], found: Any, **how: Any) -> Response:
    """The sheet of a preview with its faults marked, to be mended and sent again."""
    sheet = next(sheet for sheet in sheets if sheet.name == found.sheet)
    told = [faults.tell(fault) for fault in found.errors]
    sentences = [f"{one.message} {one.remedy}" for one in told]
    mark = next((sheet for sheet in sheets if sheet.name == stamp.SHEET), None)
    content = marked(sheet, found.errors, sentences, formats.language(), mark=mark, **how)
    return workbook(content, "errors.xlsx")


def uploaded(token: str) -> tuple[uploads.Upload, list[Sheet]]:
    """The upload of a token, if this person may still enter there, and its sheets."""
    upload, sheets = uploads.find(edge.actor().account, token)
    _budget(upload.place, upload.year)
    return upload, sheets


def _found(token: str) -> tuple[uploads.Upload, list[Sheet], Preview]:
    """The upload, its sheets, and what importing it would do now."""
    upload, sheets = uploaded(token)
    key = uploads.workbook_key()
    found = preview(db.session, sheets, upload.place, upload.year, key, part=upload.part)
    before = reports.same_file(db.session, upload.place, upload.year, upload.sha256)
    return upload, sheets, noted(found, before)


@office.get("/imports/<token>")
def imports_preview(token: str) -> ResponseReturnValue:
    """What would be new, changed and left out, and every fault with its cell.

    A table whose columns are not clear is asked about first.
    """
    try:
        upload, _sheets, found = _found(token)
    except Refusal as refusal:
        if refusal.code not in UNCLEAR:
            raise
        return redirect(url_for(".imports_columns", token=token), 303)
    if any(one.code == "column.ambiguous" for one in found.warnings):
        return redirect(url_for(".imports_columns", token=token), 303)
    return _page(ConfirmForm(seen=str(found.seen)), token, upload, found)


def _page(form: ConfirmForm, token: str, upload: uploads.Upload, found: Preview) -> str:
    names = Names()
    lines = [one.values for one in found.new[:SHOWN]] + list(found.left_out[:SHOWN])
    names.know({line.beneficiary for line in lines} | {upload.place})
    return render_template(
        "office/imports/preview.html",
        form=form,
        token=token,
        upload=upload,
        found=found,
        called=names,
        shown=SHOWN,
        errors=faults.grouped(found.errors),
        warnings=faults.grouped(found.warnings),
        faulty_rows=faults.rows(found.errors),
        headers={name: names.told(words) for name, words in HEADERS.items()},
    )


@office.get("/imports/<token>/errors.xlsx")
def imports_errors(token: str) -> Response:
    """The same table with its faults marked, to be mended and sent again."""
    _upload, sheets, found = _found(token)
    return with_errors(sheets, found)


@office.post("/imports/<token>")
def imports_confirm(token: str) -> ResponseReturnValue:
    """Put the table into the draft: all of it, or nothing."""
    upload, _sheets, found = _found(token)
    form = ConfirmForm()
    if not found.may_be_kept:
        edge.refuse(form, Refusal("import.has_faults", errors=len(found.errors)))
    elif form.validate_on_submit():
        kept: Any = edge.perform(
            form,
            acts.import_budget,
            upload.place,
            upload.year,
            found.values,
            seen=form.version,
            file=originals.kept(uploads.content_of(upload), upload.name),
            ceilings=found.ceilings,
            reason=form.reason.data,
        )
        if kept:
            return redirect(url_for(".imports_show", number=kept.id), 303)
    return _page(form, token, upload, found), 422
