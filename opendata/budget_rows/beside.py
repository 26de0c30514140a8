"""The rows of a table laid beside the lines there are: new, changed, unchanged, left out. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from budgets.acts import IDENTITY, LineValues
from budgets.acts.lines import identity
from opendata.budget_rows import Change, Fault, ReadRow
from opendata.budget_rows.header_words import QUARTERS
from opendata.budget_rows.headers import Header
from opendata.budget_rows.known import Known
from opendata.sheets import address

OPTIONAL = ("carried", "code", "function", "note")  # what a table may have no column for


@dataclass
class Beside:
    """Rows laid beside the lines there are; what stays in `before` was not named."""

    before: dict[tuple[Any, ...], LineValues]
    met: dict[tuple[Any, ...], ReadRow] = field(default_factory=dict)
    new: list[ReadRow] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    unspread: list[int] = field(default_factory=list)  # rows whose quarters would be emptied


def laid(header: Header, facts: Known, rows: Sequence[ReadRow], errors: list[Fault]) -> Beside:
    """Each row beside the line it is; a row that stands twice is a fault."""
    sheet, completed = header.sheet.name, Completing(header, facts)
    spread = bool(set(QUARTERS) & set(header.columns))
    claimed = {identity(line): line.line_id for line, _ in facts.claimed}
    found = Beside(before={identity(line): line for line in facts.lines})
    for read in rows:
        values = completed(read.values)
        same = identity(values)
        if same in found.met:
            at = address(read.row, header.columns["beneficiary"])
            first = {"first": found.met[same].row}
            errors.append(Fault(sheet, at, "row.doubled", values.beneficiary, first))
            continue
        old = found.before.pop(same, None)
        if old is not None:
            if values.line_id != old.line_id:
                values = replace(values, line_id=old.line_id)
            if not spread and old.quarters and values.amount == old.amount:
                values = replace(values, quarters=old.quarters)
            elif not spread and old.quarters:  # those of another sum would not make up this one
                found.unspread.append(read.row)
            read = ReadRow(read.row, read.cell, values)
            changes = _changes(header, read, old)
            found.changed += changes
            found.unchanged += not changes
        else:
            if same in claimed:  # it left the draft, and contracts claim it: it comes back
                values = replace(values, line_id=claimed[same])
            read = ReadRow(read.row, read.cell, values)
            found.new.append(read)
        found.met[same] = read
    return found


class Completing:
    """What a table has no column for stays as it is in the one line that fits the rest."""

    def __init__(self, header: Header, facts: Known) -> None:
        self.absent = [name for name in OPTIONAL if name not in header.columns]
        self.fixed = [name for name in IDENTITY if name not in self.absent]
        self.alike: dict[tuple[Any, ...], list[LineValues]] = {}
        for line in facts.lines if self.absent else ():
            self.alike.setdefault(self._rest(line), []).append(line)

    def __call__(self, values: LineValues) -> LineValues:
        """The values, completed where exactly one line fits them."""
        alike = self.alike.get(self._rest(values), ())
        fitting = [line for line in alike if line.carried >= values.carried]
        if len(fitting) != 1:
            return values
        return replace(values, **{name: getattr(fitting[0], name) for name in self.absent})

    def _rest(self, values: LineValues) -> tuple[Any, ...]:
        return tuple(getattr(values, name) for name in self.fixed)


def _changes(header: Header, read: ReadRow, old: LineValues) -> list[Change]:
    """What a row changes of the line that is there. A table without notes changes none."""
    found = []
    for name in ("amount", *QUARTERS, "note"):
        before, now = (_told(values, name) for values in (old, read.values))
        if before != now and name in header.columns:
            at = address(read.row, header.columns[name])
            found.append(Change(at, read.values.beneficiary, name, before, now))
    return found


def _told(values: LineValues, name: str) -> Any:
    if name not in QUARTERS:
        return getattr(values, name)
    return values.quarters[QUARTERS.index(name)] if values.quarters else None
