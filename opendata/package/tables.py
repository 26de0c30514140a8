"""The tables of a package as CSV: written row by row, however many there are."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from core.columns import plain
from opendata.package.columns import TABLES, Kind
from opendata.package.stage import Member, Stage

BOM = b"\xef\xbb\xbf"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Writer:
    """Rows of one table into its file: UTF-8 with a mark, commas, keys in the first line.

    A text that a spreadsheet would run as a formula gets an apostrophe before it, as everywhere.
    """

    def __init__(self, member: Member, heads: Iterable[str], kinds: Sequence[Kind]) -> None:
        self.member, self.kinds = member, kinds
        self.text = io.StringIO(newline="")
        self.csv = csv.writer(self.text, lineterminator="\r\n")
        self.csv.writerow(heads)
        self._flush()

    def row(self, *values: Any) -> None:
        """One row: values as the table's columns are, None for what is not known."""
        cells = zip(values, self.kinds, strict=True)
        self.csv.writerow([_told(value, kind) for value, kind in cells])
        self.member.rows += 1
        self._flush()

    def _flush(self) -> None:
        self.member.write(self.text.getvalue().encode())
        self.text.seek(0)
        self.text.truncate()


def _told(value: Any, kind: Kind) -> str:
    if value is None:
        return ""
    if kind == "som":
        return f"{value:.2f}"
    if kind == "quantity":
        return plain(value)
    return guarded(str(value)) if kind == "text" else str(value)


def guarded(text: str) -> str:
    """A text as a CSV holds it: what a spreadsheet would run as a formula gets an apostrophe.

    So does such a text that already begins with apostrophes: what was typed can be told again.
    """
    return f"'{text}" if text.lstrip("'").startswith(FORMULA) else text


def unguarded(text: str) -> str:
    """The text that was typed, out of a CSV of ours."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(FORMULA) else text


@contextmanager
def tables(stage: Stage, *names: str) -> Iterator[dict[str, Writer]]:
    """Writers of these tables, each into csv/<name>.csv."""
    with ExitStack() as stack:
        writers = {}
        for name in names:
            member = stack.enter_context(stage.member(f"csv/{name}.csv"))
            member.write(BOM)
            columns = TABLES[name].columns
            kinds = tuple(column.kind for column in columns)
            writers[name] = Writer(member, [column.key for column in columns], kinds)
        yield writers
