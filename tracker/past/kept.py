"""Which rebuilt bases are kept, and how many: files under `as_of` in the instance folder.

A file is named by what it was made from: the program, the size, the last leaf, and how many
personal fields can still be opened. So an erased name, or another program, makes another file.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.errors import Refusal

FOLDER, ENDING, PINNED = "as_of", ".db", ".kept.db"
MOST_LEAVES = 60_000
"""Of a base that is rebuilt while somebody waits: some seconds' work (docs/performance.md)."""
MOST_BYTES = 512 * 1024 * 1024  # of all files but the pinned ones
WAIT = 3.0  # seconds that a second reader waits for the first one's rebuild


@dataclass(frozen=True, slots=True)
class Version:
    """What a rebuilt base is made from; `name` is its file's without the ending."""

    program: str
    size: int
    mark: str
    salts: int

    @property
    def name(self) -> str:
        """The parts in an order that tells versions of one size and program apart."""
        return f"{self.program}-{self.size}-{self.mark}-{self.salts}"


def read(path: Path) -> Version | None:
    """The version a file is named by; None for what is no rebuilt base."""
    parts = path.name.partition(".")[0].split("-")
    if len(parts) != 4 or not (parts[1].isdigit() and parts[3].isdigit()):
        return None
    return Version(parts[0], int(parts[1]), parts[2], int(parts[3]))


def find(instance: Path, version: Version) -> Path | None:
    """The file of a version, noted as used; None where there is none."""
    for ending in (PINNED, ENDING):
        path = instance / FOLDER / (version.name + ending)
        try:
            os.utime(path)
        except FileNotFoundError:
            continue
        return path
    return None


Good = Callable[[Version], bool]


def ready(
    instance: Path,
    version: Version,
    build: Callable[[Path], None],
    good: Good,
    *,
    pin: bool = False,
) -> Path:
    """The file of a version: the kept one, else built now, beside it and then given its name.

    One at a time on this machine. Files that are not `good` any more go, then those used longest
    ago, until the rest is small enough. One that is pinned may be of any size, and stays.

    Raises:
        Refusal: `journal.too_long_to_rebuild` with `size` and `most`; `journal.being_rebuilt`;
            whatever `build` raises.
    """
    found = find(instance, version)
    if found is not None and (not pin or found.name.endswith(PINNED)):
        return found
    if version.size > MOST_LEAVES and not pin:
        raise Refusal("journal.too_long_to_rebuild", size=version.size, most=MOST_LEAVES)
    folder = instance / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _turn(folder):
        found = find(instance, version)
        if found is not None and not pin:
            return found
        _tidy(folder, good)
        target = folder / (version.name + (PINNED if pin else ENDING))
        beside = folder / f".{version.name}"
        os.close(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        try:
            build(beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
        _narrow(folder, target)
    return target


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """The only rebuild of this machine; whoever waits too long is told to come again."""
    with (folder / "lock").open("w") as lock:
        until = time.monotonic() + WAIT
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > until:
                    raise Refusal("journal.being_rebuilt") from None
                time.sleep(0.05)
        yield


def _tidy(folder: Path, good: Good) -> None:
    """Take away what a rebuild that died left, and files nobody can ask for any more."""
    for path in folder.iterdir():
        version = read(path)
        if path.name.startswith(".") or (version is not None and not good(version)):
            path.unlink(missing_ok=True)


def _narrow(folder: Path, newest: Path) -> None:
    files = [
        (path.stat().st_mtime, path.stat().st_size, path)
        for path in folder.glob(f"*{ENDING}")
        if not path.name.endswith(PINNED) and path != newest
    ]
    left = MOST_BYTES - newest.stat().st_size
    for _, size, path in sorted(files, reverse=True):
        left -= size
        if left < 0:
            path.unlink(missing_ok=True)
