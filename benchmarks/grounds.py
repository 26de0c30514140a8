"""What the measurements stand on: bases of a size, an application over one, and CPU time."""

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

import tracker.receipts  # noqa: F401  its table belongs to the base
from core.engines import open_writer
from core.models import Base
from procurement.models import Supplier
from tracker import create_app
from tracker.example.synthetic import generate

LINES_PER_PURCHASE = 5


def told(text: str) -> None:
    """Progress goes to stderr; what is measured goes to stdout."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    path = Path(tempfile.mkdtemp(prefix="benchmark-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def empty(path: Path) -> Engine:
    """The writer of a new base with all tables."""
    engine = open_writer(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    return engine


def filled(path: Path, lines: int, seed: int = 1) -> Path:
    """A base with a synthetic country of about so many purchase lines; one that is there stays."""
    if not path.exists():
        writer = empty(path)
        generate(writer, max(1, lines // LINES_PER_PURCHASE), seed, LINES_PER_PURCHASE, told)
        writer.dispose()
    return path


def application(path: Path, instance: Path) -> Flask:
    """The application over a base."""
    return create_app(
        TRACKER_MODE="example",
        TRACKER_DATABASE_URL=f"sqlite:///{path.resolve()}",
        TRACKER_INSTANCE=str(instance),
    )


def bare_insert(writer: Engine, number: int) -> None:
    """One row in a transaction of its own: what acts are measured by."""
    with Session(writer) as session, session.begin():
        columns = {"public_name": "Ө", "is_person": False, "example": True, "rev": 0}
        session.execute(insert(Supplier).values(search_key=str(number), **columns))


def cpu(work: Callable[[], object]) -> float:
    """Seconds of CPU that one go takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def interleaved(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median CPU seconds of each work; one of each in every round, so noise falls on all."""
    taken: dict[str, list[float]] = {name: [] for name in works}
    for work in works.values():
        work()
        work()
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(cpu(work))
    return {name: statistics.median(times) for name, times in taken.items()}
