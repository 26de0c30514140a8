"""The only place that asks the time. Kept in UTC, shown in the country's zone.

What is shown as it was at an earlier moment is reckoned as of that one: `tell` says it, for what
follows in this thread of work, and `forget` takes it back.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar, Token
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from core.errors import Refusal

BISHKEK = ZoneInfo("Asia/Bishkek")
_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """This moment in UTC, whole seconds, aware of its zone."""
    return _told.get() or datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """Today's date where the town halls are."""
    told = _told.get()
    return local(told).date() if told else datetime.now(BISHKEK).date()


def tell(moment: datetime) -> Token[datetime | None]:
    """Let it be this moment, until the token is handed to `forget`."""
    return _told.set(moment)


def forget(token: Token[datetime | None]) -> None:
    """Let it be what it was before it was told."""
    _told.reset(token)


@contextmanager
def standing(moment: datetime) -> Iterator[None]:
    """Let it be this moment within."""
    token = tell(moment)
    try:
        yield
    finally:
        forget(token)


def not_after_today(day: date, field: str = "on") -> None:
    """Refuse with `date.in_future` (today) a day that has not come: nothing happened on it yet."""
    if day > today():
        raise Refusal("date.in_future", field, today=today())


def local(moment: datetime) -> datetime:
    """A stored moment as the clocks of the country show it."""
    return moment.astimezone(BISHKEK)
