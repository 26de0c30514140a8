"""How a version of a record is written down: canonical JSON without floats. Pure.

Keys are ASCII and values hold no float and no lone surrogate, so sorted compact JSON is RFC 8785.
"""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, Boolean, Date, Integer, LargeBinary, String
from sqlalchemy.types import TypeEngine

from core.columns import Quantity, UtcTime, plain, quantity
from core.errors import Refusal
from core.money import Som, from_tyiyn, tyiyn

MOST_BYTES = 16 * 1024
VERSION = 1
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def canonical(value: object) -> str:
    """The one way to write a JSON value down.

    Raises:
        Refusal: `leaf.not_writable` for text that is no Unicode (a lone surrogate).
    """
    text = _ENCODER.encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refusal("leaf.not_writable") from None
    return text


def written(value: Any, kind: TypeEngine[Any] | None = None) -> Any:
    """One column's value as it stands in a leaf: strings, null, booleans, lists, objects.

    Money is whole tyiyn, quantities plain decimals, days ISO, moments UTC with a Z.
    """
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, Decimal):
        return str(tyiyn(value)) if isinstance(kind, Som) else plain(value)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Mapping):
        return {str(key): written(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [written(part) for part in value]
    raise TypeError(f"a leaf cannot hold {type(value).__name__}")


def read(told: Any, kind: TypeEngine[Any]) -> Any:
    """The column's value again, of what stands in a leaf: the inverse of `written`.

    JSON comes back as it was written: the numbers within are text, as they were before.
    """
    if told is None:
        return None
    for known, back in _BACK:
        if isinstance(kind, known):
            return back(told)
    raise TypeError(f"a leaf tells nothing of a {type(kind).__name__}")


def moment(told: str) -> datetime:
    """A moment as leaves write it."""
    return datetime.strptime(told, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _same(told: Any) -> Any:
    return told


_BACK: tuple[tuple[type[TypeEngine[Any]], Callable[[Any], Any]], ...] = (
    (Som, lambda told: from_tyiyn(int(told))),
    (Quantity, quantity),
    (UtcTime, moment),
    (Date, date.fromisoformat),
    (Boolean, _same),
    (Integer, int),
    (LargeBinary, bytes.fromhex),
    (JSON, _same),
    (String, _same),
)


def commitment(salt: bytes, field: str, value: Any) -> str:
    """What stands in the leaf for a personal field: it binds, and tells nothing.

    A bare hash of a 14-digit INN could be searched through; 32 random bytes cannot.
    """
    return "c1:" + sha256(salt + field.encode() + b"\x00" + canonical(value).encode()).hexdigest()


def compose(
    *,
    act: str,
    act_no: int,
    at: datetime,
    by: Mapping[str, Any],
    table: str,
    key: str,
    rev: int,
    prev: int | None,
    kind: str,
    reason: str | None,
    places: tuple[str, ...],
    row: Mapping[str, Any],
    personal: Mapping[str, str],
) -> str:
    """The text of a leaf.

    Raises:
        Refusal: `leaf.too_large` with `bytes` and `most`: long texts belong into documents.
    """
    text = canonical(
        {
            "v": VERSION,
            "act": act,
            "act_no": act_no,
            "at": written(at),
            "by": by,
            "table": table,
            "key": key,
            "rev": rev,
            "prev": prev,
            "kind": kind,
            "reason": reason,
            "places": list(places),
            "row": row,
            "personal": personal,
        }
    )
    size = len(text.encode())
    if size > MOST_BYTES:
        raise Refusal("leaf.too_large", bytes=size, most=MOST_BYTES)
    return text
