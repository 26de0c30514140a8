"""Which column is which: by the codes of our template, or by the words offices use. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.errors import Refusal
from core.words import Words, folded
from opendata.case_rows.words import COLUMNS, HEADERS, NEEDED, SYNONYMS
from opendata.sheets import TEXT, Cell, Sheet, letters

LOOKED_AT = 20  # rows from above in which a header may stand


@dataclass(frozen=True, slots=True)
class Header:
    """Where the table begins and which column is which: our name → number of the column."""

    sheet: Sheet
    row: int
    columns: Mapping[str, int]
    texts: Mapping[str, str]
    template: bool

    def told(self) -> dict[str, tuple[str, str]]:
        """As what each column was understood: our name → (letter, header as found)."""
        return {name: (letters(at), self.texts[name]) for name, at in self.columns.items()}

    def rows(self) -> Iterator[tuple[int, dict[int, Cell]]]:
        """The rows under the header that hold anything in a column of the table."""
        own = set(self.columns.values())
        for row, cells in self.sheet.rows():
            if row > self.row and own & set(cells):
                yield row, cells


def find(sheets: Sequence[Sheet], kind: str) -> Header:
    """The header of the table of this kind: of our template, else of the sheet that names most.

    Raises:
        Refusal: `import.no_header` with the words of `found`; `import.columns_missing` with
            `columns`.
    """
    shown = [sheet for sheet in sheets if sheet.shown and sheet.cells]
    for sheet in shown:
        ours = _of_template(sheet, kind)
        if ours is not None:
            return ours
    guesses = [guess for sheet in shown if (guess := _guess(sheet, kind)) is not None]
    best = max(guesses, key=lambda one: len(one.columns), default=None)
    if best is None or len(best.columns) < 2:
        texts = [cell.text for _, cell in sorted(shown[0].cells.items())[:8]] if shown else []
        raise Refusal("import.no_header", "file", found=", ".join(texts)[:120])
    lacking: list[Words] = [HEADERS[name] for name in NEEDED[kind] if name not in best.columns]
    if lacking:
        raise Refusal("import.columns_missing", "file", columns=lacking)
    return best


def _of_template(sheet: Sheet, kind: str) -> Header | None:
    names = COLUMNS[kind]
    columns = {
        sheet.at(1, column).text: column
        for column in range(1, 2 * len(names))
        if sheet.at(1, column).text in names
    }
    if not set(columns) >= set(NEEDED[kind]):
        return None
    texts = {name: sheet.at(2, column).text for name, column in columns.items()}
    return Header(sheet, 2, columns, texts, template=True)


def _guess(sheet: Sheet, kind: str) -> Header | None:
    known = _meanings(kind)
    best: Header | None = None
    for row, cells in sheet.rows():
        if row > LOOKED_AT:
            break
        columns: dict[str, int] = {}
        for column, cell in cells.items():
            name = known.get(folded(cell.text)) if cell.kind == TEXT else None
            if name is not None:
                columns.setdefault(name, column)
        if best is None or len(columns) > len(best.columns):
            texts = {name: cells[column].text for name, column in columns.items()}
            best = Header(sheet, row, columns, texts, template=False)
    return best


def _meanings(kind: str) -> dict[str, str]:
    """What a folded header means."""
    found: dict[str, str] = {}
    for name in COLUMNS[kind]:
        words = HEADERS[name]
        for text in (words.ky, words.ru, words.en, *SYNONYMS.get(name, ())):
            found.setdefault(folded(text or ""), name)
    return found
