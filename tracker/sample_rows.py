"""A filled worksheet of an audit sample, read back: what it would enter, and all that is wrong.

Nothing is written. Its columns are known by their headings in any of the three languages, so that a
copy without our hidden sheet is read too.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

from flask_babel import force_locale
from flask_babel.speaklater import LazyString

from core.columns import plain
from core.errors import Refusal
from core.words import LANGUAGES, folded
from opendata.budget_rows import Fault
from opendata.budget_rows.lines import broken, read_amount
from opendata.case_rows.reading import text as read_text
from opendata.sheets import NOTHING, Cell, Sheet, address, letters
from opendata.workbook import stamp
from oversight.samples import rules
from oversight.samples.acts import Result
from oversight.samples.reports.samples import ItemCard, SampleCard
from tracker import sample_words
from tracker.sample_sheet import NUMBER, TO_FILL_IN, make_of

LOOKED_AT = 20  # rows from above in which the heading may stand
AUDITED, ERROR = "audited", "error"
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that would say something new of a purchase: the column, from what to what."""

    cell: str
    purchase: int
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a worksheet would enter. Nothing is kept while `errors` is not empty.

    `columns` tells as what each column was understood; `seen` is the state of the sample this was
    compared with; `unchanged` counts rows that say what is known already.
    """

    sheet: str
    columns: Mapping[str, tuple[str, str]]
    results: tuple[Result, ...]
    changes: tuple[CellChange, ...]
    unchanged: int
    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    seen: int

    @property
    def may_be_kept(self) -> bool:
        """Is there something to enter, and no fault?"""
        return bool(self.results) and not self.errors


def preview(
    card: SampleCard,
    items: Sequence[ItemCard],
    sheets: Sequence[Sheet],
    *,
    seen: int,
    key: bytes,
    language: str,
) -> Preview:
    """What these sheets would enter of a sample's chosen purchases; rows left empty wait.

    `language` is that of the texts where no hidden sheet of ours tells it.

    Raises:
        Refusal: `sample_row.no_header`.
    """
    sheet, top, columns = _header(sheets)
    mark = stamp.read(sheets, key)
    told = mark[0].language if mark and mark[0].language in LANGUAGES else language
    judge = Judge(sheet, columns, {one.purchase: one for one in items}, told)
    for row, cells in sheet.rows():
        if row > top:
            judge.row(row, cells)
    if not judge.named and not judge.faults:
        judge.faults.append(Fault(sheet.name, "", "sample_row.nothing"))
    warnings = _warnings(mark, card, seen, judge.faults)
    return Preview(
        sheet=sheet.name,
        columns={n: (letters(at), sheet.at(top, at).text) for n, at in columns.items()},
        results=tuple(judge.results),
        changes=tuple(judge.changes),
        unchanged=judge.unchanged,
        errors=tuple(judge.faults),
        warnings=warnings,
        seen=seen,
    )


def _warnings(
    mark: tuple[stamp.Stamp, bool] | None, card: SampleCard, seen: int, errors: list[Fault]
) -> tuple[Fault, ...]:
    """What the hidden sheet tells; that of another sample is put before the `errors`."""
    if mark is None:
        return ()
    told, genuine = mark
    if not genuine:
        return (Fault("", "", "template.made_by_hand"),)
    if told.template != make_of(card.id):
        errors.insert(0, Fault("", "", "sample_row.other_sample"))
    elif told.seen < seen:
        return (Fault("", "", "sample_row.stale", "", {"issued": told.issued_on}),)
    return ()


def _header(sheets: Sequence[Sheet]) -> tuple[Sheet, int, dict[str, int]]:
    """The sheet with the results, the row of its headings, and which column is which."""
    known = _meanings({**NUMBER, **TO_FILL_IN})
    for sheet in sheets:
        for row, cells in sheet.rows():
            if not sheet.shown or row > LOOKED_AT:
                break
            columns: dict[str, int] = {}
            for column, cell in cells.items():
                name = known.get(folded(cell.text))
                if name:
                    columns.setdefault(name, column)
            if {*NUMBER, *TO_FILL_IN} <= columns.keys():
                return sheet, row, columns
    raise Refusal("sample_row.no_header", "file")


def _meanings(words: Mapping[str, LazyString]) -> dict[str, str]:
    """What a text means, in whichever of our languages it is written."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with force_locale(language):
            found |= {folded(str(text)): name for name, text in words.items()}
    return found


@dataclass
class Judge:
    """Judges the rows of a worksheet against the purchases of the sample."""

    sheet: Sheet
    columns: Mapping[str, int]
    items: Mapping[int, ItemCard]
    language: str
    faults: list[Fault] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    changes: list[CellChange] = field(default_factory=list)
    named: dict[int, int] = field(default_factory=dict)
    unchanged: int = 0

    def __post_init__(self) -> None:
        self.errors = _meanings(sample_words.ERRORS)

    def row(self, row: int, cells: Mapping[int, Cell]) -> None:
        """Read what was found of one purchase, if the row says anything."""
        if not any(self.columns[name] in cells for name in TO_FILL_IN):
            return
        before = len(self.faults)
        item = self._item(row, cells)
        audited = self._read(row, cells, AUDITED, lambda cell: read_amount(cell, 1))
        if audited is None and len(self.faults) == before:
            self._note(row, AUDITED, Refusal("sample_row.no_sum"))
        error = self._read(row, cells, ERROR, self._error)
        note = self._read(row, cells, "note", read_text) or ""
        evidence = self._read(row, cells, "evidence", read_text) or ""
        if item is None or audited is None or len(self.faults) > before:
            return
        try:
            rules.found(item.amount, audited, error, note, evidence, self.language)
        except Refusal as refusal:
            self._note(row, refusal.field or AUDITED, refusal)
            return
        error = error if audited < item.amount else None
        found = Result(item.purchase, audited, error, note, evidence, self.language)
        self._compare(row, item, found)

    def _item(self, row: int, cells: Mapping[int, Cell]) -> ItemCard | None:
        text = cells.get(self.columns["purchase"], NOTHING).text.strip()
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
        item = self.items.get(number)
        if item is None:
            self._note(row, "purchase", Refusal("sample_row.not_chosen", found=text[:40]))
        elif number in self.named:
            first = self.named[number]
            self._note(row, "purchase", Refusal("sample_row.twice", found=text, first=first))
        else:
            self.named[number] = row
        return item

    def _read(
        self, row: int, cells: Mapping[int, Cell], name: str, reader: Callable[[Cell], Value]
    ) -> Value | None:
        """What a filled cell says; None of an empty one, and of one whose fault is noted."""
        cell = cells.get(self.columns[name], NOTHING)
        if not cell.text.strip() and broken(cell) is None:
            return None
        try:
            return reader(cell)
        except Refusal as refusal:
            self._note(row, name, refusal)
            return None

    def _error(self, cell: Cell) -> str:
        code = self.errors.get(folded(read_text(cell)))
        if code is None:
            raise Refusal("sample_row.unknown_error", found=cell.text[:60])
        return code

    def _compare(self, row: int, item: ItemCard, found: Result) -> None:
        old, new = as_text(item), as_text(found)
        changes = [
            CellChange(address(row, self.columns[name]), item.purchase, name, old[name], new[name])
            for name in TO_FILL_IN
            if old[name] != new[name]
        ]
        if changes:
            self.changes += changes
            self.results.append(found)
        else:
            self.unchanged += 1

    def _note(self, row: int, name: str, refusal: Refusal) -> None:
        facts: dict[str, Any] = dict(refusal.facts)
        found = str(facts.pop("found", ""))[:80]
        cell = address(row, self.columns[name])
        self.faults.append(Fault(self.sheet.name, cell, refusal.code, found, facts))


def as_text(one: ItemCard | Result) -> dict[str, str]:
    """What was found, as the cells say it: what two results are compared by."""
    audited: Decimal | None = one.audited
    return {
        "audited": "" if audited is None else plain(audited),
        "error": str(sample_words.ERRORS.get(one.error or "", "")),
        "note": one.note or "",
        "evidence": one.evidence or "",
    }
