"""What people ask of imports."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from opendata.models import Batch


@dataclass(frozen=True, slots=True)
class Receipt:
    """An import that was kept; `total` is som, zero where the table holds no money."""

    batch: int
    kind: str
    place: str
    year: int
    sha256: str
    rows: int
    total: Decimal
    at: datetime


def batch(session: Session, number: int) -> Receipt | None:
    """One import by its number, or None."""
    row = session.get(Batch, number)
    if row is None:
        return None
    return Receipt(row.id, row.kind, row.place, row.year, row.sha256, row.rows, row.total, row.at)


def same_file(session: Session, place: str, year: int, sha256: str) -> int | None:
    """The number of the last import of this very file for this place and year, or None."""
    return session.scalar(
        select(Batch.id)
        .where(Batch.place == place, Batch.year == year, Batch.sha256 == sha256)
        .order_by(Batch.id.desc())
        .limit(1)
    )
