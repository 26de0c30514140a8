"""From the sheets of a file to what an import of the annual plan would do. Nothing is written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from core.columns import plain
from core.errors import Refusal
from core.money import ZERO
from core.words import LANGUAGES, folded
from opendata.budget_rows import Fault
from opendata.budget_rows.lines import broken, read_amount
from opendata.plan_rows import CellChange, Preview
from opendata.plan_rows.known import Known, known
from opendata.plan_rows.words import COLUMNS
from opendata.sheets import NOTHING, Cell, Sheet, address, letters
from opendata.workbook import stamp
from procurement.acts import PlanValues
from procurement.acts.plan_entry import checked
from procurement.reports.plan import PlanCard

MOST_FAULTS = 500
CODE = re.compile(r"\[([^\[\]]{1,40})\]\s*$")
NUMBER = re.compile(r"[0-9]{1,12}", re.ASCII)
PURPOSE = {"purpose": "requirement"}
"""Where a fault of the purpose is told."""


def preview(
    session: Session, sheets: Sequence[Sheet], place: str, year: int, key: bytes = b""
) -> Preview:
    """What an import of these sheets as a place's plan of a year would do, and what is wrong.

    `key` is what our templates are signed with.

    Raises:
        Refusal: those of `opendata.plan_rows.known`; `plan_row.no_header`.
    """
    facts = known(session, place, year)
    sheet, columns = _header(sheets)
    mark = stamp.read(sheets, key)
    judge = Judge(
        sheet, columns, facts, mark[0].language if mark and mark[0].language in LANGUAGES else "ky"
    )
    for row, filled in sheet.rows():
        own = {column for name, column in columns.items() if name not in ("row_id", "error")}
        if row > 2 and own & set(filled):
            judge.row(row, filled)
        if len(judge.faults) >= MOST_FAULTS:
            most = {"most": MOST_FAULTS}
            judge.faults.append(Fault(sheet.name, "", "import.too_many_faults", "", most))
            break
    if not judge.met and not judge.faults:
        judge.faults.append(Fault(sheet.name, "", "plan_row.no_rows"))
    warnings = _warnings(sheets, key, judge)
    return Preview(
        sheet=sheet.name,
        columns={n: (letters(c), sheet.at(2, c).text) for n, c in columns.items()},
        rows=tuple(judge.rows),
        changes=tuple(judge.changes),
        unchanged=judge.unchanged,
        total=judge.total,
        amends=judge.amends,
        errors=tuple(judge.faults),
        warnings=tuple(warnings),
        seen=facts.seen,
    )


def _warnings(sheets: Sequence[Sheet], key: bytes, judge: "Judge") -> list[Fault]:
    """What the template tells of itself, and how many lines the table leaves as they are."""
    facts, sheet = judge.known, judge.sheet
    warnings = stamp.warnings(
        sheets,
        key,
        place=facts.place,
        year=facts.year,
        seen=facts.seen,
        template=stamp.PLAN,
        stale="plan_row.stale",
        errors=judge.faults,
    )
    left_out = len(facts.lines.keys() - judge.named)
    if left_out and judge.met:
        told = {"lines": left_out}
        warnings.append(Fault(sheet.name, "", "plan_row.left_out", "", told))
    return warnings


def _language(sheets: Sequence[Sheet], key: bytes) -> str:
    """What new lines are written in: the language of the template."""
    mark = stamp.read(sheets, key)
    return mark[0].language if mark and mark[0].language in LANGUAGES else LANGUAGES[0]


def _header(sheets: Sequence[Sheet]) -> tuple[Sheet, dict[str, int]]:
    """The sheet of our template, known by the codes in its first row."""
    for sheet in sheets:
        first = {cell.text: column for (row, column), cell in sheet.cells.items() if row == 1}
        columns = {name: first[name] for name in (*COLUMNS, "error") if name in first}
        if sheet.shown and {"title", "amount"} <= columns.keys():
            return sheet, columns
    raise Refusal("plan_row.no_header", "file")


@dataclass
class Judge:
    """Judges the rows of one table against what is known."""

    sheet: Sheet
    columns: Mapping[str, int]
    known: Known
    language: str  # of the template: what new lines are written in
    faults: list[Fault] = field(default_factory=list)
    rows: list[tuple[int | None, PlanValues]] = field(default_factory=list)
    changes: list[CellChange] = field(default_factory=list)
    named: dict[int, int] = field(default_factory=dict)
    met: int = 0
    unchanged: int = 0
    total: Decimal = ZERO
    amends: bool = False

    def row(self, row: int, filled: Mapping[int, Cell]) -> None:
        """Read one line's row: what it would change, or the faults of its cells."""
        self.met += 1
        before = len(self.faults)
        number = self._number(row, filled)
        values = self._values(row, filled, self.known.lines.get(number or 0))
        if values is None or len(self.faults) > before:
            return
        try:
            values = checked(values, self.known.ground)
        except Refusal as refusal:
            name = PURPOSE.get(refusal.field or "", refusal.field or "title")
            self._note(row, name, refusal)
            return
        self.total += values.amount
        card = self.known.lines.get(number or 0)
        if card is None:
            self.rows.append((None, values))
            return
        changes = self._changes(row, card, values)
        if not changes:
            self.unchanged += 1
            return
        self.changes += changes
        self.rows.append((card.id, values))
        self.amends = self.amends or card.standing != "draft"

    def _number(self, row: int, filled: Mapping[int, Cell]) -> int | None:
        text = self._cell(filled, "row_id").text.strip()
        if not text:
            return None
        number = int(text) if NUMBER.fullmatch(text) else 0
        if number not in self.known.lines:
            self._note(row, "row_id", Refusal("plan_row.unknown_line", found=text[:40]))
        elif number in self.named:
            first = self.named[number]
            self._note(row, "row_id", Refusal("plan_row.doubled", first=first, found=text))
        self.named.setdefault(number, row)
        return number

    def _values(
        self, row: int, filled: Mapping[int, Cell], card: PlanCard | None
    ) -> PlanValues | None:
        """The values of a row; what has no column, or stands as it was, is kept."""
        amount = self._amount(row, filled)
        when = self._chosen(row, filled, "when") or ""
        lines = self._lines(row, filled)
        if amount is None:
            return None
        return PlanValues(
            title=self._cell(filled, "title").text,
            language=(card.language if card else None) or self.language,
            amount=amount,
            category=self._chosen(row, filled, "category"),
            requirement=self._chosen(row, filled, "requirement"),
            item_code=self._cell(filled, "item_code").text.strip()[:20] or None,
            quarter=int(when[1:]) if when.startswith("q") else None,
            month=int(when[1:]) if when.startswith("m") else None,
            method=self._chosen(row, filled, "method"),
            budget_lines=lines,
        )

    def _amount(self, row: int, filled: Mapping[int, Cell]) -> Decimal | None:
        cell = self._cell(filled, "amount")
        if not cell.text and broken(cell) is None:
            self._note(row, "amount", Refusal("plan_row.no_amount"))
            return None
        try:
            return read_amount(cell, 1)
        except Refusal as refusal:
            self._note(row, "amount", refusal)
            return None

    def _chosen(self, row: int, filled: Mapping[int, Cell], name: str) -> str | None:
        """The code of a choice: in brackets, by itself, or by its name in any language."""
        text = self._cell(filled, name).text.strip()
        if not text:
            return None
        choices = self.known.choices[name]
        found = CODE.search(text)
        code = found[1] if found else text
        if code in choices:
            return code
        for known_code, words in choices.items():
            if folded(text) in {folded(one) for one in (words.ky, words.ru, words.en) if one}:
                return known_code
        self._note(row, name, Refusal("plan_row.unknown_choice", found=text[:80]))
        return None

    def _lines(self, row: int, filled: Mapping[int, Cell]) -> tuple[int, ...]:
        """The numbers of budget lines: chosen from the list, or written with semicolons."""
        text = self._cell(filled, "budget_lines").text.strip()
        numbers = []
        for part in text.split(";") if text else ():
            found = CODE.search(part.strip())
            code = (found[1] if found else part).strip().removeprefix("№").strip()
            if code not in self.known.choices["budget_lines"]:
                told = Refusal("plan_row.unknown_choice", found=part.strip()[:80])
                self._note(row, "budget_lines", told)
                continue
            numbers.append(int(code))
        return tuple(dict.fromkeys(numbers))

    def _changes(self, row: int, card: PlanCard, values: PlanValues) -> list[CellChange]:
        old, new = as_text(card), as_text(values)
        return [
            CellChange(self._at(row, name), values.title, name, old[name], new[name])
            for name in old
            if old[name] != new[name]
        ]

    def _cell(self, filled: Mapping[int, Cell], name: str) -> Cell:
        return filled.get(self.columns.get(name, 0), NOTHING)

    def _note(self, row: int, name: str, refusal: Refusal) -> None:
        facts: dict[str, Any] = dict(refusal.facts)
        found = str(facts.pop("found", ""))
        self.faults.append(Fault(self.sheet.name, self._at(row, name), refusal.code, found, facts))

    def _at(self, row: int, name: str) -> str:
        return address(row, self.columns.get(name) or self.columns["title"])


def as_text(line: PlanCard | PlanValues) -> dict[str, str]:
    """A line as its cells would say it, by codes: what two of them are compared by.

    A requirement brings its own category, which is then not told.
    """
    numbers = (
        line.budget_lines
        if isinstance(line, PlanValues)
        else tuple(number for number, _sum in line.fundings)
    )
    when = f"m{line.month}" if line.month else f"q{line.quarter}" if line.quarter else ""
    return {
        "title": line.title,
        "requirement": line.requirement or "",
        "category": "" if line.requirement else line.category or "",
        "amount": plain(line.amount),
        "when": when,
        "method": line.method or "",
        "item_code": line.item_code or "",
        "budget_lines": "; ".join(str(number) for number in sorted(numbers)),
    }
