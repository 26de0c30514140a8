"""A block copied out of Excel: cells parted by tabs, made a table like any other. Pure."""

import csv
import io

from core.errors import Refusal
from opendata.budget_rows import headers
from opendata.budget_rows.header_words import COLUMNS
from opendata.sheets import MOST_TEXT, TEXT, Cell, Sheet
from opendata.workbook.words import HEADERS

MOST_PASTED = 200  # rows; more is a file
LONGEST = 400_000  # letters
ORDER = COLUMNS[1:]  # of the template, without the number of the line
NAME = "pasted.tsv"


def table(text: str, year: int) -> tuple[bytes, bool]:
    """The block as a file of tabs, and whether a header had to be put over it.

    A block without a header has its columns in the template's order. What Excel puts before them,
    the numbers of lines, is left out: a line is known by what it is for.

    Raises:
        Refusal: `paste.nothing`; `paste.too_many_rows` with `most`; `paste.too_many_columns` with
            `most` for a block without a header that is wider than the template.
    """
    lines = _lines(text)
    if not lines:
        raise Refusal("paste.nothing", "text")
    bare = not _has_header(lines, year)
    if len(lines) > MOST_PASTED + (not bare):
        raise Refusal("paste.too_many_rows", "text", most=MOST_PASTED)
    if bare:
        if all(line[0] == "" or line[0].isdecimal() for line in lines):
            lines = [line[1:] for line in lines]
        if max(map(len, lines)) > len(ORDER):
            raise Refusal("paste.too_many_columns", "text", most=len(ORDER))
        lines.insert(0, [HEADERS[name].told("ky")[0] for name in ORDER])
    file = io.StringIO()
    csv.writer(file, delimiter="\t", lineterminator="\n").writerows(lines)
    return file.getvalue().encode(), bare


def _lines(text: str) -> list[list[str]]:
    """The rows that hold anything. Excel puts a cell of several lines between quotation marks."""
    try:
        if len(text) > LONGEST:
            raise csv.Error
        lines = [
            [cell.strip()[:MOST_TEXT] for cell in line]
            for line in csv.reader(io.StringIO(text), delimiter="\t")
        ]
    except csv.Error as error:  # one cell without an end, or more than anybody copies
        raise Refusal("paste.too_many_rows", "text", most=MOST_PASTED) from error
    return [line for line in lines if any(line)]


def _has_header(lines: list[list[str]], year: int) -> bool:
    """Do the first rows name columns?"""
    cells = {
        (row, column): Cell(TEXT, text)
        for row, line in enumerate(lines, start=1)
        for column, text in enumerate(line, start=1)
        if text
    }
    return headers.find(Sheet(NAME, True, cells), year) is not None
