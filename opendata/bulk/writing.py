"""The rows of a table into its files: CSV and JSON lines in one pass, other forms from these."""

import csv
import gzip
import io
import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from json import JSONEncoder
from typing import Any

from opendata.bulk import workbook
from opendata.bulk.table import READ_AT_ONCE, Table
from opendata.bulk.values import WRITTEN, Plain
from opendata.package import parquet
from opendata.package.columns import Kind
from opendata.package.stage import COPIED_AT_ONCE, Member, Stage
from opendata.package.tables import BOM, guarded

FORMS = ("csv", "jsonl", "parquet", "xlsx")
PACKED = ("csv", "jsonl")
"""Forms that stand packed by gzip too."""
_JSON = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def write(
    table: Table, rows: Iterable[tuple[Any, ...]], stage: Stage, created: datetime
) -> Mapping[str, int]:
    """Write a table in every form that can be made here; how many sheets its workbook has.

    `rows` are values as `opendata.bulk.table.read` gives them. Parquet is left out where its
    library is not installed.
    """
    name = table.name
    text(table, rows, stage)
    for form in PACKED:
        pack(stage, f"{name}.{form}")
    source, count = stage.folder / f"{name}.csv", stage.files[f"{name}.csv"].rows
    if parquet.is_here():
        draft = stage.folder / f"{name}.parquet.part"
        parquet.write(source, table.columns, draft)
        stage.take(draft, f"{name}.parquet", count)
    draft = stage.folder / f"{name}.xlsx.part"
    sheets = workbook.write(source, table, draft, created)
    stage.take(draft, f"{name}.xlsx", count)
    return {"rows": count, "sheets": sheets}


def text(table: Table, rows: Iterable[tuple[Any, ...]], stage: Stage) -> None:
    """Write a table as CSV and as JSON lines, reading its rows once."""
    name = table.name
    with stage.member(f"{name}.csv") as as_csv, stage.member(f"{name}.jsonl") as as_jsonl:
        _rows(table, rows, as_csv, as_jsonl)


def _rows(table: Table, rows: Iterable[tuple[Any, ...]], as_csv: Member, as_jsonl: Member) -> None:
    keys = [column.key for column in table.columns]
    kinds = [column.kind for column in table.columns]
    cells = io.StringIO(newline="")
    lines = csv.writer(cells, lineterminator="\r\n")
    lines.writerow(keys)
    as_csv.write(BOM)
    for told in _batches(_plain(rows, kinds)):
        lines.writerows(
            [_cell(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in told
        )
        as_csv.write(cells.getvalue().encode())
        cells.seek(0)
        cells.truncate()
        as_jsonl.write(
            "".join(f"{_JSON(dict(zip(keys, row, strict=True)))}\n" for row in told).encode()
        )
        as_csv.rows += len(told)
        as_jsonl.rows += len(told)
    as_csv.write(cells.getvalue().encode())  # the heading of a table without a row


def _plain(rows: Iterable[tuple[Any, ...]], kinds: list[Kind]) -> Iterator[list[Plain]]:
    """The values as JSON has them."""
    writers = [WRITTEN[kind] for kind in kinds]
    for row in rows:
        yield [
            None if value is None else write(value)
            for write, value in zip(writers, row, strict=True)
        ]


def _cell(value: Plain, kind: Kind) -> Plain:
    """The value as CSV has it."""
    if value is None or kind in ("som", "count", "quantity"):
        return value
    if kind == "flag":
        return "true" if value else "false"
    return guarded(str(value)) if kind == "text" else value


def _batches(rows: Iterable[list[Plain]]) -> Iterator[list[list[Plain]]]:
    left = iter(rows)
    while told := list(islice(left, READ_AT_ONCE)):
        yield told


def pack(stage: Stage, path: str) -> None:
    """A written file packed by gzip beside it: the same bytes each time."""
    with (
        (stage.folder / path).open("rb") as source,
        stage.member(f"{path}.gz") as member,
        gzip.GzipFile("", "wb", fileobj=_Stream(member), mtime=0) as packed,
    ):
        shutil.copyfileobj(source, packed, COPIED_AT_ONCE)
        member.rows = stage.files[path].rows


class _Stream(io.RawIOBase):
    """A member as something that can be written to."""

    def __init__(self, member: Member) -> None:
        self._member = member

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._member.write(bytes(content))
        return len(content)
