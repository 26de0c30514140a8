"""A purchase as rows of the package's tables. Pure."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from core.money import ZERO
from opendata.literals import clean
from opendata.ocds import parties
from opendata.ocds.cases import Case
from opendata.ocds.publishing import Publisher
from opendata.package.tables import Writer

NAMES = ("purchases", "items", "shares", "contracts", "payments", "penalties")


def write(case: Case, by: Publisher, language: str, into: Mapping[str, Writer]) -> None:
    """Add a purchase with all its parts to the tables of NAMES."""
    _purchase(case, by, language, into["purchases"])
    _items(case, by, language, into["items"])
    _shares(case, by, language, into["shares"])
    _contracts(case, by, into["contracts"])
    for paid in case.payments:
        into["payments"].row(
            *(case.purchase.id, paid.contract, paid.id, paid.kind, paid.on, paid.amount),
            *(clean(paid.document), clean(paid.reason), paid.reverses),
        )
    for one in case.penalties:
        into["penalties"].row(
            *(case.purchase.id, one.contract, one.id, one.on, one.amount, clean(one.document)),
            *(one.days_late, clean(one.reason), one.reverses),
        )


def _purchase(case: Case, by: Publisher, language: str, into: Writer) -> None:
    bought, names = case.purchase, by.names
    method = names.methods.get(bought.method)
    into.row(
        *(bought.id, by.ocid(bought.id), bought.year),
        *(bought.place, names.spot(bought.place).told(language)[0]),
        *(clean(bought.title), bought.status),
        *(bought.method, method.names.told(language)[0] if method else None),
        *(bought.category, names.category(bought.category).told(language)[0]),
        bought.edition,
        bought.amount,
        *(_sum(case.contracts, name) for name in ("amount", "accepted", "paid")),
        *(bought.planned_on, bought.announced_on, bought.due_on),
        case.changed.leaf,
        *(bought.kind, bought.framework),
    )


def _sum(rows: Any, name: str) -> Decimal:
    return sum((getattr(row, name) for row in rows), ZERO)


def _items(case: Case, by: Publisher, language: str, into: Writer) -> None:
    for line in case.lines:
        into.row(
            *(case.purchase.id, line.id, clean(line.title), line.item_code, line.requirement),
            by.names.requirement(line.requirement).told(language)[0],
            *(line.category, line.quantity),
            clean(by.names.unit(line.unit).told(language)[0]),
            *(line.unit_price, line.vat_rate, line.amount),
        )


def _shares(case: Case, by: Publisher, language: str, into: Writer) -> None:
    """Each school's part of each item, with what contracts, acceptances, payments made of it."""
    item_of = {row.id: row.line for row in case.contract_lines}
    agreed: dict[tuple[int, str], list[Decimal]] = {}
    for row in case.commitments:
        sums = agreed.setdefault((item_of[row.contract_line], row.school), [ZERO, ZERO, ZERO])
        for place, amount in enumerate((row.amount, row.accepted, row.paid)):
            sums[place] += amount
    came: dict[tuple[int, str], Decimal] = {}
    for row in case.accepted:
        key = (item_of[row.contract_line_id], row.school)
        came[key] = came.get(key, Decimal(0)) + row.quantity
    for share in case.shares:
        key = (share.line, share.school)
        into.row(
            *(case.purchase.id, share.line, share.school),
            by.names.spot(share.school).told(language)[0],
            *(share.quantity, came.get(key, Decimal(0)), share.amount),
            *agreed.get(key, (ZERO, ZERO, ZERO)),
        )


def _contracts(case: Case, by: Publisher, into: Writer) -> None:
    for row in case.contracts:
        seller = parties.seller(case, row.supplier, by)
        into.row(
            *(case.purchase.id, row.id, clean(row.number)),
            *(row.supplier, seller["name"], parties.public_inn(case, row.supplier)),
            *(row.signed_on, row.due_on, row.amount, row.released, row.advance_limit),
            *(row.amendments, row.accepted, row.paid, row.withheld),
            *(row.ceiling, row.called if row.ceiling is not None else None, row.valid_until),
        )
