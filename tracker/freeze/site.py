"""Freezing a site: from what is wished to what lies in the folder."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import func, select

from core import clock, files
from core.errors import Refusal
from core.words import LANGUAGES
from journal.merkle import Edge
from journal.models import State
from procurement.models import ComparisonSet
from tracker import built, evidence
from tracker.extensions import db
from tracker.freeze import bulk, folder, index, own
from tracker.freeze.extent import Extent, Sheet, Wish, told
from tracker.freeze.folder import Before
from tracker.freeze.links import Links
from tracker.freeze.marks import Marks, digest
from tracker.freeze.remembering import keep_addresses, keep_answers
from tracker.freeze.rendering import Made, Workshop, in_turn

TRIES = 3
FEW = 24  # pages that are made sooner than processes begin
PORTION = 8  # pages a process takes at once
CSS, SEARCH = "public.css", "frozen.js"


class Moved(Exception):
    """Something was entered while the site was being frozen."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The state of the base that all of a site is made from."""

    size: int
    edge: bytes
    comparison: int
    day: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was done. `pages` are HTML pages; `written` and `unchanged` count all files, `bytes`
    is the size of the whole site; `checksum` is the SHA-256 of its SHA256SUMS."""

    pages: int
    written: int
    unchanged: int
    removed: int
    bytes: int
    size: int
    root: str
    day: str
    checksum: str


def freeze(
    target: Path,
    wish: Wish,
    *,
    progress: Callable[[str], object],
    processes: int | None = None,
) -> Frozen:
    """Freeze the site into a folder: only what changed since the last time is made and written.

    All of it is of one size of the journal; where something is entered meanwhile, it begins anew.

    Raises:
        Refusal: `export.foreign_folder`, `place.unknown`, `file.not_found`; `freeze.moved` where
            something was entered each time.
    """
    for _ in range(TRIES):
        before = folder.opened(target)
        try:
            return _once(target, wish, before, progress, processes or _cores())
        except Moved:
            progress("something was entered meanwhile; once more from the beginning …")
    raise Refusal("freeze.moved")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _once(
    target: Path, wish: Wish, before: Before, progress: Callable[[str], object], processes: int
) -> Frozen:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    settings = app.config["TRACKER"]
    live = settings.public_url if settings.public_url.startswith("https://") else None
    ready = bulk.found(settings.instance)
    with app.app_context():  # with a session, and so a picture of the base, of its own
        picture = pictured()
        extent = told(app, db.session(), wish)
        marks = Marks(db.session(), app.config["VERSION"], _kind(extent, live, ready))
        scripts = index.scripts(db.session(), extent)
    top = {**_static(), **_papers(extent), **ready}
    links = Links(extent, top, live)
    todo = [
        sheet for sheet in extent.sheets if before.marks.get(sheet.path) != marks.of(sheet.scope)
    ]
    root = Edge(picture.size, picture.edge).root().hex()
    app.extensions[own.COPY] = own.Copy(
        picture.size, root, clock.today(), wish, extent.years, bulk.listed(top)
    )
    progress(f"pages: {len(extent.sheets) * len(LANGUAGES)}, of them to be made: {len(todo) * 3}")
    with folder.stage(target) as stage:
        shop = Workshop(links, marks, stage, dict(before.hashes))
        made = dict(_all_made(app, shop, todo, picture, processes))
        site = _Site(extent, marks, before, made)
        site.add(stage, {**scripts, **_languages(app)})
        site.copy(stage, top)
        if pictured_day() != picture.day:
            raise Moved
        return site.delivered(target, picture, root, settings.country)


def pictured() -> Picture:
    """What this process reads from now on."""
    row = db.session.execute(select(State.size, State.edge).where(State.id == 1)).first()
    size, edge = row if row else (0, b"")
    compared = db.session.scalar(select(func.coalesce(func.max(ComparisonSet.id), 0))) or 0
    return Picture(size, edge, compared, pictured_day())


def pictured_day() -> str:
    """The day that pages tell of."""
    return clock.today().isoformat()


def _kind(extent: Extent, live: str | None, ready: Iterable[str]) -> str:
    """What the pages depend on besides what was entered: the wish, and where links lead."""
    wish = repr(asdict(extent.wish))
    return digest([wish, str(live), *map(str, extent.years), *extent.places, *ready])


def _all_made(
    app: Flask, shop: Workshop, todo: Sequence[Sheet], picture: Picture, processes: int
) -> Iterator[tuple[str, tuple[Made, ...]]]:
    """The files of all pages by the page's address, made in so many processes."""
    if processes < 2 or len(todo) < FEW:
        with app.app_context():
            if todo and pictured() != picture:
                raise Moved
            yield from in_turn(shop, todo)
        return
    db.session.remove()
    db.engine.dispose()
    portions = [todo[at : at + PORTION] for at in range(0, len(todo), PORTION)]
    with ProcessPoolExecutor(processes, get_context("fork"), _begin, (app, shop, picture)) as pool:
        try:
            for portion in pool.map(_portion, portions):
                yield from portion
        except Moved:
            pool.shutdown(cancel_futures=True)
            raise


_HERE: dict[str, Any] = {}  # of a process of the pool: what it was begun with


def _begin(app: Flask, shop: Workshop, picture: Picture) -> None:
    gc.freeze()  # what was there before is not looked through at each collection
    gc.set_threshold(50_000, 20, 100)  # a page makes thousands of objects and no cycle to speak of
    keep_addresses(app)
    keep_answers()
    app.app_context().push()  # as long as the process lives
    _HERE.update(shop=shop, stays=pictured() == picture)


def _portion(sheets: Sequence[Sheet]) -> list[tuple[str, tuple[Made, ...]]]:
    if not _HERE["stays"]:
        raise Moved
    return in_turn(_HERE["shop"], sheets)


def _static() -> dict[str, Path]:
    """The files of the program that pages need."""
    addresses = [built.built(name).removeprefix("/") for name in (CSS, SEARCH)]
    return {address: built.STATIC.parent / address for address in addresses}


def _papers(extent: Extent) -> dict[str, Path]:
    """Photographs of practices and what shows findings, where everybody may open it."""
    kept = evidence.folder()
    found = {
        f"files/{name}.{kind}": files.path_of(kept, name, kind) for name, kind in extent.papers
    }
    return {path: source for path, source in found.items() if source.is_file()}


def _languages(app: Flask) -> dict[str, bytes]:
    """The first page of all: which language?"""
    template = app.jinja_env.get_template("freeze/languages.html")
    return {"index.html": template.render(css=built.built(CSS).removeprefix("/")).encode()}


class _Site:
    """What the folder will hold, gathered."""

    def __init__(
        self, extent: Extent, marks: Marks, before: Before, made: dict[str, tuple[Made, ...]]
    ) -> None:
        self._extent, self._before = extent, before
        self.pages: dict[str, list[str]] = {}
        self.files: dict[str, tuple[str, int]] = {}
        self.written = 0
        for sheet in extent.sheets:
            mine = made.get(sheet.path)
            paths = before.files[sheet.path] if mine is None else [one.path for one in mine]
            self.pages[sheet.path] = [marks.of(sheet.scope), *paths]
            for one in mine or ():
                self.files[one.path] = (one.sha256, one.bytes)
                self.written += one.written
            if mine is None:
                self.files |= {p: (before.hashes[p], before.sizes[p]) for p in paths}

    def add(self, stage: Path, contents: dict[str, bytes]) -> None:
        """Files that are no page of anybody."""
        for path, content in contents.items():
            found = sha256(content).hexdigest()
            self.files[path] = (found, len(content))
            if self._before.hashes.get(path) != found:
                _written(stage / path, content)
                self.written += 1

    def copy(self, stage: Path, sources: dict[str, Path]) -> None:
        """Files that are there already, one at a time."""
        for path, source in sources.items():
            self.add(stage, {path: source.read_bytes()})

    def delivered(self, target: Path, picture: Picture, root: str, country: str) -> Frozen:
        """The site in its place, and what is to be said of it."""
        gone = set(self._before.hashes) - set(self.files) - {folder.MANIFEST, folder.SUMS}
        document = {
            "kind": folder.KIND,
            "journal": {"size": picture.size, "root": root},
            "comparison": picture.comparison,
            "day": picture.day,
            "country": country,
            "wish": asdict(self._extent.wish),
            "languages": list(LANGUAGES),
            "pages": self.pages,
            "files": self.files,
        }
        written, checksum = folder.deliver(target, document, gone)
        return Frozen(
            pages=sum(path.endswith(".html") for path in self.files),
            written=self.written + written,
            unchanged=len(self.files) + 2 - self.written - written,
            removed=len(gone),
            bytes=sum(size for _, size in self.files.values())
            + sum((target / name).stat().st_size for name in (folder.MANIFEST, folder.SUMS)),
            size=picture.size,
            root=root,
            day=picture.day,
            checksum=checksum,
        )


def _written(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
