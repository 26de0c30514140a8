"""What is measured over many purchases for a flag to stand beside one: medians, fences, counts.

Taken by night over everything; a flag that needs a measure which is not there cannot say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

COUNTRY = ""
"""The scope of what was measured over everything."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One value: of which flag, what it is called, where it was taken and out of how many.

    `scope` is a code (a place, a class of items, "place item_class"…), as the flag writes it.
    """

    flag: str
    name: str
    scope: str
    value: Decimal
    count: int
    on: date


class Measures:
    """The measures of the last night, asked by flag, name and scope."""

    def __init__(self, found: Iterable[Measure] = ()) -> None:
        self._found = {(one.flag, one.name, one.scope): one for one in found}

    def of(self, flag: str, name: str, scope: str = COUNTRY) -> Measure | None:
        """The measure, if it was taken."""
        return self._found.get((flag, name, scope))

    def __iter__(self) -> Iterator[Measure]:
        """All of them."""
        return iter(self._found.values())


NONE_TAKEN = Measures()
