"""OCDS in and out: plans of others become data of ours, our purchases become releases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.errors import Refusal
from opendata.ocds import documents, plans, shapes
from opendata.ocds.plans import Note
from procurement.acts import PlannedLine

__all__ = ["EXTENSION", "Found", "Note", "processes", "read"]

EXTENSION = Path(__file__).parent / "extension"
"""The folder of our own extension of the standard: what it says of itself, and its schema."""


@dataclass(frozen=True, slots=True)
class Found:
    """One process of a file. `kind` is "release", "compiled", "record" or "linked".

    `place` is the code the buyer's address names, if any; `lines` are the plan's; `reason` says,
    as a code, why there are none.
    """

    ocid: str
    kind: str
    place: str | None = None
    lines: tuple[PlannedLine, ...] = ()
    notes: tuple[Note, ...] = ()
    reason: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def origin(self) -> str:
        """What the lines of this process are known by; plans and tenders may share numbers."""
        return f"planning:{self.ocid}"


def read(path: Path, encoding: str | None = None) -> list[Found]:
    """Every process of a file: release or record package, bare release, list, JSON lines.

    `encoding` is the publisher's, where it is not UTF-8.

    Raises:
        Refusal: `opendata.file_empty`, `opendata.file_too_large` (megabytes), `opendata.encoding`,
            `opendata.not_json` (`line`), `opendata.too_deep` (`most`), `opendata.not_a_number`,
            `opendata.key_doubled` (`name`), `opendata.not_ocds` when it is JSON of another kind.
    """
    return list(processes(path, encoding))


def processes(path: Path, encoding: str | None = None) -> Iterator[Found]:
    """The same, one process at a time: JSON lines of any length need no more memory than one."""
    known = False
    for document in documents.documents(path, encoding):
        for kind, entry in shapes.entries(document):
            known = True
            yield _found(kind, entry)
    if not known:
        raise Refusal("opendata.not_ocds")


def _found(kind: str, entry: Mapping[str, Any]) -> Found:
    ocid = shapes.ocid(entry)
    if kind == "linked":
        return Found(ocid, kind, reason="opendata.only_a_link")
    try:
        plan = plans.plan(entry)
    except Refusal as refusal:
        return Found(ocid, kind, reason=refusal.code, facts=refusal.facts)
    if plan is None:
        return Found(ocid, kind, reason="opendata.no_plan_here")
    return Found(ocid, kind, plan.place, plan.lines, plan.notes)
