"""One page of a frozen site, and its forms for programs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tracker.public.offers import OFFERED


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page in all languages.

    `name` is that of the public page, or of one of our own (tracker.freeze.own). `path` is its
    address behind the language. `scope` names what it is made from, for its mark. `files` are its
    forms for programs.
    """

    name: str
    path: str
    scope: str
    arguments: Mapping[str, Any]
    files: tuple[str, ...] = ()


def forms(name: str) -> tuple[str, ...]:
    """In which forms for programs a page is frozen; a workbook takes as long as all the rest."""
    if name not in OFFERED:
        return ()
    return ("json", "csv") if OFFERED[name].tables else ("json",)
