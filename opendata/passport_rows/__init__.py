"""Passports that came as a table: one row a school, one column a question; nothing is written.

An empty cell means "not known". A question without a column keeps what it had.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from opendata.budget_rows import Fault


@dataclass(frozen=True, slots=True)
class CellChange:
    """A fact that would change, by its cell; None: not known. Decimal numbers as text."""

    cell: str
    school: str
    fact: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. Nothing is written while `errors` is not empty.

    `columns` tells as what each column was understood: our code → (letter, header as found).
    `values` are the facts of the schools whose row says something else than what applies to them
    now; of these `new` have no passport of the year yet. `unchanged` counts the other rows.
    `left_out` are schools of the place without a row: they keep what they have. `seen` is the
    state of the place's passports this was compared with.
    """

    sheet: str
    columns: Mapping[str, tuple[str, str]]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    new: tuple[str, ...] = ()
    changes: tuple[CellChange, ...] = ()
    unchanged: int = 0
    left_out: tuple[str, ...] = ()
    errors: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    seen: int = 0

    @property
    def may_be_kept(self) -> bool:
        """Is there something to keep, and no fault?"""
        return bool(self.values) and not self.errors

    @property
    def changed(self) -> tuple[str, ...]:
        """The schools whose passport of the year would say something else."""
        return tuple(code for code in self.values if code not in self.new)
