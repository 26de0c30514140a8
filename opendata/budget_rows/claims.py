"""A table against what contracts claim of the lines: told before anything is written. Pure."""

from collections.abc import Sequence

from budgets.acts.lines import identity
from core.money import ZERO
from opendata.budget_rows import Fault, ReadRow
from opendata.budget_rows.headers import Header
from opendata.budget_rows.known import Known
from opendata.sheets import address


def below(header: Header, facts: Known, rows: Sequence[ReadRow], *, whole: bool) -> list[Fault]:
    """A fault for each line that would get less than contracts claim of it.

    A line the table leaves out has no cell: it is named by its number and whom it is for. Only of
    a table whose rows could all be read (`whole`) is it known what it leaves out.
    """
    by_line = {read.values.line_id: read for read in rows if read.values.line_id}
    by_identity = {identity(read.values): read for read in rows}
    found = []
    for line, committed in facts.claimed:
        read = by_line.get(line.line_id or 0) or by_identity.get(identity(line))
        amount = read.values.amount if read else ZERO
        if amount >= committed or (read is None and not whole):
            continue
        at = address(read.row, header.columns["amount"]) if read else ""
        told = {"line": line.line_id, "committed": committed, "amount": amount}
        found.append(Fault(header.sheet.name, at, "line.below_committed", line.beneficiary, told))
    return found
