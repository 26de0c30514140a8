"""The tree at an earlier size: where acts ended, and the root that everybody saw then."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from journal import merkle
from journal.log import TILE
from journal.models import Entry, Node


def end_of_next_act(session: Session, size: int) -> int | None:
    """The journal's size at the end of the act whose first leaf is number `size`; None while
    nothing was entered after it."""
    act = select(Entry.act_no).where(Entry.number == size).scalar_subquery()
    last = session.scalar(select(func.max(Entry.number)).where(Entry.act_no == act))
    return None if last is None else last + 1


def root_at(session: Session, size: int) -> bytes:
    """The root of the first `size` leaves, from what is kept of the tree: at most 128 hashes for
    each of its subtrees. Where leaves are missing it raises LookupError."""
    return merkle.root_at(size, lambda level, index: _hash(session, level, index))


def _hash(session: Session, level: int, index: int) -> bytes:
    """The hash of a complete subtree, out of the kept ones below it."""
    kept, above = divmod(level, TILE)
    first, count = index << above, 1 << above
    if kept:
        query = select(Node.hash).where(Node.level == kept)
        query = query.where(Node.index.between(first, first + count - 1)).order_by(Node.index)
    else:
        query = select(Entry.hash).where(Entry.number.between(first, first + count - 1))
        query = query.order_by(Entry.number)
    hashes = list(session.scalars(query))
    if len(hashes) != count:
        raise LookupError((level, index))
    return merkle.root_of(hashes)


def size_of(session: Session, root: bytes) -> int | None:
    """The size at which the tree had this root, at the end of an act or within one; None: never.

    Every leaf's hash is read.
    """
    edge = merkle.Edge()
    rows = session.scalars(
        select(Entry.hash).order_by(Entry.number).execution_options(yield_per=5_000)
    )
    for hash_ in rows:
        for _ in edge.append(hash_):
            pass
        if edge.root() == root:
            return edge.size
    return None
