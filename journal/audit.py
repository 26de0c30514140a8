"""Do the tables say what the journal says? Every journaled column rebuilt from its last leaf."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from core.models import Base, Journaled
from journal.leaf import commitment, written
from journal.models import Entry, Salt
from journal.problems import Problem
from journal.records import shape_of

BATCH = 5_000
Recount = Callable[[Session], Iterable[Problem]]


def journaled() -> list[type[Base]]:
    """Every journaled table the program has, by name."""
    models: list[type[Base]] = [mapper.class_ for mapper in Base.registry.mappers]
    return sorted(
        (model for model in models if issubclass(model, Journaled)),
        key=lambda model: model.__tablename__,
    )


def problems(
    session: Session, models: Iterable[type[Base]], recounts: Iterable[Recount] = ()
) -> list[Problem]:
    """What differs between tables and leaves, and between kept sums and what they count.

    A row with `rev` 0 is a draft: it has no leaf, and none may have it.
    """
    found: list[Problem] = []
    for model in models:
        found += _table(session, model)
    for recount in recounts:
        found += recount(session)
    return found


def _table(session: Session, model: type[Base]) -> Iterator[Problem]:
    shape = shape_of(model)
    leaves = _last_leaves(session, shape.table)
    seen: set[str] = set()
    for key, row in _rows(session, model):
        seen.add(key)
        if row["rev"] == 0:
            if key in leaves:
                yield Problem("row.draft_with_leaf", shape.table, key, leaf=leaves[key][0])
            continue
        if key not in leaves:
            yield Problem("row.without_leaf", shape.table, key)
            continue
        number, told = leaves[key]
        yield from _compare(session, model, key, row, number, told)
    for key, (number, told) in leaves.items():
        if key not in seen and told["kind"] != "void":
            yield Problem("row.missing", shape.table, key, leaf=number)


def _compare(
    session: Session, model: type[Base], key: str, row: Any, number: int, told: Any
) -> Iterator[Problem]:
    shape = shape_of(model)
    if row["rev"] != told["rev"]:
        yield Problem(
            "row.differs", shape.table, key, "rev", str(row["rev"]), str(told["rev"]), number
        )
    for column, kind in shape.public.items():
        here, there = written(row[column], kind), told["row"].get(column)
        if here != there:
            yield Problem(
                "row.differs", shape.table, key, column, _text(here), _text(there), number
            )
    for column, kind in shape.personal.items():
        yield from _personal(
            session, shape.table, key, column, written(row[column], kind), told, number
        )


def _personal(
    session: Session, table: str, key: str, column: str, here: Any, told: Any, number: int
) -> Iterator[Problem]:
    """A personal field must open its commitment; an erased one has neither value nor salt."""
    kept = told["personal"].get(column)
    if kept is None and here is None:
        return
    salt = session.scalar(select(Salt.salt).where(Salt.number == number, Salt.field == column))
    if salt is None and here is None:
        return
    if kept is None or salt is None or commitment(salt, column, here) != kept:
        yield Problem("row.differs", table, key, column, "(personal)", kept, number)


def _last_leaves(session: Session, table: str) -> dict[str, tuple[int, Any]]:
    last = (
        select(func.max(Entry.number).label("number"))
        .where(Entry.table == table)
        .group_by(Entry.key)
        .subquery()
    )
    rows = session.execute(
        select(Entry.key, Entry.number, Entry.leaf).join(last, last.c.number == Entry.number)
    )
    return {key: (number, json.loads(text)) for key, number, text in rows}


def _rows(session: Session, model: type[Base]) -> Iterator[tuple[str, Any]]:
    mapper = inspect(model)
    columns = [
        getattr(model, attribute.key).label(attribute.key) for attribute in mapper.column_attrs
    ]
    names = shape_of(model).key
    result = session.execute(select(*columns).execution_options(yield_per=BATCH))
    for row in result.mappings():
        yield "/".join(str(row[name]) for name in names), row


def _text(value: Any) -> str | None:
    return None if value is None else value if isinstance(value, str) else json.dumps(value)
