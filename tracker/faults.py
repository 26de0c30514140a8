"""Faults of a table in words: where, what was found, how to put it right.

Each is told in two sentences: what is wrong, and what to do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext

from opendata.budget_rows import Fault
from tracker.phrases import FAULTS, told


@dataclass(frozen=True, slots=True)
class Told:
    """A fault in the language of the page. `cell` is "" for the whole table."""

    sheet: str
    cell: str
    code: str
    found: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Group:
    """Faults of one cause: what to do is said once."""

    code: str
    remedy: str
    faults: tuple[Told, ...]


def tell(fault: Fault) -> Told:
    """A fault in words; the message begins with its place."""
    facts = {name: told(name, value) for name, value in fault.facts.items()}
    facts["found"] = fault.found
    what, remedy = FAULTS[fault.code]
    message = f"{_where(fault.cell)} {str(what) % facts}".strip()
    return Told(fault.sheet, fault.cell, fault.code, fault.found, message, str(remedy) % facts)


def _where(cell: str) -> str:
    column = cell.rstrip("0123456789")
    if not column:
        return ""
    row = cell.removeprefix(column)
    return gettext("Row: %(row)s, column: %(column)s.", row=row, column=column)


def grouped(faults: Iterable[Fault]) -> list[Group]:
    """The faults by cause, in the order each cause was met first."""
    causes: dict[str, list[Told]] = {}
    for fault in faults:
        causes.setdefault(fault.code, []).append(tell(fault))
    return [Group(code, some[0].remedy, tuple(some)) for code, some in causes.items()]


def rows(faults: Iterable[Fault]) -> int:
    """How many rows have a fault; what concerns the whole table counts as one."""
    return len({fault.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for fault in faults})


def documents(faults: Iterable[Fault]) -> list[dict[str, Any]]:
    """The faults as the commands' JSON has them."""
    return [
        {
            "sheet": one.sheet,
            "cell": one.cell,
            "code": one.code,
            "found": one.found,
            "message": one.message,
            "remedy": one.remedy,
        }
        for one in map(tell, faults)
    ]


def lines(document: Mapping[str, Any]) -> list[str]:
    """The `errors` and `warnings` of a command's JSON, a line each, for people."""
    return [
        f"{kind} {one['cell']}: {one['message']} {one['remedy']}"
        for kind in ("error", "warning")
        for one in document[f"{kind}s"]
    ]


def sentence(code: str, facts: Mapping[str, Any]) -> str:
    """What is told of a published file: what is wrong or worth knowing, and what to do."""
    plain = {name: told(name, value) for name, value in facts.items()}
    what, remedy = FAULTS[code]
    return f"{str(what) % plain} {str(remedy) % plain}"
