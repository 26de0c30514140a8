"""The reference prices an editor has said, by requirement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from procurement.models import ReferencePrice


@dataclass(frozen=True, slots=True)
class ReferenceCard:
    """What one unit costs by an editor's word, som; `on` and `source` say of when and from where.

    `standing` is "sourced" or "default": a default is no market price.
    """

    requirement: str
    amount: Decimal
    lot: int
    on: date
    standing: str
    source: str
    seen: int  # its version, for two editors


def reference_prices(session: Session) -> Mapping[str, ReferenceCard]:
    """Every reference price, by requirement."""
    rows = session.execute(
        select(
            ReferencePrice.requirement,
            ReferencePrice.amount,
            ReferencePrice.lot,
            ReferencePrice.on,
            ReferencePrice.standing,
            ReferencePrice.source,
            ReferencePrice.rev,
        )
    )
    return {row.requirement: ReferenceCard(*row) for row in rows}
