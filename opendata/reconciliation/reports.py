"""What people ask of reconciliations: our payments to compare, and what was kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.money import ZERO
from opendata.models import Reconciliation
from opendata.reconciliation import Found, Ours
from opendata.reconciliation.rules import OpenContract, tally
from procurement.models import Contract, Payment, Purchase, Supplier

TALLIED = tuple(tally(Found()))
"""What is kept of a comparison."""


@dataclass(frozen=True, slots=True)
class Class:
    """One class of a comparison: how many of ours and of the extract's, and their som."""

    name: str
    ours: int
    theirs: int
    our_amount: Decimal
    their_amount: Decimal


@dataclass(frozen=True, slots=True)
class Kept:
    """A comparison that was kept, with its classes in their order; the last is all together."""

    id: int
    place: str
    year: int
    since: date
    until: date
    on: date
    sha256: str
    classes: tuple[Class, ...]

    def of(self, name: str) -> Class:
        """The class of that name."""
        return next(one for one in self.classes if one.name == name)


def payments(session: Session, place: str, since: date, until: date) -> list[Ours]:
    """The payments of a place from one day to another, both within; refunds below zero."""
    inn = func.coalesce(Supplier.public_inn, Supplier.person_inn)
    name = func.coalesce(Supplier.public_name, Supplier.person_name, "")
    rows = session.execute(
        select(
            Payment.id,
            Payment.kind,
            Payment.on,
            Payment.amount,
            Payment.document,
            inn,
            name,
            Contract.number,
            Supplier.is_person,
        )
        .join(Contract, Contract.id == Payment.contract_id)
        .join(Supplier, Supplier.id == Contract.supplier_id)
        .where(Payment.place == place, Payment.on >= since, Payment.on <= until)
        # An entry made by mistake, and what undoes it, moved no money.
        .where(Payment.reverses.is_(None), Payment.is_reversed.is_(False))
        .order_by(Payment.id)
    )
    return [
        Ours(
            key=key,
            on=on,
            amount=-amount if kind == "refund" else amount,
            document=document,
            inn=number,
            name=told,
            contract=contract,
            person=person,
        )
        for key, kind, on, amount, document, number, told, contract, person in rows
    ]


def open_contracts(session: Session, place: str) -> list[OpenContract]:
    """The contracts of a place under which payments can still be entered."""
    inn = func.coalesce(Supplier.public_inn, Supplier.person_inn)
    name = func.coalesce(Supplier.public_name, Supplier.person_name, "")
    rows = session.execute(
        select(Contract.id, Contract.number, inn, name)
        .join(Supplier, Supplier.id == Contract.supplier_id)
        .join(Purchase, Purchase.id == Contract.purchase_id)
        .where(Contract.place == place, Purchase.status == "contracted")
        .where(Contract.ceiling.is_(None))
        .order_by(Contract.id)
    )
    return [OpenContract(key, contract, number, told) for key, contract, number, told in rows]


def kept(session: Session, place: str, year: int) -> list[Kept]:
    """The comparisons of a place's year, the newest first."""
    rows = session.scalars(
        select(Reconciliation)
        .where(Reconciliation.place == place, Reconciliation.year == year)
        .order_by(Reconciliation.id.desc())
    )
    return [_kept(row) for row in rows]


def last(session: Session, place: str, year: int) -> Kept | None:
    """The newest comparison of a place's year, or None."""
    row = session.scalar(
        select(Reconciliation)
        .where(Reconciliation.place == place, Reconciliation.year == year)
        .order_by(Reconciliation.id.desc())
        .limit(1)
    )
    return None if row is None else _kept(row)


def one(session: Session, number: int) -> Kept | None:
    """One comparison by its number, or None."""
    row = session.get(Reconciliation, number)
    return None if row is None else _kept(row)


def _kept(row: Reconciliation) -> Kept:
    told = {name: getattr(row, name) for name in TALLIED}
    return Kept(
        row.id, row.place, row.year, row.since, row.until, row.on, row.sha256, classes(told)
    )


def classes(told: Mapping[str, Any]) -> tuple[Class, ...]:
    """What `rules.tally` tells as classes in their order; the last is all together."""
    found = (
        Class(
            "matched",
            told["matched"],
            told["matched"],
            told["matched_amount"],
            told["matched_amount"],
        ),
        Class(
            "different",
            told["different"],
            told["different"],
            told["different_ours"],
            told["different_theirs"],
        ),
        Class(
            "ambiguous",
            told["ambiguous_here"],
            told["ambiguous_there"],
            told["ambiguous_here_amount"],
            told["ambiguous_there_amount"],
        ),
        Class("missing_here", 0, told["missing_here"], ZERO, told["missing_here_amount"]),
        Class("missing_there", told["missing_there"], 0, told["missing_there_amount"], ZERO),
    )
    whole = Class(
        "all",
        sum(one.ours for one in found),
        sum(one.theirs for one in found),
        sum((one.our_amount for one in found), ZERO),
        sum((one.their_amount for one in found), ZERO),
    )
    return (*found, whole)
