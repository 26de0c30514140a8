"""The cells of a row, each by its column; a fault is noted with the cell it stands in. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from core.columns import FINEST
from core.errors import Refusal
from opendata import days
from opendata.budget_rows import Fault
from opendata.budget_rows.lines import broken, read_amount
from opendata.case_rows.headers import Header
from opendata.case_rows.words import HEADERS
from opendata.passport_rows.cells import counted
from opendata.sheets import NOTHING, Cell, address

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_BRACKETS = re.compile(r"\[([0-9]{1,15})\]\s*$", re.ASCII)
LONGEST = 2_000
SHORT = 60  # letters of a number of a document
Value = TypeVar("Value")


@dataclass(eq=False)
class Row:
    """One row of the table: its cells, and the faults of all rows so far."""

    header: Header
    number: int
    cells: Mapping[int, Cell]
    faults: list[Fault] = field(default_factory=list)

    def cell(self, name: str) -> Cell:
        """The cell of a column; an empty one where the table has no such column."""
        column = self.header.columns.get(name)
        return self.cells.get(column, NOTHING) if column else NOTHING

    def at(self, name: str) -> str:
        """The address of a column's cell; of one the table lacks, that of its first column."""
        column = self.header.columns.get(name) or min(self.header.columns.values())
        return address(self.number, column)

    def fills(self, *names: str) -> bool:
        """Is any of these cells filled?"""
        return any(self.cell(name).text or broken(self.cell(name)) for name in names)

    def note(self, name: str, refusal: Refusal) -> None:
        """Write a refusal down with the cell it is about."""
        facts: dict[str, Any] = dict(refusal.facts)
        found = str(facts.pop("found", self.cell(name).text))[:80]
        self.faults.append(Fault(self.header.sheet.name, self.at(name), refusal.code, found, facts))

    def read(self, name: str, reader: Callable[[Cell], Value]) -> Value | None:
        """What a filled cell says; None of an empty one, and of one whose fault is noted."""
        cell = self.cell(name)
        if not cell.text and broken(cell) is None:
            return None
        try:
            return reader(cell)
        except Refusal as refusal:
            self.note(name, refusal)
            return None

    def needed(self, name: str, reader: Callable[[Cell], Value]) -> Value | None:
        """The same of a cell that may not be empty."""
        if not self.fills(name):
            self.note(name, Refusal("cell.empty", column=HEADERS[name]))
            return None
        return self.read(name, reader)


def text(cell: Cell) -> str:
    """A text without signs that cannot be written.

    Raises:
        Refusal: `note.too_long` with `most`; `cell.formula_uncounted`, `cell.formula_error`.
    """
    return _text(cell, LONGEST)


def number_of(cell: Cell) -> str:
    """The number of a document: a short text. Raises as `text`."""
    return _text(cell, SHORT)


def _text(cell: Cell, most: int) -> str:
    code = broken(cell)
    if code is not None:
        raise Refusal(code, found=cell.text)
    if len(cell.text) > most:
        raise Refusal("note.too_long", found=cell.text[:40], most=most)
    return _CONTROL.sub(" ", cell.text).strip()


def money(cell: Cell) -> Decimal:
    """A sum above zero, som.

    Raises:
        Refusal: those of `opendata.amounts`; `cell.not_positive` with `found`.
    """
    amount = read_amount(cell, 1)
    if amount <= 0:
        raise Refusal("cell.not_positive", found=cell.text[:40])
    return amount


def quantity(cell: Cell) -> Decimal:
    """A quantity above zero, with at most three decimals.

    Raises:
        Refusal: those of `opendata.passport_rows.cells.counted`; `cell.not_positive`.
    """
    value = counted(cell)
    if value <= 0:
        raise Refusal("cell.not_positive", found=cell.text[:40])
    return value.quantize(FINEST)


def happened(today: date) -> Callable[[Cell], date]:
    """A reader of days on which something has happened: none after today.

    It raises:
        Refusal: those of `opendata.days.read`; `day.in_future` with `today`.
    """

    def read(cell: Cell) -> date:
        day = days.read(cell)
        if day > today:
            raise Refusal("day.in_future", found=cell.text[:40], today=today)
        return day

    return read


def key_in(cell: Cell) -> int | None:
    """The number in brackets at the end of a cell of our template; None without one."""
    found = _BRACKETS.search(cell.text)
    return int(found[1]) if found else None
