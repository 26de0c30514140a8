"""The contracts of purchases, with what was paid and what was accepted under each."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from oversight.matter import Agreed, Move
from procurement.models import Acceptance, Contract, Payment
from procurement.models.payments import STANDS

PAID = (STANDS,)
ACCEPTED = (Acceptance.kind.is_(None), Acceptance.is_reversed.is_(False))
"""Entries that stand: neither made by mistake nor undoing one that was. Goods that went back later
were accepted when they were paid, and make no payment an early one. Of payments it is said in the
words of their index, by which those of one contract are found."""


def contracts(session: Session, wanted: Select[Any]) -> dict[int, tuple[Agreed, ...]]:
    """The contracts of each purchase with their payments and acceptances, in order of days."""
    found_contracts = session.execute(
        select(Contract.id, Contract.purchase_id, Contract.amount, Contract.advance_limit)
        .where(Contract.purchase_id.in_(wanted))
        .order_by(Contract.id)
    ).all()
    if not found_contracts:
        return {}
    ids = select(Contract.id).where(Contract.purchase_id.in_(wanted))
    moves = _by_contract(
        session.execute(
            select(Payment.contract_id, Payment.on, Payment.kind, Payment.amount, Payment.document)
            .where(Payment.contract_id.in_(ids), *PAID)
            .order_by(Payment.on, Payment.id)
        ),
        lambda row: Move(row.on, -row.amount if row.kind == "refund" else row.amount, row.document),
    )
    accepted = _by_contract(
        session.execute(
            select(Acceptance.contract_id, Acceptance.on, Acceptance.amount)
            .where(Acceptance.contract_id.in_(ids), *ACCEPTED)
            .order_by(Acceptance.on, Acceptance.id)
        ),
        lambda row: (row.on, row.amount),
    )
    found: dict[int, list[Agreed]] = {}
    for row in found_contracts:
        found.setdefault(row.purchase_id, []).append(
            Agreed(
                row.amount,
                row.advance_limit,
                tuple(moves.get(row.id, ())),
                tuple(accepted.get(row.id, ())),
            )
        )
    return {purchase: tuple(agreed) for purchase, agreed in found.items()}


def _by_contract(rows: Iterable[Any], read: Callable[[Any], Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.contract_id, []).append(read(row))
    return found
