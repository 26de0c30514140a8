"""What a check of the journal found wrong, by name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One difference: where it is, what stands there, what should.

    `code` says which kind: `tree.…` for the journal itself, `row.…` for a table against its
    leaves, `sum.…` for a kept sum against what it is counted from.
    """

    code: str
    table: str
    key: str | None = None
    column: str | None = None
    in_table: str | None = None
    in_leaf: str | None = None
    leaf: int | None = None
