"""A folder being filled: every file is hashed while it is written; the manifest is made of that.

What is written is the same for the same data: no clock is asked, nothing depends on the machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from opendata.literals import json_text

MANIFEST = "manifest.json"
COPIED_AT_ONCE = 1 << 16
MARK = "open-data-of-safe-schools"
"""What a manifest of ours begins with; a folder without it is somebody else's."""


@dataclass(frozen=True, slots=True)
class File:
    """One file of a package; `rows` are its records, without headings."""

    path: str
    rows: int
    bytes: int
    sha256: str


class Member:
    """A file while it is written."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.hash = sha256()
        self.size = 0
        self.rows = 0

    def write(self, content: bytes) -> None:
        """Add bytes to the file."""
        self.stream.write(content)
        self.hash.update(content)
        self.size += len(content)


class Stage:
    """The folder, and what was written into it so far."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: dict[str, File] = {}
        self._made: set[Path] = set()

    @contextmanager
    def member(self, path: str) -> Iterator[Member]:
        """A file to write; it counts once it is closed."""
        target = self.folder / path
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        with target.open("xb") as stream:
            member = Member(stream)
            yield member
        self.files[path] = File(path, member.rows, member.size, member.hash.hexdigest())

    def put(self, path: str, content: bytes, rows: int = 1) -> File:
        """A file written at once."""
        with self.member(path) as member:
            member.write(content)
            member.rows = rows
        return self.files[path]

    def take(self, draft: Path, path: str, rows: int) -> None:
        """A file that another writer wrote somewhere, hashed into the folder under its name."""
        with draft.open("rb") as content, self.member(path) as member:
            while part := content.read(COPIED_AT_ONCE):
                member.write(part)
            member.rows = rows
        draft.unlink()

    def put_json(self, path: str, value: Any) -> File:
        """One JSON document."""
        return self.put(path, (json_text(value) + "\n").encode())

    def manifest(self, facts: dict[str, Any]) -> list[File]:
        """Write the manifest, last; give every file it names, by path."""
        files = [self.files[path] for path in sorted(self.files)]
        named = [
            {"path": one.path, "rows": one.rows, "bytes": one.bytes, "sha256": one.sha256}
            for one in files
        ]
        self.put_json(MANIFEST, {"kind": MARK, **facts, "files": named})
        return files
