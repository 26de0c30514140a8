"""Two ways to the database: a writer that takes its turn, and readers that cannot write.

Measured on SQLite: under the driver's own transactions two officers overspend a line almost every
time; with BEGIN IMMEDIATE never. On PostgreSQL the writer takes an advisory lock for the same.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.engine import URL, make_url

WRITERS_TURN = 5_318_008_001  # the key of PostgreSQL's advisory lock; any constant does
BUSY_MS = 30_000  # how long an act waits for its turn before it is told that it cannot
FORGOTTEN = "-c idle_in_transaction_session_timeout=300000"  # a writer that died holding it


def open_writer(url: str | URL) -> Engine:
    """The engine of acts: one at a time, durable when acknowledged."""
    engine = _open(url)
    if engine.dialect.name == "sqlite":
        _sqlite(engine, "PRAGMA synchronous=FULL", begin="BEGIN IMMEDIATE")
    else:
        event.listen(engine, "begin", _take_turn)
    return engine


def open_reader(url: str | URL) -> Engine:
    """The engine of pages: a steady picture for the whole request, and no way to write."""
    engine = _open(url, reader=True)
    if engine.dialect.name == "sqlite":
        _sqlite(engine, "PRAGMA query_only=ON", begin="BEGIN")
    return engine


def open_scratch(path: Path) -> Engine:
    """The engine of a file that is written once and thrown away if that fails: nothing in it is
    durable, and no constraint is asked of rows that stood together in another base."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, hide_parameters=True)

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=OFF",
            "synchronous=OFF",
            "foreign_keys=OFF",
            "ignore_check_constraints=ON",
        ):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def open_kept(path: Callable[[], Path]) -> Engine:
    """The engine of files that never change again: whichever `path` names when one is opened."""

    def connect() -> sqlite3.Connection:
        address = f"{path().absolute().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _open(url: str | URL, *, reader: bool = False) -> Engine:
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        return create_engine(address, hide_parameters=True)
    if address.get_backend_name() != "postgresql":
        raise ValueError(f"neither SQLite nor PostgreSQL: {address.get_backend_name()}")
    address = address.set(drivername="postgresql+psycopg")
    if not reader:
        return create_engine(
            address,
            pool_pre_ping=True,
            hide_parameters=True,
            isolation_level="READ COMMITTED",  # the turn is taken before the snapshot, not after
            connect_args={"options": f"-c lock_timeout={BUSY_MS} {FORGOTTEN}"},
        )
    return create_engine(
        address,
        pool_pre_ping=True,
        hide_parameters=True,
        isolation_level="REPEATABLE READ",
        connect_args={"options": "-c default_transaction_read_only=on"},
    )


def _sqlite(engine: Engine, *pragmas: str, begin: str) -> None:
    """Take transactions into our own hands: the driver's leave savepoints and DDL half done."""

    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            f"PRAGMA busy_timeout={BUSY_MS}",
            "PRAGMA journal_mode=WAL",
            "PRAGMA foreign_keys=ON",
            *pragmas,
        ):
            connection.execute(pragma)

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)


def _take_turn(connection: Connection) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS_TURN})
