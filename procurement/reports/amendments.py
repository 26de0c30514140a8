"""What further agreements changed in contracts: the figures before and after, who, when and why.

The journal keeps every version of a record; here the leaves of an amendment are read beside those
they replaced. Sums of any page are those of the last version alone.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access import Act
from core.money import from_tyiyn
from journal.models import Entry
from procurement.models import Contract, ContractLine, Share


@dataclass(frozen=True, slots=True)
class SumChange:
    """A contract line that costs something else now, som. `line` is the purchase line."""

    line: int
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class ShareChange:
    """A school that gets another part of a purchase line, in the line's unit."""

    line: int
    school: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class Amendment:
    """One further agreement. `on` is its day, `at` when it was entered, by whom: `role`, `place`.

    What did not change is alike before and after; `lines` and `shares` name only what did.
    """

    contract: int
    number: str
    on: date
    at: datetime
    role: str | None
    place: str | None
    reason: str
    amount_before: Decimal
    amount: Decimal
    due_before: date
    due_on: date
    lines: tuple[SumChange, ...]
    shares: tuple[ShareChange, ...]


def of_contracts(session: Session, contracts: Collection[int]) -> tuple[Amendment, ...]:
    """The further agreements to these contracts, in the order they were entered."""
    if not contracts:
        return ()
    leaves = _leaves(
        session,
        Entry.table == Contract.__tablename__,
        Entry.key.in_([str(number) for number in contracts]),
    )
    acts = [leaf["act_no"] for leaf in leaves.values() if leaf["act"] == Act.AMEND_CONTRACT]
    if not acts:
        return ()
    tables = [model.__tablename__ for model in (Contract, ContractLine, Share)]
    after = _leaves(session, Entry.act_no.in_(acts), Entry.table.in_(tables))
    before = _leaves(session, Entry.number.in_([leaf["prev"] for leaf in after.values()]))
    by_act: dict[int, list[Mapping[str, Any]]] = {}
    for leaf in after.values():
        by_act.setdefault(leaf["act_no"], []).append(leaf)
    return tuple(_amendment(found, before) for found in by_act.values())


def _leaves(session: Session, *where: Any) -> dict[int, Mapping[str, Any]]:
    rows = session.execute(select(Entry.number, Entry.leaf).where(*where).order_by(Entry.number))
    return {number: json.loads(text) for number, text in rows}


def _amendment(
    leaves: Iterable[Mapping[str, Any]], before: Mapping[int, Mapping[str, Any]]
) -> Amendment:
    pairs = [(leaf["table"], before[leaf["prev"]]["row"], leaf) for leaf in leaves]
    old, leaf = next((was, is_) for table, was, is_ in pairs if table == Contract.__tablename__)
    new = leaf["row"]
    return Amendment(
        contract=int(leaf["key"]),
        number=new["number"],
        on=date.fromisoformat(new["amended_on"]),
        at=datetime.fromisoformat(leaf["at"]),
        role=leaf["by"]["role"],
        place=leaf["by"]["place"],
        reason=leaf["reason"] or "",
        amount_before=_som(old),
        amount=_som(new),
        due_before=date.fromisoformat(old["due_on"]),
        due_on=date.fromisoformat(new["due_on"]),
        lines=tuple(
            SumChange(int(was["purchase_line_id"]), _som(was), _som(is_["row"]))
            for table, was, is_ in pairs
            if table == ContractLine.__tablename__
        ),
        shares=tuple(
            ShareChange(
                int(was["line_id"]),
                was["school"],
                Decimal(was["quantity"]),
                Decimal(is_["row"]["quantity"]),
            )
            for table, was, is_ in pairs
            if table == Share.__tablename__ and was["quantity"] != is_["row"]["quantity"]
        ),
    )


def _som(row: Mapping[str, Any]) -> Decimal:
    return from_tyiyn(int(row["amount"]))
