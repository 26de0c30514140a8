"""Everything public into files: each table read once, in one steady picture of the base."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from opendata.as_of import AsOf, as_of
from opendata.bulk import datapackage, standards, writing
from opendata.bulk.table import Table, read
from opendata.literals import json_text
from opendata.ocds.publishing import Publisher
from opendata.package import parquet
from opendata.package.building import EPOCH
from opendata.package.stage import File, Stage
from opendata.scope import Scope
from standard.models import Coverage

SUMS = "SHA256SUMS"
Progress = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Mark:
    """What files were made from: the same mark, the same files.

    `shape` is a hash of how the tables are described, so that a new program makes them anew.
    """

    journal_size: int
    shape: str


def mark(session: Session, tables: Sequence[Table]) -> Mark:
    """The mark files would have that are made now."""
    described = [
        [table.name, list(table.key), [[c.key, c.kind, c.title.ky] for c in table.columns]]
        for table in tables
    ]
    forms = [form for form in writing.FORMS if form != "parquet" or parquet.is_here()]
    shape = sha256(json_text([described, forms]).encode()).hexdigest()
    return Mark(as_of(session).size, shape[:16])


def changes_on(session: Session) -> date | None:
    """The first day on which an answer about a school changes though nobody writes anything."""
    return session.scalar(select(func.min(Coverage.changes_on)))


def build(
    session: Session,
    by: Publisher,
    tables: Sequence[Table],
    folder: Path,
    on: date,
    progress: Progress = lambda text: None,
) -> Sequence[File]:
    """Write all tables in all forms, OCDS, the Fiscal Data Package and a manifest into a folder.

    The folder is empty. Nothing is left out or cut short. `on` is the day the manifest names. The
    session has to be a reader's: all statements see one state of the base.
    """
    stage, told = Stage(folder), as_of(session)
    listed = []
    for table in tables:
        progress(table.name)
        rows = read(session, table, by.names)
        about = writing.write(table, rows, stage, told.at or EPOCH)
        listed.append({"name": table.name, "source": table.source, **about})
    whole = Scope(by.country)
    progress("ocds")
    standards.ocds(session, whole, by, stage)
    progress("fdp")
    standards.fiscal(session, whole, by, stage, told)
    stage.put_json(datapackage.PATH, _package(tables, stage, by, told))
    stage.put(SUMS, sums(stage.files.values()).encode(), rows=len(stage.files))
    return stage.manifest(_facts(session, tables, told, on) | {"tables": listed})


def _package(tables: Sequence[Table], stage: Stage, by: Publisher, told: AsOf) -> dict[str, Any]:
    facts: dict[str, Any] = {"journal_size": told.size, "journal_root": told.root}
    if told.at is not None:
        facts["created"] = f"{told.at:%Y-%m-%dT%H:%M:%SZ}"
    return datapackage.package(tables, stage.files, by, facts)


def _facts(session: Session, tables: Sequence[Table], told: AsOf, on: date) -> dict[str, Any]:
    changing = changes_on(session)
    return {
        "on": on.isoformat(),
        "journal_size": told.size,
        "journal_root": told.root,
        "shape": mark(session, tables).shape,
        "changes_on": changing.isoformat() if changing else None,
        "left_out": [] if parquet.is_here() else ["parquet"],
    }


def sums(files: Any) -> str:
    """The list that `sha256sum -c` reads. Pure."""
    told = sorted(files, key=lambda file: file.path)
    return "".join(f"{file.sha256}  {file.path}\n" for file in told)
