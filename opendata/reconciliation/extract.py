"""An extract as rows: its columns found by words or as somebody said, its cells read exactly."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import Refusal
from core.money import ZERO
from core.words import folded
from opendata import days
from opendata.budget_rows import Fault
from opendata.budget_rows.headers import LOOKED_AT, top_of
from opendata.budget_rows.lines import SUMS, is_numbering, read_amount
from opendata.budget_rows.mappings import fingerprint, texts
from opendata.models import ColumnMapping
from opendata.reconciliation import Theirs
from opendata.reconciliation.header_words import HEADERS, NEEDED, SYNONYMS, TELLING
from opendata.sheets import NOTHING, NUMBER, TEXT, Cell, Sheet, address, letters

MOST_FAULTS = 500
_INN = re.compile(r"(?<!\d)\d{14}(?!\d)", re.ASCII)
_SUMS = tuple(f"{word} " for word in SUMS)
_INN_TOLD = re.compile(r"(?:\b(?:инн|inn))?[\s:№]*(?<!\d)\d{14}(?!\d)", re.IGNORECASE)
_KNOWN_AS = {
    folded(text or ""): name
    for name, words in HEADERS.items()
    for text in (words.ky, words.ru, words.en, *SYNONYMS[name])
}


@dataclass(frozen=True, slots=True)
class Header:
    """Where the rows begin and which column is which: our name → number of the column."""

    sheet: Sheet
    row: int
    columns: Mapping[str, int]

    def told(self) -> dict[str, tuple[str, str]]:
        """As what each column was understood: our name → (letter, header as found)."""
        return {
            name: (letters(at), self.sheet.at(self.row, at).text)
            for name, at in self.columns.items()
        }


@dataclass
class Extract:
    """The rows of an extract, what is wrong with it, and what was passed over.

    `passed` are rows without a day and a document: titles, balances, sums. `outside` counts the
    rows of other days than were asked for.
    """

    header: Header
    rows: list[Theirs] = field(default_factory=list)
    errors: list[Fault] = field(default_factory=list)
    passed: list[int] = field(default_factory=list)
    outside: int = 0


def lacking(columns: Mapping[str, int]) -> list[str]:
    """The columns without which a table is no extract: day, sum, and something that tells."""
    missing = [name for name in NEEDED if name not in columns]
    return missing if set(TELLING) & set(columns) else [*missing, "document"]


def known_by(sheet: Sheet, row: int) -> str:
    """What the header of an extract is known by, apart from those of other tables."""
    named = texts(top_of(sheet), row) if 1 <= row <= LOOKED_AT else {}
    return sha256(b"extract " + fingerprint(named).encode()).hexdigest()


def find(session: Session, place: str, sheets: Sequence[Sheet]) -> Header:
    """The header of an extract: as somebody of the place said, else by the words there are.

    Raises:
        Refusal: `import.no_header` with the words of `found`; `import.columns_missing` with
            `columns`: an officer can say which column is which.
    """
    shown = [sheet for sheet in sheets if sheet.shown and sheet.cells]
    chosen = _chosen(session, place, shown)
    if chosen is not None:
        return chosen
    guesses = [guess for sheet in shown if (guess := guessed(sheet)).columns]
    best = max(guesses, key=lambda one: len(one.columns), default=None)
    if best is None:
        told = [cell.text for _, cell in sorted(shown[0].cells.items())[:8]] if shown else []
        raise Refusal("import.no_header", "file", found=", ".join(told)[:120])
    missing = lacking(best.columns)
    if missing:
        raise Refusal("import.columns_missing", "file", columns=[HEADERS[one] for one in missing])
    return best


def guessed(sheet: Sheet) -> Header:
    """The row of a sheet that names most columns, with no column where none is named."""
    best = Header(sheet, 0, {})
    for row, cells in top_of(sheet).rows():
        columns: dict[str, int] = {}
        for column, cell in cells.items():
            name = _KNOWN_AS.get(folded(cell.text)) if cell.kind == TEXT else None
            if name is not None:
                columns.setdefault(name, column)
        if len(columns) > len(best.columns):
            best = Header(sheet, row, columns)
    return best


def _chosen(session: Session, place: str, sheets: Sequence[Sheet]) -> Header | None:
    known = {
        one.fingerprint: one.mapping
        for one in session.scalars(select(ColumnMapping).where(ColumnMapping.place == place))
    }
    for sheet in sheets if known else ():
        for row, _ in top_of(sheet).rows():
            mapping = known.get(known_by(sheet, row))
            if mapping is not None:
                return Header(sheet, row, mapping["columns"])
    return None


def read(header: Header, since: date, until: date) -> Extract:
    """The rows of an extract from one day to another, both within; every fault with its cell."""
    found = Extract(header)
    for row, cells in header.sheet.rows():
        if row <= header.row:
            continue
        if _is_no_payment(header, row, cells):
            found.passed.append(row)
            continue
        one = _row(found, row, cells)
        if one is None:
            if len(found.errors) >= MOST_FAULTS:
                told = {"most": MOST_FAULTS}
                found.errors.append(
                    Fault(header.sheet.name, "", "import.too_many_faults", "", told)
                )
                break
        elif since <= one.on <= until:
            found.rows.append(one)
        else:
            found.outside += 1
    if not found.rows and not found.errors:
        found.errors.append(Fault(header.sheet.name, "", "extract.no_rows"))
    return found


def _is_no_payment(header: Header, row: int, cells: Mapping[int, Cell]) -> bool:
    """Is it a title, a balance, a sum, or the row of numbers under a header?"""
    if row == header.row + 1 and is_numbering(cells):
        return True
    first = next((cell.text for cell in cells.values() if cell.kind == TEXT), "")
    if f"{folded(first[:80])} ".startswith(_SUMS):
        return True
    telling = [header.columns[name] for name in ("on", "document") if name in header.columns]
    return not any(column in cells for column in telling)


def _row(found: Extract, row: int, cells: Mapping[int, Cell]) -> Theirs | None:
    """One row; None when a fault of a cell was noted."""
    columns = found.header.columns
    before = len(found.errors)

    def cell(name: str) -> Cell:
        return cells.get(columns.get(name, 0), NOTHING)

    def note(name: str, refusal: Refusal) -> None:
        facts = {key: value for key, value in refusal.facts.items() if key != "found"}
        text = str(refusal.facts.get("found", cell(name).text))[:80]
        sheet, at = found.header.sheet.name, address(row, columns[name])
        found.errors.append(Fault(sheet, at, refusal.code, text, facts))

    on, amount = None, ZERO
    try:
        on = days.read(cell("on"))
    except Refusal as refusal:
        note("on", refusal)
    for name, sign in (("amount", 1), ("returned", -1)):
        try:
            amount += sign * _money(cell(name))
        except Refusal as refusal:
            note(name, refusal)
    if not amount and len(found.errors) == before:
        note("amount", Refusal("extract.no_amount"))
    if on is None or len(found.errors) > before:
        return None
    name = cell("name").text[:200]
    return Theirs(
        key=row,
        on=on,
        amount=amount,
        document=_number(cell("document")),
        inn=_inn(cell("inn"), name),
        name=_INN_TOLD.sub("", name).strip(" ,;"),
        purpose=cell("purpose").text[:1000],
        code=cell("code").text[:40],
    )


def _money(cell: Cell) -> Decimal:
    """The som of a cell, zero where it is empty; below zero where it says so."""
    if not cell.text:
        return ZERO if cell.kind in (TEXT, NUMBER) else read_amount(cell, 1)
    text = cell.text.strip()
    if text[0] in "-−–" and cell.kind in (TEXT, NUMBER):
        return -read_amount(Cell(cell.kind, text[1:].strip()), 1)
    return read_amount(cell, 1)


def _number(cell: Cell) -> str:
    return cell.text.removesuffix(".0").strip()[:60]


def _inn(cell: Cell, name: str) -> str | None:
    """A tax number of 14 digits: from its column, where a spreadsheet may have eaten its noughts,
    else from the payee's name."""
    digits = "".join(c for c in cell.text.removesuffix(".0") if c.isascii() and c.isdigit())
    if 10 <= len(digits) <= 14:
        return digits.zfill(14)
    found = _INN.search(name)
    return found[0] if found else None
