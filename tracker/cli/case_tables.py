"""Purchases, deliveries and payments from a terminal: the workbooks out, and in again."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from core import clock
from core.words import LANGUAGES
from opendata import reports as imports
from opendata.case_rows import DELIVERIES, KINDS, PAYMENTS, PURCHASES, Preview, acts, noted
from opendata.case_rows.preview import Look, known, template_rows
from opendata.sheets import reading
from opendata.workbook.cases import template as workbook
from tracker import edge, faults, originals
from tracker.cli.answers import Answer, answered, progress
from tracker.cli.budgets import YEAR
from tracker.cli.files import content_of, written
from tracker.cli.procurement import procurement
from tracker.extensions import db
from tracker.uploads import workbook_key

ENTERING = {
    PURCHASES: acts.import_purchases,
    DELIVERIES: acts.import_deliveries,
    PAYMENTS: acts.import_payments,
}
KIND = click.option(
    "--kind", type=click.Choice(KINDS), default=PURCHASES, show_default=True, help="Which table."
)


@procurement.command("template")
@click.argument("place")
@click.argument("year", type=YEAR)
@KIND
@click.option("-o", "out", required=True, type=click.Path(path_type=Path), help="File to write.")
@click.option("--language", type=click.Choice(LANGUAGES), default="ky", show_default=True)
@answered()
def template(place: str, year: int, kind: str, out: Path, language: str) -> Answer:
    """Write the workbook of purchases, deliveries or payments of PLACE for YEAR, pre-filled."""
    facts = known(db.session(), kind, place, year)
    issued_on = clock.today().isoformat()
    written(out, workbook(facts, language, issued_on=issued_on, key=workbook_key()))
    rows = len(template_rows(facts))
    document = {"file": str(out), "kind": kind, "place": place, "year": year, "rows": rows}
    return Answer(document, [f"{out}: {kind}, {rows} rows of {place} {year}"])


@procurement.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("place")
@click.argument("year", type=YEAR)
@KIND
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@answered(acts="person")
def import_(file: Path, place: str, year: int, kind: str, dry_run: bool) -> Answer:
    """Enter the table of purchases, deliveries or payments in FILE: all of it, or nothing."""
    content = content_of(file)
    progress(f"reading {file.name} …")
    sheets = reading.read(content, file.name)
    found = Look(kind)(db.session(), sheets, place, year, workbook_key())
    digest = sha256(content).hexdigest()
    found = noted(found, imports.same_file(db.session(), place, year, digest))
    if dry_run or not found.may_be_kept:
        return _told(found, None, dry_run)
    kept = edge.do(
        ENTERING[kind],
        place,
        year,
        found.work,
        seen=found.seen,
        file=originals.kept(content, file.name),
    )
    return _told(found, kept.id, dry_run)


def _told(found: Preview, batch: int | None, dry_run: bool) -> Answer:
    document: dict[str, Any] = {
        "kind": found.kind,
        "dry_run": dry_run,
        "batch": batch,
        "new": len(found.new),
        "changed": [
            {"cell": one.cell, "column": one.column, "old": one.old, "new": one.new}
            for one in found.changes
        ],
        "unchanged": found.unchanged,
        "total": found.total,
        "errors": faults.documents(found.errors),
        "warnings": faults.documents(found.warnings),
    }
    lines = faults.lines(document)
    lines += [f"{one.cell} {one.column}: {one.old} → {one.new}" for one in found.changes]
    lines.append(
        f"new {len(found.new)}, changed {len(found.changes)}, unchanged {found.unchanged}, "
        f"errors {len(found.errors)}, warnings {len(found.warnings)}, total {found.total} som"
    )
    lines.append(f"batch {batch}" if batch else "nothing was saved")
    return Answer(document, lines, ok=not found.errors)
