"""Passports of schools from a terminal: the workbook out, and in again."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import click

from core import clock
from core.words import LANGUAGES
from opendata import acts
from opendata import reports as imports
from opendata.budget_rows import same_file
from opendata.passport_rows import Preview
from opendata.passport_rows.known import known
from opendata.passport_rows.preview import noted, preview
from opendata.sheets import reading
from opendata.workbook.passports import template as workbook
from tracker import edge, faults
from tracker.cli.answers import Answer, answered, progress
from tracker.cli.budgets import YEAR
from tracker.cli.files import content_of, written
from tracker.cli.standard import standard
from tracker.extensions import db
from tracker.uploads import workbook_key


@standard.command("passport-template")
@click.argument("place")
@click.argument("year", type=YEAR)
@click.option("-o", "out", required=True, type=click.Path(path_type=Path), help="File to write.")
@click.option("--language", type=click.Choice(LANGUAGES), default="ky", show_default=True)
@answered()
def passport_template(place: str, year: int, out: Path, language: str) -> Answer:
    """Write the workbook for the passports of PLACE (or of one school) for YEAR, pre-filled."""
    facts = known(db.session(), place, year)
    issued_on = clock.today().isoformat()
    content = workbook(facts, language, issued_on=issued_on, key=workbook_key())
    written(out, content)
    document = {"file": str(out), "place": place, "year": year, "schools": len(facts.names)}
    return Answer(document, [f"{out}: {len(facts.names)} schools of {place} {year}"])


@standard.command("passports")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("place")
@click.argument("year", type=YEAR)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@answered(acts="operator")
def passports(file: Path, place: str, year: int, dry_run: bool) -> Answer:
    """Fill in the passports of PLACE (or of one school) for YEAR from FILE: all, or nothing."""
    content = content_of(file)
    progress(f"reading {file.name} …")
    sheets = reading.read(content, file.name)
    found = preview(db.session(), sheets, place, year, workbook_key())
    digest = sha256(content).hexdigest()
    found = noted(found, same_file(imports.same_file(db.session(), place, year, digest)))
    if dry_run or not found.may_be_kept:
        return _told(found, None, dry_run)
    kept = edge.do(acts.import_passports, place, year, found.values, seen=found.seen, sha256=digest)
    return _told(found, kept.id, dry_run)


def _told(found: Preview, batch: int | None, dry_run: bool) -> Answer:
    document: dict[str, Any] = {
        "dry_run": dry_run,
        "batch": batch,
        "new": list(found.new),
        "changed": list(found.changed),
        "unchanged": found.unchanged,
        "cells": [
            {
                "cell": one.cell,
                "school": one.school,
                "fact": one.fact,
                "old": one.old,
                "new": one.new,
            }
            for one in found.changes
        ],
        "errors": faults.documents(found.errors),
        "warnings": faults.documents(found.warnings),
    }
    lines = faults.lines(document)
    lines += [
        f"{one.cell} {one.school} {one.fact}: {one.old or '–'} → {one.new or '–'}"
        for one in found.changes
    ]
    lines.append(
        f"new {len(found.new)}, changed {len(found.changed)}, unchanged {found.unchanged}, "
        f"cells {len(found.changes)}, errors {len(found.errors)}, warnings {len(found.warnings)}"
    )
    lines.append(f"batch {batch}" if batch else "nothing was saved")
    return Answer(document, lines, ok=not found.errors)
