"""The bulk files of a country: rows a second beside sqlite3 that only reads, and memory.

In one base: every table read by sqlite3 and thrown away; the same tables as CSV and JSON lines;
everything in every form, packed, with OCDS and the Fiscal Data Package. Each base is measured in a
process of its own, so that memory can be compared between a small and a large one.
"""

import argparse
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks.grounds import filled, folder
from core.engines import open_reader
from opendata.bulk import building, writing
from opendata.bulk.table import READ_AT_ONCE, read
from opendata.bulk.tables import TABLES
from opendata.names import names
from opendata.ocds.publishing import Publisher
from opendata.package.stage import Stage

DAY = date(2026, 12, 31)


@dataclass(frozen=True)
class Measured:
    """Rows of all tables, seconds of CPU for each way, and the most memory, in megabytes."""

    rows: int
    plain: float
    text: float
    whole: float
    size: int
    memory: float


def measured(base: Path) -> Measured:
    """One base, in this process."""
    plain = timed(lambda: read_plainly(base))
    reader = open_reader(f"sqlite:///{base.resolve()}")
    with Session(reader) as session, tempfile.TemporaryDirectory() as where:
        by = Publisher("http://127.0.0.1:5000", names(session, "KG"))
        as_text, whole = Path(where, "text"), Path(where, "whole")
        for one in (as_text, whole):
            one.mkdir()
        text = timed(lambda: write_text(session, by, as_text))
        all_of_it = timed(lambda: building.build(session, by, TABLES, whole, DAY))
        rows = sum(_lines(path) for path in whole.glob("*.jsonl"))
        size = sum(path.stat().st_size for path in whole.rglob("*") if path.is_file())
    reader.dispose()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(rows, plain, text, all_of_it, size, memory)


def timed(work: Callable[[], object]) -> float:
    """Seconds of CPU of some work."""
    began = time.process_time()
    work()
    return time.process_time() - began


def read_plainly(base: Path) -> None:
    """Every row of every table, by the driver alone."""
    with sqlite3.connect(base) as plain:
        for table in TABLES:
            found = plain.execute(f'SELECT * FROM "{table.source}"')
            while found.fetchmany(READ_AT_ONCE):
                pass


def write_text(session: Session, by: Publisher, where: Path) -> None:
    """Every table as CSV and JSON lines, and nothing else."""
    stage = Stage(where)
    for table in TABLES:
        writing.text(table, read(session, table, by.names), stage)


def _lines(path: Path) -> int:
    with path.open("rb") as content:
        return sum(1 for _ in content)


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=5_000, help="purchase lines of the small base")
    parser.add_argument("--large", type=int, default=20_000, help="and of the large one")
    parser.add_argument("--base", type=Path, help="keep the large base here, or use it")
    asked = parser.parse_args()
    found = []
    with folder() as ground, get_context("spawn").Pool(1, maxtasksperchild=1) as apart:
        large_base = asked.base or ground / "base.db"
        for path, lines in ((ground / "small.db", asked.small), (large_base, asked.large)):
            one = apart.apply(measured, (filled(path, lines),))
            found.append(one)
            print(f"{lines} purchase lines, {one.rows} rows, {one.size / 1e6:.0f} MB of files")
            print(f"  sqlite3 alone {one.plain:.2f} s, CSV and JSONL {one.text:.2f} s")
            print(f"  all forms {one.whole:.1f} s, {one.rows / one.whole:.0f} rows a second")
            print(f"  memory {one.memory:.0f} MB")
    small, large = found
    each = [one.whole / one.rows for one in found]
    print(f"CSV and JSONL : sqlite3 alone  {large.text / large.plain:.1f}")
    print(f"all forms : CSV and JSONL  {large.whole / large.text:.1f}")
    print(f"a row, large : small  {each[1] / each[0]:.2f}  goal 1.2")
    print(f"memory, large : small  {large.memory / small.memory:.2f}  goal 1.2")
    print(f"Parquet: {'made' if find_spec('duckdb') else 'not made'}")


if __name__ == "__main__":
    main()
