"""Budgets from a terminal: the Excel round trip, and approval."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from budgets import acts
from budgets.reports import drafts
from core import clock
from core.errors import Refusal
from core.words import LANGUAGES
from opendata import acts as opendata
from opendata import reports as imports
from opendata.budget_rows import Change, Preview
from opendata.budget_rows.known import known
from opendata.budget_rows.preview import noted, preview
from opendata.sheets import reading
from opendata.workbook.template import template as workbook
from register import reports as register
from tracker import edge, faults, originals
from tracker.cli.answers import Answer, answered, progress
from tracker.cli.files import content_of, written
from tracker.extensions import db
from tracker.uploads import workbook_key

budgets = click.Group("budgets", help="Budgets: templates, imports, approval.")
YEAR = click.IntRange(2000, 2100)


@budgets.command("template")
@click.argument("place")
@click.argument("year", type=YEAR)
@click.option("-o", "out", required=True, type=click.Path(path_type=Path), help="File to write.")
@click.option("--language", type=click.Choice(LANGUAGES), default="ky", show_default=True)
@answered()
def template(place: str, year: int, out: Path, language: str) -> Answer:
    """Write the workbook for the budget of PLACE for YEAR, with the lines there are."""
    if register.place(db.session(), place) is None:
        raise Refusal("place.unknown", "place", place=place)
    facts = known(db.session(), place, year)
    issued_on = clock.today().isoformat()
    content = workbook(facts, language, issued_on=issued_on, key=workbook_key())
    written(out, content)
    document = {"file": str(out), "place": place, "year": year, "lines": len(facts.lines)}
    return Answer(document, [f"{out}: {len(facts.lines)} lines of {place} {year}"])


@budgets.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("place")
@click.argument("year", type=YEAR)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@answered(acts="operator")
def import_(file: Path, place: str, year: int, dry_run: bool) -> Answer:
    """Bring the table in FILE into the draft of PLACE for YEAR: all of it, or nothing."""
    if not dry_run and edge.actor().account == 0:
        raise Refusal("usage.nobody")
    if register.place(db.session(), place) is None:
        raise Refusal("place.unknown", "place", place=place)
    content = content_of(file)
    progress(f"reading {file.name} …")
    sheets = reading.read(content, file.name)
    progress(f"comparing with the budget of {place} {year} …")
    found = preview(db.session(), sheets, place, year, workbook_key())
    digest = sha256(content).hexdigest()
    found = noted(found, imports.same_file(db.session(), place, year, digest))
    if found.errors or dry_run:
        return _told(found, None, dry_run)
    progress(f"saving {len(found.values)} lines …")
    kept = edge.do(
        opendata.import_budget,
        place,
        year,
        found.values,
        seen=found.seen,
        file=originals.kept(content, file.name),
        ceilings=found.ceilings,
    )
    return _told(found, kept.id, dry_run)


def _told(found: Preview, batch: int | None, dry_run: bool) -> Answer:
    document = {
        "dry_run": dry_run,
        "batch": batch,
        "new": len(found.new),
        "changed": _changes(found.changed),
        "unchanged": found.unchanged,
        "errors": faults.documents(found.errors),
        "warnings": faults.documents(found.warnings),
        "total": found.total,
    }
    lines = faults.lines(document)
    lines.append(
        f"new {len(found.new)}, changed {len(found.changed)}, unchanged {found.unchanged}, "
        f"errors {len(found.errors)}, warnings {len(found.warnings)}, total {found.total} som"
    )
    lines.append(f"batch {batch}" if batch else "nothing was saved")
    return Answer(document, lines, ok=not found.errors)


def _changes(changes: Sequence[Change]) -> list[dict[str, Any]]:
    return [{"cell": one.cell, "old": one.old, "new": one.new} for one in changes]


@budgets.command("approve")
@click.argument("place")
@click.argument("year", type=YEAR)
@click.option("--resolution", required=True, help="Number of the council's resolution.")
@click.option(
    "--on", "on", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Its date, YYYY-MM-DD."
)
@answered(acts="person")
def approve(place: str, year: int, resolution: str, on: datetime) -> Answer:
    """Approve the budget of PLACE for YEAR that was handed in, as somebody else than its authors.

    With nothing handed in, the newest version is refused in words.
    """
    cards = drafts.versions(db.session(), [place], year)
    if not cards:
        raise Refusal("record.unknown", table="budget_versions", key=f"{place} {year}")
    waiting = next((card for card in cards if card.status == "submitted"), cards[0])
    edge.do(acts.approve, waiting.id, resolution=resolution, on=on.date())
    card = next(c for c in drafts.versions(db.session(), [place], year) if c.id == waiting.id)
    return Answer(
        {"version": card.number, "lines": card.lines, "total": card.total},
        [f"version {card.number} approved: {card.lines} lines, {card.total} som"],
    )
