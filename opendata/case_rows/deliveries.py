"""Rows of deliveries: what came under which contract, to which school, on which waybill."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core import clock
from core.errors import Refusal
from core.words import folded
from opendata.budget_rows.lookup import Lookup, code_in
from opendata.case_rows import DeliveryWork, NewRow, Rows
from opendata.case_rows.contracts import KnownContracts, OpenContract, Part
from opendata.case_rows.reading import Row, happened, key_in, number_of, quantity
from opendata.sheets import Cell
from procurement.acts import Arrived

FILLED = ("waybill", "on", "quantity")
Came = tuple[int, str, date]  # contract, waybill, day


def template_rows(facts: KnownContracts) -> Rows:
    """A row for each contract line and school that still waits for some of it."""
    return [
        {
            "contract": one.coded,
            "supplier": one.supplier,
            "item": f"{one.items[line][0]} [{line}]",
            "unit": one.items[line][1],
            "school": school,
            "agreed": one.agreed[line, school],
            "came": one.agreed[line, school] - left,
            "left": left,
        }
        for one in facts.contracts.values()
        for (line, school), left in sorted(one.left.items())
        if left > 0 and line in one.items
    ]


@dataclass
class Judge:
    """Judges the rows of one table of deliveries; `elsewhere` are schools that lie outside."""

    facts: KnownContracts
    elsewhere: frozenset[str] = frozenset()
    new: list[NewRow] = field(default_factory=list)
    unchanged: int = 0
    _left: dict[Part, Decimal] = field(default_factory=dict)
    _met: dict[tuple[str, int, str], int] = field(default_factory=dict)
    _came: dict[Came, list[Arrived]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._schools = Lookup(self.facts.names, "beneficiary.not_found", "beneficiary.ambiguous")

    def row(self, row: Row) -> None:
        """What a row says came, or the faults of its cells; nothing where it is not filled in."""
        if not row.fills(*FILLED):
            self.unchanged += 1
            return
        before = len(row.faults)
        contract = self.facts.find(row)
        waybill = row.needed("waybill", number_of)
        on = row.needed("on", happened(clock.today()))
        came = row.needed("quantity", quantity)
        line = self._line(row, contract) if contract else None
        school = self._school(row, contract, line) if contract and line else None
        if len(row.faults) > before or not (contract and line and school and waybill and on):
            return
        assert came is not None
        if self._may_come(row, contract, (line, school), waybill, on, came):
            key = (contract.id, waybill, on)
            self._came.setdefault(key, []).append(Arrived(line, school, came))
            about = f"{contract.number}: {contract.items[line][0]}"
            self.new.append(
                NewRow(row.at("quantity"), about, school, came, on=on, document=waybill)
            )

    def _line(self, row: Row, contract: OpenContract) -> int | None:
        """The contract line: by our key, by its title, or the only one there is."""
        cell = row.cell("item")
        key = key_in(cell)
        wanted = folded(cell.text)
        same = [
            line
            for line, (title, _) in contract.items.items()
            if line == key or (key is None and wanted in ("", folded(title)))
        ]
        if len(same) == 1:
            return same[0]
        titles = [title for title, _ in contract.items.values()][:5]
        code = "item_row.ambiguous" if same else "item_row.not_found"
        row.note("item", Refusal(code, items=titles))
        return None

    def _school(self, row: Row, contract: OpenContract, line: int) -> str | None:
        """The school it came to; the only one of the contract line where none is named."""
        waiting = [school for one, school in contract.agreed if one == line]
        cell = row.cell("school")
        if not cell.text and len(waiting) == 1:
            return waiting[0]
        school = row.needed("school", self._named)
        if school is not None and school not in waiting:
            row.note("school", Refusal("school_row.not_of_contract", number=contract.number))
            return None
        return school

    def _named(self, cell: Cell) -> str:
        try:
            return self._schools.find(cell.text)
        except Refusal as refusal:
            if code_in(cell.text) in self.elsewhere:
                raise Refusal("beneficiary.elsewhere", found=cell.text[:80]) from refusal
            raise

    def _may_come(
        self, row: Row, contract: OpenContract, part: Part, waybill: str, on: date, came: Decimal
    ) -> bool:
        """Does it fit what is waited for, and is it told only once?"""
        told = (folded(waybill), *part)
        if on < contract.signed_on:
            row.note("on", Refusal("day.before_contract", signed_on=contract.signed_on))
        elif told in contract.came:
            row.note("waybill", Refusal("waybill.known"))
        elif told in self._met:
            row.note("waybill", Refusal("row.told_twice", first=self._met[told]))
        else:
            self._met[told] = row.number
            left = self._left.setdefault(part, contract.left.get(part, Decimal(0)))
            if came <= left:
                self._left[part] = left - came
                return True
            row.note("quantity", Refusal("quantity.over_left", left=left))
        return False

    def work(self) -> Iterator[DeliveryWork]:
        """What is to be entered: a delivery for each contract, waybill and day, by day."""
        for (contract, waybill, on), arrived in sorted(
            self._came.items(), key=lambda one: (one[0][2], one[0][0], one[0][1])
        ):
            yield DeliveryWork(contract, waybill, on, tuple(arrived))
