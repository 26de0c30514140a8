"""The folder the site keeps its bulk files in: one folder a making, the newest two stay.

A making is named by the journal's size; one more of the same size gets a number after a dot. It
appears whole, by a rename, so whoever reads finds a manifest and every file it names.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from json import loads
from pathlib import Path
from typing import Any

from core import clock
from opendata.bulk.building import Mark
from opendata.package.delivering import PARTIAL
from opendata.package.stage import MANIFEST, File

STAY = 2
ABANDONED = 24 * 60 * 60  # seconds; no making takes a day


@dataclass(frozen=True, slots=True)
class Kept:
    """One making: its folder, what its manifest says, and its files by path."""

    folder: Path
    manifest: Mapping[str, Any]
    files: Mapping[str, File]

    @property
    def mark(self) -> Mark:
        """What it was made from."""
        return Mark(self.manifest["journal_size"], self.manifest["shape"])

    def stale(self, on: date) -> bool:
        """Has time alone changed an answer since?"""
        changing = self.manifest["changes_on"]
        return changing is not None and self.manifest["on"] < changing <= on.isoformat()


def newest(home: Path) -> Kept | None:
    """The newest making in a folder; None while there is none."""
    for folder in reversed(_makings(home)):
        try:
            manifest = loads((folder / MANIFEST).read_text("utf-8"))
        except (OSError, ValueError):  # taken away meanwhile
            continue
        files = {file["path"]: File(**file) for file in manifest["files"]}
        return Kept(folder, manifest, files)
    return None


def _makings(home: Path) -> list[Path]:
    """The folders of makings, oldest first: by their manifests, for a base may be set back."""
    found = []
    for manifest in home.glob(f"[0-9]*/{MANIFEST}"):
        with suppress(OSError):  # taken away meanwhile
            found.append((manifest.stat().st_mtime_ns, manifest.parent))
    return [path for _, path in sorted(found)]


@contextmanager
def making(home: Path) -> Iterator[Path]:
    """An empty folder to fill, gone afterwards unless it was `put`."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in home.glob(f"{PARTIAL}*"):  # by one that was killed
        with suppress(OSError):
            if left.stat().st_mtime < clock.now().timestamp() - ABANDONED:
                shutil.rmtree(left, ignore_errors=True)
    around = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=home))
    try:
        folder = around / "data"
        folder.mkdir()
        yield folder
    finally:
        shutil.rmtree(around, ignore_errors=True)


def put(home: Path, folder: Path, size: int) -> Path:
    """Let a filled folder be the newest of its size, and remove all makings but the newest two."""
    again = 0
    while True:
        target = home / (f"{size}.{again}" if again else str(size))
        try:
            os.rename(folder, target)
            break
        except OSError:
            if not target.exists():
                raise
            again += 1
    for old in _makings(home)[:-STAY]:
        shutil.rmtree(old, ignore_errors=True)
    return target
