"""The price compass over a million comparable lines, beside a bare look-up by an index.

SQLite by default; `--postgresql URL` names an empty base of a server to be filled as well.
"""

import argparse
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from sqlalchemy import Engine, event, func, select, text
from sqlalchemy.orm import Session

from benchmarks.grounds import folder, told
from core.engines import open_writer
from core.models import Base, table_of
from procurement.models import ItemPrice
from procurement.reports import compass
from procurement.reports.compass import Asked

ON = date(2026, 11, 2)
REGIONS = [f"417{number:02}000000000" for number in range(2, 11)]
CODES = 2_000
BUSIEST = "10000000-0"


COLUMNS = [column.name for column in table_of(ItemPrice).columns]


def rows(count: int, seed: int) -> Iterator[tuple[object, ...]]:
    """Lines of two thousand things: of the busiest a tenth of all, of most a few hundred."""
    chance = Random(seed)
    days = [(ON - timedelta(days=back)).isoformat() for back in range(900)]
    for number in range(1, count + 1):
        place = 0 if number % 10 == 0 else 1 + int((CODES - 1) * chance.random() ** 2)
        on = days[int(chance.random() * 900)]
        row = {
            "contract_line_id": number,
            "purchase_id": number // 3,
            "item_code": f"1{place:07}-0",
            "unit": "kilogram" if place % 3 else "piece",
            "region": REGIONS[int(chance.random() * len(REGIONS))],
            "price": 100_00 + int(chance.random() * 800_00),
            "first_on": on,
            "last_on": on,
        }
        yield tuple(row[name] for name in COLUMNS)


def fill(writer: Engine, count: int) -> None:
    """The comparison set, by the quickest way each database has; its indexes come at the end."""
    table = table_of(ItemPrice)
    Base.metadata.create_all(writer)
    for index in table.indexes:
        index.drop(writer)
    began = time.monotonic()
    names, base = ", ".join(COLUMNS), writer.raw_connection()
    cursor: Any = base.cursor()
    if writer.dialect.name == "postgresql":
        with cursor.copy(f"COPY item_prices ({names}) FROM STDIN") as into:
            for row in rows(count, seed=1):
                into.write_row(row)
    else:
        marks = ", ".join("?" * len(COLUMNS))
        cursor.execute("BEGIN IMMEDIATE")
        cursor.executemany(
            f"INSERT INTO item_prices ({names}) VALUES ({marks})", rows(count, seed=1)
        )
    base.commit()
    base.close()
    for index in table.indexes:
        index.create(writer)
    with writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        analyse = "VACUUM ANALYZE" if writer.dialect.name == "postgresql" else "ANALYZE"
        connection.execute(text(analyse))
    told(f"{writer.dialect.name}: {count} lines in {time.monotonic() - began:.0f} s")


def taken(rounds: int, deed: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds of a deed: the least by the clock, for other work may run beside it, and the
    median of this process's CPU (all of it on SQLite, little of it on PostgreSQL)."""
    deed()
    clock, work = [], []
    for _ in range(rounds):
        began, busy = time.perf_counter(), time.process_time()
        deed()
        clock.append((time.perf_counter() - began) * 1000)
        work.append((time.process_time() - busy) * 1000)
    return min(clock), median(work)


def asked(code: str, unit: str, region: str, price: str = "300") -> Asked:
    """A price of a thing to be placed."""
    return Asked(code, unit, Decimal(price), region, ON)


def measured(writer: Engine, rounds: int) -> None:
    """What an ordinary thing, the busiest, a whole country and a form of thirty lines take."""
    ordinary = [f"1{number:07}-0" for number in range(900, 960)]
    unit = {code: "kilogram" if int(code[1:8]) % 3 else "piece" for code in ordinary}
    thirty = [asked(code, unit[code], REGIONS[1]) for code in ordinary[:30]]
    cases = {
        "an ordinary thing, region": [thirty[0]],
        "the busiest thing, region": [asked(BUSIEST, "piece", REGIONS[1])],
        "an ordinary thing, country": [asked(ordinary[0], unit[ordinary[0]], "nowhere")],
        "the busiest thing, country": [asked(BUSIEST, "piece", "nowhere")],
        "thirty lines of one form": thirty,
    }
    with Session(writer) as session:
        by_key = select(ItemPrice.price).where(ItemPrice.contract_line_id == 500)
        bare, busy = taken(rounds * 5, lambda: session.execute(by_key).all())
        print(f"{writer.dialect.name}: a bare look-up by key: {bare:.2f} ms, CPU {busy:.2f} ms")
        for name, prices in cases.items():
            compared = [
                one.spread.count if one and one.spread else 0
                for one in compass.place(session, prices)
            ]
            deed = partial(compass.place, session, prices)
            many = _statements(writer, deed)
            spent, busy = taken(rounds, deed)
            print(
                f"  {name:28} n = {max(compared):6}: {spent:7.2f} ms, CPU {busy:7.2f} ms,"
                f" {spent / bare:6.1f} x bare, {many} statements"
            )
        print(f"  lines in all: {session.scalar(select(func.count()).select_from(ItemPrice))}")


def _statements(writer: Engine, deed: Callable[[], object]) -> int:
    asked_for: list[object] = []
    noted = lambda *told: asked_for.append(told)  # noqa: E731
    event.listen(writer, "before_cursor_execute", noted)
    deed()
    event.remove(writer, "before_cursor_execute", noted)
    return len(asked_for)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--postgresql", metavar="URL", help="an empty base to fill as well")
    options = parser.parse_args()
    with folder() as here:
        bases: list[str | Path] = [f"sqlite:///{here / 'prices.db'}"]
        bases += [options.postgresql] if options.postgresql else []
        for url in bases:
            writer = open_writer(str(url))
            fill(writer, options.lines)
            measured(writer, options.rounds)
            writer.dispose()
    print("goal: a price placed in under 50 ms")


if __name__ == "__main__":
    main()
