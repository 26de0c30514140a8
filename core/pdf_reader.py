"""The process that looks through one PDF: `python -m core.pdf_reader`.

It gets the file on its standard input and gives JSON on its standard output: the number of pages,
or why the file is not taken. The limits are set before anything is read, so a file that explodes
takes only this process with it.
"""

import json
import resource
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

MEMORY = 640 * 1024 * 1024  # of addresses; a scan of 10 MB needs a fifth
CPU_SECONDS = 10
LARGEST = 10 * 1024 * 1024  # bytes; core.files refuses a larger one before this process begins
MOST_OBJECTS = 200_000
DEEPEST = 12
HEAD = 1024  # bytes at the beginning, where a browser that guesses looks for a page

# What makes a paper do something, or carry something else: it is no mere paper then.
DOING = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"})
KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/XFA", "/RichMediaContent"})
KINDS = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/EmbeddedFile", "/Movie", "/Sound"})


def main() -> None:
    """Tell of the PDF of standard input."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(json.dumps(told(sys.stdin.buffer.read(LARGEST + 1))))


def told(content: bytes) -> dict[str, Any]:
    """{"pages": n}, or {"refusal": code}: two_kinds, locked, active or broken."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    if _is_more(content):
        return {"refusal": "two_kinds"}
    try:
        reader = PdfReader(BytesIO(content), strict=False)
        if reader.is_encrypted:
            return {"refusal": "locked"}
        if any(_does(found) for found in _objects(reader)):
            return {"refusal": "active"}
        pages = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {"refusal": "broken"}
    return {"pages": pages} if pages else {"refusal": "broken"}


def _is_more(content: bytes) -> bool:
    """Is it something else besides: a page for browsers in its head, an archive in its tail?"""
    head = content[:HEAD].lower()
    return b"<html" in head or b"<script" in head or zipfile.is_zipfile(BytesIO(content))


def _objects(reader: Any) -> Iterator[Any]:
    """Every object of the file, also those no page leads to."""
    from pypdf.generic import IndirectObject

    numbers = {
        (number, generation) for generation, found in reader.xref.items() for number in found
    } | {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        raise ValueError("too many objects")
    yield reader.trailer
    for number, generation in sorted(numbers):
        if number:
            yield reader.get_object(IndirectObject(number, generation, reader))


def _does(found: Any, depth: int = 0) -> bool:
    """Does an object, or one within it, run, send, open or carry anything?

    What it refers to is an object of its own, and looked at as such.
    """
    if depth > DEEPEST:
        raise ValueError("too deep")
    if isinstance(found, dict):
        if not KEYS.isdisjoint(found) or _name(found, "/S") in DOING:
            return True
        if _name(found, "/Subtype") in KINDS or _name(found, "/Type") in KINDS:
            return True
        parts = list(dict.values(found))
    elif isinstance(found, list):
        parts = list(list.__iter__(found))
    else:
        return False
    return any(_does(part, depth + 1) for part in parts if isinstance(part, dict | list))


def _name(found: Any, key: str) -> str | None:
    """The name under a key, followed where it stands elsewhere."""
    value = found.get(key)
    return value if isinstance(value, str) else None


if __name__ == "__main__":
    main()
