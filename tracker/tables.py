"""One description of a table, four ways to give it: a page, JSON, CSV, a workbook.

A cell holds the exact value; how people read it depends on its column's kind and the language.
None is "no data" on a page, null in JSON and an empty cell in files: never zero.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO
from typing import Any, Literal

import xlsxwriter
from flask_babel import gettext, lazy_gettext
from markupsafe import Markup, escape

from core import clock
from core.columns import plain
from core.words import Words
from opendata.workbook import stamp
from tracker import formats

Kind = Literal["text", "som", "quantity", "count", "percent", "day"]
NUMBERS = ("som", "quantity", "count", "percent")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
DIGITS = 15  # what a cell of a workbook holds of a number; a longer one is written as text
NUMBER_FORMATS = {"som": "#,##0.00", "quantity": "#,##0.###", "count": "0", "percent": "0%"}
SHEET_NAME = 31
TONGUES = {
    "ky": lazy_gettext("in Kyrgyz"),
    "ru": lazy_gettext("in Russian"),
    "en": lazy_gettext("in English"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names it for programs, `heading` for people; a `hidden` one is only in the files."""

    key: str
    heading: str
    kind: Kind = "text"
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A value with more to it: `text` where people read another word than programs, a link, the
    language of the text where it is not the page's, a note under it."""

    value: Any
    text: str | None = None
    href: str | None = None
    lang: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table by name; `title` says what it shows. Rows are values or Cells, one per column."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]

    def heads(self) -> list[tuple[str, str]]:
        """The headings as the macros of tables take them: (heading, "text" or "number")."""
        return [
            (column.heading, "number" if column.kind in NUMBERS else "text")
            for column in self.columns
            if not column.hidden
        ]

    def cells(self) -> list[list[Markup | str | None]]:
        """The rows for people, in the language of the page."""
        lang = formats.language()
        return [
            [
                _for_a_page(cell, column.kind, lang)
                for cell, column in zip(row, self.columns, strict=True)
                if not column.hidden
            ]
            for row in self.rows
        ]

    def records(self) -> list[dict[str, Any]]:
        """The rows for programs: money and quantities are decimal strings, days ISO."""
        return [
            {
                column.key: _for_a_program(_value(cell), column.kind)
                for cell, column in zip(row, self.columns, strict=True)
            }
            for row in self.rows
        ]


def as_csv(table: Table) -> bytes:
    """Comma-separated UTF-8 with a byte order mark; the first line holds the columns' keys.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.key for column in table.columns])
    for row in table.rows:
        writer.writerow(
            [
                _for_a_file(cell, column.kind)
                for cell, column in zip(row, table.columns, strict=True)
            ]
        )
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(tables: Sequence[Table], *, mark: Sequence[tuple[str, str]] = ()) -> bytes:
    """A workbook with one sheet per table; text is always text, whatever it begins with.

    `mark` are the rows of a hidden sheet, by which a filled table is known again
    (opendata.workbook.stamp).
    """
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": clock.now().replace(tzinfo=None)})
        looks = {kind: book.add_format({"num_format": form}) for kind, form in _looks().items()}
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        for name, table in zip(_sheet_names(tables), tables, strict=True):
            _fill(book.add_worksheet(name), table, looks, head)
        if mark:
            hidden = book.add_worksheet(stamp.SHEET)
            for line, row in enumerate(mark):
                hidden.write_row(line, 0, row)
            hidden.very_hidden()
    return out.getvalue()


def _looks() -> dict[str, str]:
    return {**NUMBER_FORMATS, "day": "dd.mm.yyyy", "text": "@"}


def _sheet_names(tables: Iterable[Table]) -> list[str]:
    """A sheet's name may be short, and without these signs; two may not be the same."""
    names: list[str] = []
    for table in tables:
        name = "".join(" " if letter in "[]:*?/\\" else letter for letter in table.title).strip("'")
        name = name[:SHEET_NAME].strip() or table.name
        names.append(table.name[:SHEET_NAME] if name.lower() in map(str.lower, names) else name)
    return names


def _fill(sheet: Any, table: Table, looks: dict[str, Any], head: Any) -> None:
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.heading, head)
        sheet.set_column(place, place, 16 if column.kind in (*NUMBERS, "day") else 36)
    for line, row in enumerate(table.rows, start=1):
        for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            value = _value(cell)
            look = looks[column.kind]
            if value is None:
                continue
            if column.kind == "day":
                sheet.write_datetime(line, place, value, look)
            elif column.kind in NUMBERS and _fits(value):
                sheet.write_number(line, place, value, look)
            else:
                sheet.write_string(line, place, _told(cell), looks["text"])


def _fits(value: Decimal | Fraction | int) -> bool:
    """Are the digits of a number few enough for a cell to keep them all?"""
    if isinstance(value, Fraction):
        return True
    return len(Decimal(value).normalize().as_tuple().digits) <= DIGITS


def _value(cell: Any) -> Any:
    return cell.value if isinstance(cell, Cell) else cell


def _told(cell: Any) -> str:
    """The words of a cell of text, in the language of the page."""
    if isinstance(cell, Cell) and cell.text is not None:
        return str(cell.text)
    value = _value(cell)
    return value.told(formats.language())[0] if isinstance(value, Words) else str(value)


def _for_a_program(value: Any, kind: Kind) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Words):
        return value.told(formats.language())[0] or None
    if kind == "som":
        return f"{value:.2f}"
    if kind == "quantity":
        return plain(value)
    if kind == "percent":
        return str((Decimal(value.numerator) / value.denominator).quantize(Decimal("0.0001")))
    return value.isoformat() if isinstance(value, date) else value


def _for_a_file(cell: Any, kind: Kind) -> str:
    value = _value(cell)
    if value is None:
        return ""
    if kind != "text":
        return str(_for_a_program(value, kind))
    text = _told(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def _for_a_page(cell: Any, kind: Kind, lang: str) -> Markup | str | None:
    value = _value(cell)
    if value is None and isinstance(cell, Cell) and cell.text is not None:
        return Markup(f'<span class="st-none">{escape(cell.text)}</span>')  # why there is none
    if value is None:
        return None
    text, tongue = _read(cell, value, kind, lang)
    if not text:
        return Markup(f'<span class="st-none">{escape(gettext("no data"))}</span>')
    # Hundreds of cells a page: Markup.format takes ten times as long as this.
    html = str(escape(text))
    if tongue != lang:
        html = f'<span lang="{tongue}">{html}</span>'
    if isinstance(cell, Cell) and cell.href:
        html = f'<a class="govuk-link" href="{escape(cell.href)}">{html}</a>'
    if tongue != lang:
        html = f'{html} <span class="st-quiet">[{escape(_in(tongue))}]</span>'
    if isinstance(cell, Cell) and cell.note:
        html = f'{html}<span class="st-exact">{escape(cell.note)}</span>'
    return Markup(html)


def _read(cell: Any, value: Any, kind: Kind, lang: str) -> tuple[Markup | str, str]:
    """A cell's words and the language they are in."""
    if isinstance(value, Words):
        return value.told(lang)
    if kind == "text" or (isinstance(cell, Cell) and cell.text is not None):
        tongue = cell.lang if isinstance(cell, Cell) and cell.lang else lang
        return _told(cell), tongue
    if kind == "som":
        exact, read = f"{value:.2f}", formats.som(value, lang)
        return Markup(f'<data value="{exact}">{read}</data>'), lang
    if kind == "day":
        return formats.day(value), lang
    if kind == "percent":
        return formats.percent(value, lang), lang
    return formats.quantity(value, lang), lang


def _in(tongue: str) -> str:
    """The name of a language that is not the page's."""
    return str(TONGUES[tongue])
