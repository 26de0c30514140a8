"""The text of a file somebody sent: its letters, its delimiter, its lines as cells.

UTF-8 (with or without a mark at its beginning) and Windows-1251 are read. A file that is mostly
UTF-8 with a broken letter is refused: read as Windows-1251 it would be nonsense.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from register.rows import RowError

LARGEST = 20 * 1024 * 1024
DELIMITERS = ",;\t"
_CYRILLIC_UTF8 = re.compile(rb"[\xd0-\xd3][\x80-\xbf]")
_HIGH = re.compile(rb"[\x80-\xff]")


class NotReadable(Exception):
    """A file that cannot be read at all; `error` says why, and from which row on."""

    def __init__(self, code: str, row: int = 0, **facts: object) -> None:
        super().__init__(code)
        self.error = RowError(row, "", code, facts)


def content(source: bytes | str | Path) -> bytes:
    """The bytes of a file, or those given; refused above LARGEST before anything is read."""
    if isinstance(source, bytes):
        size = len(source)
    else:
        try:
            size = Path(source).stat().st_size
        except OSError:
            raise NotReadable("file.not_found", name=Path(source).name) from None
    if size > LARGEST:
        raise NotReadable("file.too_large", size=size, most=LARGEST)
    if isinstance(source, bytes):
        return source
    try:
        with Path(source).open("rb") as file:
            return file.read(LARGEST)
    except OSError:
        raise NotReadable("file.not_found", name=Path(source).name) from None


def decode(raw: bytes) -> str:
    """The text of the bytes."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotReadable("file.encoding", row=1)
    if b"\0" in raw or raw.startswith(b"PK\x03\x04"):
        raise NotReadable("file.not_text")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        high = len(_HIGH.findall(raw))
        if 4 * len(_CYRILLIC_UTF8.findall(raw)) > high:
            raise NotReadable("file.encoding", row=row) from None
    try:
        return raw.decode("cp1251")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        raise NotReadable("file.encoding", row=row) from None


def lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The lines that are not empty, each with its number as a spreadsheet counts it, from 1."""
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    delimiter = max(DELIMITERS, key=first.count)
    number = 0
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            number += 1
            if any(cell.strip() for cell in row):
                yield number, row
    except csv.Error:
        raise NotReadable("file.not_csv", row=number + 1) from None
