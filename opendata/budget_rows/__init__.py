"""A budget that came as a table: understood, judged cell by cell, compared; nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from budgets.acts import LineValues


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, or worth a look, in a table.

    `cell` is an address ("D12"), a row ("12") or "" for the whole sheet; `found` what stands
    there. `facts` are what the sentence needs besides: amounts in som.
    """

    sheet: str
    cell: str
    code: str
    found: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """A line that is already there and would get another amount, quarter or note.

    `column` says which; `old` and `new` are som, for "note" text.
    """

    cell: str
    beneficiary: str
    column: str
    old: Decimal | str | None
    new: Decimal | str | None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row without a fault: where it stood, and the line it says."""

    row: int
    cell: str
    values: LineValues


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. Nothing is written while `errors` is not empty.

    `columns` tells as what each column was understood: our name → (letter, header as found).
    `factor` is 1000 where the table counts thousands. `left_out` are lines of the budget the table
    does not name: they would fall away. `total` is som. `ceilings` are what the sources would be
    set to where the budget has none yet; `seen` the version of the draft this was compared with.
    `stay` is how many lines a block that is only a part does not name and leaves as they are;
    they are among `values`. `amends`: handing in needs a reason, for a resolution stands behind
    the budget.
    """

    sheet: str
    template: bool
    columns: Mapping[str, tuple[str, str]]
    factor: int
    new: tuple[ReadRow, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: int = 0
    left_out: tuple[LineValues, ...] = ()
    errors: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    total: Decimal = Decimal("0.00")
    values: tuple[LineValues, ...] = ()
    ceilings: Mapping[str, Decimal] = field(default_factory=dict)
    seen: int = 0
    amends: bool = False
    stay: int = 0

    @property
    def changed_lines(self) -> int:
        """How many lines would change."""
        return len(self.values) - len(self.new) - self.unchanged - self.stay

    @property
    def may_be_kept(self) -> bool:
        """Is there something to keep, and no fault?"""
        return bool(self.values) and not self.errors


def same_file(before: int | None) -> tuple[Fault, ...]:
    """The warning that this very file was imported before, in batch `before`; none for None."""
    if before is None:
        return ()
    return (Fault("", "", "import.same_file_before", "", {"batch": before}),)
