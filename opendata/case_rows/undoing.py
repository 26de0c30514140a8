"""Whether an import of purchases can still be undone."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import Refusal
from opendata.models import Batch
from procurement.models import Purchase


def undoable(session: Session, batch: Batch) -> list[dict[str, Any]]:
    """What an import keeps of each purchase, if all stand as it left them.

    Raises:
        Refusal: `undo.purchases_changed`.
    """
    done: list[dict[str, Any]] = (batch.before or {}).get("purchases", [])
    rows = session.execute(
        select(Purchase.id, Purchase.status, Purchase.version).where(
            Purchase.id.in_([one["purchase"] for one in done])
        )
    )
    stand = {number: (status, version) for number, status, version in rows}
    if not done or any(stand.get(one["purchase"]) != ("draft", one["after"]) for one in done):
        raise Refusal("undo.purchases_changed")
    return done


def stuck(session: Session, number: int) -> Refusal | None:
    """Why an import of purchases cannot be undone (any more), or None."""
    batch = session.get(Batch, number)
    if batch is None or batch.undone_at is not None:
        return None
    try:
        undoable(session, batch)
    except Refusal as refusal:
        return refusal
    return None
