"""What of a published file is about persons, and is not kept. Pure."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

CONTACTS = frozenset({"contactpoint", "contactpoints", "additionalcontactpoints"})
REACHING = frozenset({"telephone", "phone", "email", "fax", "faxnumber"})
# The number of a natural person begins with 1 or 2 and tells the day of birth.
_PERSON = re.compile(r"(?<!\d)([12])\d{13}(?!\d)", re.ASCII)
MASK = r"\1" + "*" * 13


def is_person(party: Mapping[str, Any]) -> bool:
    """Is a party a natural person, by its number?"""
    identifier = party.get("identifier")
    number = identifier.get("id") if isinstance(identifier, Mapping) else None
    return any(isinstance(v, str) and _PERSON.search(v) for v in (party.get("id"), number))


def without(value: Any) -> tuple[Any, int, int]:
    """A value without contacts and with numbers of persons masked; how many of each there were.

    Numbers become text, as they were written, for a journal holds no floats.
    """
    counts = [0, 0]
    return _cleaned(value, counts), counts[0], counts[1]


def _cleaned(value: Any, counts: list[int]) -> Any:
    if isinstance(value, str):
        text, found = _PERSON.subn(MASK, value)
        counts[1] += found
        return text.encode("utf-8", "replace").decode()
    if isinstance(value, Decimal):
        return _cleaned(format(value, "f"), counts)
    if isinstance(value, list):
        return [_cleaned(part, counts) for part in value]
    if isinstance(value, Mapping):
        return _mapping(value, counts)
    return value


def _mapping(value: Mapping[str, Any], counts: list[int]) -> dict[str, Any]:
    kept = {}
    person = is_person(value)
    for name, part in value.items():
        low = name.lower()
        if low in CONTACTS:
            counts[0] += len(part) if isinstance(part, list) else 1
        elif low in REACHING:
            counts[0] += 1
        elif person and low.startswith(("name", "legalname", "address")):
            counts[1] += 1
        else:
            # Names of a leaf's fields are ASCII, so that sorting them is the same everywhere.
            plain = _cleaned(name, counts).encode("ascii", "backslashreplace").decode()
            kept[plain[:120]] = _cleaned(part, counts)
    if person and isinstance(kept.get("identifier"), dict):
        kept["identifier"] = {k: v for k, v in kept["identifier"].items() if k in ("id", "scheme")}
    return kept
