"""Published files from a terminal: what others publish as OCDS, brought in."""

from collections import Counter
from pathlib import Path
from typing import Any

import click

from core.errors import Refusal
from opendata import acts
from opendata.ocds import Found, Note, processes
from tracker import edge
from tracker.cli.answers import Answer, answered, progress
from tracker.faults import FAULTS, sentence
from tracker.phrases import phrase

opendata = click.Group("opendata", help="Open data in and out.")


@opendata.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--place", help="Code of the place the plans belong to; else the buyer's address.")
@click.option("--encoding", help="The files' encoding, where it is not UTF-8.")
@answered(acts="operator")
def import_(files: tuple[Path, ...], place: str | None, encoding: str | None) -> Answer:
    """Bring in OCDS FILES: annual plans become plan lines; the rest is refused with a reason.

    Each file is one transaction: all its plans, or none. A second time changes nothing.
    """
    done = []
    for file in files:
        progress(f"reading {file.name} …")
        done.append(_one(file, place, encoding))
    lines = [_line(one) for one in done]
    lines += [f"  {note['message']}" for one in done for note in one["warnings"]]
    refused = any(one["status"] == "refused" for one in done)
    return Answer({"files": done}, lines, ok=not refused)


def _one(file: Path, place: str | None, encoding: str | None) -> dict[str, Any]:
    """What became of one file."""
    told: dict[str, Any] = {"file": str(file), "status": "refused", "processes": 0}
    told |= {"reason": None, "message": None, "warnings": []}
    plans: list[Found] = []
    reasons: Counter[str] = Counter()
    facts: dict[str, Any] = {}
    try:
        for process in processes(file, encoding):
            told["processes"] += 1
            if process.lines:
                plans.append(process)
            else:
                reasons[process.reason or ""] += 1
                facts.setdefault(process.reason or "", process.facts)
        if not plans:
            reason = next(iter(reasons.most_common(1)))[0]
            return told | {"reason": reason, "message": sentence(reason, facts[reason])}
        counts = edge.do(acts.import_plans, place, plans)
    except Refusal as refusal:
        return told | {"reason": refusal.code, "message": _message(refusal)}
    told["status"] = "imported" if counts["new"] + counts["changed"] else "unchanged"
    notes = [note for process in plans for note in process.notes]
    told["warnings"] = _warnings(notes)
    told["warnings"] += [
        {"code": code, "count": count, "message": sentence(code, facts[code])}
        for code, count in reasons.items()
    ]
    return told


def _message(refusal: Refusal) -> str:
    if refusal.code in FAULTS:
        return sentence(refusal.code, refusal.facts)
    return phrase(refusal)


def _warnings(notes: list[Note]) -> list[dict[str, Any]]:
    return [
        {
            "code": note.code,
            "count": note.count,
            "message": sentence(note.code, {"count": note.count, **note.facts}),
        }
        for note in notes
    ]


def _line(one: dict[str, Any]) -> str:
    why = f": {one['message']}" if one["message"] else ""
    return f"{one['file']}\t{one['status']}\t{one['processes']}{why}"
