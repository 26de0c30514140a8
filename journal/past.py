"""A base as it stood when the journal was shorter: every journaled row from its last leaf then.

`copy` brings the first leaves over, each hashed anew; `rows` writes the tables they tell of. What
no leaf holds (kept sums, keys of search) is filled by the rooms: their `filling` modules.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import JSON, Table, func, insert, select
from sqlalchemy.orm import Session

from core.errors import Refusal
from core.models import Base, table_of
from journal import leaf, merkle
from journal.log import TILE
from journal.models import Entry, EntryPlace, Node, Salt, State
from journal.records import Shape, shape_of

BATCH = 5_000
CHUNK = 900  # values in one statement
Derive = Callable[[Any], Mapping[str, Any]]
"""From a row read from its leaf (its columns as attributes): columns that follow from it alone."""


@dataclass(frozen=True, slots=True)
class End:
    """The end of the last act within a size: `size` leaves, the last of `moment` hashed `mark`."""

    size: int
    moment: datetime
    mark: bytes


def end(session: Session, size: int) -> End | None:
    """Where the last act ended that lies wholly within the first `size` leaves.

    No page was ever made from half an act. None: not one act had ended yet.
    """
    while size > 0:
        last = session.execute(
            select(Entry.act_no, Entry.leaf, Entry.hash).where(Entry.number == size - 1)
        ).one_or_none()
        if last is None:
            return None
        after = session.scalar(select(Entry.act_no).where(Entry.number == size))
        if after != last.act_no:
            moment = leaf.moment(json.loads(last.leaf)["at"])
            return End(size, moment, last.hash)
        first = select(func.min(Entry.number)).where(Entry.act_no == last.act_no)
        size = session.scalar(first) or 0
    return None


def salts(session: Session, size: int) -> int:
    """How many personal fields of the first `size` leaves can still be opened: fewer once one of
    them was erased."""
    return session.scalar(select(func.count()).where(Salt.number < size)) or 0


def copy(source: Session, target: Session, size: int) -> None:
    """Bring the first `size` leaves with their places and hashes into an empty base.

    Raises:
        Refusal: `journal.leaf_damaged` with its `number`: a leaf that is missing, or is not what
            was hashed when it was written.
    """
    edge, acts = merkle.Edge(), 0
    for part in _parts(source, Entry, size):
        for row in part:
            told = row["leaf"].encode()
            if row["number"] != edge.size or merkle.leaf_hash(told) != row["hash"]:
                raise Refusal("journal.leaf_damaged", number=edge.size)
            nodes = [
                {"level": level // TILE, "index": index, "hash": node}
                for level, index, node in edge.append(row["hash"])
                if level % TILE == 0
            ]
            if nodes:
                target.execute(insert(table_of(Node)), nodes)
            acts = row["act_no"]
        target.execute(insert(table_of(Entry)), part)
    if edge.size != size:
        raise Refusal("journal.leaf_damaged", number=edge.size)
    for part in _parts(source, EntryPlace, size):
        target.execute(insert(table_of(EntryPlace)), part)
    state = {"id": 1, "size": size, "acts": acts, "edge": bytes(edge)}
    target.execute(insert(table_of(State)), [state])


def _parts(source: Session, model: Any, size: int) -> Iterator[list[dict[str, Any]]]:
    columns = table_of(model).c
    result = source.execute(
        select(*columns)
        .where(columns.number < size)
        .order_by(columns.number)
        .execution_options(yield_per=BATCH)
    )
    for part in result.mappings().partitions(BATCH):
        yield [dict(row) for row in part]


def rows(
    source: Session,
    target: Session,
    models: Iterable[type[Base]],
    derive: Mapping[str, Derive],
) -> None:
    """Write every row that the leaves in `target` tell of; what was taken away stays away.

    A personal field is taken from `source`, where its salt still opens what the leaf commits to;
    else it is empty: erased, or another one since. `derive` gives, by table, the columns that
    follow from a row alone and may not be empty.
    """
    for model in models:
        _fill(source, target, model, derive.get(model.__tablename__, _nothing))


def _nothing(row: Any) -> Mapping[str, Any]:
    return {}


def _fill(source: Session, target: Session, model: type[Base], derive: Derive) -> None:
    shape, table = shape_of(model), table_of(model)
    for part in _last(target, shape.table):
        found = [(number, told) for number, told in part if told["kind"] != "void"]
        opened = _opened(source, model, dict(found)) if shape.personal else {}
        made = []
        for number, told in found:
            row = _row(shape, table, told) | opened.get(number, {})
            made.append({**row, **derive(SimpleNamespace(**row))})
        for alike in _alike(table, made):
            target.execute(insert(table), alike)


def _alike(table: Table, rows: Iterable[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    """Rows that have the same columns. JSON that is not there is left out: a null of the database,
    as a record has it of which nothing was said, and no null of JSON."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    named = [column.name for column in table.c if isinstance(column.type, JSON)]
    for row in rows:
        absent = tuple(name for name in named if row.get(name) is None)
        told = {name: value for name, value in row.items() if name not in absent}
        groups.setdefault(absent, []).append(told)
    return groups.values()


def _last(target: Session, table: str) -> Iterator[list[tuple[int, dict[str, Any]]]]:
    """The last leaf of each record of a table, with its number."""
    last = select(func.max(Entry.number)).where(Entry.table == table).group_by(Entry.key)
    found = target.execute(
        select(Entry.number, Entry.leaf).where(Entry.number.in_(last)).order_by(Entry.number)
    ).all()
    for start in range(0, len(found), BATCH):
        yield [(number, json.loads(text)) for number, text in found[start : start + BATCH]]


def _row(shape: Shape, table: Table, told: Mapping[str, Any]) -> dict[str, Any]:
    """The columns a leaf tells of. One that came later than the leaf has its default."""
    row = {"rev": told["rev"], **dict.fromkeys(shape.personal)}
    for name, kind in shape.public.items():
        value = leaf.read(told["row"].get(name), kind)
        row[name] = _default(table, name) if value is None else value
    return row


def _default(table: Table, name: str) -> Any:
    column = table.c[name]
    if column.nullable or column.default is None or not column.default.is_scalar:
        return None
    return column.default.arg  # type: ignore[attr-defined]


def _opened(
    source: Session, model: type[Base], leaves: Mapping[int, dict[str, Any]]
) -> dict[int, dict[str, Any]]:
    """By number of the leaf: the personal fields whose present value opens the commitment."""
    known = _salts(source, leaves)
    kept = _present(source, model)
    shape = shape_of(model)
    found: dict[int, dict[str, Any]] = {}
    for number, told in leaves.items():
        values = kept.get(told["key"], {})
        found[number] = {
            name: values.get(name)
            for name, kind in shape.personal.items()
            if (number, name) in known
            and leaf.commitment(known[number, name], name, leaf.written(values.get(name), kind))
            == told["personal"].get(name)
        }
    return found


def _salts(source: Session, numbers: Iterable[int]) -> dict[tuple[int, str], bytes]:
    wanted, found = sorted(numbers), {}
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        for row in source.execute(
            select(Salt.number, Salt.field, Salt.salt).where(Salt.number.in_(part))
        ):
            found[row.number, row.field] = row.salt
    return found


def _present(source: Session, model: type[Base]) -> dict[str, dict[str, Any]]:
    """The personal fields of a table as they are kept today, by key."""
    shape = shape_of(model)
    columns = [getattr(model, name) for name in (*shape.key, *shape.personal)]
    return {
        "/".join(str(row[name]) for name in shape.key): dict(row)
        for row in source.execute(select(*columns)).mappings()
    }
