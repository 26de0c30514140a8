"""The process that reads one uploaded table: `python -m opendata.sheet_reader KIND`.

It gets the file on its standard input and gives JSON on its standard output. The limits are set
before anything is read, so a file that explodes takes only this process with it.
"""

import io
import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

from core.errors import Refusal
from opendata.sheets import (
    DATE,
    ERROR,
    LARGEST,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    MOST_TEXT,
    NUMBER,
    TEXT,
    UNCOUNTED,
    YES_NO,
    addresses,
    delimited,
    directory,
    number_text,
)

MEMORY = 640 * 1024 * 1024  # of addresses; what the interpreter and the reader need is a tenth
CPU_SECONDS = 15
MOST_CELLS = 320_000  # the columns of a template in as many rows
CONTENT = {"xlsx": "xl/workbook.xml", "ods": "content.xml"}


def main(kind: str) -> None:
    """Read the file of standard input, of this kind ("xlsx", "xls", "ods" or "csv")."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer: dict[str, Any] = {"sheets": read(kind, sys.stdin.buffer.read(LARGEST + 1))}
    except Refusal as refusal:
        answer = {"refusal": refusal.code}
    except MemoryError:
        answer = {"refusal": "import.file_too_large"}
    sys.stdout.write(json.dumps(answer, separators=(",", ":")))


def read(kind: str, content: bytes) -> list[dict[str, Any]]:
    """The sheets as {name, shown, cells: [row, column, kind, text, row, …], merged}.

    The cells are one flat list: read by the other side in half the time of a list of lists.

    Raises:
        Refusal: `import.file_too_large`, `import.not_a_table`, `import.file_encrypted`,
            `import.macros`.
    """
    if len(content) > LARGEST:
        raise directory.too_large()
    if kind == "csv":
        cells = [part for cell in delimited.rows(content) for part in cell]
        return [{"name": "CSV", "shown": True, "cells": cells, "merged": []}]
    scanned: dict[str, addresses.Scanned] = {}
    if kind in CONTENT:
        with directory.open_checked(io.BytesIO(content)) as archive:
            if CONTENT[kind] not in archive.namelist():
                raise Refusal("import.not_a_table", "file")
            if kind == "xlsx":
                scanned = addresses.scan(archive)
    elif b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e" in content:
        raise Refusal("import.file_encrypted", "file")
    return _workbook(content, scanned)


def _workbook(content: bytes, scanned: dict[str, addresses.Scanned]) -> list[dict[str, Any]]:
    import python_calamine as calamine

    try:
        with calamine.load_workbook(io.BytesIO(content)) as book:
            if len(book.sheets_metadata) > MOST_SHEETS:
                raise directory.too_large()
            found = []
            for about in book.sheets_metadata:
                if about.typ != calamine.SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(about.name)
                shown = about.visible == calamine.SheetVisibleEnum.Visible
                extra = scanned.get(about.name, addresses.Scanned())
                cells = _cells(sheet, extra)
                merged = [
                    [top + 1, left + 1, bottom + 1, right + 1]
                    for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])[:5000]
                ]
                found.append({"name": about.name, "shown": shown, "cells": cells, "merged": merged})
            return found
    except calamine.PasswordError as error:
        raise Refusal("import.file_encrypted", "file") from error
    except (calamine.CalamineError, ValueError, OSError) as error:
        raise Refusal("import.not_a_table", "file") from error


def _cells(sheet: Any, extra: addresses.Scanned) -> list[int | str]:
    if sheet.end is not None and (sheet.end[0] >= MOST_ROWS or sheet.end[1] >= MOST_COLUMNS):
        raise directory.too_large()
    found = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        for column, value in enumerate(values, start=1):
            told = _told(value)
            if told is not None:
                found[row, column] = told
        if len(found) > MOST_CELLS:
            raise directory.too_large()
    found.update(dict.fromkeys(extra.uncounted, (UNCOUNTED, "")))
    found.update({place: (ERROR, text) for place, text in extra.errors.items()})
    return [part for place, told in sorted(found.items()) for part in (*place, *told)]


def _told(value: Any) -> tuple[str, str] | None:
    """A value as kind and text; None for an empty cell."""
    if isinstance(value, bool):
        return YES_NO, str(int(value))
    if isinstance(value, int | float):
        return NUMBER, number_text(value)
    if isinstance(value, datetime | date | time):
        return DATE, value.isoformat()
    if isinstance(value, timedelta):
        return DATE, str(value)
    text = str(value).strip()
    return (TEXT, text[:MOST_TEXT]) if text else None


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "xlsx")
