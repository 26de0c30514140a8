"""What an import knows beforehand, and what it is about to write. Pure: no session, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from budgets.totals import Movement
from core.errors import Refusal
from core.money import ZERO
from register.profile_facts import Method
from standard.rules import Norm

Row = dict[str, Any]
Sums = list[Decimal]


@dataclass(frozen=True, slots=True)
class Purse:
    """A budget line an import may spend."""

    id: int
    year: int
    beneficiary: str
    category: str
    requirement: str | None
    purse: str
    free: Decimal


@dataclass(frozen=True, slots=True)
class Known:
    """What an import into one place may refer to."""

    place: str
    account: int
    edition_id: int
    categories: Mapping[str, str]  # of requirements
    methods: Mapping[str, Method]
    lineages: Mapping[str, tuple[str, ...]]  # of the place, of schools and of beneficiaries
    schools: frozenset[str]
    purses: Mapping[int, Purse]
    suppliers: frozenset[int]
    plan_lines: frozenset[int]
    norms: Mapping[str, Norm]  # of the edition in force
    counted: Mapping[tuple[str, str], date]  # when a school was last counted for a requirement


Cell = tuple[str, int, str | None]  # school, budget line, requirement


@dataclass(slots=True)
class Book:
    """Rows to write, by table, with the numbers they have; and all that is added up meanwhile.

    `cells` are committed, accepted and paid som by school, budget line and requirement; `months`
    accepted and paid by school, year and month; `claims` committed and paid by budget line;
    `suppliers` contracts, committed and paid by supplier and year. `tallies` are what the records
    themselves tell of a requirement: part and whole by school, measure and year; `closing` the
    requirements that holdings were written for.
    """

    known: Known
    next: dict[str, int]  # the next number of each table
    rows: dict[str, list[Row]] = field(default_factory=dict)
    size: int = 0
    schools: set[str] = field(default_factory=set)
    free: dict[int, Decimal] = field(default_factory=dict)
    cells: dict[Cell, Sums] = field(default_factory=dict)
    months: dict[tuple[str, int, int], Sums] = field(default_factory=dict)
    claims: dict[int, Sums] = field(default_factory=dict)
    suppliers: dict[tuple[int, int], list[Any]] = field(default_factory=dict)
    tallies: dict[tuple[str, str, int], list[int]] = field(default_factory=dict)
    closing: set[str] = field(default_factory=set)

    def tally(self, school: str, measure: str, year: int, kept: bool) -> None:
        """A case our own records tell of: was the requirement kept?"""
        case = self.tallies.setdefault((school, measure, year), [0, 0])
        case[0] += kept
        case[1] += 1

    def write(self, table: str, **values: Any) -> Row:
        """A new row of a table, with its number."""
        number = self.next[table]
        self.next[table] = number + 1
        row = {"id": number, **values, "rev": 1}
        self.rows.setdefault(table, []).append(row)
        self.size += 1
        return row

    def left(self, line: int) -> Decimal:
        """Som of a budget line that nothing has claimed yet."""
        return self.free.setdefault(line, self.known.purses[line].free)

    def claim(self, commitment: Row, amount: Decimal) -> None:
        """Speak for som of the commitment's budget line (negative: set free).

        Raises:
            Refusal: `line.not_enough` with `line`, `asked` and `available`.
        """
        line = commitment["line_id"]
        left = self.left(line)
        if amount > left:
            raise Refusal("line.not_enough", "amount", line=line, asked=amount, available=left)
        self.free[line] = left - amount
        self._sums(commitment)[0] += amount
        self.claims.setdefault(line, [ZERO, ZERO])[0] += amount

    def accepted(self, commitment: Row, amount: Decimal, month: tuple[int, int]) -> None:
        """Som of a commitment were found in order in a month (year, month)."""
        commitment["accepted"] += amount
        self._sums(commitment)[1] += amount
        self.months.setdefault((commitment["school"], *month), [ZERO, ZERO])[0] += amount

    def paid(self, commitment: Row, amount: Decimal, month: tuple[int, int]) -> None:
        """Som of a commitment were paid (negative: refunded) in a month (year, month)."""
        commitment["paid"] += amount
        self._sums(commitment)[2] += amount
        self.months.setdefault((commitment["school"], *month), [ZERO, ZERO])[1] += amount
        self.claims.setdefault(commitment["line_id"], [ZERO, ZERO])[1] += amount

    def _sums(self, commitment: Row) -> Sums:
        cell = (commitment["school"], commitment["line_id"], commitment["requirement"])
        return self.cells.setdefault(cell, [ZERO, ZERO, ZERO])

    def supplied(
        self, supplier: int, year: int, contracts: int, committed: Decimal, paid: Decimal
    ) -> None:
        """A supplier was contracted or paid som in a year."""
        sums = self.suppliers.setdefault((supplier, year), [0, ZERO, ZERO])
        for i, amount in enumerate((contracts, committed, paid)):
            sums[i] += amount

    def movements(self) -> list[Movement]:
        """All that was added up, as changes of the totals."""
        return [
            Movement(
                scope=school,
                beneficiary=self.known.purses[line].beneficiary,
                year=self.known.purses[line].year,
                category=self.known.purses[line].category,
                requirement=requirement,
                line_requirement=self.known.purses[line].requirement,
                purse=self.known.purses[line].purse,
                committed=committed,
                accepted=accepted,
                paid=paid,
            )
            for (school, line, requirement), (committed, accepted, paid) in self.cells.items()
        ]
