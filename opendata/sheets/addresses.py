"""The sheets of an .xlsx scanned as a stream: where its cells really are, and what they lack.

A 5 KB file with one cell at XFD1048576 would make the reader reserve the whole sheet; so the
addresses are looked at first. The scan also finds what the reader cannot tell from emptiness:
formulas without a result, and errors such as #REF!.
"""

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from core.errors import Refusal
from opendata.sheets import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS
from opendata.sheets.directory import too_large

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
BROKEN = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    KeyError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_CHUNK = 64 * 1024
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


@dataclass
class Scanned:
    """What the scan of one sheet found: cells by (row, column), both from 1."""

    uncounted: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


class _Scan:
    """The handlers of one pass over one sheet."""

    def __init__(self) -> None:
        self.found = Scanned()
        self.row = self.column = 0
        self.in_cell = self.filled = self.formula = self.is_error = False
        self.text: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rsplit(" ", 1)[-1]
        if local == "row":
            self._row(attributes.get("r"))
        elif local == "c":
            self._cell(attributes.get("r"), attributes.get("t"))
        elif self.in_cell and local == "f":
            self.formula = True
        elif self.in_cell and local in ("v", "is"):
            self.filled = local == "is"
            self.text = []

    def _row(self, number: str | None) -> None:
        self.row = int(number) if number and number.isascii() and number.isdigit() else self.row + 1
        self.column = 0

    def _cell(self, at: str | None, kind: str | None) -> None:
        place = _ADDRESS.fullmatch(at) if at else None
        if place:
            self.column, self.row = _number(place[1]), int(place[2])
        else:
            self.column += 1
        self.in_cell, self.filled, self.formula = True, False, False
        self.is_error, self.text = kind == "e", None

    def end(self, name: str) -> None:
        local = name.rsplit(" ", 1)[-1]
        if local == "v" and self.text is not None:
            told, self.text = "".join(self.text), None
            self.filled = bool(told)
            if self.is_error and told:
                self.found.errors[self.row, self.column] = told[:20]
        if local != "c":
            return
        self.in_cell = False
        if not (self.filled or self.formula):
            return  # only painted
        if self.row > MOST_ROWS or self.column > MOST_COLUMNS:
            raise too_large()
        if self.formula and not self.filled:
            self.found.uncounted.append((self.row, self.column))

    def data(self, text: str) -> None:
        if self.text is not None and len(self.text) < 4:
            self.text.append(text)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _no_entities(*_args: object) -> None:
    raise Refusal("import.not_a_table", "file")


def _parse(
    archive: zipfile.ZipFile,
    name: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    data: Callable[[str], None] | None = None,
) -> None:
    """One member through expat, piece by piece; entities of its own are not let in."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.EntityDeclHandler = _no_entities
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    try:
        with archive.open(name) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except BROKEN as error:
        raise Refusal("import.not_a_table", "file") from error


def scan(archive: zipfile.ZipFile) -> dict[str, Scanned]:
    """What every sheet of an .xlsx holds beyond its values, by the sheet's name.

    Raises:
        Refusal: `import.file_too_large` for a filled cell beyond MOST_ROWS or MOST_COLUMNS or too
            many sheets, `import.not_a_table` for what is no workbook.
    """
    found: dict[str, Scanned] = {}
    done: dict[str, Scanned] = {}
    for sheet, member in _sheets(archive):
        if member not in done:
            reading = _Scan()
            _parse(archive, member, reading.start, reading.end, reading.data)
            done[member] = reading.found
        found[sheet] = done[member]
    return found


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """(name, member) of every sheet of the workbook."""
    members = set(archive.namelist())
    links: dict[str, str] = {}
    names: list[tuple[str, str]] = []

    def link(name: str, attributes: dict[str, str]) -> None:
        if name.endswith("Relationship") and len(links) < 500:
            links[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name in (f"{_MAIN} sheet", f"{_STRICT} sheet"):
            key = next((value for key, value in attributes.items() if key.endswith(" id")), "")
            names.append((attributes.get("name", ""), key))

    _parse(archive, "xl/_rels/workbook.xml.rels", link)
    _parse(archive, "xl/workbook.xml", sheet)
    if len(names) > MOST_SHEETS:
        raise too_large()
    found = []
    for name, key in names:
        target = links.get(key, "")
        member = posixpath.normpath(posixpath.join("xl", target)).lstrip("/")
        if target.startswith("/"):
            member = target.lstrip("/")
        if member in members and "worksheets/" in member:
            found.append((name, member))
    if not found:
        raise Refusal("import.not_a_table", "file")
    return found
