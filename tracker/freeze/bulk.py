"""Bulk files of open data that lie ready: they come along as they are, under `data/`.

Whoever makes them (`opendata export`) puts them into the instance's `data` folder; where there is
none, a frozen site has none and does not speak of them.
"""

from collections.abc import Iterable
from pathlib import Path

FOLDER = "data"


def found(instance: Path) -> dict[str, Path]:
    """The bulk files by their place in the site; a hidden file is somebody's work in progress."""
    top = instance / FOLDER
    if not top.is_dir():
        return {}
    return {
        f"{FOLDER}/{path.relative_to(top).as_posix()}": path
        for path in sorted(top.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(top).parts)
    }


def listed(paths: Iterable[str]) -> tuple[str, ...]:
    """Those of them a page can name: not one by one where they are thousands."""
    own = [path for path in paths if path.startswith(f"{FOLDER}/")]
    return tuple(path for path in own if path.count("/") < 3)
