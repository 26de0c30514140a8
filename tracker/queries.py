"""What may stand behind the question mark of an address, read once for page and files alike.

A page forgives: what it does not know or cannot read it leaves out. The files of a page (.json,
.csv, .xlsx) are read by programs, and a program that mistypes a key has to be told.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import request

from core.errors import Refusal

FILES = (".json", ".csv", ".xlsx")
AS_OF = "as_of"
LONGEST = 100  # characters of a search that are looked at; nobody's school has a longer name


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a query: `read` makes the value of the text or raises ValueError."""

    read: Callable[[str], Any]
    default: Any = None


def page_number(text: str) -> int:
    """The number of a page of a list, from 1."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= 100_000):
        raise ValueError(text)
    return int(text)


def search_words(text: str) -> str:
    """What somebody looks for: one line, at most LONGEST characters of it."""
    return " ".join(text[: LONGEST * 2].split())[:LONGEST]


def one_of(*names: str) -> Callable[[str], str]:
    """One of these names."""

    def read(text: str) -> str:
        if text not in names:
            raise ValueError(text)
        return text

    return read


PAGE = Key(page_number, 1)


def strict() -> bool:
    """Does this address name a file rather than a page?"""
    return request.path.endswith(FILES)


def read(keys: Mapping[str, Key]) -> dict[str, Any]:
    """The values of this request's query, defaults where a key is absent.

    `as_of` is read for every page, before its view (tracker.past.asking).

    Raises:
        Refusal: on a file's address `query.unknown_key` with `key`, `query.doubled` with `key`,
            `query.not_readable` with `key` and `text`.
    """
    exact = strict()
    values = {name: key.default for name, key in keys.items()}
    for name, texts in request.args.lists():
        if name == AS_OF and request.blueprint == "public":
            continue
        if name not in keys:
            if exact:
                raise Refusal("query.unknown_key", key=name[:40])
        elif len(texts) > 1 and exact:
            raise Refusal("query.doubled", key=name)
        else:
            try:
                values[name] = keys[name].read(texts[-1])
            except ValueError:
                if exact:
                    raise Refusal("query.not_readable", key=name, text=texts[-1][:40]) from None
    return values
