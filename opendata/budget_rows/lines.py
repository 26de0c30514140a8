"""The rows under a header: which are lines, which are headings, subtotals or nothing. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from core.errors import Refusal
from core.money import ZERO
from core.words import folded
from opendata import amounts
from opendata.budget_rows import Fault
from opendata.budget_rows.headers import Header
from opendata.sheets import NUMBER, TEXT, Cell, Sheet, address

# How a row of sums begins, as `folded` writes it.
SUMS = (
    "жыйынтыгы",
    "жыйынтык",
    "жыйынды",
    "баары",
    "бардыгы",
    "жалпы сумма",
    "жалпы жыйынтык",
    "итого",
    "всего",
    "итог",
    "subtotal",
    "total",
    "grand total",
)
PARTS = ("анын ичинде", "в том числе", "из них", "including", "of which")
_SUMS, _PARTS = (tuple(f"{begin} " for begin in words) for words in (SUMS, PARTS))
NAMING = ("beneficiary", "requirement", "category", "source")


@dataclass
class Body:
    """What stands under a header: rows that should be lines, and what was passed over."""

    rows: list[tuple[int, dict[int, Cell]]] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)


def body(header: Header) -> Body:
    """Sort the rows under a header; sums are checked against the rows they stand for."""
    found = Body()
    sheet = header.sheet
    since_sum: list[Decimal | None] = []
    so_far: list[Decimal | None] = []
    for row, cells in _filled(header):
        kind = _kind(header, row, cells)
        amount = _amount(header, cells)
        if kind == "sum":
            found.sums.append(row)
            sums = [_sum(since_sum), _sum(so_far)]
            if amount is not None and None not in sums and amount not in sums:
                at = address(row, header.columns["amount"])
                told = {"stated": amount, "counted": sums[0], "all": sums[1]}
                text = cells[header.columns["amount"]].text
                found.notes.append(Fault(sheet.name, at, "subtotal.differs", text, told))
            since_sum = []
        elif kind == "heading":
            found.headings.append(row)
        elif kind == "line":
            found.rows.append((row, cells))
            since_sum.append(amount)
            so_far.append(amount)
    return found


def _sum(parts: list[Decimal | None]) -> Decimal | None:
    """The sum, or None when one of the parts could not be read."""
    known = [part for part in parts if part is not None]
    return sum(known, ZERO) if len(known) == len(parts) else None


def _filled(header: Header) -> Iterator[tuple[int, dict[int, Cell]]]:
    """The rows under the header that hold anything, with merged names standing in each row."""
    down = _spread(header)
    for row, cells in header.sheet.rows():
        if row > header.last_row:
            yield row, {**cells, **down.get(row, {})}


def _spread(header: Header) -> Mapping[int, dict[int, Cell]]:
    """A name merged over several rows of its column stands for each of them."""
    columns = {header.columns[name] for name in NAMING if name in header.columns}
    down: dict[int, dict[int, Cell]] = {}
    for top, left, bottom, right in header.sheet.merged:
        if left == right and left in columns and top > header.last_row:
            cell = header.sheet.at(top, left)
            for row in range(top + 1, min(bottom, top + 2000) + 1):
                if cell.text:
                    down.setdefault(row, {})[left] = cell
    return down


def _kind(header: Header, row: int, cells: Mapping[int, Cell]) -> str:
    """ "line", "sum", "heading" (one thing in the row, or a title over a group) or "nothing"."""
    if header.template:
        used = set(header.columns.values()) - {header.columns.get("row_id")}
        return "line" if any(column in cells for column in used) else "nothing"
    if row == header.last_row + 1 and is_numbering(cells):
        return "nothing"
    words = [_word(cell.text) for cell in cells.values() if cell.kind == TEXT]
    named = [name for name in NAMING if header.columns.get(name) in cells]
    if any(_begins(word, _PARTS) for word in words):
        return "heading"
    if any(_begins(word, _SUMS) for word in words) and len(named) <= 1:
        return "sum"
    has_amount = header.columns["amount"] in cells
    if not has_amount and (len(cells) == 1 or len(named) == 0 or _is_wide(header, row)):
        return "heading"
    return "line"


@lru_cache(maxsize=4096)  # a table says the same few hundred names over and over
def _word(text: str) -> str:
    return folded(text[:80])


def _begins(text: str, beginnings: tuple[str, ...]) -> bool:
    return f"{text} ".startswith(beginnings)


def is_numbering(cells: Mapping[int, Cell]) -> bool:
    """Is it the row "1 2 3 4" that forms have under their header?"""
    texts = [cell.text for _, cell in sorted(cells.items())]
    return len(texts) > 2 and texts == [str(n) for n in range(1, len(texts) + 1)]


def _is_wide(header: Header, row: int) -> bool:
    return any(
        top <= row <= bottom and right > left for top, left, bottom, right in header.sheet.merged
    )


def _amount(header: Header, cells: Mapping[int, Cell]) -> Decimal | None:
    cell = cells.get(header.columns["amount"])
    try:
        return None if cell is None else read_amount(cell, header.factor)
    except Refusal:
        return None


def read_amount(cell: Cell, factor: int) -> Decimal:
    """The som of an amount's cell.

    Raises:
        Refusal: those of `opendata.amounts`; `amount.is_a_date`, `cell.formula_uncounted`,
            `cell.formula_error`, each with `found`.
    """
    if cell.kind == NUMBER:
        return amounts.counted(cell.text, factor)
    if cell.kind == TEXT:
        return amounts.read(cell.text, factor)
    raise Refusal(broken(cell) or _NO_AMOUNT[cell.kind], found=cell.text)


_BROKEN = {"uncounted": "cell.formula_uncounted", "error": "cell.formula_error"}
_NO_AMOUNT = {"date": "amount.is_a_date", "yes_no": "amount.not_a_number"}


def broken(cell: Cell) -> str | None:
    """The code of a cell whose value nobody knows, or None."""
    return _BROKEN.get(cell.kind)


def choose(sheets: list[Sheet], headers: list[Header | None]) -> Header | None:
    """The sheet that is the budget: our template's, else the shown one best understood."""
    found = [h for h in headers if h is not None and (h.template or h.sheet.shown)]
    return max(found, key=lambda h: (h.template, len(h.columns), len(h.sheet.cells)), default=None)
