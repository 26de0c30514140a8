"""Which budget lines pay a school's part, and what of the Standard an item closes, as cells."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from budgets.rules import may_fund
from core.errors import Refusal
from core.money import apportion, som
from opendata import amounts
from opendata.case_rows.draft_rows import Item
from opendata.case_rows.reading import Row, key_in, quantity
from opendata.case_rows.standing import KnownPurchases
from opendata.sheets import TEXT, Cell
from procurement import rules
from procurement.acts import FundingValues, PurchaseLineValues, ShareValues

_NUMBER = re.compile(r"(?:№ ?)?([0-9]{1,15})", re.ASCII)
_PART = re.compile(r"(?:№ ?)?([0-9]{1,15}) ?: ?(.+)", re.ASCII | re.DOTALL)
_COVERS = re.compile(r"([0-9A-Za-z-]{1,20}) ?: ?(.+)", re.ASCII | re.DOTALL)
Covers = tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Funds:
    """The budget lines of a place's year, as cells name them and rules allow them."""

    facts: KnownPurchases

    def read(self, cell: Cell) -> tuple[FundingValues, ...]:
        """The budget lines a cell names: "name [5]", "5", or several: "5: 1000; 6: 500.50".

        Raises:
            Refusal: `budget_line.not_found` with `found`; those of `opendata.amounts` for a sum.
        """
        one = key_in(cell)
        plain = _NUMBER.fullmatch(cell.text.strip())
        if one is not None or plain is not None:
            return (FundingValues(self._known(one or int(plain[1] if plain else 0), cell)),)
        found = []
        for part in cell.text.split(";"):
            told = _PART.fullmatch(part.strip())
            if told is None:
                raise Refusal("budget_line.not_found", found=cell.text[:80])
            found.append(FundingValues(self._known(int(told[1]), cell), amounts.read(told[2])))
        return tuple(sorted(found, key=lambda each: each.budget_line))

    def _known(self, number: int, cell: Cell) -> int:
        if number not in self.facts.funds:
            raise Refusal("budget_line.not_found", found=cell.text[:80])
        return number

    def may_pay(self, item: Item, line: PurchaseLineValues) -> None:
        """Note each part of an item that its budget lines may not pay, or not to the tyiyn."""
        cost = rules.line_amount(line.quantity, line.unit_price)
        parts = sorted(item.parts, key=lambda one: one[1].school)
        costs = apportion(cost, [part.quantity for _, part in parts])
        for (row, part), amount in zip(parts, costs, strict=True):
            for one in part.fundings:
                self._may_serve(row, part, line, one.budget_line)
            self._whole(row, part, amount)

    def _may_serve(
        self, row: Row, part: ShareValues, line: PurchaseLineValues, number: int
    ) -> None:
        fund = self.facts.funds[number]
        category = self.facts.categories[line.requirement]
        if not may_fund(fund.category, fund.requirement, category, line.requirement):
            row.note("budget_line", Refusal("budget_line.other_purpose", code=line.requirement))
        elif fund.beneficiary not in self.facts.lineages[part.school]:
            row.note("budget_line", Refusal("budget_line.other_school", school=part.school))

    def _whole(self, row: Row, part: ShareValues, amount: Decimal) -> None:
        given = [one.amount for one in part.fundings if one.amount is not None]
        if given and not rules.adds_up(amount, given):
            whole = som(sum(given))
            row.note("budget_line", Refusal("budget_line.parts_differ", amount=amount, sum=whole))


def covers(requirement: str | None, known: Callable[[Cell], str]) -> Callable[[Cell], Covers]:
    """A reader of how much of the requirement an item closes: "12,5", or "FIR-01: 3; FIR-02: 5".

    `known` reads the code of a requirement. It raises:
        Refusal: those of `quantity` and `known`; `covers.not_told` with `found`.
    """

    def read(cell: Cell) -> Covers:
        if cell.kind != TEXT or ":" not in cell.text:
            return ((requirement or "", quantity(cell)),)
        found = []
        for part in cell.text.split(";"):
            told = _COVERS.fullmatch(part.strip())
            if told is None:
                raise Refusal("covers.not_told", found=cell.text[:80])
            amount = quantity(Cell(TEXT, told[2]))
            found.append((known(Cell(TEXT, told[1])), amount))
        return tuple(sorted(found))

    return read
