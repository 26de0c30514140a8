"""What people ask of imports."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgets.models import Budget, Version
from core.errors import Refusal
from opendata.models import Batch


@dataclass(frozen=True, slots=True)
class Receipt:
    """An import that was kept; `total` is som, zero where the table holds no money.

    `size` is the file's in bytes; `stuck` why the import cannot be undone (any more).
    """

    batch: int
    kind: str
    place: str
    year: int
    sha256: str
    rows: int
    total: Decimal
    at: datetime
    name: str | None = None
    size: int | None = None
    reason: str | None = None
    undone_at: datetime | None = None
    stuck: Refusal | None = None


def batch(session: Session, number: int) -> Receipt | None:
    """One import by its number, or None."""
    row = session.get(Batch, number)
    if row is None:
        return None
    return Receipt(
        row.id,
        row.kind,
        row.place,
        row.year,
        row.sha256,
        row.rows,
        row.total,
        row.at,
        row.name,
        row.size,
        row.reason,
        row.undone_at,
        _stuck(session, row),
    )


def undoable(session: Session, batch: Batch) -> dict[str, Any]:
    """What a draft held before an import, if it can be given that back.

    Raises:
        Refusal: `undo.handed_in` once the draft is none any more; `undo.changed_since` when
            somebody worked on it; `undo.nothing_kept`.
    """
    stuck = _stuck(session, batch)
    if stuck is not None:
        raise stuck
    return batch.before or {}


def _stuck(session: Session, batch: Batch) -> Refusal | None:
    """Why an import cannot be undone, or None; what it keeps for that is not read."""
    now = session.execute(
        select(Version.status, Budget.version, Batch.before.is_not(None).label("kept"))
        .join(Version, Version.id == Batch.version_id)
        .join(Budget, Budget.id == Version.budget_id)
        .where(Batch.id == batch.id)
    ).one_or_none()
    if now is None:
        return Refusal("undo.nothing_kept")
    if now.status != "draft":
        return Refusal("undo.handed_in")
    if now.version != batch.after:
        return Refusal("undo.changed_since")
    return None if now.kept else Refusal("undo.nothing_kept")


def reason_for(session: Session, version_id: int) -> str | None:
    """The reason the last import into a draft gave for handing it in, or None."""
    return session.scalar(
        select(Batch.reason)
        .where(Batch.version_id == version_id, Batch.undone_at.is_(None))
        .order_by(Batch.id.desc())
        .limit(1)
    )


def same_file(session: Session, place: str, year: int, sha256: str) -> int | None:
    """The number of the last import of this very file for this place and year, or None."""
    return session.scalar(
        select(Batch.id)
        .where(Batch.place == place, Batch.year == year, Batch.sha256 == sha256)
        .order_by(Batch.id.desc())
        .limit(1)
    )
