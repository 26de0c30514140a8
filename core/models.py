"""The ground all tables stand on."""

from typing import Any, ClassVar, TypeVar, cast

from sqlalchemy import CursorResult, Index, MetaData, Select, Table, UpdateBase, inspect, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from core.errors import Refusal

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """All tables, with constraints named by one pattern."""

    metadata = MetaData(naming_convention=NAMES)


class Journaled:
    """A table whose every version is a leaf of the journal.

    The leaf holds all columns but those named in PERSONAL (kept there as salted commitments) and
    in DERIVED (recounted from other rows, never taken on trust).
    """

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    DERIVED: ClassVar[tuple[str, ...]] = ()

    rev: Mapped[int] = mapped_column(default=0)

    @classmethod
    def drafts(cls) -> Select[Any] | None:
        """The keys of rows that are a workspace and have no leaf yet; None: there are none."""
        return None

    @property
    def places(self) -> tuple[str, ...]:
        """Codes of the place and the schools this record is about."""
        raise NotImplementedError(type(self).__name__)


def undone_once(name: str) -> Index:
    """The index by which a record is reversed once at most.

    Records that reverse nothing are not in it: a planner would take them for the rows of one rare
    value, and walk all of them.
    """
    there = text("reverses IS NOT NULL")
    return Index(name, "reverses", unique=True, sqlite_where=there, postgresql_where=there)


Model = TypeVar("Model", bound=Base)


def key_of(record: Base) -> str:
    """The primary key of a stored record as text, parts joined by a slash."""
    return "/".join(str(part) for part in inspect(record).identity or ())


def table_of(model: type[Base]) -> Table:
    """The table a model is kept in."""
    return cast(Table, inspect(model).local_table)


def touched(session: Session, change: UpdateBase) -> int:
    """Do an UPDATE by the database's own arithmetic; how many rows it found."""
    done = session.execute(change.execution_options(synchronize_session=False))
    return cast("CursorResult[Any]", done).rowcount


def lock(session: Session, model: type[Model], key: Any) -> Model:
    """Fetch a row to decide about, held until the act ends.

    FOR UPDATE on PostgreSQL; on SQLite the writer's BEGIN IMMEDIATE already holds everything.
    What the session may have read before is read anew.

    Raises:
        Refusal: `record.unknown` with `table` and `key`.
    """
    row = session.get(model, key, with_for_update=True, populate_existing=True)
    if row is None:
        raise Refusal("record.unknown", table=model.__tablename__, key=str(key))
    return row
