"""A table of the bulk files as a workbook: its rows, and a sheet that says what the columns are."""

from datetime import datetime
from pathlib import Path

from core.words import LANGUAGES
from opendata.bulk.table import Table
from opendata.package.workbook import Sheets, opened, rows_of

NOTES = ("key", "kind", *LANGUAGES)


def write(rows: Path, table: Table, out: Path, created: datetime) -> int:
    """Write a new workbook from the table's CSV; how many sheets its rows take.

    The first line holds the columns' keys, as in the CSV. A sheet ends after 1 048 575 rows, and
    another goes on.
    """
    with opened(out, created) as book:
        sheets = Sheets(book, table.name, table.columns, [c.key for c in table.columns])
        for row in rows_of(rows):
            sheets.row(row)
        _notes(book.add_worksheet("columns"), table)
    return sheets.number


def _notes(sheet: object, table: Table) -> None:
    write = sheet.write_string  # type: ignore[attr-defined]
    for place, head in enumerate(NOTES):
        write(0, place, head)
    for line, column in enumerate(table.columns, start=1):
        told = [column.title.told(language)[0] for language in LANGUAGES]
        for place, text in enumerate((column.key, column.kind, *told)):
            write(line, place, text)
