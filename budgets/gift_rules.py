"""What may be said of voluntary gifts, and when it has to be told. Pure: no session, no clock."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from core.access import Actor, Role

MONEY = "money"
IN_KIND = ("goods", "works")
KINDS = (MONEY, *IN_KIND)
DOCUMENTS = ("act", "bank", "agreement", "minutes")
QUARTERS = (1, 2, 3, 4)
WHOLE_YEAR = 0
MOST_ABOUT, MOST_NUMBER, MOST_REASON, MOST_TOLD = 200, 60, 500, 3_000  # characters
_TELEPHONE = re.compile(r"(?<!\d)0 ?\(?0?[2-9]\d{2}\)?(?:[ -]?\d){6}(?!\d)")


def doors(actor: Actor, lineage: Sequence[str], home: str) -> tuple[str, ...]:
    """Where this actor's roles count for gifts of a school or place.

    A council looks after all that lies below it (`lineage`: the school or place and all it lies
    within). An officer enters only for `home`, the place itself or the one the school lies in.
    """
    held = actor.holds(Role.COUNCIL)
    return (*(code for code in lineage if code in held), home)


def holds_a_telephone(text: str) -> bool:
    """Does a text hold a telephone as it is dialled within the country: 0555 12 34 56?

    With the country's code the journal refuses it everywhere (docs/decisions/0008). A giver would
    be known by either.
    """
    return _TELEPHONE.search(text) is not None


def quarter_of(day: date) -> int:
    """The quarter of the fiscal year a day lies in, 1 to 4."""
    return (day.month + 2) // 3


def period(year: int, quarter: int) -> tuple[date, date]:
    """A quarter, or with 0 the whole year: its first day, and the first day after it."""
    if quarter == WHOLE_YEAR:
        return date(year, 1, 1), date(year + 1, 1, 1)
    until = date(year + 1, 1, 1) if quarter == QUARTERS[-1] else date(year, quarter * 3 + 1, 1)
    return date(year, quarter * 3 - 2, 1), until


def due_on(until: date, days: int) -> date:
    """The last day to report on a period that ended before `until`, with so many days to do it."""
    return until + timedelta(days=days - 1)
