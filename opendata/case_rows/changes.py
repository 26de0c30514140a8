"""What of a purchase a table would change, cell by cell. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.columns import plain
from opendata.case_rows import CellChange
from opendata.case_rows.draft_rows import Draft, Item
from opendata.case_rows.reading import Row
from opendata.case_rows.standing import covers_text, funds_text
from procurement.acts import PurchaseLineValues, PurchaseValues, ShareValues

WHOLE = ("title", "method", "method_reason", "due_on")
LINE = {
    "requirement": "requirement",
    "item": "title",
    "item_code": "item_code",
    "unit": "unit",
    "unit_price": "unit_price",
}
"""Columns of an item and what they are called in its values."""


@dataclass(frozen=True, slots=True)
class Found:
    """A difference: in which row and column, and what stood and would stand there."""

    row: Row
    column: str
    old: object
    new: object

    def told(self, about: str) -> CellChange:
        """The same as a preview tells it."""
        return CellChange(
            self.row.at(self.column), about, self.column, _text(self.old), _text(self.new)
        )


def between(draft: Draft, old: PurchaseValues, new: PurchaseValues) -> list[Found]:
    """What differs between a purchase that stands there and what its rows say."""
    found = [
        Found(_filled(draft.rows, name), name, getattr(old, name), getattr(new, name))
        for name in WHOLE
        if getattr(old, name) != getattr(new, name)
    ]
    named = {item.number for item in draft.items}
    found += [
        Found(draft.first, "item", line.title, None)
        for number, line in enumerate(old.lines, start=1)
        if number not in named
    ]
    for item, line in zip(draft.items, new.lines, strict=True):
        found += _of_item(item, line)
    return found


def _of_item(item: Item, line: PurchaseLineValues) -> list[Found]:
    was = item.stands
    if was is None:
        return [Found(row, "quantity", None, part.quantity) for row, part in item.parts]
    found = [
        Found(_filled(item.rows, column), column, getattr(was, name), getattr(line, name))
        for column, name in LINE.items()
        if getattr(was, name) != getattr(line, name)
    ]
    if was.covers != line.covers:
        row = _filled(item.rows, "covers")
        found.append(Found(row, "covers", covers_text(was), covers_text(line)))
    return found + _parts(item, was)


def _parts(item: Item, was: PurchaseLineValues) -> list[Found]:
    """Schools that came, went, or get another quantity or budget line."""
    before = {share.school: share for share in was.shares}
    gone = [share for share in was.shares if share.school not in {p.school for _, p in item.parts}]
    come = [(row, part) for row, part in item.parts if part.school not in before]
    found: list[Found] = []
    if len(gone) == len(come) == 1:  # one school was put in the place of another
        row, part = come[0]
        found.append(Found(row, "school", gone[0].school, part.school))
        before[part.school], gone, come = gone[0], [], []
    found += [Found(item.first, "school", share.school, None) for share in gone]
    found += [Found(row, "quantity", None, part.quantity) for row, part in come]
    for row, part in item.parts:
        if part.school in before:
            found += _of_part(row, before[part.school], part)
    return found


def _of_part(row: Row, was: ShareValues, part: ShareValues) -> list[Found]:
    found = []
    if was.quantity != part.quantity:
        found.append(Found(row, "quantity", was.quantity, part.quantity))
    if was.fundings != part.fundings:
        found.append(Found(row, "budget_line", funds_text(was), funds_text(part)))
    return found


def _filled(rows: list[Row], name: str) -> Row:
    """The row in which a value of the whole stands, else the first."""
    return next((row for row in rows if row.fills(name)), rows[0])


def _text(value: object) -> str | None:
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)
