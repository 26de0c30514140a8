"""Payments beside an extract of the treasury or of 1C: sent, compared, kept."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core import clock
from core.access import Act
from core.errors import Refusal
from core.fiscal import is_year
from opendata.budget_rows.preview import UNCLEAR
from opendata.reconciliation import DAYS, Found, Ours, Theirs, acts, extract, reports, rules
from opendata.reconciliation.extract import Extract
from opendata.reconciliation.header_words import HEADERS
from opendata.sheets import LARGEST, Sheet
from tracker import edge, faults, uploads
from tracker import reconciliation_tables as tables
from tracker.extensions import db
from tracker.forms.reconciliations import ExtractForm, KeepForm
from tracker.office import office
from tracker.office.doorstep import doer, holder, nothing_here
from tracker.office.imports import workbook
from tracker.office.names import Names
from tracker.office.prefilled import pay_address
from tracker.tables import as_csv, as_xlsx

SHOWN = 50  # rows of each class a page lists; the counts and the files are of all
SENT = "/reconciliations/uploads/<token>"


def _may_compare(place: str, year: int) -> None:
    holder(place)
    doer(Act.RECONCILE, place)
    if not is_year(year):
        nothing_here()


@office.route("/reconciliations/<place>/<int(max=2147483647):year>", methods=["GET", "POST"])
def reconciliations_new(place: str, year: int) -> ResponseReturnValue:
    """What was compared so far; and ask for an extract. Nothing is kept by sending it."""
    _may_compare(place, year)
    last = min(date(year, 12, 31), max(clock.today(), date(year, 1, 1)))
    form = ExtractForm(data={"since": date(year, 1, 1), "until": last})
    token = _sent(form, place, year)
    if token:
        days = {"since": form.since.data.isoformat(), "until": form.until.data.isoformat()}
        return redirect(url_for(".reconciliations_preview", token=token, **days), 303)
    page = render_template(
        "office/reconciliations/new.html",
        form=form,
        place=place,
        year=year,
        called=Names(),
        kept=reports.kept(db.session(), place, year),
    )
    return page, 422 if form.errors else 200


def _sent(form: ExtractForm, place: str, year: int) -> str | None:
    """Keep the extract for a day; its token. None where nothing was sent, or it is refused."""
    if not form.validate_on_submit():
        return None
    try:
        if form.until.data < form.since.data:
            raise Refusal("extract.days_turned", "until")
        content = form.file.data.stream.read(LARGEST + 1)
        file, _sheets = uploads.read(form.file.data.filename or "", content)
    except Refusal as refusal:
        edge.refuse(form, refusal)
        return None
    return uploads.keep(edge.actor().account, place, year, file)


@dataclass(frozen=True, slots=True)
class Compared:
    """An extract that was sent, the days asked for, and what comparing it gives now."""

    upload: uploads.Upload
    since: date
    until: date
    told: Extract
    ours: list[Ours]
    found: Found


def uploaded(token: str) -> tuple[uploads.Upload, list[Sheet]]:
    """The upload of a token, if this person may still compare there, and its sheets."""
    upload, sheets = uploads.find(edge.actor().account, token)
    _may_compare(upload.place, upload.year)
    return upload, sheets


def _day(name: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return otherwise


def days_asked(year: int) -> dict[str, str]:
    """From which day to which the address asks, else the whole year."""
    since = _day("since", date(year, 1, 1))
    return {
        "since": since.isoformat(),
        "until": max(since, _day("until", date(year, 12, 31))).isoformat(),
    }


def _compared(token: str) -> Compared:
    upload, sheets = uploaded(token)
    days = days_asked(upload.year)
    since, until = date.fromisoformat(days["since"]), date.fromisoformat(days["until"])
    told = extract.read(extract.find(db.session(), upload.place, sheets), since, until)
    ours = reports.payments(db.session(), upload.place, since, until)
    return Compared(upload, since, until, told, ours, rules.matched(ours, told.rows))


@office.get(SENT)
def reconciliations_preview(token: str) -> ResponseReturnValue:
    """What matches, what differs, what is missing. An unclear table is asked about first."""
    try:
        seen = _compared(token)
    except Refusal as refusal:
        if refusal.code not in UNCLEAR:
            raise
        days = days_asked(uploaded(token)[0].year)
        return redirect(url_for(".reconciliations_columns", token=token, **days), 303)
    return _page(KeepForm(seen=str(len(seen.ours))), token, seen)


def _page(form: KeepForm, token: str, seen: Compared) -> str:
    names = Names()
    contracts = reports.open_contracts(db.session(), seen.upload.place)

    def ways(row: Theirs) -> list[tuple[str, str]]:
        """The contracts a row may be entered under, with the addresses of their forms."""
        return [
            (one.number, pay_address(one.id, row.amount, row.on, row.document))
            for one in rules.contracts_for(row, contracts)
        ]

    found = seen.found
    parts = (
        tables.different(found, SHOWN),
        tables.missing_here(found, ways, SHOWN),
        tables.missing_there(found, SHOWN),
        tables.ambiguous_here(found, SHOWN),
        tables.ambiguous_there(found, SHOWN),
    )
    return render_template(
        "office/reconciliations/preview.html",
        form=form,
        token=token,
        seen=seen,
        days={"since": seen.since.isoformat(), "until": seen.until.isoformat()},
        called=names,
        errors=faults.grouped(seen.told.errors),
        summary=tables.classes(reports.classes(rules.tally(found))),
        parts=[part for part in parts if part.rows],
        near=DAYS,
        shown=SHOWN,
        headers={name: names.told(words) for name, words in HEADERS.items()},
    )


@office.post(SENT)
def reconciliations_keep(token: str) -> ResponseReturnValue:
    """Keep the counts and sums of a comparison."""
    seen = _compared(token)
    form = KeepForm()
    if seen.told.errors:
        edge.refuse(form, Refusal("import.has_faults", errors=len(seen.told.errors)))
    elif form.validate_on_submit():
        kept: Any = edge.perform(
            form,
            acts.keep,
            seen.upload.place,
            seen.upload.year,
            seen.told.rows,
            since=seen.since,
            until=seen.until,
            sha256=seen.upload.sha256,
            seen=form.seen_count(),
        )
        if kept:
            return redirect(url_for(".reconciliations_show", number=kept.id), 303)
    return _page(form, token, seen), 422


@office.get(f"{SENT}/result.<any(xlsx,csv):kind>")
def reconciliations_file(token: str, kind: str) -> Response:
    """Every payment and every row of the extract with its class, as a file."""
    seen = _compared(token)
    rows = tables.rows(seen.found)
    name = f"reconciliation-{seen.upload.place}-{seen.upload.year}"
    if kind == "xlsx":
        summary = tables.classes(reports.classes(rules.tally(seen.found)))
        return workbook(as_xlsx((summary, rows)), f"{name}.xlsx")
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(as_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)


@office.get("/reconciliations/<int(max=2147483647):number>")
def reconciliations_show(number: int) -> str:
    """A comparison that was kept: its counts and sums."""
    kept = reports.one(db.session(), number)
    if kept is None:
        nothing_here()
    holder(kept.place)
    names = Names()
    return render_template(
        "office/reconciliations/show.html",
        kept=kept,
        called=names,
        summary=tables.classes(kept.classes),
        heading=_("Payments compared with the treasury"),
    )
