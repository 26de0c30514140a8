"""The workbook of a year: the tables of the package as sheets, read from its own CSV files."""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from opendata.package.columns import SHEETS, TABLES, Column, Kind
from opendata.package.tables import unguarded

MOST_ROWS = 1_048_575  # of a sheet, beside its heading; what is more goes on in a further sheet
DIGITS = 15  # what a cell holds of a number; a longer one is written as text
LOOKS = {"som": "#,##0.00", "quantity": "#,##0.###", "count": "0", "day": "dd.mm.yyyy", "text": "@"}
NUMBERS = ("som", "quantity", "count")
SETTINGS: dict[str, Any] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def write(folder: Path, out: Path, language: str, created: datetime) -> int:
    """Write the workbook of the tables in `folder`/csv; how many rows it has in all."""
    rows = 0
    with opened(out, created) as book:
        for name in SHEETS:
            table = TABLES[name]
            heads = [column.title.told(language)[0] for column in table.columns]
            sheets = Sheets(book, table.title.told(language)[0], table.columns, heads)
            for row in rows_of(folder / f"csv/{name}.csv"):
                sheets.row(row)
                rows += 1
    return rows


def opened(out: Path, created: datetime) -> Any:
    """A workbook to be filled row by row, at the same memory however many there are."""
    book = xlsxwriter.Workbook(str(out), SETTINGS)
    book.set_properties({"created": created.replace(tzinfo=None)})
    return book


def rows_of(file: Path) -> Iterator[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        yield from rows


class Sheets:
    """One table's sheet, and a further one whenever it is full; `number` counts them."""

    def __init__(
        self, book: Any, title: str, columns: Sequence[Column], heads: Sequence[str]
    ) -> None:
        self.book, self.title, self.columns, self.heads = book, title, columns, heads
        self.looks = {kind: book.add_format({"num_format": form}) for kind, form in LOOKS.items()}
        self.head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.number = 0
        self._open()

    def _open(self) -> None:
        self.number += 1
        name = self.title if self.number == 1 else f"{self.title} {self.number}"
        self.sheet = self.book.add_worksheet(name)
        self.at = 0
        self.sheet.freeze_panes(1, 0)
        for place, column in enumerate(self.columns):
            self.sheet.set_column(place, place, 36 if column.kind == "text" else 16)
        for place, head in enumerate(self.heads):
            self.sheet.write_string(0, place, head, self.head)

    def row(self, values: Sequence[str]) -> None:
        """One row, read back from the table's file."""
        if self.at == MOST_ROWS:
            self._open()
        self.at += 1
        for place, (value, column) in enumerate(zip(values, self.columns, strict=True)):
            if value:
                self._cell(place, value, column.kind)

    def _cell(self, place: int, value: str, kind: Kind) -> None:
        look = self.looks.get(kind, self.looks["text"])
        if kind == "day":
            self.sheet.write_datetime(self.at, place, datetime.fromisoformat(value), look)
        elif kind in NUMBERS and _fits(value):
            self.sheet.write_number(self.at, place, Decimal(value), look)
        else:
            text = unguarded(value) if kind == "text" else value
            self.sheet.write_string(self.at, place, text, self.looks["text"])


def _fits(value: str) -> bool:
    return len(Decimal(value).normalize().as_tuple().digits) <= DIGITS
