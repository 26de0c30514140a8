"""The official list of unreliable suppliers as a table: understood and judged, cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from core.words import folded
from opendata.budget_rows import Fault
from opendata.sheets import DATE, NOTHING, NUMBER, Cell, Sheet, address
from procurement import supplier_rules
from procurement.acts import ListedEntry
from register.cells import CellError, day

LOOKED_AT = 20  # rows from above in which a header may stand
MOST_FAULTS = 200
NEEDED = ("inn", "name", "since", "basis")
HEADERS: Mapping[str, tuple[str, ...]] = {
    "inn": ("инн", "inn", "tax number", "tin", "идентификациялык номер", "салык номери"),
    "name": ("наименование", "поставщик", "аталышы", "жеткирүүчү", "name", "supplier"),
    "since": ("дата включения", "включен", "с", "киргизилген күнү", "башталышы", "since", "from"),
    "until": ("дата исключения", "срок до", "по", "чыгарылган күнү", "аягы", "until", "to"),
    "basis": ("основание", "решение", "негизи", "чечим", "basis", "decision"),
}
"""Words over the columns, as lists of this kind have them; compared folded."""
MEANINGS = {folded(word): name for name, words in HEADERS.items() for word in words}


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as it was understood. Nothing may be kept while `errors` is not empty."""

    sheet: str
    entries: tuple[ListedEntry, ...]
    errors: tuple[Fault, ...]

    @property
    def may_be_kept(self) -> bool:
        """Is there something to keep, and no fault?"""
        return bool(self.entries) and not self.errors


def read(sheets: Sequence[Sheet]) -> ReadList:
    """What the first sheet with a header of this kind says; faults name their cells.

    A tax number may stand as text or as a number whose leading zero a spreadsheet has dropped:
    13 digits are read as a legal entity's with its zero.
    """
    for sheet in sheets:
        found = _header(sheet) if sheet.shown else None
        if found is not None:
            return _read(sheet, *found)
    name = sheets[0].name if sheets else ""
    return ReadList(name, (), (Fault(name, "", "unreliable.no_header"),))


def _header(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for row, cells in sheet.rows():
        if row > LOOKED_AT:
            return None
        columns: dict[str, int] = {}
        for column, cell in cells.items():
            meaning = MEANINGS.get(folded(cell.text))
            if meaning is not None:
                columns.setdefault(meaning, column)
        if set(NEEDED) <= set(columns):
            return row, columns
    return None


def _read(sheet: Sheet, header: int, columns: Mapping[str, int]) -> ReadList:
    entries: list[ListedEntry] = []
    faults: list[Fault] = []
    met: dict[tuple[str, date], int] = {}
    for row, cells in sheet.rows():
        if row <= header or not set(columns.values()) & set(cells):
            continue
        if len(faults) >= MOST_FAULTS:
            faults.append(
                Fault(sheet.name, "", "import.too_many_faults", "", {"most": MOST_FAULTS})
            )
            break
        said = {name: cells.get(column, NOTHING) for name, column in columns.items()}
        entry, wrong = _entry(said)
        faults += [
            Fault(sheet.name, address(row, columns[name]), code, said[name].text[:80], facts)
            for name, code, facts in wrong
        ]
        if entry is None:
            continue
        first = met.setdefault((entry.inn, entry.since), row)
        if first != row:
            at = address(row, columns["inn"])
            faults.append(
                Fault(sheet.name, at, "unreliable.row_doubled", entry.inn, {"first": str(first)})
            )
            continue
        entries.append(entry)
    if not entries and not faults:
        faults.append(Fault(sheet.name, "", "unreliable.no_rows"))
    return ReadList(sheet.name, tuple(entries), tuple(faults))


Wrong = list[tuple[str, str, dict[str, object]]]


def _entry(said: Mapping[str, Cell]) -> tuple[ListedEntry | None, Wrong]:
    """One row, or what is wrong with it: (column, code, facts)."""
    wrong: Wrong = []
    inn = _inn(said["inn"])
    if not supplier_rules.INN.fullmatch(inn):
        wrong.append(("inn", "unreliable.inn", {}))
    since = _day(said["since"], "since", wrong)
    until = _day(said.get("until", NOTHING), "until", wrong, needed=False)
    if since and until and until <= since:
        wrong.append(("until", "unreliable.until_first", {}))
    texts = {name: " ".join(said[name].text.split()) for name in ("name", "basis")}
    wrong += [(name, "unreliable.cell_empty", {}) for name, text in texts.items() if not text]
    if wrong or since is None:
        return None, wrong
    return ListedEntry(inn, texts["name"], since, until, texts["basis"]), []


def _inn(cell: Cell) -> str:
    text = "".join(cell.text.split())
    if cell.kind == NUMBER and len(text) == 13 and text.isdigit():
        return "0" + text
    return text


def _day(cell: Cell, column: str, wrong: Wrong, *, needed: bool = True) -> date | None:
    text = cell.text.strip()
    if not text:
        if needed:
            wrong.append((column, "unreliable.cell_empty", {}))
        return None
    try:
        return date.fromisoformat(text[:10]) if cell.kind == DATE else day(text)
    except (CellError, ValueError):
        wrong.append((column, "unreliable.no_day", {}))
        return None
