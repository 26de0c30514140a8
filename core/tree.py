"""Who lies within whom. Ancestry goes by parent links, never by digits of a code.

41700000000021 is a child of 41721000000000, though their digits do not say so.
"""

from collections.abc import Mapping


def lineage(code: str, parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """The code itself and its ancestors, nearest first; stops where a link leads back."""
    line: list[str] = []
    step: str | None = code
    while step is not None and step not in line:
        line.append(step)
        step = parents.get(step)
    return tuple(line)


def is_within(code: str, place: str, parents: Mapping[str, str | None]) -> bool:
    """Is `code` that place, or somewhere below it?"""
    return place in lineage(code, parents)
