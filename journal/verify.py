"""Is the journal whole? Every leaf, node and the right edge recomputed from the leaves' text."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import Refusal
from journal import leaf, merkle
from journal.log import TILE
from journal.models import Entry, EntryPlace, Node, State
from journal.problems import Problem

BATCH = 5_000
INDEXED = ("act_no", "table", "key")
Chain = dict[tuple[str, str], tuple[Any, int | None]]
"""Of each record, met so far: its last `rev` and the number of its leaf."""


def problems(session: Session) -> list[Problem]:
    """Everything wrong with the tree: empty when it is whole.

    Checked are: leaves numbered without a gap, canonical text, the hash of each, its index
    columns and places, each record's chain of `rev` and `prev`, kept nodes, edge, size and acts.
    """
    return list(_check(session))


def root(session: Session) -> tuple[int, bytes]:
    """The size and the root of the tree as the journal keeps them."""
    state = session.execute(select(State.size, State.edge).where(State.id == 1)).one_or_none()
    edge = merkle.Edge(*state) if state else merkle.Edge()
    return edge.size, edge.root()


def _check(session: Session) -> Iterator[Problem]:
    edge = merkle.Edge()
    nodes: dict[tuple[int, int], bytes] = {}
    last: Chain = {}
    acts = 0
    expected = 0
    for entry, places in _entries(session):
        if entry.number != expected:
            yield Problem("tree.missing_leaf", "journal_entries", str(expected), leaf=expected)
        expected = entry.number + 1
        yield from _leaf(entry, places, last)
        acts = max(acts, entry.act_no)
        for level, index, hash_ in edge.append(merkle.leaf_hash(entry.leaf.encode())):
            if level % TILE == 0:
                nodes[level // TILE, index] = hash_
    yield from _nodes(session, nodes)
    yield from _state(session, edge, acts)


def _entries(session: Session) -> Iterator[tuple[Any, set[str]]]:
    start = 0
    while True:
        rows = session.execute(
            select(Entry.number, Entry.act_no, Entry.table, Entry.key, Entry.leaf, Entry.hash)
            .where(Entry.number >= start)
            .order_by(Entry.number)
            .limit(BATCH)
        ).all()
        if not rows:
            return
        places: dict[int, set[str]] = {}
        for number, place in session.execute(
            select(EntryPlace.number, EntryPlace.place).where(
                EntryPlace.number >= start, EntryPlace.number <= rows[-1].number
            )
        ):
            places.setdefault(number, set()).add(place)
        for row in rows:
            yield row, places.get(row.number, set())
        start = rows[-1].number + 1


def _leaf(entry: Any, places: set[str], last: Chain) -> Iterator[Problem]:
    number = entry.number

    def wrong(code: str, column: str, table: object = None, said: object = None) -> Problem:
        return Problem(
            code, "journal_entries", str(number), column, _text(table), _text(said), number
        )

    if merkle.leaf_hash(entry.leaf.encode()) != entry.hash:
        yield wrong("tree.leaf_changed", "hash", entry.hash.hex())
    try:
        told = json.loads(entry.leaf)
        if leaf.canonical(told) != entry.leaf:
            yield wrong("tree.not_canonical", "leaf")
        if not isinstance(told, dict):
            raise ValueError("a leaf is an object")
    except (ValueError, Refusal):
        yield wrong("tree.not_canonical", "leaf")
        return
    for column in INDEXED:
        if told.get(column) != getattr(entry, column):
            yield wrong("tree.index_wrong", column, getattr(entry, column), told.get(column))
    if set(told.get("places", ())) != places:
        yield wrong("tree.index_wrong", "places", sorted(places), told.get("places"))
    record = (str(told.get("table")), str(told.get("key")))
    rev, prev = last.get(record, (0, None))
    if (told.get("rev"), told.get("prev")) != (rev + 1, prev):
        yield wrong("tree.chain_broken", "rev", rev + 1, told.get("rev"))
    last[record] = (told.get("rev"), number)


def _nodes(session: Session, nodes: dict[tuple[int, int], bytes]) -> Iterator[Problem]:
    kept = {
        (level, index): hash_
        for level, index, hash_ in session.execute(select(Node.level, Node.index, Node.hash))
    }
    for key in sorted(nodes.keys() | kept.keys()):
        if nodes.get(key) != kept.get(key):
            yield Problem("tree.node_wrong", "journal_nodes", f"{key[0]}/{key[1]}", "hash")


def _state(session: Session, edge: merkle.Edge, acts: int) -> Iterator[Problem]:
    state = session.execute(
        select(State.size, State.acts, State.edge).where(State.id == 1)
    ).one_or_none()
    if state is None:
        if edge.size:
            yield Problem("tree.state_missing", "journal_state", "1")
        return
    for column, kept, counted in (
        ("size", state.size, edge.size),
        ("edge", state.edge, bytes(edge)),
        ("acts", state.acts, acts),
    ):
        if kept != counted:
            yield Problem(
                "tree.state_wrong", "journal_state", "1", column, _text(kept), _text(counted)
            )


def _text(value: object) -> str | None:
    if value is None:
        return None
    return value.hex() if isinstance(value, bytes) else str(value)
