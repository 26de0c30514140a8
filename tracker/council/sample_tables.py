"""A filled worksheet brought back: upload, preview by cell, confirm, receipt."""

from collections.abc import Sequence
from typing import Any

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from core import clock
from core.access import Actor
from core.errors import Refusal
from core.money import ZERO
from opendata import reports as imports
from opendata.acts import File
from opendata.budget_rows import same_file
from opendata.models import Batch
from opendata.sheets import Sheet
from oversight.samples import acts
from oversight.samples.acts import Result
from oversight.samples.reports import samples as reports
from oversight.samples.reports.samples import SampleCard
from tracker import edge, faults, formats, originals, sample_rows, uploads
from tracker.council import council
from tracker.council.samples import NUMBER, card_of
from tracker.extensions import db
from tracker.forms.imports import CaseUploadForm, ConfirmForm
from tracker.office.imports import SHOWN, sent, with_errors
from tracker.sample_rows import Preview
from tracker.sample_sheet import NUMBER as IN_SHEET
from tracker.sample_sheet import SHEET, TO_FILL_IN

SENT = f"/samples/{NUMBER}/table/<token>"
RECEIPTS = f"/samples/{NUMBER}/receipts/<int(max=2147483647):batch>"
KIND = "sample"


def enter(
    session: Session,
    actor: Actor,
    number: int,
    results: Sequence[Result],
    *,
    seen: int,
    file: File,
) -> Batch:
    """Enter all results of a worksheet, or none, and its receipt.

    Raises:
        NotPermitted, Refusal: those of `oversight.samples.acts.look_at_many`.
    """
    items = acts.look_at_many(session, actor, number, results, seen=seen)
    card = reports.sample(session, number)
    assert card is not None
    batch = Batch(
        kind=KIND,
        place=card.place,
        year=card.year,
        sha256=file.sha256,
        name=file.name[-80:],
        size=file.size,
        rows=len(items),
        total=sum((one.audited or ZERO for one in items), ZERO),
        before={"sample": number},
        account=actor.account,
        at=clock.now(),
    )
    session.add(batch)
    session.flush()
    return batch


def _drawn(number: int) -> SampleCard:
    card = card_of(number)
    if card.drawn_on is None:
        abort(404)
    return card


def _look(card: SampleCard, sheets: Sequence[Sheet]) -> Preview:
    return sample_rows.preview(
        card,
        reports.chosen(db.session(), card.id),
        sheets,
        seen=reports.state(db.session(), card.id),
        key=uploads.workbook_key(),
        language=formats.language(),
    )


def _back(card: SampleCard) -> dict[str, str]:
    text = _("Audit sample № %(number)s", number=card.id)
    return {"text": text, "href": url_for(".samples_show", number=card.id)}


@council.route(f"/samples/{NUMBER}/table", methods=["GET", "POST"])
def sample_tables_upload(number: int) -> ResponseReturnValue:
    """Ask for the filled worksheet. It is read and kept for a day; nothing is entered."""
    card = _drawn(number)
    form = CaseUploadForm()

    def look(_session: Session, sheets: Sequence[Sheet], *_where: Any) -> Preview:
        return _look(card, sheets)

    token = sent(form, look, card.place, card.year)
    if token:
        return redirect(url_for(".sample_tables_preview", number=number, token=token), 303)
    page = render_template("council/sample_upload.html", form=form, card=card, back=_back(card))
    return page, 422 if form.errors else 200


def _found(number: int, token: str) -> tuple[uploads.Upload, list[Sheet], SampleCard, Preview]:
    """The upload, its sheets, and what entering it would do now."""
    card = _drawn(number)
    upload, sheets = uploads.find(edge.actor().account, token)
    return upload, sheets, card, _look(card, sheets)


@council.get(SENT)
def sample_tables_preview(number: int, token: str) -> str:
    """What would be entered, cell by cell, and every fault with its remedy."""
    upload, _sheets, card, found = _found(number, token)
    return _page(ConfirmForm(seen=str(found.seen)), token, upload, card, found)


def _page(
    form: ConfirmForm, token: str, upload: uploads.Upload, card: SampleCard, found: Preview
) -> str:
    before = imports.same_file(db.session(), upload.place, upload.year, upload.sha256)
    return render_template(
        "council/sample_preview.html",
        form=form,
        token=token,
        upload=upload,
        card=card,
        back=_back(card),
        found=found,
        shown=SHOWN,
        errors=faults.grouped(found.errors),
        warnings=faults.grouped((*same_file(before), *found.warnings)),
        faulty_rows=faults.rows(found.errors),
        headers={**IN_SHEET, **TO_FILL_IN},
    )


@council.get(f"{SENT}/errors.xlsx")
def sample_tables_errors(number: int, token: str) -> Response:
    """The same table with its faults marked, to be mended and sent again."""
    _upload, sheets, _card, found = _found(number, token)
    return with_errors(sheets, found, title=SHEET)


@council.post(SENT)
def sample_tables_confirm(number: int, token: str) -> ResponseReturnValue:
    """Enter all of the worksheet, or nothing."""
    upload, _sheets, card, found = _found(number, token)
    form = ConfirmForm()
    if not found.may_be_kept:
        edge.refuse(form, Refusal("import.has_faults", errors=len(found.errors)))
    elif form.validate_on_submit():
        kept: Any = edge.perform(
            form,
            enter,
            number,
            found.results,
            seen=form.version,
            file=originals.kept(uploads.content_of(upload), upload.name),
        )
        if kept:
            return redirect(url_for(".sample_tables_receipt", number=number, batch=kept.id), 303)
    return _page(form, token, upload, card, found), 422


def _receipt(number: int, batch: int) -> tuple[SampleCard, imports.Receipt]:
    """The receipt, if it is of this sample."""
    card = card_of(number)
    kept = db.session().get(Batch, batch)
    receipt = imports.batch(db.session(), batch)
    if kept is None or receipt is None or (kept.kind, kept.before) != (KIND, {"sample": number}):
        abort(404)
    return card, receipt


@council.get(RECEIPTS)
def sample_tables_receipt(number: int, batch: int) -> str:
    """The receipt of a worksheet that was entered."""
    card, receipt = _receipt(number, batch)
    shown = {"card": card, "receipt": receipt, "back": _back(card)}
    return render_template("council/sample_receipt.html", **shown)


@council.get(f"{RECEIPTS}/file")
def sample_tables_file(number: int, batch: int) -> Response:
    """The worksheet as it was sent."""
    _card, receipt = _receipt(number, batch)
    return originals.sent(receipt.sha256, receipt.name)
