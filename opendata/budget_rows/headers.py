"""Which column is which: by the codes of our template, or by words offices use. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from core.words import folded
from opendata.budget_rows import Fault
from opendata.budget_rows.header_words import COLUMNS, MONEY, WORDS
from opendata.sheets import TEXT, Sheet, address, letters

TEMPLATE_ROW = 1  # the hidden row with the codes of our template
OURS = frozenset({"row_id", "beneficiary", "amount"})  # codes every template of ours has had
_KNOWN_AS = {word: column for column, words in WORDS.items() for word in words}
NEEDED = ("beneficiary", "source", "amount")
LOOKED_AT = 40  # rows from above in which a header may stand
_UNIT = re.compile(
    r"\b(мин|минд|тыс|тысяч|thousand|млн|миллион|million)? ?(сом|сомов|сома|som|kgs)\b"
)
_YEAR = re.compile(r"\b(20\d\d) ?(жылга|жылдын|жыл|ж|года|год|г)?\b")
_THOUSANDS = re.compile(r"\b(мин|минд|тыс|тысяч|thousand) ?(сом|сомов|сома|som|kgs)\b")
_MILLIONS = re.compile(r"\b(млн|миллион|million) ?(сом|сомов|сома|som|kgs)\b")
_PLAIN_SOM = re.compile(r"\b(сом|сомов|сома|som|kgs)\b")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the table begins, which column is which, and in what it counts.

    `columns` are our name → number of the column; `texts` our name → header as it stands.
    `chosen_at` is when an officer said so, where the columns were not found by their names.
    """

    sheet: Sheet
    last_row: int
    columns: Mapping[str, int]
    texts: Mapping[str, str]
    template: bool
    factor: int = 1
    factor_cell: str = ""
    factor_text: str = ""
    doubled: tuple[Fault, ...] = ()
    chosen_at: datetime | None = None


@dataclass
class _Guess:
    """What one or two rows would be as a header."""

    last_row: int
    height: int
    columns: dict[str, int] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    doubled: dict[str, list[int]] = field(default_factory=dict)


def find(sheet: Sheet, year: int) -> Header | None:
    """The header of a sheet, or None where no budget table can be seen."""
    ours = _of_template(sheet)
    if ours is not None:
        return ours
    best = _best(sheet, year)
    if "amount" not in best.columns or len(best.columns) < 2:
        return None
    factor, at, text = _counted_in(sheet, best)
    return Header(
        sheet,
        best.last_row,
        best.columns,
        best.texts,
        False,
        factor,
        at,
        text,
        tuple(
            Fault(
                sheet.name,
                address(best.last_row, columns[0]),
                "column.ambiguous",
                best.texts[name],
                {"columns": [letters(column) for column in columns]},
            )
            for name, columns in best.doubled.items()
        ),
    )


def suggested(sheet: Sheet, year: int) -> tuple[int, Mapping[str, int], int]:
    """What a sheet looks like, however little: its header's last row, columns, unit of sums."""
    best = _best(sheet, year)
    factor = _counted_in(sheet, best)[0] if "amount" in best.columns else 1
    return best.last_row, best.columns, factor


def _best(sheet: Sheet, year: int) -> _Guess:
    """Of the first rows, alone and by twos, those that name most columns."""
    above = top_of(sheet)
    guesses = [
        _guess(above, rows, year)
        for row in range(1, LOOKED_AT + 1)
        for rows in ((row,), (row, row + 1))
    ]
    return max(guesses, key=lambda guess: (len(guess.columns), -len(guess.doubled), -guess.height))


def missing(columns: Iterable[str]) -> list[str]:
    """The columns without which a table is no budget: for whom, for what, from where, how much."""
    lacking = [name for name in NEEDED if name not in columns]
    purpose = {"requirement", "category"} & set(columns)
    return lacking if purpose else [*lacking, "requirement"]


def top_of(sheet: Sheet) -> Sheet:
    """The rows of a sheet in which a header may stand, and one more."""
    last = LOOKED_AT + 1
    return replace(
        sheet,
        cells={place: cell for place, cell in sheet.cells.items() if place[0] <= last},
        merged=tuple(span for span in sheet.merged if span[0] <= last),
    )


def _of_template(sheet: Sheet) -> Header | None:
    columns = {
        sheet.at(TEMPLATE_ROW, column).text: column
        for column in range(1, 2 * len(COLUMNS))
        if sheet.at(TEMPLATE_ROW, column).text in COLUMNS
    }
    if not set(columns) >= OURS:
        return None
    texts = {name: sheet.at(TEMPLATE_ROW + 1, column).text for name, column in columns.items()}
    return Header(sheet, TEMPLATE_ROW + 1, columns, texts, template=True)


def _guess(sheet: Sheet, rows: tuple[int, ...], year: int) -> _Guess:
    """What these rows are as a header: the words over a column, from above, are read together."""
    guess = _Guess(last_row=rows[-1], height=len(rows))
    years: dict[str, int | None] = {}
    width = max((column for row, column in sheet.cells if row in rows), default=0)
    for column in range(1, width + 1):
        parts = [over(sheet, row, column) for row in rows]
        text = " ".join(dict.fromkeys(part for part in parts if part))
        name, of_year = _meaning(text, parts)
        if name is None or (of_year is not None and of_year != year and name in MONEY):
            continue
        if name in guess.columns:
            if of_year == year and years[name] is None:
                guess.doubled.pop(name, None)
            elif years[name] == year and of_year is None:
                continue
            else:
                guess.doubled.setdefault(name, [guess.columns[name]]).append(column)
                continue
        guess.columns[name], guess.texts[name], years[name] = column, text, of_year
    return guess


def over(sheet: Sheet, row: int, column: int) -> str:
    """The words over a column in a row; a merged header stands over all the columns it spans."""
    for top, left, bottom, right in sheet.merged:
        if top <= row <= bottom and left <= column <= right:
            return _text(sheet, top, left)
    return _text(sheet, row, column)


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.at(row, column)
    return cell.text if cell.kind == TEXT and len(cell.text) <= 120 else ""


def _meaning(text: str, parts: list[str]) -> tuple[str | None, int | None]:
    """Our name of a column with this header, and the year it names."""
    for candidate in (text, *reversed(parts)):
        plain = folded(candidate)
        found = _YEAR.search(plain)
        of_year = int(found[1]) if found else None
        bare = " ".join(_YEAR.sub(" ", _UNIT.sub(" ", plain)).split())
        bare = bare.removeprefix("на ").removesuffix(" на").strip()
        if bare in _KNOWN_AS:
            return _KNOWN_AS[bare], of_year
        if not bare and candidate and _PLAIN_SOM.search(plain):
            return "amount", of_year
    return None, None


def _counted_in(sheet: Sheet, guess: _Guess) -> tuple[int, str, str]:
    """In what the amounts are counted: the header of the column decides, else the title above."""
    column = guess.columns["amount"]
    own = guess.texts["amount"]
    factor = _factor(own)
    if factor is not None:
        return factor, address(guess.last_row, column), own
    for (row, at), cell in sorted(sheet.cells.items()):
        if row <= guess.last_row and cell.kind == TEXT:
            factor = _factor(cell.text)
            if factor is not None and factor > 1:
                return factor, address(row, at), cell.text
    return 1, "", ""


def _factor(text: str) -> int | None:
    plain = folded(text)
    if _THOUSANDS.search(plain):
        return 1000
    if _MILLIONS.search(plain):
        return 1_000_000
    return 1 if _PLAIN_SOM.search(plain) else None
