"""From the sheets of a file to what an import would do. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from budgets import rules
from budgets.acts import IDENTITY, LineValues
from core.errors import Refusal
from core.money import ZERO
from opendata.budget_rows import Change, Fault, Preview, ReadRow, headers, lines, same_file
from opendata.budget_rows.headers import Header
from opendata.budget_rows.judging import Judge
from opendata.budget_rows.known import Known, known, with_codes
from opendata.budget_rows.lookup import code_in
from opendata.sheets import Sheet, address, letters
from opendata.workbook import stamp
from opendata.workbook.words import HEADERS

MOST_FAULTS = 500
NEEDED = ("beneficiary", "source", "amount")


def preview(
    session: Session, sheets: Sequence[Sheet], place: str, year: int, key: bytes = b""
) -> Preview:
    """What an import of these sheets into a place's budget would do, and all that is wrong.

    `key` is what our templates are signed with.

    Raises:
        Refusal: `import.no_header` with the words of `found`; `import.columns_missing` with
            `columns`; `budget.awaits_approval` with `number`.
    """
    facts = known(session, place, year)
    if facts.waiting is not None:
        raise Refusal("budget.awaits_approval", number=facts.waiting)
    header = _header(sheets, year)
    body = lines.body(header)
    column = header.columns["beneficiary"]
    codes = {code_in(cells[column].text) for _, cells in body.rows if column in cells}
    facts = with_codes(session, facts, {code for code in codes if code})
    judge = Judge(header, facts)
    rows = []
    for row, cells in body.rows:
        values = judge.line(row, cells)
        if values is not None:
            rows.append(ReadRow(row, address(row, header.columns["amount"]), values))
        if len(judge.faults) >= MOST_FAULTS:
            told = Fault(header.sheet.name, "", "import.too_many_faults", "", {"most": MOST_FAULTS})
            judge.faults.append(told)
            break
    told_by_stamp = stamp.warnings(
        sheets,
        key,
        place=facts.place,
        year=facts.year,
        seen=facts.seen,
        stale="template.stale",
        errors=judge.faults,
    )
    warnings = [*told_by_stamp, *header.doubled, *_notes(sheets, header, body)]
    return _compared(header, facts, rows, judge.faults, warnings)


def noted(found: Preview, before: int | None) -> Preview:
    """The preview, with a warning when this very file was imported before, in batch `before`."""
    return replace(found, warnings=(*same_file(before), *found.warnings))


def _header(sheets: Sequence[Sheet], year: int) -> Header:
    header = lines.choose(list(sheets), [headers.find(sheet, year) for sheet in sheets])
    if header is None:
        shown = next((sheet for sheet in sheets if sheet.shown and sheet.cells), None)
        found = [cell.text for _, cell in sorted(shown.cells.items())[:8]] if shown else []
        raise Refusal("import.no_header", "file", found=", ".join(found)[:120])
    missing = [name for name in NEEDED if name not in header.columns]
    if "requirement" not in header.columns and "category" not in header.columns:
        missing.append("requirement")
    if missing:
        named = [HEADERS[name] for name in missing]
        raise Refusal("import.columns_missing", "file", columns=named)
    return header


def _notes(sheets: Sequence[Sheet], header: Header, body: lines.Body) -> list[Fault]:
    """What was passed over or assumed, so that nobody is surprised."""
    name = header.sheet.name
    notes = list(body.notes)
    if header.factor != 1:
        told = {"factor": header.factor}
        at, text = header.factor_cell, header.factor_text[:80]
        notes.insert(0, Fault(name, at, "amounts.counted_in", text, told))
    if body.sums:
        notes.append(Fault(name, "", "rows.sums_skipped", "", {"rows": body.sums[:20]}))
    if body.headings:
        notes.append(Fault(name, "", "rows.headings_skipped", "", {"rows": body.headings[:20]}))
    for sheet in sheets:
        if sheet is not header.sheet and sheet.shown and sheet.cells and not header.template:
            notes.append(Fault(sheet.name, "", "sheet.ignored"))
    return notes


def _identity(values: LineValues) -> tuple[Any, ...]:
    return tuple(getattr(values, name) for name in IDENTITY)


@dataclass
class _Beside:
    """Rows laid beside the lines there are; what stays in `before` was not named."""

    before: dict[tuple[Any, ...], LineValues]
    met: dict[tuple[Any, ...], ReadRow] = field(default_factory=dict)
    new: list[ReadRow] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0


def _laid_beside(header: Header, facts: Known, rows: list[ReadRow], errors: list[Fault]) -> _Beside:
    """Each row beside the line it is; a row that stands twice is a fault."""
    sheet = header.sheet.name
    found = _Beside(before={_identity(line): line for line in facts.lines})
    for read in rows:
        read = replace(read, values=_completed(header, read.values, facts))
        identity = _identity(read.values)
        if identity in found.met:
            at = address(read.row, header.columns["beneficiary"])
            first = {"first": found.met[identity].row}
            errors.append(Fault(sheet, at, "row.doubled", read.values.beneficiary, first))
            continue
        old = found.before.pop(identity, None)
        if old is not None:
            read = replace(read, values=replace(read.values, line_id=old.line_id))
            changes = _changes(header, read, old)
            found.changed += changes
            found.unchanged += not changes
        else:
            found.new.append(read)
        found.met[identity] = read
    return found


def _compared(
    header: Header,
    facts: Known,
    rows: list[ReadRow],
    errors: list[Fault],
    warnings: list[Fault],
) -> Preview:
    """Lay the rows beside the lines there are: new, changed, unchanged, left out."""
    sheet = header.sheet.name
    beside = _laid_beside(header, facts, rows, errors)
    values = tuple(read.values for read in beside.met.values())
    ceilings = _ceilings(facts, values)
    errors += _over(facts, ceilings, values)
    if not values and not errors:
        errors.append(Fault(sheet, "", "import.no_rows"))
    left_out = tuple(beside.before.values())
    if left_out:
        lost = {"lines": len(left_out), "amount": sum((x.amount for x in left_out), ZERO)}
        warnings.append(Fault(sheet, "", "rows.left_out", "", lost))
    if ceilings:
        named = [facts.sources[source] for source in ceilings]
        given = {"sources": named, "amount": sum(ceilings.values(), ZERO)}
        warnings.append(Fault(sheet, "", "ceilings.from_lines", "", given))
    return Preview(
        sheet=sheet,
        template=header.template,
        columns={
            name: (letters(column), header.texts[name]) for name, column in header.columns.items()
        },
        factor=header.factor,
        new=tuple(beside.new),
        changed=tuple(beside.changed),
        unchanged=beside.unchanged,
        left_out=left_out,
        errors=tuple(errors),
        warnings=tuple(warnings),
        total=sum((one.amount for one in values), ZERO),
        values=values,
        ceilings=ceilings,
        seen=facts.seen,
    )


def _completed(header: Header, values: LineValues, facts: Known) -> LineValues:
    """What a table has no column for stays as it is in the one line that fits the rest."""
    absent = {name for name in ("carried", "code", "note") if name not in header.columns}
    if not absent:
        return values
    fixed = [name for name in IDENTITY if name not in absent]
    fitting = [
        line
        for line in facts.lines
        if all(getattr(line, name) == getattr(values, name) for name in fixed)
        and line.carried >= values.carried
    ]
    if len(fitting) != 1:
        return values
    return replace(values, **{name: getattr(fitting[0], name) for name in absent})


def _changes(header: Header, read: ReadRow, old: LineValues) -> list[Change]:
    """What a row changes of the line that is there. A table without notes changes none."""
    found = []
    for name in ("amount", "note"):
        before, now = getattr(old, name), getattr(read.values, name)
        if before != now and name in header.columns:
            at = address(read.row, header.columns[name])
            found.append(Change(at, read.values.beneficiary, name, before, now))
    return found


def _ceilings(facts: Known, values: Sequence[LineValues]) -> dict[str, Decimal]:
    """A budget that has no ceiling yet gets those its first table adds up to; the officer sees."""
    if facts.ceilings is not None:
        return {}
    sums: dict[str, Decimal] = {}
    for one in values:
        sums[one.source] = sums.get(one.source, ZERO) + one.amount
    return dict(sorted(sums.items()))


def _over(facts: Known, ceilings: dict[str, Decimal], values: Sequence[LineValues]) -> list[Fault]:
    over = rules.over_ceilings(
        facts.ceilings or ceilings, [(one.source, one.amount) for one in values]
    )
    return [
        Fault("", "", "import.over_ceiling", "", {"source": facts.sources[source], "by": by})
        for source, by in sorted(over.items())
    ]
