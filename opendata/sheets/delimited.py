"""CSV as offices save it: UTF-8, UTF-16 or Windows-1251; comma, semicolon or tab."""

import codecs
import csv
import io

from core.errors import Refusal
from opendata.sheets import MOST_COLUMNS, MOST_ROWS, MOST_TEXT, TEXT
from opendata.sheets.directory import too_large

DELIMITERS = "\t;,"  # of two in as many lines the first: a comma may be a decimal mark
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SIGNS_LOOKED_AT = 20_000


def rows(content: bytes) -> list[tuple[int, int, str, str]]:
    """The filled cells: (row, column, "text", text). A CSV file knows no numbers.

    Raises:
        Refusal: `import.not_a_table` (no text, no table), `import.file_too_large`.
    """
    text = _decoded(content)
    found = []
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        for number, line in enumerate(lines, start=1):
            for column, cell in enumerate(line, start=1):
                shown = cell.strip()
                if not shown:
                    continue
                if number > MOST_ROWS or column > MOST_COLUMNS:
                    raise too_large()
                found.append((number, column, TEXT, shown[:MOST_TEXT]))
    except csv.Error as error:
        raise Refusal("import.not_a_table", "file") from error
    return found


def _decoded(content: bytes) -> str:
    if content.startswith(UTF_16):  # what Excel calls "Unicode text"
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Refusal("import.not_a_table", "file") from error
    if b"\x00" in content or content.lstrip()[:1] in (b"<", b"{"):
        raise Refusal("import.not_a_table", "file")
    for encoding in ("utf-8-sig", "cp1251"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal("import.not_a_table", "file")


def _delimiter(text: str) -> str:
    """The sign that stands in most lines."""
    lines = [line for line in text[:_SIGNS_LOOKED_AT].splitlines() if line.strip()][:50]
    counts = {sign: sum(sign in line for line in lines) for sign in DELIMITERS}
    return max(DELIMITERS, key=lambda sign: (counts[sign], -DELIMITERS.index(sign)))
