"""The annual plan as others publish it, brought in line by line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core.access import Act, Actor, require
from core.errors import Refusal
from procurement.models import PlanItem, PlanLine
from register import reports as register


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item of a published plan line, at its estimated price in som."""

    external_id: str | None
    item_code: str | None
    title: str
    quantity: Decimal
    unit: str | None
    unit_price: Decimal | None


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line of a published plan. `published` is the publisher's own date of it, as written."""

    external_id: str
    year: int
    title: str
    code: str | None
    account: str | None
    amount: Decimal
    published: str | None
    items: tuple[PlannedItem, ...]
    kept: Mapping[str, Any] = field(default_factory=dict)


def import_plan(
    session: Session, actor: Actor, place: str, origin: str, lines: Sequence[PlannedLine]
) -> dict[str, int]:
    """Bring published plan lines to a place: {"new", "changed", "unchanged"}.

    A line known by `origin` and its external id is replaced when the publisher's date is newer;
    the same lines a second time change nothing.

    Raises:
        NotPermitted: neither officer of the place nor operator.
        Refusal: `place.unknown`; `plan_line.elsewhere` when a line belongs to another place.
    """
    spot = register.place(session, place)
    if spot is None:
        raise Refusal("place.unknown", "place", place=place)
    lineage = register.lineage(session, place)
    require(actor, Act.IMPORT_PLAN, place, *lineage[1:])
    known = {
        line.external_id: line
        for line in session.scalars(select(PlanLine).where(PlanLine.origin == origin))
    }
    done = {"new": 0, "changed": 0, "unchanged": 0}
    touched: list[PlanLine | PlanItem] = []
    for line in lines:
        row = known.get(line.external_id)
        if row is not None and row.place != place:
            raise Refusal("plan_line.elsewhere", "place", place=row.place)
        if row is not None and (row.published or "") >= (line.published or ""):
            done["unchanged"] += 1
            continue
        done["new" if row is None else "changed"] += 1
        touched += _write(session, place, origin, line, row)
    if touched:
        journal.enter(session, actor, Act.IMPORT_PLAN, *touched, scopes=lineage)
    return done


def _write(
    session: Session, place: str, origin: str, line: PlannedLine, row: PlanLine | None
) -> list[PlanLine | PlanItem]:
    if row is None:
        row = PlanLine(place=place, origin=origin, external_id=line.external_id)
        session.add(row)
    row.year, row.title, row.code, row.account = line.year, line.title, line.code, line.account
    row.amount, row.published, row.kept = line.amount, line.published, dict(line.kept)
    session.flush()
    known = {
        item.external_id: item
        for item in session.scalars(select(PlanItem).where(PlanItem.plan_line_id == row.id))
    }
    items = []
    for entry in line.items:
        item = known.get(entry.external_id) or PlanItem(
            plan_line_id=row.id, place=place, external_id=entry.external_id
        )
        item.item_code, item.title = entry.item_code, entry.title
        item.quantity, item.unit = entry.quantity, entry.unit
        item.unit_price = entry.unit_price
        session.add(item)
        items.append(item)
    return [row, *items]
