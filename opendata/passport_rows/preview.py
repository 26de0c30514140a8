"""From the sheets of a file to what an import of passports would do. Nothing is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from core.columns import plain
from core.errors import Refusal
from core.words import folded
from opendata.budget_rows import Fault
from opendata.passport_rows import CellChange, Preview, cells, headers
from opendata.passport_rows.headers import Header
from opendata.passport_rows.known import Known, Start, known, with_codes
from opendata.passport_rows.words import HEADERS
from opendata.sheets import NOTHING, Cell, Sheet, address, letters
from opendata.workbook import stamp
from standard import passport

MOST_FAULTS = 500
Row = tuple[int, Mapping[int, Cell]]


def preview(
    session: Session, sheets: Sequence[Sheet], place: str, year: int, key: bytes = b""
) -> Preview:
    """What an import of these sheets as a place's passports of a year would do, and what is wrong.

    `key` is what our templates are signed with.

    Raises:
        Refusal: those of `opendata.passport_rows.known`; `passport.no_header` with the words of
            `found`; `import.columns_missing` with `columns`.
    """
    facts = known(session, place, year)
    header = _header(sheets, facts)
    rows = list(_rows(header))
    column = header.columns["code"]
    facts = with_codes(session, facts, {cells.get(column, NOTHING).text for _, cells in rows})
    judge = Judge(header, facts, list(header.faults))
    for row, filled in rows:
        judge.row(row, filled)
        if len(judge.faults) >= MOST_FAULTS:
            told = Fault(header.sheet.name, "", "import.too_many_faults", "", {"most": MOST_FAULTS})
            judge.faults.append(told)
            break
    if not judge.met and not judge.faults:
        judge.faults.append(Fault(header.sheet.name, "", "passport.no_rows"))
    told_by_stamp = stamp.warnings(
        sheets,
        key,
        place=facts.place,
        year=facts.year,
        seen=facts.seen,
        template=stamp.PASSPORTS,
        stale="passport.template_stale",
        errors=judge.faults,
    )
    return _told(header, facts, judge, told_by_stamp)


def noted(found: Preview, warnings: Sequence[Fault]) -> Preview:
    """The preview with these warnings before its own."""
    return replace(found, warnings=(*warnings, *found.warnings))


def _header(sheets: Sequence[Sheet], facts: Known) -> Header:
    """The sheet that is the table: of those shown, the one that names most questions."""
    shown = [sheet for sheet in sheets if sheet.shown and sheet.cells]
    found = [header for sheet in shown if (header := headers.find(sheet, facts.questions))]
    if not found:
        texts = [cell.text for _, cell in sorted(shown[0].cells.items())[:8]] if shown else []
        raise Refusal("passport.no_header", "file", found=", ".join(texts)[:120])
    header = max(found, key=lambda one: len(one.columns))
    if "code" not in header.columns:
        raise Refusal("import.columns_missing", "file", columns=[HEADERS["code"]])
    return header


def _rows(header: Header) -> Iterator[Row]:
    """The rows under the header that say anything; the names under the codes are no row."""
    own = {column for name, column in header.columns.items() if name != "error"}
    code = header.columns["code"]
    for row, filled in header.sheet.rows():
        heading = headers.is_header(filled.get(code, NOTHING))
        if row > header.row and own & set(filled) and not heading:
            yield row, filled


@dataclass
class Judge:
    """Judges the rows of one table against what is known."""

    header: Header
    known: Known
    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    met: dict[str, int] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    changes: list[CellChange] = field(default_factory=list)
    unchanged: int = 0
    untouched: int = 0  # of them, rows that a passport of the year could be made of

    def row(self, row: int, filled: Mapping[int, Cell]) -> None:
        """Read one school's row: what it would change, or the faults of its cells."""
        before = len(self.faults)
        school = self._school(row, filled)
        start = self.known.starts[school] if school else Start({}, "")
        facts, faulty = self._facts(row, filled, start.facts)
        for refusal in passport.problems(facts, self.known.questions):
            if refusal.field not in faulty:
                self._note(row, refusal.field or "code", refusal)
        if school is None or len(self.faults) > before:
            return
        facts = passport.checked(facts, self.known.questions)
        if facts == start.facts or not (facts or start.own):
            self.unchanged += 1
            self.untouched += bool(facts) and not start.own
            return
        self.values[school] = facts
        for code in self.known.questions:
            old, new = start.facts.get(code), facts.get(code)
            if old != new:
                self.changes.append(CellChange(self._at(row, code), school, code, old, new))

    def _school(self, row: int, filled: Mapping[int, Cell]) -> str | None:
        """The school a row is about; None when a fault of its code was noted."""
        text = filled.get(self.header.columns["code"], NOTHING).text.strip()
        if text in self.known.names and text not in self.met:
            self.met[text] = row
            self._compare_name(row, text, filled)
            return text
        found = text[:40]
        if not text:
            self._note(row, "code", Refusal("passport.school_missing"))
        elif text in self.met:
            first = self.met[text]
            self._note(row, "code", Refusal("passport.school_doubled", found=found, first=first))
        elif text in self.known.elsewhere:
            self._note(row, "code", Refusal("passport.school_elsewhere", found=found))
        else:
            self._note(row, "code", Refusal("passport.school_unknown", found=found))
        return None

    def _compare_name(self, row: int, school: str, filled: Mapping[int, Cell]) -> None:
        """A name of another school beside a code may mean that rows have slipped."""
        column = self.header.columns.get("name")
        text = filled.get(column, NOTHING).text if column else ""
        name = self.known.names[school]
        if text and folded(text) not in {folded(one or "") for one in (name.ky, name.ru, name.en)}:
            at, sheet = self._at(row, "name"), self.header.sheet.name
            self.warnings.append(
                Fault(sheet, at, "passport.name_differs", text[:80], {"name": name})
            )

    def _facts(
        self, row: int, filled: Mapping[int, Cell], before: Mapping[str, str]
    ) -> tuple[dict[str, str], set[str]]:
        """The facts of a row, and the questions whose cell could not be read."""
        facts: dict[str, str] = {}
        faulty: set[str] = set()
        for code, fact in self.known.questions.items():
            column = self.header.columns.get(code)
            if column is None:
                told = before.get(code)
            else:
                try:
                    told = cells.answer(filled.get(column, NOTHING), fact)
                except Refusal as refusal:
                    faulty.add(code)
                    self._note(row, code, refusal)
                    continue
            if told is not None:
                facts[code] = told
        return facts, faulty

    def _note(self, row: int, name: str, refusal: Refusal) -> None:
        facts: dict[str, Any] = dict(refusal.facts)
        found = facts.pop("found", "")
        text = plain(found) if isinstance(found, Decimal) else str(found)
        sheet = self.header.sheet.name
        self.faults.append(Fault(sheet, self._at(row, name), refusal.code, text, facts))

    def _at(self, row: int, name: str) -> str:
        """The cell of a question; of one without a column, the cell of the school's code."""
        return address(row, self.header.columns.get(name) or self.header.columns["code"])


def _told(header: Header, facts: Known, judge: Judge, stamped: list[Fault]) -> Preview:
    left_out = tuple(code for code in facts.names if code not in judge.met)
    warnings = [*stamped, *judge.warnings]
    if left_out and judge.met:
        count = {"schools": len(left_out)}
        warnings.append(Fault(header.sheet.name, "", "passport.schools_left_out", "", count))
    if judge.untouched:
        rows = {"rows": judge.untouched}
        warnings.append(Fault(header.sheet.name, "", "passport.rows_untouched", "", rows))
    absent = [fact.name for code, fact in facts.questions.items() if code not in header.columns]
    if absent:
        told = {"questions": absent[:8], "count": len(absent)}
        warnings.append(Fault(header.sheet.name, "", "passport.columns_absent", "", told))
    return Preview(
        sheet=header.sheet.name,
        columns={
            name: (letters(column), header.texts[name]) for name, column in header.columns.items()
        },
        values=judge.values,
        new=tuple(code for code in judge.values if not facts.starts[code].own),
        changes=tuple(judge.changes),
        unchanged=judge.unchanged,
        left_out=left_out,
        errors=tuple(judge.faults),
        warnings=tuple(warnings),
        seen=facts.seen,
    )
