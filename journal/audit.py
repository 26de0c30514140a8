"""Do the tables say what the journal says? Every journaled column rebuilt from its last leaf."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, cast

from sqlalchemy import func, inspect, select
from sqlalchemy.orm import Session

from core.models import Base, Journaled
from journal.leaf import commitment, written
from journal.models import Entry, Salt
from journal.problems import Problem
from journal.records import shape_of

BATCH = 5_000
CHUNK = 900  # values in one statement
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
    last = _last_numbers(session, shape.table)
    workspace = cast(type[Journaled], model).drafts()
    drafts = set() if workspace is None else set(map(str, session.scalars(workspace)))
    seen: set[str] = set()
    for rows in _batches(session, model):
        leaves = _leaves(session, [last[key] for key, _ in rows if key in last])
        for key, row in rows:
            seen.add(key)
            number = last.get(key)
            if row["rev"] == 0:
                if number is not None:
                    yield Problem("row.draft_with_leaf", shape.table, key, leaf=number)
                elif key not in drafts:
                    yield Problem("row.without_leaf", shape.table, key)
            elif number is None:
                yield Problem("row.without_leaf", shape.table, key)
            else:
                yield from _compare(session, model, key, row, number, leaves[number])
    gone = {number: key for key, number in last.items() if key not in seen}
    for number, told in _leaves(session, list(gone)).items():
        if told.get("kind") != "void":
            yield Problem("row.missing", shape.table, gone[number], leaf=number)


def _compare(
    session: Session, model: type[Base], key: str, row: Any, number: int, told: Any
) -> Iterator[Problem]:
    shape = shape_of(model)
    if not (isinstance(told.get("row"), dict) and isinstance(told.get("personal"), dict)):
        yield Problem("row.leaf_unreadable", shape.table, key, leaf=number)
        return
    if row["rev"] != told.get("rev"):
        yield Problem(
            "row.differs", shape.table, key, "rev", str(row["rev"]), str(told.get("rev")), number
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


def _last_numbers(session: Session, table: str) -> dict[str, int]:
    rows = session.execute(
        select(Entry.key, func.max(Entry.number)).where(Entry.table == table).group_by(Entry.key)
    )
    return {key: number for key, number in rows}  # noqa: C416


def _leaves(session: Session, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The leaves of these numbers, read; one that is no object any more is empty."""
    found: dict[int, dict[str, Any]] = {}
    for start in range(0, len(numbers), CHUNK):
        part = numbers[start : start + CHUNK]
        rows = session.execute(select(Entry.number, Entry.leaf).where(Entry.number.in_(part)))
        for number, text in rows:
            try:
                told = json.loads(text)
            except ValueError:
                told = None
            found[number] = told if isinstance(told, dict) else {}
    return found


def _batches(session: Session, model: type[Base]) -> Iterator[list[tuple[str, Any]]]:
    mapper = inspect(model)
    columns = [
        getattr(model, attribute.key).label(attribute.key) for attribute in mapper.column_attrs
    ]
    names = shape_of(model).key
    result = session.execute(select(*columns).execution_options(yield_per=BATCH))
    for part in result.mappings().partitions(BATCH):
        yield [("/".join(str(row[name]) for name in names), row) for row in part]


def _text(value: Any) -> str | None:
    return None if value is None else value if isinstance(value, str) else json.dumps(value)
