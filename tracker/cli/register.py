"""Registers from a terminal: places, schools, codes, the calendar, thresholds."""

from pathlib import Path
from typing import Any

import click
from flask import current_app

from core.errors import Refusal
from register import register_file
from register.rows import RowError
from standard.acts.registers import load_register
from tracker import edge
from tracker.cli.answers import Answer, answered, progress
from tracker.phrases import phrase

register = click.Group("register", help="What the state lists.")


@register.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@answered(acts="operator")
def load(file: Path) -> Answer:
    """Bring the register in FILE (CSV) in. Its header row says what kind it is.

    A file with a fault changes nothing; a file loaded before changes nothing.
    """
    progress(f"reading {file.name} …")
    found = register_file.read(file)
    for note in found.notes:
        progress(_line(note))
    if found.errors or found.kind is None:
        return _told(found.kind, len(found.rows), found.errors)
    progress(f"bringing in {len(found.rows)} rows …")
    country = current_app.config["TRACKER"].country
    try:
        done = edge.do(load_register, country, found.kind, found.rows)
    except Refusal as refusal:
        if not isinstance(refusal.facts.get("row"), int):
            raise
        return _told(found.kind, len(found.rows), (_as_row(refusal),))
    return _told(done.kind, done.read, (), done.new, done.changed, done.unchanged)


def _as_row(refusal: Refusal) -> RowError:
    """What the act refused of one row, told like the faults of the file itself."""
    facts = {name: value for name, value in refusal.facts.items() if name != "row"}
    return RowError(int(str(refusal.facts["row"])), refusal.field or "", refusal.code, facts)


def _told(
    kind: str | None,
    read: int,
    errors: tuple[RowError, ...],
    new: int = 0,
    changed: int = 0,
    unchanged: int = 0,
) -> Answer:
    document: dict[str, Any] = {
        "kind": kind,
        "read": read,
        "new": new,
        "changed": changed,
        "unchanged": unchanged,
        "errors": [
            {
                "row": error.row,
                "column": error.column,
                "code": error.code,
                "message": _message(error),
            }
            for error in errors
        ],
    }
    lines = [_line(error) for error in errors]
    counts = f"read {read}, new {new}, changed {changed}, unchanged {unchanged}"
    lines.append(f"{kind or 'unknown kind'}: {counts}, errors {len(errors)}")
    return Answer(document, lines, ok=not errors)


def _message(error: RowError) -> str:
    return phrase(Refusal(error.code, **error.facts))


def _line(error: RowError) -> str:
    return f"row {error.row} {error.column}: {_message(error)}"
