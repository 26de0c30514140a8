"""Facts of flags as JSON, and back: so that anybody can look again at what was published.

Dataclasses are objects without the fields that have their default; decimals, fractions and days are
texts; tuples and sets are lists; a mapping whose keys are no texts is a list of pairs. There are no
floats. A field with PRIVATE among its metadata is never written: reading gives its default.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from oversight.measures import Measure, Measures

PRIVATE: Mapping[str, bool] = {"private": True}
"""For `field(default=…, metadata=PRIVATE)`: what only councils may see, such as contacts."""
PLAIN = (bool, int, str, NoneType)
TEXTS: Mapping[type, Any] = {
    Decimal: Decimal,
    Fraction: Fraction,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
}
SEQUENCES = (tuple, list, set, frozenset)


def written(value: Any) -> Any:
    """A value of the domain as JSON has it.

    Raises:
        TypeError: of a kind that cannot be read back, such as a float.
    """
    if is_dataclass(value) and not isinstance(value, type):
        told = {
            one.name: (one, written(getattr(value, one.name)))
            for one in fields(value)
            if not _left_out(one, getattr(value, one.name))
        }
        return {name: part for name, (one, part) in told.items() if not _nothing(one, part)}
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, PLAIN):
        return value
    if isinstance(value, Mapping):
        if all(isinstance(key, str) for key in value):
            return {key: written(part) for key, part in value.items()}
        return [[written(key), written(part)] for key, part in value.items()]
    if isinstance(value, (set, frozenset)):
        return sorted((written(part) for part in value), key=str)
    if isinstance(value, (tuple, list, Measures)):
        return [written(part) for part in value]
    raise TypeError(f"{type(value).__name__} is not written")


def read(kind: Any, told: Any) -> Any:
    """The value that `written` wrote, of this kind.

    Raises:
        TypeError: the kind is none that is written.
        KeyError, ValueError: `told` is of another shape.
    """
    if kind is Measures:
        return Measures(read(Measure, one) for one in told)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        known = {name: read(hints[name], part) for name, part in told.items()}
        return kind(**known)
    if kind in TEXTS:
        return TEXTS[kind](told)
    if kind in PLAIN or kind in (Any, object):
        return told
    origin, parts = get_origin(kind) or kind, get_args(kind)
    if origin in (Union, UnionType):
        return told if told is None or set(parts) <= set(PLAIN) else read(_only(parts), told)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, part = parts
        pairs = told.items() if isinstance(told, dict) else told
        return {read(key, name): read(part, value) for name, value in pairs}
    if isinstance(origin, type) and issubclass(origin, SEQUENCES):
        return _sequence(origin, parts, told)
    raise TypeError(f"{kind} is not read")


def _nothing(one: Field[Any], part: Any) -> bool:
    """Is only what is private otherwise than reading gives anyway? That it is, is private too."""
    return part == {} and one.default_factory is not MISSING


def _left_out(one: Field[Any], value: Any) -> bool:
    """Is it nobody's business, or what reading gives anyway?"""
    if one.metadata.get("private"):
        return True
    if isinstance(value, Measures):
        return not tuple(value)
    if one.default_factory is not MISSING:
        return bool(value == one.default_factory())
    return one.default is not MISSING and bool(value == one.default)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _only(parts: tuple[Any, ...]) -> Any:
    """The one kind beside None."""
    kinds = [part for part in parts if part is not NoneType]
    if len(kinds) != 1:
        raise TypeError(f"{parts} is not read: one kind, or None")
    return kinds[0]


def _sequence(origin: Any, parts: tuple[Any, ...], told: Any) -> Any:
    if origin is tuple and (len(parts) != 2 or parts[1] is not Ellipsis):
        return tuple(read(part, one) for part, one in zip(parts, told, strict=True))
    return origin(read(parts[0], one) for one in told)
