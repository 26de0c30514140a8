"""What was passed over or assumed in a table, so that nobody is surprised. Pure."""

from collections.abc import Sequence

from opendata.budget_rows import Fault
from opendata.budget_rows.headers import Header
from opendata.budget_rows.lines import Body
from opendata.sheets import Sheet


def of(sheets: Sequence[Sheet], header: Header, body: Body) -> list[Fault]:
    """The warnings about the units of sums, and about rows and sheets that were passed over."""
    name = header.sheet.name
    notes = list(body.notes)
    if header.chosen_at is not None:
        notes.insert(0, Fault(name, "", "columns.as_chosen", "", {"on": header.chosen_at}))
    if header.factor != 1:
        told = {"factor": header.factor}
        at, text = header.factor_cell, header.factor_text[:80]
        code = "amounts.counted_as_chosen" if header.chosen_at else "amounts.counted_in"
        notes.insert(0, Fault(name, at, code, text, told))
    if body.sums:
        notes.append(Fault(name, "", "rows.sums_skipped", "", {"rows": body.sums[:20]}))
    if body.headings:
        notes.append(Fault(name, "", "rows.headings_skipped", "", {"rows": body.headings[:20]}))
    for sheet in sheets:
        if sheet is not header.sheet and sheet.shown and sheet.cells and not header.template:
            notes.append(Fault(sheet.name, "", "sheet.ignored"))
    return notes
