"""Values as open data writes them: JSON with exact numbers, days with a zone, text without persons.

`json.dumps` knows decimals only by way of floats; here a Decimal is written digit by digit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from json.encoder import encode_basestring
from typing import Any

from core.clock import BISHKEK, local
from core.columns import plain
from journal.records import PERSONAL

MASK = "***"


@dataclass(frozen=True, slots=True)
class Written:
    """A value that is JSON already: written once, and put into as many documents as need it."""

    text: str


def json_text(value: Any) -> str:
    """A value as one line of JSON, members in the order given.

    Raises:
        TypeError: for a float, which would not be exact, and for anything JSON has no word for.
    """
    parts: list[str] = []
    _put(value, parts.append)
    return "".join(parts)


def _put(value: Any, put: Callable[[str], None]) -> None:
    kind = type(value)
    if kind is str:
        put(encode_basestring(value))
    elif kind is dict:
        before = "{"
        for name, part in value.items():
            put(f"{before}{encode_basestring(name)}:")
            _put(part, put)
            before = ","
        put("}" if value else "{}")
    elif kind is list or kind is tuple:
        before = "["
        for part in value:
            put(before)
            _put(part, put)
            before = ","
        put("]" if value else "[]")
    elif kind is Decimal and value.is_finite():
        put(f"{value:f}")
    elif kind is Written:
        put(value.text)
    elif value is None or kind is bool:
        put({None: "null", True: "true", False: "false"}[value])
    elif kind is int:
        put(str(value))
    else:
        raise TypeError(f"open data cannot hold {kind.__name__}")


def filled(**members: Any) -> dict[str, Any]:
    """An object without what is not known: no null, no empty text, no empty list."""
    return {name: value for name, value in members.items() if value not in (None, "", [], {})}


def number(quantity: Decimal) -> Decimal:
    """A quantity without empty decimals: 2.500 → 2.5."""
    return Decimal(plain(quantity))


def moment(at: datetime) -> str:
    """A moment by the clocks of the country, with its offset."""
    return local(at).isoformat(timespec="seconds")


def day(on: date | None, *, end: bool = False) -> str | None:
    """A day as the moment it begins, or at its `end` the last second of it."""
    if on is None:
        return None
    of_day = time(23, 59, 59) if end else time(0)
    return datetime.combine(on, of_day, BISHKEK).isoformat(timespec="seconds")


def clean(text: str | None) -> str | None:
    """Free text with whatever looks like a person's number, telephone or e-mail masked.

    Most text was looked through before it came into the journal (docs/decisions/0008); numbers of
    papers were not, and a package cannot be taken back either.
    """
    return PERSONAL.sub(MASK, text) if text else None
