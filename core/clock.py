"""The only place that asks the time. Kept in UTC, shown in the country's zone."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from core.errors import Refusal

BISHKEK = ZoneInfo("Asia/Bishkek")


def now() -> datetime:
    """This moment in UTC, whole seconds, aware of its zone."""
    return datetime.now(UTC).replace(microsecond=0)


def today() -> date:
    """Today's date where the town halls are."""
    return datetime.now(BISHKEK).date()


def not_after_today(day: date, field: str = "on") -> None:
    """Refuse with `date.in_future` (today) a day that has not come: nothing happened on it yet."""
    if day > today():
        raise Refusal("date.in_future", field, today=today())


def local(moment: datetime) -> datetime:
    """A stored moment as the clocks of the country show it."""
    return moment.astimezone(BISHKEK)
