"""One row of a table becomes one budget line, or the faults of its cells. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from budgets.acts import IDENTITY, LineValues
from core.errors import Refusal
from core.words import folded
from opendata.budget_rows import Fault
from opendata.budget_rows.headers import Header
from opendata.budget_rows.known import Known
from opendata.budget_rows.lines import broken, read_amount
from opendata.budget_rows.lookup import Lookup, code_in
from opendata.sheets import NOTHING, Cell, address

LONGEST_NOTE = 1_000
_CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]{0,19}", re.ASCII)
_YES = ("yes", "ооба", "да", "1", "+")
_NO = ("no", "жок", "нет", "0")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")


@dataclass
class Judge:
    """Judges rows of one table against what is known."""

    header: Header
    known: Known
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        titles = {code: title for code, (title, _) in self.known.requirements.items()}
        sources = ("source.not_found", "source.ambiguous")
        self._schools = Lookup(self.known.names, "beneficiary.not_found", "beneficiary.ambiguous")
        self._requirements = Lookup(titles, "requirement.not_found", "requirement.ambiguous")
        self._categories = Lookup(self.known.categories, "category.not_found", "category.ambiguous")
        self._sources = Lookup(self.known.sources, *sources)
        self._carried = Lookup(self.known.carried, *sources)
        self._by_id = {line.line_id: line for line in self.known.lines if line.line_id}

    def line(self, row: int, cells: Mapping[int, Cell]) -> LineValues | None:
        """The line a row says; None when a fault of it was noted."""
        before = len(self.faults)
        read = {
            "beneficiary": self._read(row, cells, "beneficiary", self._beneficiary),
            "requirement": self._read(row, cells, "requirement", self._requirement),
            "source": self._read(row, cells, "source", self._source),
            "amount": self._read(row, cells, "amount", self._amount),
            "code": self._read(row, cells, "code", _economic),
            "note": self._read(row, cells, "note", _note),
            "carried": self._read(row, cells, "carried", _is_yes),
            "row_id": self._read(row, cells, "row_id", self._row_id),
            "category": self._read(row, cells, "category", self._category),
        }
        if len(self.faults) > before:
            return None
        category = self._fitting(row, read["requirement"], read["category"])
        if category is None:
            return None
        source, carried = read["source"]
        values = LineValues(
            read["beneficiary"],
            category,
            read["requirement"],
            source,
            carried or bool(read["carried"]),
            read["code"],
            read["amount"],
            read["note"],
            read["row_id"],
        )
        return values if self._keeps_identity(row, values) else None

    def _read(self, row: int, cells: Mapping[int, Cell], name: str, reader: Any) -> Any:
        """What the cell of a column says, or None with its fault noted."""
        column = self.header.columns.get(name)
        cell = cells.get(column, NOTHING) if column else NOTHING
        try:
            code = broken(cell)
            if code is not None:
                raise Refusal(code, found=cell.text)
            return reader(cell)
        except Refusal as refusal:
            self._note(row, name, refusal, cell)
            return None

    def _note(self, row: int, name: str, refusal: Refusal, cell: Cell = NOTHING) -> None:
        facts = {key: value for key, value in refusal.facts.items() if key != "found"}
        found = str(refusal.facts.get("found", cell.text))[:80]
        column = self.header.columns.get(name) or self.header.columns["amount"]
        at = address(row, column)
        self.faults.append(Fault(self.header.sheet.name, at, refusal.code, found, facts))

    def _beneficiary(self, cell: Cell) -> str:
        if not cell.text:
            raise Refusal("beneficiary.missing")
        try:
            return self._schools.find(cell.text)
        except Refusal as refusal:
            if code_in(cell.text) in self.known.elsewhere:
                raise Refusal("beneficiary.elsewhere", found=cell.text[:80]) from refusal
            raise

    def _requirement(self, cell: Cell) -> str | None:
        return self._requirements.find(cell.text) if cell.text else None

    def _category(self, cell: Cell) -> str | None:
        return self._categories.find(cell.text) if cell.text else None

    def _source(self, cell: Cell) -> tuple[str, bool]:
        """The code of the source, and whether it is what was left of it last year."""
        if not cell.text:
            raise Refusal("source.missing")
        try:
            return self._sources.find(cell.text), False
        except Refusal as refusal:
            try:
                return self._carried.find(cell.text), True
            except Refusal:
                raise refusal from None

    def _amount(self, cell: Cell) -> Any:
        if not cell.text and broken(cell) is None:
            raise Refusal("amount.missing")
        return read_amount(cell, self.header.factor)

    def _row_id(self, cell: Cell) -> int | None:
        if not cell.text:
            return None
        number = int(cell.text) if re.fullmatch(r"[0-9]{1,9}", cell.text, re.ASCII) else None
        if number not in self._by_id:
            raise Refusal("row_id.unknown", found=cell.text[:40])
        return number

    def _fitting(self, row: int, requirement: str | None, category: str | None) -> str | None:
        """The category of the line: the requirement's own, which the cell may not contradict."""
        if requirement is None:
            if category is None:
                self._note(row, "requirement", Refusal("requirement.missing"))
            return category
        own = self.known.requirements[requirement][1]
        if category not in (None, own):
            refusal = Refusal(
                "category.not_of_requirement", found=category, belongs=self.known.categories[own]
            )
            self._note(row, "category", refusal)
            return None
        return own

    def _keeps_identity(self, row: int, values: LineValues) -> bool:
        """A line with a number stays the line it is: what it is for cannot be changed in place."""
        before = self._by_id.get(values.line_id or 0)
        if before is None:
            return True
        for name in IDENTITY:
            old, new = getattr(before, name), getattr(values, name)
            if old != new:
                refusal = Refusal("row_id.other_line", found=str(new or ""), was=str(old or "–"))
                self._note(row, name, refusal)
                return False
        return True


def _economic(cell: Cell) -> str | None:
    """A code of economic classification; a spreadsheet may have made a number of it."""
    text = cell.text.removesuffix(".0")
    code = code_in(text) if text else None
    if text and (code is None or not _CODE.fullmatch(code)):
        raise Refusal("code.not_a_code", found=text[:40])
    return code


def _note(cell: Cell) -> str | None:
    if len(cell.text) > LONGEST_NOTE:
        raise Refusal("note.too_long", found=cell.text[:40], most=LONGEST_NOTE)
    return _CONTROL.sub(" ", cell.text).strip() or None


def _is_yes(cell: Cell) -> bool:
    told = yes_or_no(cell.text)
    if told is None and folded(cell.text):
        raise Refusal("carried.not_yes_or_no", found=cell.text[:40])
    return bool(told)


def yes_or_no(text: str) -> bool | None:
    """Yes or no as people write it in the three languages; None for anything else."""
    plain = folded(text) if text != "+" else "+"
    return plain in _YES if plain in _YES + _NO else None
