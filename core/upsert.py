"""Insert or replace, and insert or add: the two ways a kept total is written."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from core.models import Base, table_of


def upsert(
    session: Session,
    model: type[Base],
    rows: Sequence[dict[str, Any]],
    *,
    add: tuple[str, ...] = (),
) -> None:
    """Write rows by primary key: columns named in `add` are added to, all others replaced.

    Rows are unique by key and all have the same columns. One statement, whatever their number.
    """
    if not rows:
        return
    table = table_of(model)
    kind: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[
        session.get_bind().dialect.name
    ]
    keys = [column.name for column in table.primary_key]
    statement = kind(table)
    new = statement.excluded
    changed = {
        name: table.c[name] + new[name] if name in add else new[name]
        for name in rows[0]
        if name not in keys
    }
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), list(rows))
