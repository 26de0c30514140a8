"""The workbook of the annual plan: a row for each line, lists to choose from."""

import io
from typing import Any

import xlsxwriter

from opendata.plan_rows import words
from opendata.plan_rows.known import Known
from opendata.plan_rows.preview import as_text
from opendata.workbook import stamp
from opendata.workbook.template import SETTINGS, coded, guide_sheet, stamped
from opendata.workbook.words import AMOUNT, CHOOSE, GUIDE, STOP
from procurement.reports.plan import PlanCard

WIDTHS = {"row_id": 8, "title": 40, "requirement": 44, "category": 26, "amount": 18, "when": 14}
WIDTHS |= {"method": 26, "item_code": 16, "budget_lines": 44, "error": 40}
EMPTY_ROWS = 200
FIRST = 2  # rows above the lines: the hidden codes, the names
OPEN = ("budget_lines",)
"""Columns in which several choices may be written, so the list only helps."""


def template(facts: Known, language: str, *, issued_on: str, key: bytes) -> bytes:
    """The workbook for a place's plan with the lines there are, as the bytes of an .xlsx.

    `issued_on` is an ISO date, `key` what the hidden stamp is signed with. No text is a formula.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, SETTINGS)
    sheet = book.add_worksheet(words.ENTRY.told(language)[0])
    guide = book.add_worksheet(GUIDE.told(language)[0])
    _entry(book, sheet, facts, language)
    lines = [line.told(language)[0] for line in words.LINES]
    about = (facts.place, {facts.place: facts.place_name}, facts.year)
    guide_sheet(book, guide, about, lines, language, issued_on)
    _lists(book, facts, language)
    mark = stamp.Stamp(stamp.PLAN, facts.place, facts.year, language, issued_on, facts.seen)
    stamped(book, mark, key)
    book.close()
    return file.getvalue()


def _entry(book: Any, sheet: Any, facts: Known, language: str) -> None:
    """The sheet to fill in; only the number of the row and the errors are locked."""
    head = {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#DDE7F0"}
    heading = book.add_format(head)
    looks = _looks(book)
    for column, name in enumerate((*words.COLUMNS, "error")):
        sheet.write_string(0, column, name)
        sheet.write_string(1, column, words.HEADERS[name].told(language)[0], heading)
        sheet.set_column(column, column, WIDTHS[name], looks.get(name, looks["open"]))
    for row, card in enumerate(facts.lines.values(), start=FIRST):
        _line(sheet, row, card, facts, language, looks)
    last = FIRST + len(facts.lines) + EMPTY_ROWS - 1
    for column, name in enumerate(words.COLUMNS):
        rule = _rule(name, facts, language)
        if rule:
            sheet.data_validation(FIRST, column, last, column, rule)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.freeze_panes(FIRST, 2)
    allowed = ("sort", "autofilter", "insert_rows", "delete_rows", "format_columns", "format_rows")
    sheet.protect("", dict.fromkeys((*allowed, "format_cells"), True))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)


def _looks(book: Any) -> dict[str, Any]:
    cell = {"locked": False, "text_wrap": True, "valign": "top"}
    grey = {"font_color": "#6B6B6B", "bg_color": "#EEEEEE", "valign": "top"}
    return {
        "open": book.add_format(cell),
        "row_id": book.add_format(grey),
        "amount": book.add_format({**cell, "num_format": "#,##0.00"}),
        "item_code": book.add_format({**cell, "num_format": "@"}),
        "error": book.add_format({"font_color": "#B10E1E", "text_wrap": True, "valign": "top"}),
    }


def _line(
    sheet: Any, row: int, card: PlanCard, facts: Known, language: str, looks: dict[str, Any]
) -> None:
    texts = as_text(card) | {"row_id": str(card.id)}
    for column, name in enumerate(words.COLUMNS):
        look, text = looks.get(name, looks["open"]), texts[name]
        if name == "amount":
            # A spreadsheet keeps 15 digits: enough for tyiyn of ten thousand milliards of som.
            sheet.write_number(row, column, float(card.amount), look)
        elif text:
            choices = facts.choices.get(name, {})
            told = coded(text, choices, language) if text in choices else text
            sheet.write_string(row, column, told, look)


def _rule(name: str, facts: Known, language: str) -> dict[str, Any] | None:
    stop = {"error_title": STOP.told(language)[0], "ignore_blank": True}
    if name == "amount":
        told = {"error_message": AMOUNT.told(language)[0]}
        return {"validate": "decimal", "criteria": ">=", "value": 0, **told, **stop}
    if not facts.choices.get(name):
        return None
    told = {"error_message": CHOOSE.told(language)[0]}
    helps = {"show_error": name not in OPEN}
    return {"validate": "list", "source": f"=list_{name}", **told, **stop, **helps}


def _lists(book: Any, facts: Known, language: str) -> None:
    """The lists on a sheet nobody sees, each under a name of its own."""
    sheet = book.add_worksheet("_lists")
    for column, (name, choices) in enumerate(facts.choices.items()):
        for row, code in enumerate(choices):
            sheet.write_string(row, column, coded(code, choices, language))
        if choices:
            letter = chr(65 + column)
            book.define_name(f"list_{name}", f"=_lists!${letter}$1:${letter}${len(choices)}")
    sheet.very_hidden()
