"""What audit finds wrong in a base without kept sums is what is missing there: put in its place.

So a kept sum is counted by one rule only, that of the room's `recounts`.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import Boolean, Column, Integer, Table, bindparam, update
from sqlalchemy.orm import Session

from core.columns import Quantity
from core.models import Base, table_of
from core.money import Som
from core.upsert import upsert
from journal.problems import Problem

Row = dict[str, Any]


def mend(session: Session, problems: Iterable[Problem]) -> None:
    """Write into rows that are there what recounts say they should hold.

    Raises:
        ValueError: a problem that is of no kept sum, or names no row.
    """
    for (table, column), rows in _changes(problems).items():
        which = [key == bindparam(f"of_{key.name}") for key in table.primary_key]
        named = [{**{f"of_{name}": told for name, told in key.items()}, **new} for key, new in rows]
        change = update(table).where(*which).values({column: bindparam(column)})
        session.connection().execute(change, named)
    session.expire_all()


def make(session: Session, model: type[Base], problems: Iterable[Problem]) -> None:
    """Write the rows of a table of kept sums; a sum that is not named is nothing.

    Raises:
        ValueError: as `mend`; a problem of another table.
    """
    for (table, _), rows in _changes(problems).items():
        if table is not table_of(model):
            raise ValueError(f"not a sum of {model.__tablename__}: {table.name}")
        upsert(session, model, [key | new for key, new in rows])


def _changes(problems: Iterable[Problem]) -> dict[tuple[Table, str], list[tuple[Row, Row]]]:
    """By table and column: the key of each row, and what it should hold."""
    changes: dict[tuple[Table, str], list[tuple[Row, Row]]] = {}
    for problem in problems:
        if problem.code != "sum.differs" or problem.key is None or problem.column is None:
            raise ValueError(f"no kept sum: {problem}")
        table = Base.metadata.tables[problem.table]
        column = table.c[problem.column]
        parts = zip(table.primary_key, problem.key.split("/"), strict=True)
        key = {one.name: _value(one, told) for one, told in parts}
        new = {column.name: _value(column, problem.in_leaf)}
        changes.setdefault((table, column.name), []).append((key, new))
    return changes


def _value(column: Column[Any], told: str | None) -> Any:
    if told is None:
        return None
    if isinstance(column.type, Som | Quantity):
        return Decimal(told)
    if isinstance(column.type, Boolean):
        return bool(int(told))
    return int(told) if isinstance(column.type, Integer) else told
