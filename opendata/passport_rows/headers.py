"""Which column is which question: by the template's codes, or by the questions' names. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.words import Words, folded
from opendata.budget_rows import Fault
from opendata.passport_rows.words import HEADERS
from opendata.sheets import TEXT, Cell, Sheet, address
from standard.passport import Fact

LOOKED_AT = 20  # rows from above in which a header may stand
OURS = ("code", "name", "error")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the table begins and which column is which: our code → number of the column."""

    sheet: Sheet
    row: int
    columns: Mapping[str, int]
    texts: Mapping[str, str]
    faults: tuple[Fault, ...] = ()


def find(sheet: Sheet, questions: Mapping[str, Fact]) -> Header | None:
    """The header of a sheet: the row that names most questions; None where no row names any."""
    meanings = _meanings(questions)
    rows = [(row, cells) for row, cells in sheet.rows() if row <= LOOKED_AT]
    known = [(row, _columns(cells, meanings)) for row, cells in rows]
    best = max(known, key=lambda one: (len(one[1]), -one[0]), default=None)
    if best is None or not set(best[1]) & set(questions):
        return None
    row, columns = best
    cells = dict(rows)[row]
    texts = {name: cells[column].text for name, column in columns.items()}
    return Header(sheet, row, columns, texts, _faults(sheet, row, cells, columns, meanings))


def _meanings(questions: Mapping[str, Fact]) -> dict[str, str]:
    """What the text of a header means: a code as it is, a name folded."""
    named: dict[str, Words] = {code: fact.name for code, fact in questions.items()} | HEADERS
    found = {
        folded(text): code
        for code, words in named.items()
        for text in (words.ky, words.ru, words.en)
        if text
    }
    return found | {code: code for code in named}


def _meaning(cell: Cell, meanings: Mapping[str, str]) -> str | None:
    if cell.kind != TEXT:
        return None
    return meanings.get(cell.text) or meanings.get(folded(cell.text))


def _columns(cells: Mapping[int, Cell], meanings: Mapping[str, str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for column, cell in cells.items():
        name = _meaning(cell, meanings)
        if name is not None:
            columns.setdefault(name, column)
    return columns


def _faults(
    sheet: Sheet,
    row: int,
    cells: Mapping[int, Cell],
    columns: Mapping[str, int],
    meanings: Mapping[str, str],
) -> tuple[Fault, ...]:
    """A question asked twice, and a column with answers to a question that nobody asks."""
    found = []
    filled = {column for at, column in sheet.cells if at > row}
    for column, cell in cells.items():
        name = _meaning(cell, meanings)
        if name is not None and columns[name] != column:
            first = {"first": address(row, columns[name])}
            at = address(row, column)
            found.append(Fault(sheet.name, at, "passport.column_doubled", cell.text[:80], first))
        elif name is None and column in filled:
            at = address(row, column)
            found.append(Fault(sheet.name, at, "passport.column_unknown", cell.text[:80]))
    nameless = sorted(filled - set(cells))
    return (
        *found,
        *(Fault(sheet.name, address(row, c), "passport.column_nameless") for c in nameless),
    )


def is_header(cell: Cell) -> bool:
    """Does this cell of the column of codes hold its heading, not a school?"""
    names = {folded(text) for text in _texts(HEADERS["code"])}
    return cell.text == "code" or folded(cell.text) in names


def _texts(words: Words) -> list[str]:
    return [text for text in (words.ky, words.ru, words.en) if text]
