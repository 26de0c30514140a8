"""Purchases whole, many at a time: one statement a table, whatever their number."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from json import loads
from typing import Any, NamedTuple

from sqlalchemy import Integer, Row, cast, func, select
from sqlalchemy.orm import Session

from core.access import Act
from core.models import table_of
from core.money import from_tyiyn
from journal.models import Entry
from opendata.ocds import case_rows as rows_of
from procurement.models import (
    Acceptance,
    Contract,
    Delivery,
    Document,
    Lot,
    Payment,
    Penalty,
    Purchase,
)

AT_ONCE = 200  # purchases read together; what is held in memory at any moment
KEYS_AT_ONCE = 10_000  # of records in one statement: databases bind some 32 000 values

Rows = Sequence[Row[Any]]


class Change(NamedTuple):
    """The last leaf about a purchase: its number in the journal, and when it was written."""

    leaf: int
    at: datetime


class Amendment(NamedTuple):
    """One amendment as its leaf tells it: the contract's sum, in som, and day from then on."""

    contract: int
    number: int
    on: date
    reason: str
    amount: Decimal
    due_on: date


@dataclass(frozen=True, slots=True)
class Case:
    """A public purchase with all that belongs to it; rows as `case_rows` names their columns."""

    purchase: Row[Any]
    changed: Change
    lots: Rows
    lines: Rows
    covers: Rows
    shares: Rows
    fundings: Rows
    openings: Rows
    bids: Rows
    awards: Rows
    contracts: Rows
    contract_lines: Rows
    commitments: Rows
    accepted: Rows
    deliveries: Rows
    acceptances: Rows
    payments: Rows
    penalties: Rows
    documents: Rows
    amendments: Sequence[Amendment]
    suppliers: Mapping[int, Row[Any]]


def cases(session: Session, numbers: Sequence[int]) -> Iterator[Case]:
    """The public purchases of these numbers, in their order."""
    for first in range(0, len(numbers), AT_ONCE):
        yield from _read(session, numbers[first : first + AT_ONCE])


def _read(session: Session, ids: Sequence[int]) -> Iterator[Case]:
    parts = {name: _by_purchase(session, query(ids)) for name, query in rows_of.PARTS.items()}
    sellers = {
        row.supplier for part in ("awards", "bids") for rows in parts[part].values() for row in rows
    }
    suppliers = {row.id: row for row in session.execute(rows_of.suppliers(sellers))}
    changed = _changed(session, ids, parts)
    amended = _amendments(session, parts["contracts"])
    for row in session.execute(rows_of.purchases(ids)):
        own: dict[str, Any] = {name: rows.get(row.id, []) for name, rows in parts.items()}
        terms = [one for contract in own["contracts"] for one in amended.get(contract.id, ())]
        yield Case(row, changed[row.id], **own, amendments=terms, suppliers=suppliers)


def _by_purchase(session: Session, query: Any) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = {}
    for row in session.execute(query):
        found.setdefault(row.purchase, []).append(row)
    return found


def _changed(session: Session, ids: Sequence[int], parts: Mapping[str, Any]) -> dict[int, Change]:
    """The last leaf of each purchase: an act about its contract or payment changes it too."""
    last: dict[int, int] = {}
    for table, owners in _records(ids, parts).items():
        for key, leaf in _last_leaves(session, table, owners):
            purchase = owners[key]
            last[purchase] = max(last.get(purchase, 0), leaf)
    leaves = session.execute(
        select(Entry.number, Entry.leaf).where(Entry.number.in_(sorted(set(last.values()))))
    )
    at = {number: _moment(loads(leaf)["at"]) for number, leaf in leaves}
    return {purchase: Change(leaf, at[leaf]) for purchase, leaf in last.items()}


def _records(ids: Sequence[int], parts: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """The journaled records an act may change of a purchase: table → key → purchase.

    Lines, shares and fundings are settled when it is planned, and have that act's leaf.
    """
    owners = {table_of(Purchase).name: {str(purchase): purchase for purchase in ids}}
    for model, part in _LATER:
        rows = (row for rows in parts[part].values() for row in rows)
        owners[table_of(model).name] = {str(row.id): row.purchase for row in rows}
    return owners


_LATER = (
    (Lot, "lots"),
    (Contract, "contracts"),
    (Delivery, "deliveries"),
    (Acceptance, "acceptances"),
    (Payment, "payments"),
    (Penalty, "penalties"),
    (Document, "documents"),
)


def _last_leaves(session: Session, table: str, keys: Iterable[str]) -> Iterator[tuple[str, int]]:
    wanted = list(keys)
    for first in range(0, len(wanted), KEYS_AT_ONCE):
        rows = session.execute(
            select(Entry.key, func.max(Entry.number))
            .where(Entry.table == table, Entry.key.in_(wanted[first : first + KEYS_AT_ONCE]))
            .group_by(Entry.key)
        )
        yield from ((key, leaf) for key, leaf in rows)


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def _amendments(
    session: Session, contracts: Mapping[int, Sequence[Row[Any]]]
) -> dict[int, list[Amendment]]:
    """Every amendment of these contracts, out of the journal: the table keeps only the last."""
    amended = [str(row.id) for rows in contracts.values() for row in rows if row.amendments]
    leaves = session.scalars(
        select(Entry.leaf)
        .where(Entry.table == table_of(Contract).name, Entry.key.in_(amended))
        .order_by(cast(Entry.key, Integer), Entry.number)
    )
    found: dict[int, list[Amendment]] = {}
    for text in leaves:
        leaf = loads(text)
        if leaf["act"] != Act.AMEND_CONTRACT:
            continue
        row, contract = leaf["row"], int(leaf["key"])
        made = Amendment(
            contract=contract,
            number=int(row["amendments"]),
            on=date.fromisoformat(row["amended_on"]),
            reason=row["amendment_reason"],
            amount=from_tyiyn(int(row["amount"])),
            due_on=date.fromisoformat(row["due_on"]),
        )
        found.setdefault(contract, []).append(made)
    return found
