"""Making a package: every table read once, in a fixed number of statements for so many rows.

Nothing is held but what is read together; the files grow on disk.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from core.words import Words
from opendata import scope as scopes
from opendata.as_of import AsOf, as_of
from opendata.fiscal.cells import Cell, Folding, cells
from opendata.literals import json_text
from opendata.ocds import EXTENSION, publishing
from opendata.ocds.cases import cases
from opendata.ocds.publishing import Publisher
from opendata.ocds.releases import release
from opendata.package import case_tables, codes, fiscal_files, readme, totals, workbook
from opendata.package import parquet as parquet_files
from opendata.package.columns import TABLES
from opendata.package.stage import File, Stage
from opendata.package.tables import tables
from opendata.scope import Scope

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # when nothing was written yet
Progress = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Built:
    """A package in a folder: its files by path without the manifest, and from which journal.

    `differences` counts sums of the public page that the rows do not add up to: none, unless a
    kept sum is wrong.
    """

    files: Sequence[File]
    journal_size: int
    journal_root: str
    differences: int


@dataclass(frozen=True, slots=True)
class _Job:
    """What all parts of the making need."""

    session: Session
    scope: Scope
    by: Publisher
    language: str
    stage: Stage
    journal: AsOf

    def told(self, words: Words) -> str:
        """A name in the language of the tables."""
        return words.told(self.language)[0]


def build(
    session: Session,
    scope: Scope,
    by: Publisher,
    folder: Path,
    *,
    language: str = "ky",
    progress: Progress = lambda text: None,
    report: Mapping[str, bytes] | None = None,
    parquet: bool = False,
) -> Built:
    """Write the package of a place, in one year or in all, into an empty folder.

    Tables and the workbook are told in `language`; OCDS and the Fiscal Data Package are the same
    in every language. The workbook is made for a single year only: a sheet has an end. `report`
    are the files of the year-end report by name, which the doors draw; they go into report/. With
    `parquet` the tables stand as Parquet too, which needs its library (`package.parquet.is_here`).
    """
    stage, journal = Stage(folder), as_of(session)
    job = _Job(session, scope, by, language, stage, journal)
    progress("budget lines")
    folding = _budget(job)
    progress("purchases")
    years = _purchases(job) | set(folding.sums)
    progress("totals")
    wrong = _totals(job, folding, years)
    codes.write(session, by.names, language, stage)
    for name, content in sorted((report or {}).items()):
        stage.put(f"report/{name}", content)
    if parquet:
        progress("parquet")
        _parquet(stage)
    told = _told(job, report=bool(report), parquet=parquet)
    stage.put("README.txt", readme.text(told).encode(), rows=0)
    if scope.year is not None:
        progress("workbook")
        _workbook(job)
    facts = {"place": scope.place, "year": scope.year, "journal_size": journal.size}
    files = stage.manifest({**facts, "journal_root": journal.root})
    return Built(files, journal.size, journal.root, wrong)


def _parquet(stage: Stage) -> None:
    """Every table of csv/ as Parquet."""
    for name, table in TABLES.items():
        draft = stage.folder / f"{name}.parquet"
        parquet_files.write(stage.folder / f"csv/{name}.csv", table.columns, draft)
        stage.take(draft, f"parquet/{name}.parquet", stage.files[f"csv/{name}.csv"].rows)


def _budget(job: _Job) -> Folding:
    """The cells of budget lines: csv/lines.csv, and the Fiscal Data Package."""
    session, scope, stage = job.session, job.scope, job.stage
    folding, units = Folding({}), scopes.inside(session, scope)
    with tables(stage, "lines") as into, fiscal_files.table(stage, job.by) as fiscal:
        for cell in cells(session, scopes.lines(session, scope), units):
            folding.add(cell)
            fiscal.add(cell)
            into["lines"].row(*_line(cell, job))
    fiscal_files.describe(stage, job.by, scope, job.journal.at, sorted(folding.sums))
    return folding


def _line(cell: Cell, job: _Job) -> tuple[Any, ...]:
    """A cell as a row of csv/lines.csv."""
    names, needed = job.by.names, cell.requirement
    return (
        *(cell.year, cell.line),
        *(cell.holder, job.told(names.spot(cell.holder))),
        *(cell.unit, job.told(names.spot(cell.unit))),
        *(cell.category, job.told(names.category(cell.category))),
        *(needed, job.told(names.requirement(needed)) if needed else None),
        *(cell.source, job.told(names.purse(cell.source, cell.carried))),
        *("true" if cell.carried else "false", cell.code),
        *(getattr(cell.sums, name) for name in totals.STANDINGS),
    )


def _purchases(job: _Job) -> set[int]:
    """Every purchase: its OCDS files, and its rows in the tables; the years they are of."""
    stage, by, years = job.stage, job.by, set()
    numbers = scopes.purchases(job.session, job.scope)
    with (
        tables(stage, *case_tables.NAMES) as into,
        stage.member("ocds/compiled.jsonl") as compiled,
    ):
        for case in cases(job.session, numbers):
            years.add(case.purchase.year)
            told = publishing.written(release(case, by))
            name = f"{told['ocid']}.json"
            stage.put_json(f"ocds/releases/{name}", publishing.release_package(told, by))
            stage.put_json(f"ocds/records/{name}", publishing.record_package(told, by))
            compiled.write((json_text(publishing.compiled(told)) + "\n").encode())
            compiled.rows += 1
            case_tables.write(case, by, job.language, into)
    for file in sorted(EXTENSION.glob("*.json")):
        stage.put(f"ocds/extension/{file.name}", file.read_bytes())
    return years


def _totals(job: _Job, folding: Folding, years: set[int]) -> int:
    """The table of totals and report.json; how many sums of the page the rows contradict."""
    asked = {job.scope.year} if job.scope.year is not None else years
    with tables(job.stage, "totals") as into:
        told = [
            totals.year(
                totals.Asked(job.session, job.scope.place, year, job.by.names, job.language),
                folding.figures(year),
                into["totals"],
            )
            for year in sorted(asked)
        ]
    report = {
        "place": job.scope.place,
        "currency": job.by.currency,
        "journal_size": job.journal.size,
        "journal_root": job.journal.root,
        "years": told,
    }
    job.stage.put_json("report.json", report)
    return sum(len(year["differences"]) for year in told)


def _told(job: _Job, *, report: bool, parquet: bool) -> readme.Told:
    return readme.Told(
        place=job.by.names.spot(job.scope.place),
        code=job.scope.place,
        year=job.scope.year,
        journal_size=job.journal.size,
        journal_root=job.journal.root,
        site=job.by.base,
        example=job.by.example,
        registered=job.by.names.profile.ocid_registered,
        workbook=job.scope.year is not None,
        report=report,
        parquet=parquet,
    )


def _workbook(job: _Job) -> None:
    """The workbook, written under a name of its own first: its writer asks for one."""
    draft = job.stage.folder / "year.xlsx"
    rows = workbook.write(job.stage.folder, draft, job.language, job.journal.at or EPOCH)
    job.stage.take(draft, "xlsx/year.xlsx", rows)
