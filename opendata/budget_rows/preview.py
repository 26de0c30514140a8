"""From the sheets of a file to what an import would do. Nothing is written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy.orm import Session

from budgets import rules
from budgets.acts import LineValues
from core.errors import Refusal
from core.money import ZERO
from opendata.budget_rows import (
    Fault,
    Preview,
    ReadRow,
    beside,
    claims,
    headers,
    lines,
    mappings,
    notes,
    same_file,
)
from opendata.budget_rows.headers import Header
from opendata.budget_rows.judging import Judge
from opendata.budget_rows.known import Known, hindered, known, with_codes
from opendata.budget_rows.lookup import code_in
from opendata.sheets import Sheet, address, letters
from opendata.workbook import stamp
from opendata.workbook.words import HEADERS

MOST_FAULTS = 500
UNCLEAR = frozenset({"import.no_header", "import.columns_missing"})
"""What an officer can settle by saying which column is which."""


def preview(
    session: Session,
    sheets: Sequence[Sheet],
    place: str,
    year: int,
    key: bytes = b"",
    *,
    part: bool = False,
) -> Preview:
    """What an import of these sheets into a place's budget would do, and all that is wrong.

    `key` is what our templates are signed with. Of a `part` of a budget the lines it does not name
    stay; else they leave it.

    Raises:
        Refusal: those of `understood`; `budget.awaits_approval` or `budget.at_hearing` with
            `number`, `budget.year_closed`.
    """
    facts = known(session, place, year)
    if facts.hindered is not None:
        raise facts.hindered
    header = understood(session, sheets, place, year)
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
        template=stamp.TEMPLATE,
        stale="template.stale",
        errors=judge.faults,
    )
    warnings = [*told_by_stamp, *header.doubled, *notes.of(sheets, header, body)]
    return _compared(header, facts, rows, judge.faults, warnings, part)


def noted(found: Preview, before: int | None) -> Preview:
    """The preview, with a warning when this very file was imported before, in batch `before`."""
    return replace(found, warnings=(*same_file(before), *found.warnings))


def understood(session: Session, sheets: Sequence[Sheet], place: str, year: int) -> Header:
    """The header of the sheet that is the budget: our template's; as chosen; or by its words.

    Raises:
        Refusal: `import.no_header` with the words of `found`; `import.columns_missing` with
            `columns`; `import.template_cut` with `columns` where our template has lost them.
    """
    header = lines.choose(list(sheets), [headers.find(sheet, year) for sheet in sheets])
    if header is None or not header.template:
        header = mappings.applied(session, place, sheets) or header
    if header is None:
        shown = next((sheet for sheet in sheets if sheet.shown and sheet.cells), None)
        found = [cell.text for _, cell in sorted(shown.cells.items())[:8]] if shown else []
        raise Refusal("import.no_header", "file", found=", ".join(found)[:120])
    missing = headers.missing(header.columns)
    if missing:
        named = [HEADERS[name] for name in missing]
        code = "import.template_cut" if header.template else "import.columns_missing"
        raise Refusal(code, "file", columns=named)
    return header


def looked_at(
    session: Session, sheets: Sequence[Sheet], place: str, year: int, _key: bytes = b""
) -> None:
    """Refuse what no preview can be made of, even if somebody says which column is which.

    Raises:
        Refusal: as `preview`, but for those of UNCLEAR.
    """
    stuck = hindered(session, place, year)
    if stuck is not None:
        raise stuck
    try:
        understood(session, sheets, place, year)
    except Refusal as refusal:
        if refusal.code not in UNCLEAR:
            raise


def _compared(
    header: Header,
    facts: Known,
    rows: list[ReadRow],
    errors: list[Fault],
    warnings: list[Fault],
    part: bool,
) -> Preview:
    """Lay the rows beside the lines there are: new, changed, unchanged, left out."""
    sheet = header.sheet.name
    found = beside.laid(header, facts, rows, errors)
    values = tuple(read.values for read in found.met.values())
    left_out = tuple(found.before.values())
    if not values and not errors:
        errors.append(Fault(sheet, "", "import.no_rows"))
    stay = 0
    if part:
        values, stay, left_out = values + left_out, len(left_out), ()
    ceilings = _ceilings(facts, values)
    errors += _over(facts, ceilings, values)
    whole = not errors and not part
    errors += claims.below(header, facts, list(found.met.values()), whole=whole)
    warnings += _would_go(sheet, found, left_out) + _given(sheet, facts, ceilings)
    return Preview(
        sheet=sheet,
        template=header.template,
        columns={
            name: (letters(column), header.texts[name]) for name, column in header.columns.items()
        },
        factor=header.factor,
        new=tuple(found.new),
        changed=tuple(found.changed),
        unchanged=found.unchanged,
        left_out=left_out,
        errors=tuple(errors),
        warnings=tuple(warnings),
        total=sum((one.amount for one in values), ZERO),
        values=values,
        ceilings=ceilings,
        seen=facts.seen,
        amends=facts.amends,
        stay=stay,
    )


def _would_go(sheet: str, found: beside.Beside, left_out: Sequence[LineValues]) -> list[Fault]:
    """The warnings about what the draft would lose."""
    warnings = []
    if found.unspread:
        warnings.append(Fault(sheet, "", "quarters.emptied", "", {"rows": found.unspread[:20]}))
    if left_out:
        lost = {"lines": len(left_out), "amount": sum((x.amount for x in left_out), ZERO)}
        warnings.append(Fault(sheet, "", "rows.left_out", "", lost))
    return warnings


def _given(sheet: str, facts: Known, ceilings: Mapping[str, Decimal]) -> list[Fault]:
    """The warning that ceilings would be set to what the lines add up to."""
    if not ceilings:
        return []
    named = [facts.sources[source] for source in ceilings]
    given = {"sources": named, "amount": sum(ceilings.values(), ZERO)}
    return [Fault(sheet, "", "ceilings.from_lines", "", given)]


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
