"""Budget lines by who the money is for: the cells that every page's sums are made of.

A line for a whole place is told in parts: what contracts have assigned to each school, and the
rest, which is the place's (docs/decisions/0002). So the cells within a place or a school add up to
its page, to the tyiyn.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from budgets.models import Commitment, Line, purse
from budgets.reports.figures import NOTHING, Figures, Sums, folded

AT_ONCE = 2_000  # budget lines read together


@dataclass(frozen=True, slots=True)
class Cell:
    """Money of one line for one school or place (`unit`), for one requirement or none."""

    line: int
    year: int
    holder: str
    unit: str
    category: str
    requirement: str | None
    source: str
    carried: bool
    code: str | None
    sums: Sums

    @property
    def purse(self) -> str:
        """The source of funds, apart where it is a carry-over."""
        return purse(self.source, self.carried)


def cells(session: Session, numbers: Sequence[int], units: frozenset[str]) -> Iterator[Cell]:
    """The cells of these lines for these schools and places, by line; two statements for many."""
    for first in range(0, len(numbers), AT_ONCE):
        ids = numbers[first : first + AT_ONCE]
        spoken_for: dict[int, list[Row[Any]]] = {}
        for row in session.execute(_commitments(ids)):
            spoken_for.setdefault(row.line_id, []).append(row)
        for line in session.execute(_lines(ids)):
            for (unit, requirement), sums in divided(line, spoken_for.get(line.id, ())).items():
                if unit in units and sums != NOTHING:
                    yield _cell(line, unit, requirement, sums)


def divided(line: Any, commitments: Iterable[Any]) -> dict[tuple[str, str | None], Sums]:
    """A line by (school or place, requirement): what is spoken for, the rest as its own. Pure."""
    own = (line.beneficiary, line.requirement)
    parts = {own: Sums(planned=line.amount)}
    for one in commitments:
        key = (one.school, one.requirement)
        spoken = Sums(one.amount, one.amount, one.accepted, one.paid)
        parts[own] += Sums(planned=-one.amount)
        parts[key] = parts.get(key, NOTHING) + spoken
    return parts


def _cell(line: Row[Any], unit: str, requirement: str | None, sums: Sums) -> Cell:
    return Cell(
        line=line.id,
        year=line.year,
        holder=line.holder,
        unit=unit,
        category=line.category,
        requirement=requirement,
        source=line.source,
        carried=line.carried,
        code=line.code,
        sums=sums,
    )


def _lines(ids: Sequence[int]) -> Any:
    return (
        select(Line.id, Line.year, Line.holder, Line.beneficiary, Line.category, Line.requirement)
        .add_columns(Line.source, Line.carried, Line.code, Line.amount)
        .where(Line.id.in_(ids))
        .order_by(Line.id)
    )


def _commitments(ids: Sequence[int]) -> Any:
    sums = {"amount": Commitment.claimed, "accepted": Commitment.accepted, "paid": Commitment.paid}
    keys = (Commitment.line_id, Commitment.school, Commitment.requirement)
    return (
        select(*keys, *(func.sum(one).label(name) for name, one in sums.items()))
        .where(Commitment.line_id.in_(ids))
        .group_by(*keys)
        .order_by(Commitment.line_id, Commitment.school, Commitment.requirement)
    )


@dataclass(slots=True)
class Folding:
    """Cells added up as they pass by, by year: what a page would show of them."""

    sums: dict[int, dict[tuple[str, str], Sums]]

    def add(self, cell: Cell) -> None:
        """Take one more cell into account."""
        of_year = self.sums.setdefault(cell.year, {})
        key = (cell.category, cell.purse)
        of_year[key] = of_year.get(key, NOTHING) + cell.sums

    def figures(self, year: int) -> Figures | None:
        """What the cells of a year come to; None without any."""
        of_year = self.sums.get(year)
        if of_year is None:
            return None
        return folded((category, purse, sums) for (category, purse), sums in of_year.items())
