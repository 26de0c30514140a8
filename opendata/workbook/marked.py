"""A table given back with its faults: the same cells, the faulty ones coloured and told."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from core.words import Words
from opendata.budget_rows import Fault
from opendata.budget_rows.header_words import COLUMNS
from opendata.budget_rows.headers import TEMPLATE_ROW
from opendata.case_rows.words import COLUMNS as CASES
from opendata.sheets import NUMBER, UNCOUNTED, Cell, Sheet, address
from opendata.workbook import words
from opendata.workbook.template import SETTINGS, WIDTHS

WIDE = 24
FIRST_OF_CASES = frozenset(columns[0] for columns in CASES.values())


def marked(
    sheet: Sheet,
    faults: Sequence[Fault],
    sentences: Sequence[str],
    language: str,
    *,
    title: Words = words.ENTRY,
    mark: Sheet | None = None,
) -> bytes:
    """The sheet as the bytes of an .xlsx called `title`; `sentences` are those of `faults`.

    The sentences stand in a column after the last; those of the whole table in its first row.
    `mark` is the hidden sheet of our template: sent again, the table is still known by it.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, SETTINGS)
    page = book.add_worksheet(title.told(language)[0])
    red = book.add_format({"bg_color": "#F9D9D9", "border": 1, "border_color": "#B10E1E"})
    told = book.add_format({"font_color": "#B10E1E", "text_wrap": True, "valign": "top"})
    faulty = {fault.cell for fault in faults if fault.cell and fault.sheet == sheet.name}
    for (row, column), cell in sheet.cells.items():
        _write(page, row, column, cell, red if address(row, column) in faulty else None)
        faulty.discard(address(row, column))
    width = max((column for _, column in sheet.cells), default=1)
    for row, column in _places(faulty):
        page.write_blank(row - 1, column - 1, None, red)
    # The first column of each of our templates has one of these codes.
    template = sheet.at(TEMPLATE_ROW, 1).text in (*COLUMNS, *FIRST_OF_CASES)
    beside = width if template and sheet.at(TEMPLATE_ROW, width).text == "error" else width + 1
    _tell(page, beside, faults, sentences, told, template)
    page.set_column(0, width - 1, WIDE)
    page.set_column(beside - 1, beside - 1, 2 * WIDTHS["error"], told)
    if template:
        page.set_row(0, None, None, {"hidden": True})
    if mark is not None:
        hidden = book.add_worksheet(mark.name)
        for (row, column), cell in mark.cells.items():
            _write(hidden, row, column, cell, None)
        hidden.very_hidden()
    book.close()
    return file.getvalue()


def _write(page: Any, row: int, column: int, cell: Cell, look: Any) -> None:
    if cell.kind == NUMBER:
        page.write_number(row - 1, column - 1, float(cell.text), look)
    elif cell.kind == UNCOUNTED:
        page.write_blank(row - 1, column - 1, None, look)
    else:
        page.write_string(row - 1, column - 1, cell.text, look)


def _tell(
    page: Any,
    column: int,
    faults: Sequence[Fault],
    sentences: Sequence[str],
    look: Any,
    template: bool,
) -> None:
    by_row: dict[int, list[str]] = {}
    top = 2 if template else 1
    for fault, sentence in zip(faults, sentences, strict=True):
        by_row.setdefault(_row(fault.cell) or top, []).append(sentence)
    for row, lines in by_row.items():
        page.write_string(row - 1, column - 1, "\n".join(lines)[:32_000], look)


def _row(cell: str) -> int | None:
    digits = cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits) if digits.isdigit() else None


def _places(addresses: Mapping[str, Any] | set[str]) -> list[tuple[int, int]]:
    found = []
    for text in sorted(addresses):
        row = _row(text)
        column = 0
        for letter in text.rstrip("0123456789"):
            column = column * 26 + ord(letter) - 64
        if row and column:
            found.append((row, column))
    return found
