"""The folder a site lies in: its manifest, its checksums, and how a new site comes into it.

Everything new is written beside first. Only when the whole of it is there, it is moved file by
file; a run that is broken off while moving is ended by the next one, one broken off before is
forgotten. So the folder holds a whole site, the older or the newer, whatever disk it lies on.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from core.errors import Refusal

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
STAGE, READY = ".new", "ready"
KIND = "frozen site 1"


@dataclass(frozen=True, slots=True)
class Before:
    """What a folder holds already: marks by the page's address, its files, their hashes."""

    marks: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hashes: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)


def opened(folder: Path) -> Before:
    """What lies in a folder that may take a site: a new or empty one, or one of ours.

    A move that was broken off is ended first. A file that is gone counts as not there.

    Raises:
        Refusal: `export.foreign_folder` with `name`.
    """
    if not folder.exists():
        return Before()
    manifest = _manifest(folder)
    if not folder.is_dir() or (manifest is None and any(_others(folder))):
        raise Refusal("export.foreign_folder", "folder", name=folder.name)
    if (folder / STAGE / READY).exists():
        _move(folder)
        manifest = _manifest(folder)
    if manifest is None:
        return Before()
    return _before(folder, manifest)


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("kind") == KIND else None


def _others(folder: Path) -> Iterator[Path]:
    return (path for path in folder.iterdir() if path.name != STAGE)


def _before(folder: Path, manifest: Mapping[str, Any]) -> Before:
    there = set(_lying(folder))
    hashes, sizes = {}, {}
    for path, (digest, size) in manifest["files"].items():
        if path in there and _within(path):
            hashes[path], sizes[path] = digest, size
    marks, files = {}, {}
    for address, (mark, *paths) in manifest["pages"].items():
        if all(path in hashes for path in paths):
            marks[address], files[address] = mark, tuple(paths)
    return Before(marks, files, hashes, sizes)


def _lying(folder: Path) -> Iterator[str]:
    top = str(folder)
    for at, _, names in os.walk(top):
        within = at[len(top) + 1 :].replace(os.sep, "/")
        for name in names:
            yield f"{within}/{name}" if within else name


def _within(path: str) -> bool:
    """Does a path stay in the folder? A manifest may have been written by anybody."""
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts


@contextmanager
def stage(folder: Path) -> Iterator[Path]:
    """An empty place for what is new, on the disk of the folder; gone afterwards, unless all is
    there and only the moving was broken off.

    Raises:
        Refusal: `file.not_found` with `name`: the folder cannot be made.
    """
    beside = folder / STAGE
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
    except OSError as error:
        raise Refusal("file.not_found", "folder", name=folder.name) from error
    try:
        yield beside
    finally:
        if not (beside / READY).exists():
            shutil.rmtree(beside, ignore_errors=True)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def deliver(folder: Path, document: Mapping[str, Any], gone: Iterable[str]) -> tuple[int, str]:
    """Write manifest and checksums beside, then move everything; take away what is gone.

    Returns how many of these two files changed, and the SHA-256 of the checksums: who knows it,
    knows the site.
    """
    written = _put(folder, MANIFEST, _told(document))
    digests = {path: digest for path, (digest, _) in document["files"].items()}
    digests[MANIFEST] = sha256(_told(document)).hexdigest()
    sums = "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode()
    written += _put(folder, SUMS, sums)
    (folder / STAGE / READY).write_text(json.dumps(sorted(gone)), "utf-8")
    _move(folder)
    return written, sha256(sums).hexdigest()


def _told(document: Mapping[str, Any]) -> bytes:
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def _put(folder: Path, name: str, content: bytes) -> int:
    there = folder / name
    if there.is_file() and there.read_bytes() == content:
        return 0
    (folder / STAGE / name).write_bytes(content)
    return 1


def _move(folder: Path) -> None:
    """Bring what is beside into its place; it can be begun again wherever it was broken off.

    The manifest comes last but the marker: until then, the old one still tells of old files.
    """
    beside = folder / STAGE
    gone: list[str] = json.loads((beside / READY).read_text("utf-8"))
    known: set[Path] = set()
    for path in sorted(_lying(beside), key=lambda path: (path in (MANIFEST, SUMS), path)):
        if path == READY:
            continue
        target = folder / path
        if target.parent not in known:
            target.parent.mkdir(parents=True, exist_ok=True)
            known.add(target.parent)
        os.replace(beside / path, target)
    for path in filter(_within, gone):
        (folder / path).unlink(missing_ok=True)
        _without_empty(folder, (folder / path).parent)
    (beside / READY).unlink()


def _without_empty(top: Path, folder: Path) -> None:
    """Take away folders that have become empty, up to the site's top."""
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
