"""Hashes and proofs of an append-only tree (RFC 6962 §2.1, RFC 9162 §2.1). Pure; stdlib only."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

HASH = 32
EMPTY = sha256(b"").digest()
Hashes = Callable[[int, int], bytes]
"""Gives the hash of a complete subtree: (level, index), where level 0 are the leaves."""


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one leaf."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees side by side."""
    return sha256(b"\x01" + left + right).digest()


def peaks(size: int) -> list[tuple[int, int]]:
    """The complete subtrees a tree of `size` leaves is made of, left to right: (level, index)."""
    found, start = [], 0
    for level in range(size.bit_length() - 1, -1, -1):
        if size >> level & 1:
            found.append((level, start >> level))
            start += 1 << level
    return found


class Edge:
    """The right edge of a growing tree: all that is needed to append and to tell the root.

    Holds one hash for each of `peaks(size)`; as bytes it is their concatenation.
    """

    def __init__(self, size: int = 0, hashes: bytes = b"") -> None:
        if len(hashes) != HASH * size.bit_count():
            raise ValueError(f"an edge of {size} leaves has {size.bit_count()} hashes")
        self.size = size
        self._stack = [hashes[i : i + HASH] for i in range(0, len(hashes), HASH)]

    def append(self, hash_: bytes) -> Iterator[tuple[int, int, bytes]]:
        """Add a leaf's hash; yield every subtree this completes: (level, index, hash)."""
        level, index = 0, self.size
        while index & 1:
            hash_ = node_hash(self._stack.pop(), hash_)
            level, index = level + 1, index >> 1
            yield level, index, hash_
        self._stack.append(hash_)
        self.size += 1

    def root(self) -> bytes:
        """The hash of the whole tree."""
        return _bag(self._stack)

    def __bytes__(self) -> bytes:
        return b"".join(self._stack)


def _bag(stack: list[bytes]) -> bytes:
    if not stack:
        return EMPTY
    root = stack[-1]
    for left in reversed(stack[:-1]):
        root = node_hash(left, root)
    return root


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root of a tree over these leaf hashes."""
    edge = Edge()
    for leaf in leaves:
        for _ in edge.append(leaf):
            pass
    return edge.root()


def root_at(size: int, hashes: Hashes) -> bytes:
    """The root the tree had at `size`, from the hashes of complete subtrees."""
    return _bag([hashes(level, index) for level, index in peaks(size)])


def _range(start: int, end: int, hashes: Hashes) -> bytes:
    """The hash of leaves [start, end); `start` is where a subtree of that size may begin."""
    width = end - start
    if width & (width - 1) == 0:
        level = width.bit_length() - 1
        return hashes(level, start >> level)
    split = start + (1 << (width - 1).bit_length() - 1)
    return node_hash(_range(start, split, hashes), _range(split, end, hashes))


def inclusion_proof(index: int, size: int, hashes: Hashes) -> list[bytes]:
    """The audit path of leaf `index` in the tree of `size` leaves, nearest sibling first."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} is not in a tree of {size}")
    path: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        split = start + (1 << (end - start - 1).bit_length() - 1)
        if index < split:
            path.append(_range(split, end, hashes))
            end = split
        else:
            path.append(_range(start, split, hashes))
            start = split
    return path[::-1]


def is_included(index: int, size: int, leaf: bytes, root: bytes, path: list[bytes]) -> bool:
    """Does the path lead from the leaf's hash to the root? (RFC 9162 §2.1.3.2)"""
    if not 0 <= index < size or any(len(hash_) != HASH for hash_ in (leaf, root, *path)):
        return False
    node, last, hash_ = index, size - 1, leaf
    for step in path:
        if last == 0:
            return False
        if node & 1 or node == last:
            hash_ = node_hash(step, hash_)
            while node & 1 == 0 and node:
                node, last = node >> 1, last >> 1
        else:
            hash_ = node_hash(hash_, step)
        node, last = node >> 1, last >> 1
    return last == 0 and hash_ == root


def consistency_proof(old: int, size: int, hashes: Hashes) -> list[bytes]:
    """Hashes that show the tree of `size` begins with the tree of `old` leaves."""
    if not 0 < old <= size:
        raise ValueError(f"no tree of {old} within one of {size}")
    path: list[bytes] = []
    start, end, whole = 0, size, True
    while end != old:
        split = start + (1 << (end - start - 1).bit_length() - 1)
        if old <= split:
            path.append(_range(split, end, hashes))
            end = split
        else:
            path.append(_range(start, split, hashes))
            start, whole = split, False
    if not whole:
        path.append(_range(start, end, hashes))
    return path[::-1]


def is_consistent(old: int, size: int, old_root: bytes, root: bytes, path: list[bytes]) -> bool:
    """Does the larger tree begin with the smaller one? (RFC 9162 §2.1.4.2)"""
    if not 0 < old <= size or any(len(step) != HASH for step in (old_root, root, *path)):
        return False
    if old == size:
        return not path and old_root == root
    steps = [old_root, *path] if old & (old - 1) == 0 else list(path)
    if not steps:
        return False
    node, last = old - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    before = after = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            before, after = node_hash(step, before), node_hash(step, after)
            while node & 1 == 0 and node:
                node, last = node >> 1, last >> 1
        else:
            after = node_hash(after, step)
        node, last = node >> 1, last >> 1
    return last == 0 and before == old_root and after == root
