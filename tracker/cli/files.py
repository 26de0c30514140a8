"""Files that commands are given: read whole, with the reason told where that cannot be."""

from pathlib import Path

from core.errors import Refusal
from opendata.sheets import reading

LARGEST_TEXT = 4 * 1024 * 1024  # bytes; the readers' own limit is half of it, in their own words


def content_of(file: Path, most: int = reading.LARGEST + 1) -> bytes:
    """A file's bytes, at most so many: of a table one more than is read.

    Raises:
        Refusal: `file.not_found` with its `name`.
    """
    try:
        with file.open("rb") as stream:
            return stream.read(most)
    except OSError as error:
        raise Refusal("file.not_found", "file", name=file.name) from error


def text_of(file: Path) -> str:
    """A file's text.

    Raises:
        Refusal: as `content_of`; `file.encoding` for what is no UTF-8.
    """
    try:
        return content_of(file, LARGEST_TEXT).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("file.encoding", "file") from error


def written(out: Path, content: bytes) -> None:
    """Write a file.

    Raises:
        Refusal: `file.not_found` with its `name`: no such folder, or not ours to write in.
    """
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Refusal("file.not_found", "file", name=out.name) from error
