"""What is bought: each line with its codes, the requirements it closes, and each school's part.

Pure. Parts of schools and the quantities of requirements are our own extension (docs/data.md).
"""

from collections.abc import Iterable
from typing import Any

from opendata.literals import clean, filled, number
from opendata.ocds.cases import Case
from opendata.ocds.publishing import Publisher


def planned(case: Case, by: Publisher) -> list[dict[str, Any]]:
    """The lines of a purchase as they were planned: estimates, and each school's share."""
    return [
        filled(
            **_item(case, line, by),
            quantity=number(line.quantity),
            unit=_unit(line.unit, line.unit_price, case, by),
            requirementsCovered=[
                {"requirement": one.requirement, "quantity": number(one.quantity)}
                for one in _of_line(case.covers, line.id)
            ],
            schoolShares=[
                {
                    **_school(share.school, case, by),
                    "quantity": number(share.quantity),
                    "value": by.value(share.amount),
                }
                for share in _of_line(case.shares, line.id)
            ],
        )
        for line in case.lines
    ]


def awarded(case: Case, lot: int | None, by: Publisher) -> list[dict[str, Any]]:
    """The lines of an award, all or those of its lot: an award names one sum for all of them."""
    return [
        filled(
            **_item(case, line, by),
            quantity=number(line.quantity),
            unit=_unit(line.unit, None, case, by),
        )
        for line in case.lines
        if lot in (None, line.lot_id)
    ]


def agreed(case: Case, contract: int, by: Publisher) -> list[dict[str, Any]]:
    """The lines of one contract: prices agreed; of each school, what was agreed, accepted, paid."""
    lines = {line.id: line for line in case.lines}
    return [
        filled(
            **_item(case, lines[row.line], by),
            quantity=number(row.quantity),
            unit=_unit(lines[row.line].unit, row.unit_price, case, by),
            schoolShares=_kept(case, row.id, by),
        )
        for row in case.contract_lines
        if row.contract == contract
    ]


def _kept(case: Case, contract_line: int, by: Publisher) -> list[dict[str, Any]]:
    came = {
        row.school: row.quantity for row in case.accepted if row.contract_line_id == contract_line
    }
    return [
        filled(
            **_school(row.school, case, by),
            acceptedQuantity=number(came[row.school]) if row.school in came else None,
            value=by.value(row.amount),
            acceptedValue=by.value(row.accepted),
            paidValue=by.value(row.paid),
        )
        for row in case.commitments
        if row.contract_line == contract_line
    ]


def _of_line(rows: Iterable[Any], line: int) -> Iterable[Any]:
    return (row for row in rows if row.line == line)


def _school(code: str, case: Case, by: Publisher) -> dict[str, Any]:
    return {"id": code, "name": by.names.spot(code).told(case.purchase.language)[0]}


def _item(case: Case, line: Any, by: Publisher) -> dict[str, Any]:
    """The number of a line is the same in every stage."""
    language = case.purchase.language
    closes = dict.fromkeys(
        (line.requirement, *(c.requirement for c in _of_line(case.covers, line.id)))
    )
    classification = None
    if line.item_code:
        known = by.names.items.get(line.item_code)
        name = known.told(language)[0] if known else None
        classification = filled(scheme="x_OKGZ", id=line.item_code, description=name)
    return filled(
        id=str(line.id),
        description=clean(line.title),
        classification=classification,
        additionalClassifications=[
            {
                "scheme": by.scheme("SES"),
                "id": code,
                "description": by.names.requirement(code).told(language)[0],
                "uri": by.page(f"standard/{code}"),
            }
            for code in closes
        ],
        relatedLot=None if line.lot_id is None else str(line.lot_id),
    )


def _unit(unit: str, price: Any, case: Case, by: Publisher) -> dict[str, Any]:
    name = clean(by.names.unit(unit).told(case.purchase.language)[0])
    coded = {"scheme": by.scheme("UNIT"), "id": unit} if unit in by.names.units else {}
    return filled(**coded, name=name, value=by.value(price) if price is not None else None)
