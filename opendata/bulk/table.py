"""How a table of the bulk files is described: once, for every form and for its schema."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Select, select, type_coerce
from sqlalchemy.orm import Session

from core.words import Words
from opendata.names import Names
from opendata.package.columns import Column

READ_AT_ONCE = 2_000  # rows fetched together; what is held in memory at any moment


class Link(NamedTuple):
    """A foreign key: these columns name a row of `table` by its `key` columns."""

    columns: tuple[str, ...]
    table: str
    key: tuple[str, ...]


Rows = Callable[[Session, Names], Iterator[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Table:
    """One table of everything public.

    `fields` are columns with what each is read from. `shape` narrows the statement down to what is
    public, or joins. Where SQL does not tell the rows, `rows` gives them in the order of `fields`:
    whole tyiyn and whole thousandths, as the database keeps them. `source` names the table of the
    database.
    """

    name: str
    title: Words
    about: Words
    source: str
    fields: tuple[tuple[Column, Any], ...]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()
    shape: Callable[[Select[Any]], Select[Any]] = lambda query: query
    rows: Rows | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their order."""
        return tuple(column for column, _ in self.fields)


def read(session: Session, table: Table, names: Names) -> Iterator[tuple[Any, ...]]:
    """The rows of a table by its key, fetched in batches: memory does not grow with the table.

    Money comes as whole tyiyn and quantities as whole thousandths: they are written digit by digit.
    """
    if table.rows is not None:
        yield from table.rows(session, names)
        return
    fields = {column.key: expression for column, expression in table.fields}
    chosen = [
        type_coerce(expression, BigInteger).label(column.key)
        if column.kind in ("som", "quantity")
        else expression.label(column.key)
        for column, expression in table.fields
    ]
    query = table.shape(select(*chosen)).order_by(*(fields[key] for key in table.key))
    found = session.execute(query, execution_options={"yield_per": READ_AT_ONCE})
    for rows in found.partitions():
        yield from (tuple(row) for row in rows)


def text(key: str, *title: str) -> Column:
    """A column of what people typed."""
    return Column(key, "text", Words(*title))


def exact(key: str, *title: str) -> Column:
    """A column of codes."""
    return Column(key, "exact", Words(*title))


def som(key: str, *title: str) -> Column:
    """A column of money."""
    return Column(key, "som", Words(*title))


def quantity(key: str, *title: str) -> Column:
    """A column of quantities, three decimals at most."""
    return Column(key, "quantity", Words(*title))


def count(key: str, *title: str) -> Column:
    """A column of whole numbers."""
    return Column(key, "count", Words(*title))


def day(key: str, *title: str) -> Column:
    """A column of days."""
    return Column(key, "day", Words(*title))


def flag(key: str, *title: str) -> Column:
    """A column of yes or no."""
    return Column(key, "flag", Words(*title))
