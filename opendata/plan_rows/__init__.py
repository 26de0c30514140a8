"""The annual plan that came as a table: one row a line; nothing is written.

Lines of the plan that the table does not name stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from core.money import ZERO
from opendata.budget_rows import Fault
from procurement.acts import PlanValues


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that would change a line that is there: which column, from what to what."""

    cell: str
    title: str
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. Nothing is written while `errors` is not empty.

    `rows` are (number of the line, or None for a new one; its values): only of those that say
    something new. `amends`: a published line would change, which asks for a reason. `seen` is the
    state of the plan this was compared with, `total` the som of all rows read.
    """

    sheet: str
    columns: Mapping[str, tuple[str, str]]
    rows: tuple[tuple[int | None, PlanValues], ...] = ()
    changes: tuple[CellChange, ...] = ()
    unchanged: int = 0
    total: Decimal = ZERO
    amends: bool = False
    errors: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = field(default_factory=tuple)
    seen: int = 0

    @property
    def may_be_kept(self) -> bool:
        """Is there something to keep, and no fault?"""
        return bool(self.rows) and not self.errors

    @property
    def new(self) -> tuple[PlanValues, ...]:
        """The lines that would be new."""
        return tuple(values for number, values in self.rows if number is None)

    @property
    def changed(self) -> int:
        """How many lines would change."""
        return len(self.rows) - len(self.new)
