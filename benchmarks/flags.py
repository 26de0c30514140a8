"""All red flags over a whole country, on all processors, beside plain reading of what they look at;
and one purchase looked at again as an act does it, beside a bare INSERT in its own transaction."""

import argparse
import os
import sqlite3
import time
from contextlib import closing
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from benchmarks.grounds import application, bare_insert, cpu, filled, folder, told
from core import clock
from core.engines import open_writer
from core.models import Base
from oversight import flags
from oversight.kept import following, keeping, looking, together
from oversight.measures import Measures
from oversight.reports import flags as reports
from oversight.reports import measuring
from procurement.models import Purchase

READ = (
    "purchases",
    "purchase_lines",
    "covers",
    "contracts",
    "contract_lines",
    "payments",
    "acceptances",
    "item_prices",
)
"""What is looked at for most flags."""


def everything(path: Path) -> tuple[float, int]:
    """Seconds on the clock for all flags of everything, kept; how many subjects were looked at."""
    writer = open_writer(f"sqlite:///{path}")
    with Session(writer) as session, session.begin():
        began = time.perf_counter()
        seen = following.renew(session, clock.today(), together.in_processes)
        took = time.perf_counter() - began
    writer.dispose()
    return took, seen


def looking_alone(path: Path) -> float:
    """Seconds on the clock for measuring, and for all flags of everything; nothing is kept."""
    writer = open_writer(f"sqlite:///{path}")
    with Session(writer) as session:
        began = time.perf_counter()
        today = clock.today()
        measures = Measures(measuring.measure(session, today))
        parts = list(following.in_parts(session, reports.holders(session)))
        for _ in together.in_processes(session, parts, today, measures):
            pass
        took = time.perf_counter() - began
    writer.dispose()
    return took


def reading(path: Path) -> float:
    """Seconds on the clock for reading the rows of these tables once, with nothing done to them."""
    with closing(sqlite3.connect(path)) as base:
        began = time.perf_counter()
        for table in READ:
            for _ in base.execute(f"SELECT * FROM {table}"):
                pass
        return time.perf_counter() - began


def one(path: Path, rounds: int) -> tuple[float, float, int]:
    """CPU seconds of looking at one purchase again and keeping it; of a bare INSERT; statements."""
    writer = open_writer(f"sqlite:///{path}")
    with Session(writer) as session:
        numbers = session.scalars(
            select(Purchase.id).where(Purchase.status == "closed").order_by(Purchase.id)
        ).all()
    step = max(1, len(numbers) // rounds)
    asked = [0]
    event.listen(writer, "before_cursor_execute", lambda *_: asked.__setitem__(0, asked[0] + 1))
    times = []
    for number in numbers[::step][:rounds]:
        asked[0] = 0
        times.append(cpu(partial(_again, writer, number)))
    statements = asked[0]
    bare = min(cpu(partial(bare_insert, writer, number)) for number in range(rounds))
    writer.dispose()
    return sorted(times)[len(times) // 2], bare, statements


def _again(writer: Engine, number: int) -> None:
    with Session(writer) as session, session.begin():
        today = clock.today()
        wanted = select(Purchase.id).where(Purchase.id == number)
        seen = looking.purchases(session, wanted, today)
        keeping.add_totals(session, keeping.keep(session, seen, today, 0))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=20_000, help="purchase lines")
    parser.add_argument("--base", type=Path, help="a base to be used again")
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    with folder() as here:
        path = filled(options.base or here / "flags.db", options.lines)
        writer = open_writer(f"sqlite:///{path}")
        Base.metadata.create_all(writer)
        writer.dispose()
        with application(path, here).app_context():
            alone = looking_alone(path)
            first, seen = everything(path)
            again, _ = everything(path)
            read = reading(path)
            looked, bare, statements = one(path, options.rounds)
    rules = len(flags.FLAGS) + len(flags.YEAR_FLAGS)
    told(f"{rules} rules, {os.cpu_count()} processors")
    print(
        f"all flags, first time: {first:.1f} s for {seen} subjects ({first / read:.1f} x reading)"
    )
    print(f"all flags, nothing kept: {alone:.1f} s ({alone / read:.1f} x reading)")
    print(f"all flags, nothing changed: {again:.1f} s ({again / read:.1f} x reading)")
    print(f"reading alone: {read:.1f} s")
    print(
        f"one purchase again: {looked * 1000:.1f} ms CPU, {statements} statements"
        f" ({looked / bare:.1f} x a bare INSERT of {bare * 1000:.2f} ms)"
    )
    print("goals: 1 000 000 lines in 60 s on 2 cores; one act 50 ms")


if __name__ == "__main__":
    main()
