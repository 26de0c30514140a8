"""Which column of an office's own table is which: an officer says so, and it is remembered."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.errors import Refusal
from opendata import acts
from opendata.budget_rows import headers, mappings
from opendata.budget_rows.header_words import COLUMNS
from opendata.sheets import Sheet, letters
from opendata.workbook.words import HEADERS
from tracker import edge
from tracker.forms.imports import ColumnsForm, columns_form
from tracker.office import office
from tracker.office.imports import uploaded
from tracker.office.names import Names

SHOWN_ROWS, SHOWN_TEXT = 12, 60
WIDEST = 40  # columns to choose a meaning for


@office.route("/imports/<token>/columns", methods=["GET", "POST"])
def imports_columns(token: str) -> ResponseReturnValue:
    """The first rows of a sheet, and the question what each of its columns is."""
    upload, sheets = uploaded(token)
    shown = [sheet for sheet in sheets if sheet.shown and sheet.cells] or sheets
    chosen = min(max(request.args.get("sheet", 0, type=int), 0), len(shown) - 1)
    sheet = shown[chosen]
    form = _form(sheet, upload.year)
    if form.validate_on_submit() and _remembered(form, sheet, upload.place):
        return redirect(url_for(".imports_preview", token=token), 303)
    page = render_template(
        "office/imports/columns.html",
        form=form,
        token=token,
        upload=upload,
        called=Names(),
        sheets=[one.name for one in shown],
        chosen=chosen,
        columns=[letters(column) for column in range(1, width(sheet) + 1)],
        rows=first_rows(sheet),
    )
    return page, 422 if form.errors else 200


def width(sheet: Sheet) -> int:
    """How many columns of a sheet are asked about."""
    return min(max((column for _, column in sheet.cells), default=1), WIDEST)


def first_rows(sheet: Sheet) -> list[tuple[int, list[str]]]:
    """The rows in which a header may stand, with some of what follows."""
    wide = width(sheet)
    rows = [(row, cells) for row, cells in headers.top_of(sheet).rows()][:SHOWN_ROWS]
    return [
        (row, [cells[c].text[:SHOWN_TEXT] if c in cells else "" for c in range(1, wide + 1)])
        for row, cells in rows
    ]


def _form(sheet: Sheet, year: int) -> ColumnsForm:
    """The form for the columns of a sheet, filled with what can be guessed."""
    names = Names()
    row, guessed, factor = headers.suggested(sheet, year)
    above = headers.top_of(sheet)
    heads = {number: mappings.texts(above, number) for number in range(1, headers.LOOKED_AT + 1)}
    heads = {row: texts for row, texts in heads.items() if len(set(texts.values())) > 1}
    if not guessed:  # then the first of the rows that say most
        row = max(heads, key=lambda row: (len(set(heads[row].values())), -row), default=0)
    meanings = [(name, names.told(HEADERS[name])) for name in COLUMNS if name != "row_id"]
    labels = {
        column: " · ".join(filter(None, (letters(column), heads.get(row, {}).get(column, ""))))
        for column in range(1, width(sheet) + 1)
    }
    data = {"row": row if row in heads else None, "factor": min(factor, mappings.FACTORS[-1])}
    data |= {f"column_{column}": name for name, column in guessed.items()}
    form = columns_form(labels)(data=data)
    form.row.choices = [
        (number, f"{number}: {', '.join(texts.values())[:SHOWN_TEXT]}")
        for number, texts in heads.items()
    ]
    for field in form.meanings():
        field.choices = [("", _("not needed")), *meanings]
    return form


def _remembered(form: ColumnsForm, sheet: Sheet, place: str) -> bool:
    """Keep the choice; what cannot be read by it stands at the form."""
    columns: dict[str, int] = {}
    for field in form.meanings():
        if field.data in columns:
            edge.refuse(
                form, Refusal("mapping.column_twice", field.name, column=HEADERS[field.data])
            )
            return False
        if field.data:
            columns[field.data] = form.number_of(field)
    choice = mappings.Chosen(columns, form.factor.data)
    try:
        known_by = mappings.checked(sheet, form.row.data, choice)
    except Refusal as refusal:
        edge.refuse(form, refusal)
        return False
    return bool(edge.perform(form, acts.choose_columns, place, fingerprint=known_by, chosen=choice))
