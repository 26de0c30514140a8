"""How an act is told to its followers: which leaf tells it, of which purchase, for how much.

FOLLOWED is the table of what is told: for each act, the tables whose leaf tells it. A later kind
of entry is one more row of it. What is not there nobody is told of: drafts (which have no leaf),
accounts, registers, contacts of suppliers, daily counts.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from core.access import Act
from core.money import ZERO, from_tyiyn
from journal.models import Entry, EntryPlace
from procurement.models import Contract, Purchase
from procurement.models import PurchaseLine as Bought

NEWEST = 50  # acts of a feed
LOOKED_AT = 400  # acts looked through for those

# In the order of life: where one transaction did several of these, the last of them tells it.
FOLLOWED: Mapping[str, str] = {
    Act.PLAN_PURCHASE: "purchases",
    Act.ANNOUNCE: "purchases",
    Act.OPEN_BIDS: "openings",
    Act.FAIL_PURCHASE: "purchases",
    Act.END_LOT: "lots",
    Act.AWARD: "awards",
    Act.SIGN: "contracts",
    Act.AMEND_CONTRACT: "contracts",
    Act.DELIVER: "deliveries",
    Act.ACCEPT: "acceptances",
    Act.PAY: "payments",
    Act.WITHHOLD: "penalties",
    Act.GIVE_BACK: "acceptances",
    Act.REVERSE: "payments deliveries acceptances penalties",
    Act.CANCEL_PURCHASE: "purchases",
    Act.CLOSE_PURCHASE: "purchases",
    Act.TERMINATE: "contracts",
    Act.JUSTIFY: "flag_answers",
    Act.SUBMIT_BUDGET: "budget_versions",
    Act.RETURN_BUDGET: "budget_versions",
    Act.APPROVE_BUDGET: "budget_versions",
    Act.OPEN_INTERIM: "budget_versions",
    Act.HOLD_HEARING: "budget_hearings",
    Act.ASK_AT_HEARING: "hearing_questions",
    Act.ANSWER_AT_HEARING: "hearing_questions",
    Act.DECIDE_TRANSFER: "budget_transfers",
    Act.END_YEAR: "budget_stages",
    Act.RECORD_GIFT: "gifts",
    Act.REVERSE_GIFT: "gift_reversals",
    Act.REPORT_GIFTS: "gift_reports",
    Act.ANNOUNCE_ROUND: "monitoring_rounds",
    Act.CLOSE_ROUND: "monitoring_rounds",
    Act.HAND_IN_VISIT: "monitoring_visits",
}
# The tables that say how much of an act's money is one school's.
PARTS = {
    Act.SIGN: "commitments",
    Act.ACCEPT: "acceptance_lines",
    Act.PAY: "payment_parts",
    Act.PLAN_PURCHASE: "purchase_shares",
}
_RANK = {act: rank for rank, act in enumerate(FOLLOWED)}
TABLES = frozenset(name for tables in FOLLOWED.values() for name in tables.split())


@dataclass(frozen=True, slots=True)
class Matter:
    """The purchase an act is about. `things` are its lines: title, quantity, code of the unit."""

    id: int
    title: str
    language: str
    things: tuple[tuple[str, Decimal, str], ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An act as its followers are told it.

    `row` is the public record its leaf `number` holds, money in whole tyiyn as text; `records` how
    many of that kind the act wrote: an import writes thousands. `part` is the school's own part of
    the sum, som, in the feed of a school.
    """

    act_no: int
    act: str
    at: datetime
    number: int
    table: str
    row: Mapping[str, Any]
    reason: str | None
    records: int
    matter: Matter | None
    part: Decimal | None


def told(session: Session, acts: Iterable[int], *, school: str | None = None) -> tuple[Told, ...]:
    """Those of these acts that are told, by their numbers from the newest."""
    leaves = _leaves(session, sorted(set(acts), reverse=True)[:LOOKED_AT])
    shown = leaves[:NEWEST]
    matters = _matters(session, [leaf for leaf, _, _ in shown])
    parts = _parts(session, school, [leaf["act_no"] for leaf, _, _ in shown]) if school else {}
    return tuple(
        Told(
            act_no=leaf["act_no"],
            act=leaf["act"],
            at=datetime.fromisoformat(leaf["at"]),
            number=number,
            table=leaf["table"],
            row=leaf["row"],
            reason=leaf["reason"],
            records=records,
            matter=matters.get((leaf["table"], leaf["key"])),
            part=parts.get((leaf["act_no"], PARTS.get(leaf["act"], ""))),
        )
        for leaf, number, records in shown
    )


def _leaves(session: Session, acts: Sequence[int]) -> list[tuple[dict[str, Any], int, int]]:
    """The leaf that tells each act, its number, and how many of its kind the act has."""
    # The first and the last of each table: steps of one transaction may have one table in common.
    grouped = session.execute(
        select(func.min(Entry.number), func.max(Entry.number), func.count())
        .where(Entry.act_no.in_(acts), Entry.table.in_(TABLES))
        .group_by(Entry.act_no, Entry.table)
    )
    counts = {number: count for first, last, count in grouped for number in (first, last)}
    rows = session.execute(
        select(Entry.leaf, Entry.number).where(Entry.number.in_(counts)).order_by(Entry.number)
    )
    best: dict[int, tuple[dict[str, Any], int, int]] = {}
    for text, number in rows:
        leaf, records = json.loads(text), counts[number]
        if leaf["table"] not in FOLLOWED.get(leaf["act"], "").split():
            continue
        known = best.get(leaf["act_no"])
        if known is None or _weight(leaf, records) > _weight(known[0], known[2]):
            best[leaf["act_no"]] = (leaf, number, records)
    return [best[act_no] for act_no in sorted(best, reverse=True)]


def _weight(leaf: Mapping[str, Any], records: int) -> tuple[bool, int]:
    """Of an import the purchases it brought in tell more than their last step."""
    return (leaf["table"] == Purchase.__tablename__ and records > 1, _RANK[leaf["act"]])


def _matters(
    session: Session, leaves: Iterable[Mapping[str, Any]]
) -> dict[tuple[str, str], Matter]:
    """The purchases these leaves are about, by the table and key of the record."""
    named: dict[tuple[str, str], int] = {}
    of_contract: dict[tuple[str, str], int] = {}
    for leaf in leaves:
        record, row = (leaf["table"], leaf["key"]), leaf["row"]
        if leaf["table"] == Purchase.__tablename__:
            named[record] = int(leaf["key"])
        elif row.get("purchase_id"):
            named[record] = int(row["purchase_id"])
        elif row.get("contract_id"):
            of_contract[record] = int(row["contract_id"])
    contracts: dict[int, int] = dict(
        session.execute(
            select(Contract.id, Contract.purchase_id).where(
                Contract.id.in_(set(of_contract.values()))
            )
        )
        .tuples()
        .all()
    )
    named |= {record: contracts[contract] for record, contract in of_contract.items()}
    found = _purchases(session, set(named.values()))
    return {record: found[number] for record, number in named.items() if number in found}


def _purchases(session: Session, numbers: set[int]) -> dict[int, Matter]:
    rows = session.execute(_with_lines().where(Purchase.id.in_(numbers)))
    found: dict[int, Matter] = {}
    for row in rows:
        before = found[row.id].things if row.id in found else ()
        thing = (row.thing, row.quantity, row.unit)
        found[row.id] = Matter(row.id, row.title, row.language, (*before, thing))
    return found


def _with_lines() -> Select:
    return (
        select(
            Purchase.id,
            Purchase.title,
            Purchase.language,
            Bought.title.label("thing"),
            Bought.quantity,
            Bought.unit,
        )
        .join(Bought, Bought.purchase_id == Purchase.id)
        .order_by(Purchase.id, Bought.position)
    )


def _parts(session: Session, school: str, acts: Sequence[int]) -> dict[tuple[int, str], Decimal]:
    """Som of each of these acts that are a school's, by the number of the act and the table."""
    rows = session.execute(
        select(Entry.act_no, Entry.table, Entry.leaf)
        .join(EntryPlace, EntryPlace.number == Entry.number)
        .where(
            EntryPlace.place == school,
            Entry.act_no.in_(acts),
            Entry.table.in_(set(PARTS.values())),
        )
    )
    sums: dict[tuple[int, str], Decimal] = {}
    for act_no, table, text in rows:
        amount = from_tyiyn(int(json.loads(text)["row"]["amount"]))
        sums[act_no, table] = sums.get((act_no, table), ZERO) + amount
    return sums
