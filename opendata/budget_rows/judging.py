"""One row of a table becomes one budget line, or the faults of its cells. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from budgets import rules
from budgets.acts import IDENTITY, LineValues
from budgets.acts.lines import CODES
from core.errors import Refusal
from core.money import ZERO
from core.words import folded
from opendata.budget_rows import Fault
from opendata.budget_rows.header_words import QUARTERS
from opendata.budget_rows.headers import Header
from opendata.budget_rows.known import Known
from opendata.budget_rows.lines import broken, read_amount
from opendata.budget_rows.lookup import Lookup, code_in
from opendata.sheets import DATE, NOTHING, Cell, address

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
        self._in_force = {column: self.known.in_force(column) for column in CODES}
        self._economic = partial(self._code, "code")
        self._functional = partial(self._code, "function")
        self._named = [n for n in IDENTITY if n == "category" or n in self.header.columns]
        approved = [line for line in self.known.lines if line.line_id]
        self._approved = {self._what(line) for line in approved}
        self._borne = {name: {getattr(line, name) for line in approved} for name in CODES}
        self._by_id = {line.line_id: line for line in self.known.lines if line.line_id}

    def line(self, row: int, cells: Mapping[int, Cell]) -> LineValues | None:
        """The line a row says; None when a fault of it was noted."""
        before = len(self.faults)
        read = {
            "beneficiary": self._read(row, cells, "beneficiary", self._beneficiary),
            "requirement": self._read(row, cells, "requirement", self._requirement),
            "source": self._read(row, cells, "source", self._source),
            "amount": self._read(row, cells, "amount", self._amount),
            "code": self._read(row, cells, "code", self._economic),
            "function": self._read(row, cells, "function", self._functional),
            "note": self._read(row, cells, "note", _note),
            "carried": self._read(row, cells, "carried", _is_yes),
            "row_id": self._read(row, cells, "row_id", self._row_id),
            "category": self._read(row, cells, "category", self._category),
        }
        quarters = [self._read(row, cells, name, self._quarter) for name in QUARTERS]
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
            read["function"],
            _spread(quarters),
        )
        checks = (self._adds_up, self._in_its_place, self._codes_hold, self._keeps_identity)
        return values if all(check(row, values) for check in checks) else None

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

    def _quarter(self, cell: Cell) -> Decimal | None:
        return read_amount(cell, self.header.factor) if cell.text else None

    def _code(self, column: str, cell: Cell) -> str | None:
        """A code of the classification in force that year; of a list never loaded, any code."""
        code = _written_code(cell)
        known = self.known.codes.get(column)
        if code is None or not known or code in self._in_force[column]:
            return code
        if code in self._borne[column]:  # by an approved line: is this row that line?
            return code
        raise self._no_code(column, code)

    def _no_code(self, column: str, code: str) -> Refusal:
        _, unknown, not_in_force = CODES[column]
        if code not in self.known.codes[column]:
            return Refusal(unknown, found=code, code=code)
        return Refusal(not_in_force, found=code, code=code, year=self.known.year)

    def _codes_hold(self, row: int, values: LineValues) -> bool:
        """A code out of force stays in the line that was approved with it; no new line gets it."""
        if self._what(values) in self._approved:
            return True
        for column in CODES:
            code = getattr(values, column)
            if code and self.known.codes.get(column) and code not in self._in_force[column]:
                self._note(row, column, self._no_code(column, code))
                return False
        return True

    def _what(self, values: LineValues) -> tuple[Any, ...]:
        """What makes a line the same line, as far as the table has columns for it."""
        return tuple(getattr(values, name) for name in self._named)

    def _adds_up(self, row: int, values: LineValues) -> bool:
        """A quarter profile makes up its line."""
        if values.quarters is None or rules.add_up(values.quarters, values.amount):
            return True
        found = sum(values.quarters, ZERO)
        last = next(name for name in reversed(QUARTERS) if name in self.header.columns)
        refusal = Refusal("line.quarters_differ", found=str(found), amount=values.amount, sum=found)
        self._note(row, last, refusal)
        return False

    def _in_its_place(self, row: int, values: LineValues) -> bool:
        """A reserve is the place's own."""
        if values.category != rules.RESERVE or values.beneficiary == self.known.place:
            return True
        school = values.beneficiary
        self._note(row, "beneficiary", Refusal("line.reserve_elsewhere", found=school, code=school))
        return False

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


def _spread(quarters: Sequence[Decimal | None]) -> tuple[Decimal, ...] | None:
    """The four sums; a quarter left empty beside others gives nothing."""
    return (
        tuple(one or ZERO for one in quarters) if any(one is not None for one in quarters) else None
    )


def _written_code(cell: Cell) -> str | None:
    """A code of the classification; a spreadsheet may have made a number of it, or a date."""
    text = cell.text.removesuffix(".0")
    code = code_in(text) if text else None
    if text and (cell.kind == DATE or code is None or not _CODE.fullmatch(code)):
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


@lru_cache(maxsize=256)
def yes_or_no(text: str) -> bool | None:
    """Yes or no as people write it in the three languages; None for anything else."""
    plain = folded(text) if text != "+" else "+"
    return plain in _YES if plain in _YES + _NO else None
