"""Writing the journal: in the act's own transaction, so that both happen or neither."""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from core import clock
from core.access import Act, Actor, Grant
from core.models import Base, Journaled, key_of, table_of
from core.upsert import upsert
from journal import leaf, merkle
from journal.models import Entry, EntryPlace, Node, Salt, Scope, State
from journal.records import Draft, draft_of, drafts_of_rows

EVERYTHING = "journal"  # the scope of a page about the journal itself
TILE = 8  # every eighth level of the tree is kept: subtrees of 256 leaves, of 65 536, …


def enter(
    session: Session,
    actor: Actor,
    act: Act,
    *records: Base,
    scopes: Iterable[str],
    reason: str | None = None,
    kind: str = "row",
) -> int:
    """Write down the present version of each record; return the tree's new size.

    Called last in an act: numbering is a queue of one. `scopes` are the codes whose pages change:
    the places and schools concerned with all they lie within (register.reports.lineage).
    `kind` is "row", or "void" for a record that no longer counts, with a `reason`.
    """
    once = {id(record): record for record in records}.values()
    journaled = [_stepped(record) for record in once]
    session.flush()
    drafts = [draft_of(record, key_of(record)) for record in journaled]
    return _write(session, actor, act, drafts, scopes, reason, kind)


def enter_rows(
    session: Session,
    actor: Actor,
    act: Act,
    model: type[Base],
    rows: Sequence[Mapping[str, Any]],
    *,
    places: Callable[[Mapping[str, Any]], tuple[str, ...]],
    scopes: Iterable[str],
) -> int:
    """The same for many new rows of one table, just inserted with rev 1, without objects."""
    return _write(session, actor, act, drafts_of_rows(model, rows, places), scopes, None, "row")


def act_number(session: Session) -> int:
    """The number of the act under way in this transaction; all its leaves share it."""
    transaction = session.get_transaction()
    held = session.info.get("act")
    if held is None or held[0] is not transaction:
        acts = session.scalar(select(State.acts).where(State.id == 1)) or 0
        held = session.info["act"] = (transaction, acts + 1)
    return held[1]


def next_act(session: Session) -> None:
    """What follows in this transaction is another act, with a number of its own."""
    session.info.pop("act", None)


def _stepped(record: Base) -> Base:
    if not isinstance(record, Journaled):
        raise TypeError(f"{type(record).__name__} is not journaled")
    record.rev = (record.rev or 0) + 1
    return record


def _write(
    session: Session,
    actor: Actor,
    act: Act,
    drafts: Sequence[Draft],
    scopes: Iterable[str],
    reason: str | None,
    kind: str,
) -> int:
    act_no = act_number(session)
    state = session.execute(select(State.size, State.edge).where(State.id == 1)).one_or_none()
    edge = merkle.Edge(*state) if state else merkle.Edge()
    if not drafts:
        return edge.size
    rows = Rows()
    about = dict.fromkeys(place for draft in drafts for place in draft.places)
    reach = actor.acting(act, *about, *(grant.place for grant in actor.grants))
    before = _before(session, drafts)
    at = clock.now()
    for draft in drafts:
        text = leaf.compose(
            act=act.value,
            act_no=act_no,
            at=at,
            by=_by(actor, actor.acting(act, *draft.places) or reach),
            table=draft.table,
            key=draft.key,
            rev=draft.rev,
            prev=before.get((draft.table, draft.key)),
            kind=kind,
            reason=reason,
            places=draft.places,
            row=draft.row,
            personal=rows.commit(edge.size, draft),
        )
        rows.add(edge, act_no, draft, text)
    rows.insert(session)
    _keep_state(session, edge, act_no, new=state is None)
    touch(session, {*scopes, EVERYTHING}, edge.size)
    return edge.size


class Rows:
    """What leaves leave in the tables, gathered to be inserted at once."""

    def __init__(self) -> None:
        self.entries: list[dict[str, Any]] = []
        self.places: list[dict[str, Any]] = []
        self.nodes: list[dict[str, Any]] = []
        self.salts: list[dict[str, Any]] = []

    def commit(self, number: int, draft: Draft) -> dict[str, str]:
        """Commitments to the personal fields of a record, each with a fresh salt kept apart."""
        personal = {}
        for field, value in draft.personal.items():
            salt = secrets.token_bytes(32)
            self.salts.append({"number": number, "field": field, "salt": salt})
            personal[field] = leaf.commitment(salt, field, value)
        return personal

    def add(self, edge: merkle.Edge, act_no: int, draft: Draft, text: str) -> None:
        """One leaf: its entry, its places, and the subtrees it completes."""
        number, hash_ = edge.size, merkle.leaf_hash(text.encode())
        self.entries.append(
            {
                "number": number,
                "act_no": act_no,
                "table": draft.table,
                "key": draft.key,
                "leaf": text,
                "hash": hash_,
            }
        )
        self.places += [{"place": place, "number": number} for place in draft.places]
        for level, index, node in edge.append(hash_):
            if level % TILE == 0:
                self.nodes.append({"level": level // TILE, "index": index, "hash": node})

    def insert(self, session: Session) -> None:
        """Write them, entries first: the others refer to them."""
        for model, values in (
            (Entry, self.entries),
            (EntryPlace, self.places),
            (Node, self.nodes),
            (Salt, self.salts),
        ):
            if values:
                session.execute(insert(table_of(model)), values)


def _by(actor: Actor, grant: Grant | None) -> dict[str, Any]:
    """Who did it: role, place and number; never a name."""
    if grant is None:
        return {"role": None, "place": None, "account": actor.account}
    return {"role": grant.role.value, "place": grant.place, "account": actor.account}


def _before(session: Session, drafts: Sequence[Draft]) -> dict[tuple[str, str], int]:
    """The last leaf of each record that has one."""
    known: dict[str, list[str]] = {}
    for draft in drafts:
        if draft.rev > 1:
            known.setdefault(draft.table, []).append(draft.key)
    before: dict[tuple[str, str], int] = {}
    for table, keys in known.items():
        rows = session.execute(
            select(Entry.key, func.max(Entry.number))
            .where(Entry.table == table, Entry.key.in_(keys))
            .group_by(Entry.key)
        )
        before |= {(table, key): number for key, number in rows}
    return before


def _keep_state(session: Session, edge: merkle.Edge, act_no: int, *, new: bool) -> None:
    values = {"size": edge.size, "acts": act_no, "edge": bytes(edge)}
    if new:
        session.execute(insert(State).values(id=1, **values))
    else:
        session.execute(update(State).where(State.id == 1).values(**values))


def touch(session: Session, scopes: Iterable[str], size: int) -> None:
    """Note that something within each of these codes changed at this size of the journal."""
    upsert(session, Scope, [{"code": code, "size": size} for code in sorted(set(scopes))])
