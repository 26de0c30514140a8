"""What was accepted and paid for a school or place, month by month of the calendar, som."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgets.models import MonthTotal
from core.money import ZERO


@dataclass(frozen=True, slots=True)
class Month:
    """One month by the days of acceptance and payment; `by_now` is what was paid since January."""

    month: int
    accepted: Decimal
    paid: Decimal
    by_now: Decimal


def months(session: Session, scope: str, year: int) -> tuple[Month, ...]:
    """From January to the last month in which anything was accepted or paid; empty where nothing
    was. A correction of a closed year stands in the month it was made in (docs/decisions/0019)."""
    rows = session.execute(
        select(MonthTotal.month, MonthTotal.accepted, MonthTotal.paid).where(
            MonthTotal.scope == scope, MonthTotal.year == year
        )
    )
    known: dict[int, tuple[Decimal, Decimal]] = {row[0]: (row[1], row[2]) for row in rows}
    found: list[Month] = []
    by_now = ZERO
    for month in range(1, max(known, default=0) + 1):
        accepted, paid = known.get(month, (ZERO, ZERO))
        by_now += paid
        found.append(Month(month, accepted, paid, by_now))
    return tuple(found)
