"""From which journal files were made: its size, its root, and the moment of its last entry."""

from dataclasses import dataclass
from datetime import datetime
from json import loads

from sqlalchemy import select
from sqlalchemy.orm import Session

from journal.merkle import Edge
from journal.models import Entry, State


@dataclass(frozen=True, slots=True)
class AsOf:
    """The journal as a session sees it; `at` is None while nothing is written."""

    size: int
    root: str
    at: datetime | None


def as_of(session: Session) -> AsOf:
    """The journal's size, root and last moment: two statements."""
    state = session.execute(select(State.size, State.edge).where(State.id == 1)).one_or_none()
    size, edge = state or (0, b"")
    last = session.scalar(select(Entry.leaf).where(Entry.number == size - 1))
    at = datetime.fromisoformat(loads(last)["at"]) if last else None
    return AsOf(size, Edge(size, edge).root().hex(), at)
