"""The bulk import beside sqlite3's own executemany of the same rows with the same indexes.

Both write every row and every leaf in one transaction. The import makes the rows first, judges
them by the rules, hashes the leaves and keeps the totals.
"""

import argparse
import shutil
import sqlite3
import time
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks.grounds import LINES_PER_PURCHASE, empty, folder
from core.engines import open_writer
from tracker.example import synthetic

Rows = dict[str, list[tuple[object, ...]]]


def contents(path: Path) -> Rows:
    """All rows of all tables, with their rowid order."""
    with sqlite3.connect(path) as base:
        names = [
            name
            for (name,) in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if not name.startswith("sqlite_")
        ]
        return {name: base.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}


def written(before: Rows, after: Rows) -> Rows:
    """The rows that are new."""
    found = {}
    for name, rows in after.items():
        known = set(before[name])
        new = [row for row in rows if row not in known]
        if new and len(rows) > len(before[name]):
            found[name] = new
    return found


def by_hand(path: Path, rows: Rows) -> float:
    """CPU seconds of sqlite3's executemany of these rows, in one durable transaction."""
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    began = time.process_time()
    base.execute("BEGIN IMMEDIATE")
    for name, new in rows.items():
        marks = ",".join("?" * len(new[0]))
        base.executemany(f'INSERT OR REPLACE INTO "{name}" VALUES ({marks})', new)
    base.execute("COMMIT")
    taken = time.process_time() - began
    base.close()
    return taken


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--purchases", type=int, default=2_000, help="of five lines each")
    options = parser.parse_args()
    with folder() as here:
        path, copy = here / "base.db", here / "copy.db"
        taken, done = _imported(path, copy, options.purchases)
        rows = written(contents(copy), contents(path))
        raw = by_hand(copy, rows)
    count = sum(len(new) for new in rows.values())
    leaves = len(rows["journal_entries"])
    print(f"purchases {options.purchases}, lines {done['lines']}, rows {done['rows']}")
    print(f"written {count} rows in all, of them {leaves} leaves")
    print(f"import      {taken:7.2f} s CPU, {count / taken:,.0f} rows/s")
    print(f"executemany {raw:7.2f} s CPU, {count / raw:,.0f} rows/s")
    print(f"import : executemany  {taken / raw:.2f}  (goal 8)")


def _imported(path: Path, copy: Path, purchases: int) -> tuple[float, dict[str, int]]:
    """A base up to its budgets is made and copied; then the purchases are imported."""
    writer = empty(path)
    prepared = list(synthetic.prepare(writer, purchases, 1, LINES_PER_PURCHASE))
    writer.dispose()
    shutil.copy(path, copy)
    writer = open_writer(f"sqlite:///{path}")
    done = {"lines": 0, "rows": 0}
    began = time.process_time()
    for one in prepared:
        with Session(writer) as session, session.begin():
            counted = synthetic.bring_in(session, one)
        done = {name: done[name] + counted[name] for name in done}
    taken = time.process_time() - began
    writer.dispose()
    return taken, done


if __name__ == "__main__":
    main()
