"""Open data from a terminal: what others publish as OCDS brought in, and our own written out."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
from flask import current_app

from core.errors import Refusal
from core.fiscal import is_year
from core.words import LANGUAGES
from opendata import acts, package
from opendata.ocds import Found, Note, processes
from opendata.package import parquet
from opendata.scope import Scope
from register import reports as register
from tracker import bulk, edge, packages
from tracker.cli.answers import Answer, answered, progress
from tracker.extensions import db
from tracker.faults import FAULTS, sentence
from tracker.phrases import phrase

NO_PARQUET = "Parquet is not written: the library duckdb is not installed"
SHOWN = 40  # files that are listed for people; a country has thousands
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


@opendata.command("bulk")
@click.option("--again", is_flag=True, help="Make them even if nothing has changed since.")
@answered()
def bulk_files(again: bool) -> Answer:
    """Make the site's bulk files: everything public, in every form, with row counts and SHA-256.

    They stand under /data/ of the site. Without --again nothing is made unless an entry of the
    journal, a new program or a day that changes an answer has come since.
    """
    done = bulk.renew(again=again, progress=lambda part: progress(f"{part} …"))
    files = [done.kept.files[path] for path in sorted(done.kept.files)]
    size = done.kept.mark.journal_size
    document = {
        "folder": str(done.kept.folder),
        "files": [asdict(file) for file in files],
        "journal_size": size,
        "journal_root": done.kept.manifest["journal_root"],
        "left_out": done.kept.manifest["left_out"],
        "made": done.made,
    }
    lines = [f"{file.path}\t{file.rows}\t{file.bytes}" for file in files]
    lines.append(f"{'made' if done.made else 'unchanged'}: {done.kept.folder}, journal {size}")
    if done.kept.manifest["left_out"]:
        lines.append(NO_PARQUET)
    return Answer(document, lines)


@opendata.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--place", help="Code of the place; else the whole country.")
@click.option("--year", type=int, help="The fiscal year; else all of them, without a workbook.")
@click.option("--language", type=click.Choice(LANGUAGES), default="ky", help="Of the tables.")
@answered()
def export(folder: Path, place: str | None, year: int | None, language: str) -> Answer:
    """Write the open data into DIR: OCDS, Fiscal Data Package, CSV, Parquet, XLSX, a manifest.

    DIR is new or empty, or holds an older export: then only what changed is written.
    """
    code: str = place or current_app.config["TRACKER"].country
    if register.place(db.session(), code) is None:
        raise Refusal("place.unknown", "place", place=code[:32])
    if year is not None and not is_year(year):
        raise Refusal("export.year_unknown", "year", year=year)
    folder = folder.resolve()
    package.may_receive(folder)
    with packages.beside(folder) as stage:
        made = package.build(
            db.session(),
            Scope(code, year),
            packages.publisher(db.session()),
            stage,
            language=language,
            progress=lambda part: progress(f"{part} …"),
            parquet=parquet.is_here(),
        )
        written = package.put_into(folder, stage, made.files)
    document = {
        "place": code,
        "year": year,
        "files": [asdict(file) for file in made.files],
        "journal_size": made.journal_size,
        "journal_root": made.journal_root,
        "written": written,
        "differences": made.differences,
    }
    return Answer(document, _listed(made, written), ok=not made.differences)


def _listed(made: package.Built, written: int) -> list[str]:
    """What was written, for people."""
    shown = made.files[:SHOWN]
    lines = [f"{file.path}\t{file.rows}\t{file.bytes}" for file in shown]
    if len(made.files) > len(shown):
        lines.append(f"… and {len(made.files) - len(shown)} more")
    lines.append(f"files: {len(made.files)}, new or changed: {written}")
    lines.append(f"journal: {made.journal_size}")
    if made.differences:
        lines.append(f"sums of the public page the rows do not add up to: {made.differences}")
    if not parquet.is_here():
        lines.append(NO_PARQUET)
    return lines
