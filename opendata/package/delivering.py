"""A package on its way: as one ZIP, or into a folder that may hold an older one."""

import os
import shutil
import zipfile
from collections.abc import Iterable, Sequence
from json import loads
from pathlib import Path, PurePosixPath
from typing import IO

from core.errors import Refusal
from opendata.literals import json_text
from opendata.package.stage import MANIFEST, MARK, File

ALWAYS = (1980, 1, 1, 0, 0, 0)  # the first day a ZIP knows; the same package is the same bytes
PARTIAL = ".partial-"
"""How a folder begins in which a package is still being made."""
COPIED_AT_ONCE = 1 << 16


def archive(folder: Path, files: Sequence[File], out: IO[bytes]) -> None:
    """Write a built package as a ZIP: names in order, the same times, the same bytes each time."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted([*(file.path for file in files), MANIFEST]):
            about = zipfile.ZipInfo(path, ALWAYS)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            with (folder / path).open("rb") as source, packed.open(about, "w") as target:
                shutil.copyfileobj(source, target, COPIED_AT_ONCE)


def may_receive(target: Path) -> None:
    """Look whether a folder may take a package: a new or empty one, or one of ours.

    Raises:
        Refusal: `export.foreign_folder` with `name`.
    """
    if _foreign(target):
        raise Refusal("export.foreign_folder", "folder", name=target.name)


def _foreign(target: Path) -> bool:
    if not target.exists():
        return False
    if not target.is_dir():
        return True
    others = [path for path in target.iterdir() if not path.name.startswith(PARTIAL)]
    return bool(others) and _before(target) is None


def _before(target: Path) -> set[str] | None:
    """The files the manifest in a folder names; None when that is no manifest of ours."""
    try:
        manifest = loads((target / MANIFEST).read_text("utf-8"))
        if manifest["kind"] != MARK:
            return None
        paths = {str(file["path"]) for file in manifest["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return {path for path in paths if _within(path)}


def _within(path: str) -> bool:
    """Does a path stay in its folder? A manifest may have been written by anybody."""
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts


def put_into(target: Path, folder: Path, files: Sequence[File]) -> int:
    """Move a built package to where it is wanted; how many of its files are new or changed.

    A new folder appears whole. In one that is there each changed file is put in place of the old in
    one step, the manifest after them, and then what is no longer in the package goes: who reads the
    manifest finds every file it names. Files that did not change are not touched.

    Raises:
        Refusal: `export.foreign_folder` as `may_receive`.
    """
    may_receive(target)
    if not target.exists():
        os.rename(folder, target)
        return len(files)
    before = _before(target)
    if before is None:  # it was empty; broken off halfway it must still be known as ours
        (target / MANIFEST).write_text(json_text({"kind": MARK, "files": []}), "utf-8")
    changed = sum(
        _replaced(folder / path, target / path) for path in sorted(file.path for file in files)
    )
    _replaced(folder / MANIFEST, target / MANIFEST)
    _remove(target, (before or set()) - {file.path for file in files})
    return changed


def _replaced(new: Path, old: Path) -> bool:
    if old.is_file() and old.read_bytes() == new.read_bytes():
        return False
    old.parent.mkdir(parents=True, exist_ok=True)
    os.replace(new, old)
    return True


def _remove(target: Path, paths: Iterable[str]) -> None:
    for path in sorted(paths):
        (target / path).unlink(missing_ok=True)
