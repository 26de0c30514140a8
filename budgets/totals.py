"""Sums that pages read, kept in the act's own transaction. Not journaled: audit recounts them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from budgets.models import MonthTotal, Total
from core.money import ZERO
from core.upsert import upsert

Lineages = Mapping[str, tuple[str, ...]]
FIELDS = ("planned", "committed", "accepted", "paid")


@dataclass(frozen=True, slots=True)
class Movement:
    """A change of som for one school or place, spread over all it lies within.

    `beneficiary` is the budget line's: below it a commitment also counts as planned, since the
    contract is what assigns common money to a school. The same holds for the requirement that a
    contract names where its line named only a category (`line_requirement` is None).
    """

    scope: str
    beneficiary: str
    year: int
    category: str
    requirement: str | None
    line_requirement: str | None
    purse: str
    planned: Decimal = ZERO
    committed: Decimal = ZERO
    accepted: Decimal = ZERO
    paid: Decimal = ZERO


Cell = tuple[str, int, str, str, str]
Sums = list[Decimal]


def cells(movements: Iterable[Movement], lineages: Lineages) -> dict[Cell, Sums]:
    """The cells of totals that movements change, and by how much in each of FIELDS. Pure."""
    changed: dict[Cell, Sums] = {}
    for move in movements:
        above = set(lineages[move.beneficiary])
        for scope in lineages[move.scope]:
            common = scope in above
            _add(changed, (scope, move.year, "category", move.category, move.purse), move, common)
            if move.requirement is not None:
                named = common and move.line_requirement is not None
                cell = (scope, move.year, "requirement", move.requirement, move.purse)
                _add(changed, cell, move, named)
    return changed


def _add(changed: dict[Cell, Sums], cell: Cell, move: Movement, counted: bool) -> None:
    """`counted`: what is committed here was already planned here, by the line itself."""
    sums = changed.setdefault(cell, [ZERO] * len(FIELDS))
    assigned = ZERO if counted else move.committed
    for i, amount in enumerate((move.planned + assigned, move.committed, move.accepted, move.paid)):
        sums[i] += amount


def keep(session: Session, movements: Iterable[Movement], lineages: Lineages) -> None:
    """Add movements to the totals: one statement, rows in key order so writers never cross."""
    changed = cells(movements, lineages)
    upsert(
        session,
        Total,
        [
            {
                "scope": scope,
                "year": year,
                "kind": kind,
                "code": code,
                "purse": purse,
                **dict(zip(FIELDS, sums, strict=True)),
            }
            for (scope, year, kind, code, purse), sums in sorted(changed.items())
            if any(sums)
        ],
        add=FIELDS,
    )


def keep_month(
    session: Session,
    on: date,
    amounts: Iterable[tuple[str, Decimal, Decimal]],
    lineages: Lineages,
) -> None:
    """Add (school, accepted, paid) to the month of `on`, for the school and all above it."""
    changed: dict[str, Sums] = {}
    for school, accepted, paid in amounts:
        for scope in lineages[school]:
            sums = changed.setdefault(scope, [ZERO, ZERO])
            sums[0] += accepted
            sums[1] += paid
    upsert(
        session,
        MonthTotal,
        [
            {"scope": scope, "year": on.year, "month": on.month, "accepted": a, "paid": p}
            for scope, (a, p) in sorted(changed.items())
            if a or p
        ],
        add=("accepted", "paid"),
    )
