"""Rows of purchases: put together to drafts, judged, and compared with what stands there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from core.errors import Refusal
from core.money import ZERO, apportion
from core.words import folded
from opendata import days
from opendata.budget_rows import Fault
from opendata.budget_rows.lookup import Lookup, code_in
from opendata.case_rows import CellChange, NewRow, PurchaseWork
from opendata.case_rows.changes import between
from opendata.case_rows.draft_rows import Draft, Item, drafts
from opendata.case_rows.fundings import Funds, covers
from opendata.case_rows.reading import Row, money, number_of, quantity, text
from opendata.case_rows.standing import KnownPurchases
from opendata.sheets import Cell
from procurement import rules
from procurement.acts import PurchaseLineValues, PurchaseValues, ShareValues

OPTIONAL = frozenset({"method_reason", "due_on", "item_code", "covers"})


@dataclass
class Judge:
    """Judges the rows of one table of purchases, when all of them are there.

    `language` is what the titles of new purchases are written in.
    """

    facts: KnownPurchases
    language: str
    new: list[NewRow] = field(default_factory=list)
    changes: list[CellChange] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)
    unchanged: int = 0
    _rows: list[Row] = field(default_factory=list)
    _work: list[PurchaseWork] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._schools = Lookup(self.facts.names, "beneficiary.not_found", "beneficiary.ambiguous")
        self._requirements = Lookup(
            self.facts.titles, "requirement.not_found", "requirement.ambiguous"
        )
        self._methods = Lookup(self.facts.methods, "method.not_found", "method.ambiguous")
        self._funds = Funds(self.facts)

    def row(self, row: Row) -> None:
        """Take a row up."""
        self._rows.append(row)

    def work(self) -> Iterator[PurchaseWork]:
        """Judge all rows, and say which drafts are to be made and changed."""
        for draft in drafts(self._rows, self.facts):
            faults = draft.first.faults
            before = len(faults)
            values = self._values(draft)
            if values is not None and len(faults) == before:
                self._compared(draft, values)
        yield from self._work

    def _compared(self, draft: Draft, values: PurchaseValues) -> None:
        stands = draft.stands
        if stands is None:
            self._same_title(draft, values)
            self.new += _told(draft, values)
            self._work.append(PurchaseWork(None, 0, values))
            return
        found = between(draft, stands.values, values)
        if found and not stands.is_draft:
            for one in found:
                one.row.note(one.column, Refusal("purchase_row.published", status=stands.status))
            return
        self.unchanged += len(draft.rows) - len({one.row.number for one in found})
        self.changes += [one.told(values.title) for one in found]
        if found:
            self._work.append(PurchaseWork(stands.id, stands.version, values))

    def _same_title(self, draft: Draft, values: PurchaseValues) -> None:
        """A purchase of that name stands there already: entered anew it would be there twice."""
        wanted = folded(values.title)
        same = [one for one in self.facts.purchases.values() if folded(one.values.title) == wanted]
        if same:
            row, told = draft.first, {"number": same[0].id}
            sheet = row.header.sheet.name
            self.warnings.append(
                Fault(sheet, row.at("title"), "purchase_row.same_title", values.title[:80], told)
            )

    def _values(self, draft: Draft) -> PurchaseValues | None:
        """The purchase its rows say; None when a fault was noted that hides it."""
        was = draft.stands.values if draft.stands else None
        told = {
            "title": self._one(draft.rows, "title", text, was, "title"),
            "method": self._one(draft.rows, "method", self._method, was, "method"),
            "method_reason": self._one(draft.rows, "method_reason", text, was, "method_reason"),
            "due_on": self._one(draft.rows, "due_on", days.read, was, "due_on"),
        }
        lines = [self._line(item) for item in draft.items]
        whole = tuple(line for line in lines if line is not None)
        if told["title"] is None or told["method"] is None or len(whole) < len(lines):
            return None
        if was is not None:  # what the table does not tell, stays
            return replace(was, **told, lines=whole)
        return PurchaseValues(**told, language=self.language, lines=whole)

    def _line(self, item: Item) -> PurchaseLineValues | None:
        was, rows = item.stands, item.rows
        told = {
            "requirement": self._one(rows, "requirement", self._requirement, was, "requirement"),
            "title": self._one(rows, "item", text, was, "title"),
            "unit": self._one(rows, "unit", number_of, was, "unit"),
            "unit_price": self._one(rows, "unit_price", money, was, "unit_price"),
        }
        code = self._one(rows, "item_code", number_of, was, "item_code")
        closes = covers(told["requirement"], self._requirement)
        closed = self._one(rows, "covers", closes, was, "covers")
        self._parts(item)
        if None in told.values() or len(item.parts) < len(rows):
            return None
        shares = tuple(sorted((part for _, part in item.parts), key=lambda part: part.school))
        whole = sum((share.quantity for share in shares), Decimal(0))
        own = ((told["requirement"], whole),)
        told |= {"quantity": whole, "shares": shares, "item_code": code}
        told["covers"] = () if closed in (None, own) else closed
        line = PurchaseLineValues(**told) if was is None else replace(was, **told)
        if rules.line_amount(whole, line.unit_price) <= 0:
            item.first.note("unit_price", Refusal("cell.not_positive"))
            return None
        self._funds.may_pay(item, line)
        return line

    def _parts(self, item: Item) -> None:
        """The parts of the schools, each school once."""
        met: dict[str, int] = {}
        for row in item.rows:
            school = row.needed("school", self._school)
            part = row.needed("quantity", quantity)
            paid_by = row.needed("budget_line", self._funds.read)
            if school in met:
                row.note("school", Refusal("row.told_twice", first=met[school]))
            elif school is not None:
                met[school] = row.number
                if part is not None and paid_by is not None:
                    item.parts.append((row, ShareValues(school, part, paid_by)))

    def _one(self, rows: Sequence[Row], name: str, reader: Any, was: Any, attribute: str) -> Any:
        """What the rows of one purchase or item say together: one of them is enough.

        A column the table lacks leaves what stands there.
        """
        if name not in rows[0].header.columns and was is not None:
            return getattr(was, attribute)
        filled = [row for row in rows if row.fills(name)]
        if not filled:
            return None if name in OPTIONAL else rows[0].needed(name, reader)
        told = [(row, row.read(name, reader)) for row in filled]
        first = told[0][1]
        for row, value in told[1:]:
            if value != first and None not in (value, first):
                at = filled[0].at(name)
                row.note(name, Refusal("purchase_row.told_otherwise", first=at))
        return first

    def _school(self, cell: Cell) -> str:
        try:
            return self._schools.find(cell.text)
        except Refusal as refusal:
            if code_in(cell.text) in self.facts.elsewhere:
                raise Refusal("beneficiary.elsewhere", found=cell.text[:80]) from refusal
            raise

    def _method(self, cell: Cell) -> str:
        return self._methods.find(cell.text)

    def _requirement(self, cell: Cell) -> str:
        code = self._requirements.find(cell.text)
        if code not in self.facts.categories:  # of an edition no longer in force
            raise Refusal("requirement.not_found", found=cell.text[:80])
        return code


def cost(line: PurchaseLineValues) -> Decimal:
    """What a line costs, som."""
    return rules.line_amount(line.quantity, line.unit_price)


def total(work: Sequence[PurchaseWork]) -> Decimal:
    """What the purchases cost together, som."""
    return sum((cost(line) for one in work for line in one.values.lines), ZERO)


def _told(draft: Draft, values: PurchaseValues) -> list[NewRow]:
    """The rows of a new purchase as the preview lists them."""
    found = []
    for item, line in zip(draft.items, values.lines, strict=True):
        amounts = apportion(cost(line), [share.quantity for share in line.shares])
        costs = dict(zip((share.school for share in line.shares), amounts, strict=True))
        about = f"{values.title}: {line.title}"
        found += [
            NewRow(row.at("quantity"), about, part.school, part.quantity, costs[part.school])
            for row, part in item.parts
        ]
    return found
