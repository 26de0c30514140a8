"""Bulk files of open data that lie ready: they come along as they are, under `data/`.

The newest making of the instance's `data` folder (opendata.bulk.kept); where there is none, a
frozen site has none and does not speak of them.
"""

from collections.abc import Iterable
from pathlib import Path

from opendata.bulk import kept
from opendata.package.stage import MANIFEST

FOLDER = "data"


def found(instance: Path) -> dict[str, Path]:
    """The newest bulk files by their place in the site: `data/totals.csv`, as on the living one."""
    newest = kept.newest(instance / FOLDER)
    if newest is None:
        return {}
    return {f"{FOLDER}/{path}": newest.folder / path for path in sorted([*newest.files, MANIFEST])}


def listed(paths: Iterable[str]) -> tuple[str, ...]:
    """Those of them a page can name: not one by one where they are thousands."""
    own = [path for path in paths if path.startswith(f"{FOLDER}/")]
    return tuple(path for path in own if path.count("/") < 3)
