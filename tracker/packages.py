"""Packages of open data as the doors give them: by this site, and only what fits a request."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from flask import current_app
from sqlalchemy.orm import Session

from core.errors import Refusal
from opendata import package, scope
from opendata.names import names
from opendata.ocds.publishing import Publisher
from opendata.scope import Scope
from tracker.config import Settings

MOST_PURCHASES = 500
"""Of a package made while somebody waits: some seconds' work (docs/performance.md)."""


def publisher(session: Session, **only: set[str]) -> Publisher:
    """This site as a publisher; `only` narrows the names down, as `opendata.names.names`."""
    settings: Settings = current_app.config["TRACKER"]
    return Publisher(
        base=settings.public_url,
        names=names(session, settings.country, **only),
        example=settings.mode == "example",
    )


def command(of: Scope) -> str:
    """What whoever runs the site types for this package, however large."""
    year = f" --year {of.year}" if of.year is not None else ""
    return f"flask --app app opendata export DIR --place {of.place}{year}"


def fits(session: Session, of: Scope) -> bool:
    """Is this package small enough to be made while somebody waits?"""
    return not scope.more_than(session, of, MOST_PURCHASES)


def archive(
    session: Session, of: Scope, language: str, report: Callable[[], Mapping[str, bytes]]
) -> IO[bytes]:
    """The package as a ZIP in a file without a name; whoever reads it closes it.

    `report` draws the files of the year-end report by name, once it is known that the rest fits.

    Raises:
        Refusal: `export.too_large` with the `count` of purchases, the `most` a request makes, and
            the `command` that makes any.
    """
    count = scope.count(session, of)
    if count > MOST_PURCHASES:
        raise Refusal("export.too_large", count=count, most=MOST_PURCHASES, command=command(of))
    with ExitStack() as undone:
        out = undone.enter_context(tempfile.TemporaryFile())
        with tempfile.TemporaryDirectory() as folder:
            made = package.build(
                session, of, publisher(session), Path(folder), language=language, report=report()
            )
            package.archive(Path(folder), made.files, out)
        undone.pop_all()
    return out


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """An empty folder on the same disk as `target`, gone afterwards with what was left in it.

    Raises:
        Refusal: `file.not_found` with its `name`: no such folder, or not ours to write in.
    """
    try:
        home = target if target.is_dir() else target.parent
        home.mkdir(parents=True, exist_ok=True)
        around = Path(tempfile.mkdtemp(prefix=package.PARTIAL, dir=home))
    except OSError as error:
        raise Refusal("file.not_found", "folder", name=target.name) from error
    try:
        folder = around / "package"
        folder.mkdir()
        yield folder
    finally:
        shutil.rmtree(around, ignore_errors=True)
