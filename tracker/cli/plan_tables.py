"""The annual procurement plan from a terminal: the workbook out, and in again."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from core import clock
from core.words import LANGUAGES
from opendata import plan_acts
from opendata import reports as imports
from opendata.budget_rows import same_file
from opendata.plan_rows import Preview
from opendata.plan_rows.known import known
from opendata.plan_rows.preview import preview
from opendata.sheets import reading
from opendata.workbook.plans import template as workbook
from tracker import edge, faults, originals
from tracker.cli.answers import Answer, answered, progress
from tracker.cli.budgets import YEAR
from tracker.cli.files import content_of, written
from tracker.cli.procurement import procurement
from tracker.extensions import db
from tracker.uploads import workbook_key


@procurement.command("plan-template")
@click.argument("place")
@click.argument("year", type=YEAR)
@click.option("-o", "out", required=True, type=click.Path(path_type=Path), help="File to write.")
@click.option("--language", type=click.Choice(LANGUAGES), default="ky", show_default=True)
@answered()
def plan_template(place: str, year: int, out: Path, language: str) -> Answer:
    """Write the workbook for the annual plan of PLACE for YEAR, with the lines there are."""
    facts = known(db.session(), place, year)
    issued_on = clock.today().isoformat()
    written(out, workbook(facts, language, issued_on=issued_on, key=workbook_key()))
    document = {"file": str(out), "place": place, "year": year, "lines": len(facts.lines)}
    return Answer(document, [f"{out}: {len(facts.lines)} lines of {place} {year}"])


@procurement.command("plan-import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("place")
@click.argument("year", type=YEAR)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--reason", help="Why published lines change; everybody can read it.")
@answered(acts="person")
def plan_import(file: Path, place: str, year: int, dry_run: bool, reason: str | None) -> Answer:
    """Put the rows of FILE into the annual plan of PLACE for YEAR: all of them, or none."""
    content = content_of(file)
    progress(f"reading {file.name} …")
    sheets = reading.read(content, file.name)
    found = preview(db.session(), sheets, place, year, workbook_key())
    before = imports.same_file(db.session(), place, year, sha256(content).hexdigest())
    if dry_run or not found.may_be_kept:
        return _told(found, None, dry_run, before)
    kept = edge.do(
        plan_acts.import_plan_table,
        place,
        year,
        found.rows,
        seen=found.seen,
        file=originals.kept(content, file.name),
        reason=reason,
    )
    return _told(found, kept.id, dry_run, before)


def _told(found: Preview, batch: int | None, dry_run: bool, before: int | None) -> Answer:
    document: dict[str, Any] = {
        "dry_run": dry_run,
        "batch": batch,
        "new": [one.title for one in found.new],
        "changed": [
            {"cell": one.cell, "column": one.column, "old": one.old, "new": one.new}
            for one in found.changes
        ],
        "unchanged": found.unchanged,
        "total": found.total,
        "errors": faults.documents(found.errors),
        "warnings": faults.documents((*same_file(before), *found.warnings)),
    }
    lines = faults.lines(document)
    lines += [f"{one.cell} {one.column}: {one.old} → {one.new}" for one in found.changes]
    lines.append(
        f"new {len(found.new)}, changed {found.changed}, unchanged {found.unchanged}, "
        f"errors {len(found.errors)}, warnings {len(document['warnings'])}"
    )
    lines.append(f"batch {batch}" if batch else "nothing was saved")
    return Answer(document, lines, ok=not found.errors)
