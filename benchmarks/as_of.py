"""A base rebuilt from the journal beside a bare insert of the same rows, and a page of it beside
the same page of the live base; CPU time."""

import argparse
import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path

from flask import Flask

from benchmarks.grounds import application, cpu, filled, folder, interleaved, told
from benchmarks.school_page import YEAR, getter
from journal import past, verify
from tracker.example.synthetic import school_code
from tracker.extensions import db
from tracker.past import asking, building

COUNTRY = "KG"


def rebuilt(app: Flask, path: Path) -> tuple[int, float]:
    """The base of the whole journal written to `path`: how many leaves, and the seconds."""
    with app.app_context():
        size, _ = verify.root(db.session())
        end = past.end(db.session(), size)
        if end is None:
            raise SystemExit("an empty journal")
        path.touch()
        build = partial(building.build, db.session(), path, end.size, end.moment, COUNTRY)
        return size, cpu(build)


def inserter(path: Path, beside: Path) -> tuple[int, Callable[[], None]]:
    """How many rows the rebuilt base has, and what writes them with the same tables and indexes."""
    source = sqlite3.connect(path)
    schema = [sql for (sql,) in source.execute("SELECT sql FROM sqlite_master WHERE sql NOT NULL")]
    named = source.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    names = [name for (name,) in named if not name.startswith("sqlite_")]
    rows = {name: source.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    source.close()

    def insert() -> None:
        target = sqlite3.connect(beside, isolation_level=None)
        target.execute("PRAGMA journal_mode=OFF")
        target.execute("PRAGMA synchronous=OFF")
        target.execute("BEGIN")
        for sql in schema:
            if not sql.startswith("CREATE TABLE sqlite_"):
                target.execute(sql)
        for name, part in rows.items():
            if part:
                marks = ",".join("?" * len(part[0]))
                target.executemany(f'INSERT INTO "{name}" VALUES ({marks})', part)
        target.execute("COMMIT")
        target.close()

    return sum(map(len, rows.values())), insert


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=5_000, help="purchase lines in the base")
    parser.add_argument("--rounds", type=int, default=100)
    options = parser.parse_args()
    with folder() as here:
        app = application(filled(here / "base.db", options.lines), here)
        told("rebuilding …")
        size, building_took = rebuilt(app, here / "rebuilt.db")
        count, insert = inserter(here / "rebuilt.db", here / "inserted.db")
        inserting = cpu(insert)
        page = f"/ky/schools/{school_code(0)}/{YEAR}"
        with app.app_context():
            end = past.end(db.session(), size)
            if end is not None:
                asking.prepared(db.session(), end, pin=True)
        works = {"live": getter(app, page), "kept": getter(app, f"{page}?as_of={size}")}
        taken = interleaved(works, options.rounds)
    print(f"{size} leaves, {count} rows")
    print(f"rebuilt           {building_took:8.2f} s CPU")
    print(f"the same inserted {inserting:8.2f} s CPU")
    print(f"rebuilt : inserted    {building_took / inserting:.2f}")
    print(f"leaves a second       {size / building_took:.0f}")
    for name, seconds in taken.items():
        print(f"page, {name:12} {seconds * 1000:8.2f} ms CPU")
    print(f"page of a kept base : of the live one  {taken['kept'] / taken['live']:.2f}")


if __name__ == "__main__":
    main()
