"""A purchase told in a few facts, so that two officers can compare what each has of it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.columns import plain
from core.money import ZERO, som
from procurement import rules
from procurement.acts.values import PurchaseValues
from procurement.models import Purchase, PurchaseLine


def stored(session: Session, purchase: Purchase) -> dict[str, Any]:
    """A purchase as it is kept."""
    lines = session.execute(
        select(PurchaseLine.title, PurchaseLine.quantity, PurchaseLine.unit)
        .add_columns(PurchaseLine.unit_price)
        .where(PurchaseLine.purchase_id == purchase.id)
        .order_by(PurchaseLine.position)
    )
    of = purchase
    return {
        "status": of.status,
        **_told(of.title, of.method, of.due_on, of.amount, map(tuple, lines)),
    }


def typed(values: PurchaseValues) -> dict[str, Any]:
    """A purchase as somebody wanted it, whether or not it could be kept."""
    lines = [(one.title, one.quantity, one.unit, one.unit_price) for one in values.lines]
    parts = [rules.line_amount(quantity, price) for _, quantity, _, price in lines]
    told = _told(values.title, values.method, values.due_on, som(sum(parts, ZERO)), lines)
    return {"status": "draft", **told}


def _told(
    title: str, method: str, due_on: date | None, amount: Decimal, lines: Iterable[Any]
) -> dict[str, Any]:
    told = {"title": title, "method": method, "due_on": due_on, "amount": amount}
    for number, (what, quantity, unit, price) in enumerate(lines, start=1):
        told[f"line {number}"] = f"{what}: {plain(quantity)} {unit} × {plain(price)}"
    return told
