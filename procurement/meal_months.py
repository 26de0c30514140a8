"""A school's months of meals: kept from its days, and counted anew by audit."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgets.recounts import differences
from core.upsert import upsert
from journal.problems import Problem
from procurement.meal_rules import marks
from procurement.models import MealDay, MealMonth

Month = tuple[int, int]


@dataclass(slots=True)
class Sums:
    """What the days of one month come to."""

    counted: list[date] = field(default_factory=list)
    closed: list[date] = field(default_factory=list)
    served: int = 0

    def add(self, on: date, served: int | None) -> None:
        """One more day."""
        if served is None:
            self.closed.append(on)
        else:
            self.counted.append(on)
            self.served += served

    def row(self) -> dict[str, int]:
        """As the table keeps it."""
        return {
            "counted": marks(self.counted),
            "closed": marks(self.closed),
            "served": self.served,
        }


def keep(session: Session, school: str, months: Collection[Month]) -> None:
    """Count these months of a school anew; the caller holds the school."""
    sums: dict[Month, Sums] = {month: Sums() for month in months}
    first, last = min(months), max(months)
    until = date(last[0] + last[1] // 12, last[1] % 12 + 1, 1)
    rows = session.execute(
        select(MealDay.on, MealDay.served).where(
            MealDay.school == school, MealDay.on >= date(*first, 1), MealDay.on < until
        )
    )
    for on, served in rows:
        if (on.year, on.month) in sums:
            sums[on.year, on.month].add(on, served)
    kept = [
        {"school": school, "year": year, "month": month, **sums[year, month].row()}
        for year, month in sorted(sums)
    ]
    upsert(session, MealMonth, kept)


def _counted(session: Session) -> dict[tuple[str, int, int], Sums]:
    counted: dict[tuple[str, int, int], Sums] = {}
    for school, on, served in session.execute(select(MealDay.school, MealDay.on, MealDay.served)):
        counted.setdefault((school, on.year, on.month), Sums()).add(on, served)
    return counted


def fill(session: Session) -> None:
    """Write every month of every school, where none is kept yet."""
    rows = [
        {"school": school, "year": year, "month": month, **sums.row()}
        for (school, year, month), sums in _counted(session).items()
    ]
    upsert(session, MealMonth, rows)


def meal_months(session: Session) -> Iterator[Problem]:
    """Every kept month, from its days."""
    counted = _counted(session)
    kept = {(row.school, row.year, row.month): row for row in session.scalars(select(MealMonth))}
    for name in ("counted", "closed", "served"):
        yield from differences(
            "meal_months",
            name,
            {key: Decimal(getattr(row, name)) for key, row in kept.items()},
            {key: Decimal(sums.row()[name]) for key, sums in counted.items()},
        )
