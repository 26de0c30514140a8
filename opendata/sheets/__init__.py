"""Tables somebody sent: looked at before they are unpacked, read in a process of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

LARGEST = 20 * 1024 * 1024  # bytes of a file
MOST_ROWS = 20_500  # a budget's most lines, and what stands around them
MOST_COLUMNS = 60
MOST_SHEETS = 30
MOST_TEXT = 4_000  # letters of one cell; more is no entry of a table

SIGNIFICANT = 15  # digits a spreadsheet keeps of a number

# What a cell holds.
TEXT, NUMBER, DATE, YES_NO = "text", "number", "date", "yes_no"
ERROR, UNCOUNTED = "error", "uncounted"


class Cell(NamedTuple):
    """One filled cell. `text` is what it shows.

    `kind` is "text", "number" (`text` then has its 15 significant digits with a point), "date"
    (ISO), "yes_no" ("1" or "0"), "error" (#REF! and the like) or "uncounted": a formula whose
    result the file does not hold.
    """

    kind: str
    text: str


NOTHING = Cell(TEXT, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its filled cells by (row, column), both counted from 1, as spreadsheets do.

    `merged` are (first row, first column, last row, last column), all inside.
    """

    name: str
    shown: bool
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    merged: tuple[tuple[int, int, int, int], ...] = ()

    def at(self, row: int, column: int) -> Cell:
        """The cell, or an empty one."""
        return self.cells.get((row, column), NOTHING)

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """The rows that hold anything, from above, each as {column: cell}."""
        by_row: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in self.cells.items():
            by_row.setdefault(row, {})[column] = cell
        for row in sorted(by_row):
            yield row, dict(sorted(by_row[row].items()))


def number_text(value: float) -> str:
    """A number of a spreadsheet as its 15 significant digits: what its owner saw."""
    return format(value, f".{SIGNIFICANT}g")


def letters(column: int) -> str:
    """What a spreadsheet calls a column: 1 is A, 27 is AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def address(row: int, column: int) -> str:
    """What a spreadsheet calls a cell: "D12"."""
    return f"{letters(column)}{row}"
