"""The facts of oversight.year_buying, gathered for many holders at once."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.money import ZERO
from oversight.reports.dealing_suppliers import DIRECT_LIMIT, methods
from oversight.reports.direct import COUNTED
from oversight.year_buying import Buying, FromSupplier
from procurement.models import Award, Purchase
from register import limits
from register.limits import LimitCard

TENTH = Decimal("0.1")
"""How far from a limit is just beside it, as a part of it: a default of this project, no norm."""


@dataclass(slots=True)
class _Year:
    """A holder's year while it is counted."""

    purchases: int = 0
    direct: int = 0
    below: int = 0
    above: int = 0
    limit: LimitCard | None = None
    suppliers: dict[int, Decimal] = field(default_factory=dict)


def gather(
    session: Session, holders: Collection[tuple[str, int]], today: date
) -> dict[tuple[str, int], Buying]:
    """By place and year; one that is left out has the facts of `Buying()`.

    Two statements. Framework agreements are left out: what is called off is bought.
    """
    if not holders:
        return {}
    rows = session.execute(
        select(
            Purchase.id,
            Purchase.place,
            Purchase.year,
            Purchase.method,
            Purchase.amount,
            Purchase.planned_on,
            Award.supplier_id,
            Award.amount.label("awarded"),
        )
        .outerjoin(Award, Award.purchase_id == Purchase.id)
        .where(
            Purchase.place.in_({place for place, _ in holders}),
            Purchase.year.in_({year for _, year in holders}),
            Purchase.status.in_(COUNTED),
            Purchase.kind.is_distinct_from("framework"),
        )
        .order_by(Purchase.planned_on, Purchase.id)
    )
    known = [one for one in limits.thresholds(session) if one.code == DIRECT_LIMIT]
    counted = _counted(rows, set(holders), known)
    return {holder: _told(year) for holder, year in counted.items()}


def _counted(
    rows: Iterable[Any], holders: set[tuple[str, int]], known: Sequence[LimitCard]
) -> dict[tuple[str, int], _Year]:
    direct = set(methods(competitive=False))
    found: dict[tuple[str, int], _Year] = {}
    last = 0
    for row in rows:
        if (row.place, row.year) not in holders:
            continue
        year = found.setdefault((row.place, row.year), _Year())
        if row.id != last:  # a purchase in lots has several rows, one after another
            last = row.id
            year.purchases += 1
            year.direct += row.method in direct
            _beside_limit(year, row, known)
        if row.supplier_id is not None:
            year.suppliers[row.supplier_id] = (
                year.suppliers.get(row.supplier_id, ZERO) + row.awarded
            )
    return found


def _beside_limit(year: _Year, row: Any, known: Sequence[LimitCard]) -> None:
    limit = limits.on_day(known, DIRECT_LIMIT, row.planned_on) if row.planned_on else None
    if limit is None:
        return
    year.limit = limit
    reach = limit.amount * TENTH
    year.below += limit.amount - reach <= row.amount <= limit.amount
    year.above += limit.amount < row.amount <= limit.amount + reach


def _told(year: _Year) -> Buying:
    ordered = sorted(year.suppliers.items(), key=lambda one: (-one[1], one[0]))
    return Buying(
        year.purchases,
        year.direct,
        year.below,
        year.above,
        year.limit,
        sum(year.suppliers.values(), ZERO),
        tuple(FromSupplier(*one) for one in ordered),
    )
