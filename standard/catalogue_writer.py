"""A catalogue as text that people read and edit; `catalogue_file.read` gives the same one back.

Written in the manner of standard/catalogue/2026.yaml: a key a line, numbers bare, what could be
mistaken for something else in quotation marks. Pure; the same catalogue is always the same text.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from standard.catalogue_file import (
    Catalogue,
    RequirementEntry,
    criterion_data,
    lists_data,
)

HEAD = (
    "# An edition of the safety Standard as data. A value_status of default marks an editable",
    "# number of ours, no law.",
)
ORDER = (
    *("type", "basis", "quantity", "per", "comparator", "within", "period"),
    *("value_status", "measure", "meaning"),
)
RESERVED = frozenset({"null", "yes", "no", "true", "false", "on", "off", "y", "n"})

_ITEM_CODE = re.compile(r"[0-9]{8,9}-[0-9]\Z")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


class Bare(str):
    """A number of the file: written as it is, without quotation marks."""


class InOneLine(dict[str, Any]):
    """A small map that stands in one line: {ky: "…", ru: "…", en: "…"}."""


def write(catalogue: Catalogue) -> str:
    """Return an edition as the text of its file, ending with a line break.

    What cannot be an edition (an empty text, an unknown code) is written as it is: reading the
    text names it.
    """
    meta = {
        "edition": catalogue.edition,
        "country": catalogue.country,
        "title": _languages(catalogue.title),
        **lists_data(catalogue.lists),
    }
    lines = [*HEAD, "meta:", *_map(meta, 1), "requirements:"]
    for entry in catalogue.requirements:
        first, *rest = _map(_requirement(entry), 1)
        lines += [f"- {first.lstrip()}", *rest]
    if not catalogue.requirements:
        lines[-1] += " []"
    return "\n".join(lines) + "\n"


def _requirement(entry: RequirementEntry) -> dict[str, Any]:
    """A requirement as plain maps, in the order a reader expects."""
    criterion = criterion_data(entry.criterion)
    for number in ("quantity", "per", "within"):
        if number in criterion:
            criterion[number] = Bare(criterion[number])
    told: dict[str, Any] = {
        **{name: getattr(entry, name) for name in ("code", "domain", "subdomain", "category")},
        "title": _languages(entry.title),
        "why": _languages(entry.why),
        "unit": entry.unit,
        "criterion": {name: criterion[name] for name in ORDER if name in criterion},
        "priority": Bare(entry.priority),
    }
    if entry.lasts is not None:
        status = entry.lasts.value_status
        told["lasts"] = {"months": Bare(entry.lasts.months), "value_status": status}
    told["source"] = {name: getattr(entry.source, name) for name in ("kind", "ref", "note")}
    if entry.items:
        told["items"] = [InOneLine(_languages(item)) for item in entry.items]
    if entry.okgz:
        told["okgz"] = [InOneLine(code=item.code, name=item.name) for item in entry.okgz]
    return told


def _languages(words: Any) -> dict[str, str]:
    texts = {language: getattr(words, language) for language in ("ky", "ru", "en")}
    return {language: text for language, text in texts.items() if text is not None}


def _map(entries: Mapping[str, Any], depth: int) -> Iterator[str]:
    """The lines of a map, each `depth` steps in."""
    margin = "  " * depth
    for key, value in entries.items():
        start = f"{margin}{_text(str(key))}:"
        if isinstance(value, Mapping):
            yield start if value else f"{start} {{}}"
            yield from _map(value, depth + 1)
        elif isinstance(value, list):
            yield start if value else f"{start} []"
            yield from (f"{margin}- {_item(one)}" for one in value)
        elif _stands_in_lines(value):
            yield f"{start} |{'' if value.endswith(chr(10)) else '-'}"
            yield from (f"{margin}  {line}".rstrip(" ") for line in value.splitlines())
        else:
            yield f"{start} {_text(value)}"


def _item(value: Any) -> str:
    if isinstance(value, InOneLine):
        parts = (f"{name}: {_in_one_line(name, text)}" for name, text in value.items())
        return f"{{{', '.join(parts)}}}"
    return _text(value)


def _in_one_line(name: str, text: str) -> str:
    return text if name == "code" and _ITEM_CODE.match(text) else _quoted(text)


def _text(text: str) -> str:
    """A text in one line: bare where nothing in it means anything else."""
    return text if isinstance(text, Bare) or _is_plain(text) else _quoted(text)


def _is_plain(text: str) -> bool:
    return (
        text[:1].isalpha()
        and text.isprintable()
        and text == text.strip()
        and text.casefold() not in RESERVED
        and not text.endswith(":")
        and ": " not in text
        and " #" not in text
        and '"' not in text
        and "|" not in text
    )


def _stands_in_lines(text: str) -> bool:
    """Whether a text of several lines may be written line by line, and stays what it is."""
    lines = text.removesuffix("\n").split("\n")
    return (
        len(lines) > 1
        and all(line.isprintable() and line == line.rstrip() for line in lines)
        and bool(lines[0])
        and not lines[0].startswith(" ")
        and bool(lines[-1])
    )


def _quoted(text: str) -> str:
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if letter.isprintable():
        return letter
    number = ord(letter)
    return (
        f"\\x{number:02x}"
        if number < 0x100
        else (f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}")
    )
