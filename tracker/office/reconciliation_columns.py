"""Which column of an extract is which: somebody of the place says so, and it is remembered."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.errors import Refusal
from opendata.budget_rows.headers import top_of
from opendata.budget_rows.mappings import texts
from opendata.reconciliation import acts, extract
from opendata.reconciliation.header_words import HEADERS
from opendata.sheets import Sheet, letters
from tracker import edge
from tracker.forms.imports import ColumnsForm, ExtractColumnsForm, columns_form
from tracker.office import office
from tracker.office.import_columns import SHOWN_TEXT, first_rows, width
from tracker.office.names import Names
from tracker.office.reconciliations import SENT, days_asked, uploaded


@office.route(f"{SENT}/columns", methods=["GET", "POST"])
def reconciliations_columns(token: str) -> ResponseReturnValue:
    """The first rows of a sheet, and the question what each of its columns is."""
    upload, sheets = uploaded(token)
    shown = [sheet for sheet in sheets if sheet.shown and sheet.cells] or sheets
    chosen = min(max(request.args.get("sheet", 0, type=int), 0), len(shown) - 1)
    sheet, days = shown[chosen], days_asked(upload.year)
    form = _form(sheet)
    if form.validate_on_submit() and _remembered(form, sheet, upload.place):
        return redirect(url_for(".reconciliations_preview", token=token, **days), 303)
    page = render_template(
        "office/reconciliations/columns.html",
        form=form,
        token=token,
        upload=upload,
        days=days,
        called=Names(),
        sheets=[one.name for one in shown],
        chosen=chosen,
        columns=[letters(column) for column in range(1, width(sheet) + 1)],
        rows=first_rows(sheet),
    )
    return page, 422 if form.errors else 200


def _form(sheet: Sheet) -> ColumnsForm:
    """The form for the columns of a sheet, filled with what can be guessed."""
    names = Names()
    above, guess = top_of(sheet), extract.guessed(sheet)
    heads = {row: texts(above, row) for row, _cells in above.rows()}
    heads = {row: told for row, told in heads.items() if len(set(told.values())) > 1}
    row = guess.row or max(heads, key=lambda one: (len(heads[one]), -one), default=0)
    labels = {
        column: " · ".join(filter(None, (letters(column), heads.get(row, {}).get(column, ""))))
        for column in range(1, width(sheet) + 1)
    }
    data: dict[str, object] = {"row": row if row in heads else None}
    data |= {f"column_{column}": name for name, column in guess.columns.items()}
    form = columns_form(labels, ExtractColumnsForm)(data=data)
    form.row.choices = [
        (number, f"{number}: {', '.join(told.values())[:SHOWN_TEXT]}")
        for number, told in heads.items()
    ]
    meanings = [(name, names.told(words)) for name, words in HEADERS.items()]
    for field in form.meanings():
        field.choices = [("", _("not needed")), *meanings]
    return form


def _remembered(form: ColumnsForm, sheet: Sheet, place: str) -> bool:
    """Keep the choice; what cannot be read by it stands at the form."""
    columns: dict[str, int] = {}
    try:
        for field in form.meanings():
            if field.data in columns:
                column = HEADERS[field.data]
                raise Refusal("mapping.column_twice", field.name, column=column)
            if field.data:
                columns[field.data] = form.number_of(field)
        missing = extract.lacking(columns)
        if missing:
            told = [HEADERS[name] for name in missing]
            raise Refusal("import.columns_missing", columns=told)
    except Refusal as refusal:
        edge.refuse(form, refusal)
        return False
    known_by = extract.known_by(sheet, form.row.data)
    act = acts.choose_extract_columns
    return bool(edge.perform(form, act, place, known_by=known_by, columns=columns))
