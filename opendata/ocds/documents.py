"""The JSON documents of a file, read strictly: numbers exact, no NaN, no key twice."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, BinaryIO

from core.errors import Refusal

LARGEST = 256 * 1024 * 1024  # bytes of one document; lines of JSON are streamed without a limit
DEEPEST = 100
LONGEST_NUMBER = 40
# A string, ended or not, or a bracket; written so that it never looks twice at a letter.
_TOKENS = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)|[\[{]|[\]}]', re.DOTALL)
_SPACE = re.compile(r"[\s\ufeff,]*")


def documents(path: Path, encoding: str | None = None) -> Iterator[Any]:
    """The documents of a file: one, several behind each other, or one a line.

    Raises:
        Refusal: see `opendata.ocds.read`.
    """
    try:
        with path.open("rb") as file:
            first = file.readline(LARGEST + 1)
            if not first and path.stat().st_size == 0:
                raise Refusal("opendata.file_empty", "file")
            rest = file.read(1)
            if rest and _is_whole(first, encoding):
                yield _one(_decoded(first, encoding), 1)
                yield from _lines(file, rest, encoding)
                return
            size = path.stat().st_size
            if size > LARGEST:
                raise _too_large()
            text = _decoded(first + rest + file.read(LARGEST), encoding)
    except OSError as error:
        raise Refusal("file.not_found", "file", name=path.name) from error
    yield from _several(text)


def _too_large() -> Refusal:
    return Refusal("opendata.file_too_large", "file", megabytes=LARGEST // (1024 * 1024))


def _is_whole(line: bytes, encoding: str | None) -> bool:
    """Is a first line a document by itself, so that the file may be lines of JSON?"""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith((b"{", b"[")):
        return False
    try:
        _one(_decoded(line, encoding), 1)
    except Refusal as refusal:
        return refusal.code not in ("opendata.not_json", "opendata.encoding")
    return True


def _lines(file: BinaryIO, begun: bytes, encoding: str | None) -> Iterator[Any]:
    number = 1
    while True:
        line = begun + (b"" if begun == b"\n" else file.readline(LARGEST + 1))
        begun = b""
        if not line:
            return
        number += 1
        if len(line) > LARGEST:
            raise _too_large()
        if line.strip():
            yield _one(_decoded(line, encoding), number)


def _decoded(content: bytes, encoding: str | None) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = encoding or "utf-16"
    try:
        return content.decode(encoding or "utf-8-sig")
    except (UnicodeDecodeError, LookupError) as error:
        raise Refusal("opendata.encoding", "file", encoding=encoding or "UTF-8") from error


def _several(text: str) -> Iterator[Any]:
    """The documents of a text, one behind another."""
    _shallow(text)
    at = _SPACE.match(text).end()  # type: ignore[union-attr]
    if at == len(text):
        raise Refusal("opendata.file_empty", "file")
    while at < len(text):
        document, at = _scanned(text, at, 1)
        yield document
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]


def _one(text: str, line: int) -> Any:
    _shallow(text)
    start = len(text) - len(text.lstrip("\ufeff \t\r\n"))
    document, end = _scanned(text, start, line)
    if text[end:].strip("\r\n\t ,"):
        raise Refusal("opendata.not_json", "file", line=line)
    return document


def _shallow(text: str) -> None:
    """Refuse what is nested too deep, before a parser descends into it."""
    depth = 0
    for token in _TOKENS.finditer(text):
        sign = text[token.start()]
        if sign in "[{":
            depth += 1
            if depth > DEEPEST:
                raise Refusal("opendata.too_deep", "file", most=DEEPEST)
        elif sign in "]}":
            depth -= 1


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        doubled = next(name for name in names if names.count(name) > 1)
        raise Refusal("opendata.key_doubled", "file", name=doubled[:40])
    return found


def _exact(text: str) -> Decimal:
    """A number as it was written; one longer than any amount is none."""
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise Refusal("opendata.not_a_number", "file", found=text[:40]) from error
    if len(text) > LONGEST_NUMBER or abs(number.adjusted()) > LONGEST_NUMBER:
        raise Refusal("opendata.not_a_number", "file", found=text[:40])
    return number


def _no_constant(name: str) -> Any:
    raise Refusal("opendata.not_a_number", "file", found=name)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_pairs,
    parse_float=_exact,
    parse_int=_exact,
    parse_constant=_no_constant,
)


def _scanned(text: str, at: int, line: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except (json.JSONDecodeError, RecursionError) as error:
        where = getattr(error, "lineno", line)
        raise Refusal("opendata.not_json", "file", line=max(line, where)) from error
