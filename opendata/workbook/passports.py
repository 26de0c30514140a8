"""The workbook of passports: a row for each school, a column for each question, pre-filled."""

import io
from typing import Any

import xlsxwriter

from core.columns import plain
from opendata.passport_rows import words
from opendata.passport_rows.known import Known
from opendata.workbook import stamp
from opendata.workbook.template import SETTINGS, guide_sheet, stamped
from opendata.workbook.words import GUIDE, NO, STOP, YES
from standard.passport import Fact

FIRST = 2  # rows above the schools: the hidden codes, the names
WIDTHS = {"code": 12, "name": 34, "error": 40}
WIDTH = 13


def template(facts: Known, language: str, *, issued_on: str, key: bytes) -> bytes:
    """The workbook for a place's passports of a year, as the bytes of an .xlsx.

    Each row begins with the passport of the year, else with the last before, else with what the
    register says; what is not of the year is yellow. `issued_on` is an ISO date, `key` what the
    hidden stamp is signed with. No text is ever a formula.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, SETTINGS)
    sheet = book.add_worksheet(words.ENTRY.told(language)[0])
    guide = book.add_worksheet(GUIDE.told(language)[0])
    _entry(book, sheet, facts, language)
    lines = [line.told(language)[0] for line in words.LINES]
    about = (facts.place, {facts.place: facts.place_name}, facts.year)
    guide_sheet(book, guide, about, lines, language, issued_on)
    mark = stamp.Stamp(stamp.PASSPORTS, facts.place, facts.year, language, issued_on, facts.seen)
    stamped(book, mark, key)
    book.close()
    return file.getvalue()


def _entry(book: Any, sheet: Any, facts: Known, language: str) -> None:
    """The sheet to fill in."""
    bold = {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#DDE7F0"}
    heading = book.add_format(bold)
    looks = _looks(book)
    names = {code: fact.name for code, fact in facts.questions.items()} | words.HEADERS
    columns = ["code", "name", *facts.questions, "error"]
    for column, name in enumerate(columns):
        look = {"code": "locked", "name": "locked", "error": "error"}.get(name, "open")
        sheet.write_string(0, column, name)
        sheet.write_string(1, column, names[name].told(language)[0], heading)
        sheet.set_column(column, column, WIDTHS.get(name, WIDTH), looks[look])
    for row, school in enumerate(facts.names, start=FIRST):
        sheet.write_string(row, 0, school, looks["locked"])
        sheet.write_string(row, 1, facts.names[school].told(language)[0], looks["locked"])
        _answers(sheet, row, school, facts, language, looks)
    last = FIRST + max(len(facts.names), 1) - 1
    for column, fact in enumerate(facts.questions.values(), start=2):
        sheet.data_validation(FIRST, column, last, column, _rule(fact, language))
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_row(1, 92)
    sheet.freeze_panes(FIRST, 2)
    allowed = ("format_cells", "format_columns", "format_rows")
    sheet.protect("", dict.fromkeys(allowed, True))
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.repeat_rows(1)
    sheet.repeat_columns(0, 1)


def _looks(book: Any) -> dict[str, Any]:
    """How cells look; only the grey ones are locked, the yellow ones are to be checked."""
    grey = {"font_color": "#6B6B6B", "bg_color": "#EEEEEE", "valign": "top", "text_wrap": True}
    return {
        "locked": book.add_format(grey),
        "open": book.add_format({"locked": False}),
        "to_check": book.add_format({"locked": False, "bg_color": "#FFF6CC"}),
        "error": book.add_format({"font_color": "#B10E1E", "text_wrap": True, "valign": "top"}),
    }


def _answers(
    sheet: Any, row: int, school: str, facts: Known, language: str, looks: dict[str, Any]
) -> None:
    """What is known of a school; what is not known stays empty, it is never zero."""
    start = facts.starts[school]
    look = looks["open" if start.own else "to_check"]
    for column, (code, fact) in enumerate(facts.questions.items(), start=2):
        value = start.facts.get(code)
        if value is None:
            continue
        if fact.kind == "yes_no":
            sheet.write_string(row, column, (YES if value == "1" else NO).told(language)[0], look)
        else:
            # A passport's numbers have at most nine digits and three decimals: a cell keeps them.
            sheet.write_number(row, column, float(value), look)


def _rule(fact: Fact, language: str) -> dict[str, Any]:
    """What a cell takes, and what it says to anything else."""
    stop = {"error_title": STOP.told(language)[0], "ignore_blank": True}
    if fact.kind == "yes_no":
        choices = [YES.told(language)[0], NO.told(language)[0]]
        return {"validate": "list", "source": choices, **stop}
    least, most = plain(fact.least), plain(fact.most)
    text = words.MEASURE if fact.kind == "measure" else words.WHOLE
    return {
        "validate": "decimal" if fact.kind == "measure" else "integer",
        "criteria": "between",
        "minimum": float(fact.least),
        "maximum": float(fact.most),
        "error_message": text.told(language)[0].format(least=least, most=most),
        **stop,
    }
