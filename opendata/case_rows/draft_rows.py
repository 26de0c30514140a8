"""Which rows of a table make one purchase, and which of them one item. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.errors import Refusal
from core.words import folded
from opendata.case_rows.reading import Row
from opendata.case_rows.standing import KnownPurchases, Standing
from opendata.case_rows.words import HEADERS
from procurement.acts import PurchaseLineValues, ShareValues

AFTER = 10**9  # new items come behind those there are, in their own order
_NUMBER = re.compile(r"(?:№ ?)?([0-9]{1,15})", re.ASCII)


@dataclass(eq=False)
class Item:
    """The rows of one item: a school's part each. `number` and `stands` of one already there."""

    rows: list[Row]
    number: int | None = None
    stands: PurchaseLineValues | None = None
    parts: list[tuple[Row, ShareValues]] = field(default_factory=list)

    @property
    def first(self) -> Row:
        """The row that is told of when the whole item is meant."""
        return self.rows[0]


@dataclass(eq=False)
class Draft:
    """The rows of one purchase, in the order of its items; `stands` is the one already there."""

    stands: Standing | None
    items: list[Item] = field(default_factory=list)
    _new: dict[tuple[str, str], Item] = field(default_factory=dict)
    _last: Item | None = None

    @property
    def rows(self) -> list[Row]:
        """All rows of the purchase."""
        return [row for item in self.items for row in item.rows]

    @property
    def first(self) -> Row:
        """The row that is told of when the whole purchase is meant."""
        return min(self.rows, key=lambda row: row.number)

    def take(self, row: Row) -> None:
        """Put a row to its item: by the item's number, by its name, else to the item above."""
        item = self._numbered(row) if row.fills("line") else self._named(row)
        if item is None:
            return
        if not item.rows:
            self.items.append(item)
            self.items.sort(key=lambda one: one.number or AFTER)
        item.rows.append(row)
        self._last = item

    def _numbered(self, row: Row) -> Item | None:
        found = _NUMBER.fullmatch(row.cell("line").text.strip())
        lines = self.stands.values.lines if self.stands else ()
        number = int(found[1]) if found else 0
        if not 1 <= number <= len(lines):
            row.note("line", Refusal("item_row.no_such_line", lines=len(lines)))
            return None
        known = next((item for item in self.items if item.number == number), None)
        return known or Item([], number, lines[number - 1])

    def _named(self, row: Row) -> Item | None:
        if not row.fills("item"):
            if self._last is None:
                row.note("item", Refusal("cell.empty", column=HEADERS["item"]))
            return self._last
        name = (folded(row.cell("item").text), folded(row.cell("requirement").text))
        return self._new.setdefault(name, Item([]))


def drafts(rows: Sequence[Row], facts: KnownPurchases) -> list[Draft]:
    """The purchases of a table, in the order they are met.

    A row belongs to the purchase whose number it bears; without a number to the new one of its
    title; without a title to the purchase above.
    """
    by_number: dict[int, Draft] = {}
    by_title: dict[str, Draft] = {}
    last: Draft | None = None
    for row in rows:
        if row.fills("purchase"):
            number = _known(row, facts)
            if number is None:
                continue
            last = by_number.setdefault(number, Draft(facts.purchases[number]))
        elif row.fills("title"):
            last = by_title.setdefault(folded(row.cell("title").text), Draft(None))
        elif last is None:
            row.note("title", Refusal("cell.empty", column=HEADERS["title"]))
            continue
        last.take(row)
    return [one for one in (*by_number.values(), *by_title.values()) if one.items]


def _known(row: Row, facts: KnownPurchases) -> int | None:
    found = _NUMBER.fullmatch(row.cell("purchase").text.strip())
    number = int(found[1]) if found else None
    if number in facts.purchases:
        return number
    code = "purchase_row.elsewhere" if number in facts.other_places else "purchase_row.not_found"
    row.note("purchase", Refusal(code))
    return None
