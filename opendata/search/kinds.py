"""What can be found, in the order results are told; and the numbers entries have.

An entry's number begins with its kind and goes on in the order of the kind: FTS5 gives what it
finds by number, so the first of a kind are had without sorting all of them. Purchases and findings
are counted down, the newest first.
"""

KINDS = ("school", "place", "requirement", "supplier", "purchase", "finding", "item")
NUMBERED = ("place", "school", "requirement", "supplier", "item", "finding", "purchase")
"""The kinds in the order of their numbers: what is asked for together lies together."""

OF_NO_PLACE = ("requirement", "supplier", "item")
SPAN = 10**12  # numbers of a kind
COUNTED_DOWN = ("finding", "purchase")
NEWEST = 10**11  # they are counted down from here


def numbers(kind: str) -> tuple[int, int]:
    """The numbers a kind can have: from, and up to without."""
    first = (NUMBERED.index(kind) + 1) * SPAN
    return first, first + SPAN


def own_number(kind: str, key: str) -> int | None:
    """The number of an entry whose key is one; None: the next free one of its kind."""
    if kind in COUNTED_DOWN:
        return numbers(kind)[0] + NEWEST - int(key)
    return numbers(kind)[0] + int(key) if kind == "supplier" else None


def kind_of(number: int) -> str:
    """The kind that a number is of."""
    return NUMBERED[number // SPAN - 1]
