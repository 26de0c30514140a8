"""What is asked of limits in som: the register's, and the profile's where nobody touched one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.fiscal import in_force
from core.words import Words
from register import profile
from register.models import Threshold


@dataclass(frozen=True, slots=True)
class LimitCard:
    """One value of a limit: som, its half-open days, and how far it may be trusted.

    `seen` is the number of changes of the whole limit; 0 while it stands as the profile has it.
    `confirmed_on` is the day an editor saw the source that confirms it.
    """

    code: str
    name: Words
    amount: Decimal
    valid_from: date | None
    valid_until: date | None
    standing: str
    source: str
    confirmed_on: date | None = None
    seen: int = 0

    def in_force(self, on: date) -> bool:
        """Does it hold on that day?"""
        return in_force(on, self.valid_from, self.valid_until)


def changes(revs: Iterable[int]) -> int:
    """How many times a limit was changed, by the versions of its values. Pure."""
    return sum(revs)


def thresholds(session: Session, country: str = "KG") -> tuple[LimitCard, ...]:
    """Every value of every limit, by code and beginning. One query.

    A limit the register has is told by the register alone, any other by the profile
    (docs/decisions/0020).
    """
    rows = session.scalars(select(Threshold)).all()
    seen: dict[str, int] = {}
    for row in rows:
        seen[row.code] = seen.get(row.code, 0) + row.rev
    found = [
        LimitCard(
            code=row.code,
            name=row.name,
            amount=row.amount,
            valid_from=row.valid_from,
            valid_until=row.valid_until,
            standing=row.standing,
            source=row.source or "",
            confirmed_on=row.confirmed_on,
            seen=seen[row.code],
        )
        for row in rows
    ]
    found += [
        LimitCard(
            one.code,
            one.names,
            one.amount,
            one.valid_from,
            one.valid_until,
            one.standing,
            one.source,
        )
        for one in profile.load(country).thresholds
        if one.code not in seen
    ]
    return tuple(sorted(found, key=lambda one: (one.code, one.valid_from or date.min)))


def on_day(cards: Iterable[LimitCard], code: str, on: date) -> LimitCard | None:
    """The value of a limit in force on a day; None where none is. Pure."""
    return next((one for one in cards if one.code == code and one.in_force(on)), None)
