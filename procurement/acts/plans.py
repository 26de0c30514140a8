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
        Refusal: `place.unknown`; `plan_line.elsewhere` when a line belongs to another place;
            `plan_line.item_doubled` when a line names the same item twice.
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
    dropped: list[PlanItem] = []
    for line in lines:
        row = known.get(line.external_id)
        if row is not None and row.place != place:
            raise Refusal("plan_line.elsewhere", "place", place=row.place)
        if row is not None and (row.published or "") >= (line.published or ""):
            done["unchanged"] += 1
            continue
        done["new" if row is None else "changed"] += 1
        written, gone = _write(session, place, origin, line, row)
        touched += written
        dropped += gone
    if touched:
        journal.enter(session, actor, Act.IMPORT_PLAN, *touched, scopes=lineage)
    if dropped:
        reason = "no longer published"
        journal.enter(
            session, actor, Act.IMPORT_PLAN, *dropped, scopes=lineage, reason=reason, kind="void"
        )
        for item in dropped:
            session.delete(item)
        session.flush()
    return done


def _write(
    session: Session, place: str, origin: str, line: PlannedLine, row: PlanLine | None
) -> tuple[list[PlanLine | PlanItem], list[PlanItem]]:
    """The line with its items as now published, and the items that no longer are.

    An item without a number of its own cannot be known again: it is written anew.
    """
    numbers = [item.external_id for item in line.items if item.external_id is not None]
    doubled = {number for number in numbers if numbers.count(number) > 1}
    if doubled:
        raise Refusal("plan_line.item_doubled", item=min(doubled))
    if row is None:
        row = PlanLine(place=place, origin=origin, external_id=line.external_id)
        session.add(row)
    row.year, row.title, row.code, row.account = line.year, line.title, line.code, line.account
    row.amount, row.published, row.kept = line.amount, line.published, dict(line.kept)
    row.status, row.version = None, (row.version or 0) + 1
    session.flush()
    before = session.scalars(select(PlanItem).where(PlanItem.plan_line_id == row.id)).all()
    known = {item.external_id: item for item in before if item.external_id is not None}
    items = [_item(row, place, entry, known.get(entry.external_id or "")) for entry in line.items]
    session.add_all(items)
    return [row, *items], [item for item in before if item not in items]


def _item(row: PlanLine, place: str, entry: PlannedItem, item: PlanItem | None) -> PlanItem:
    if item is None:
        item = PlanItem(plan_line_id=row.id, place=place, external_id=entry.external_id)
    item.item_code, item.title = entry.item_code, entry.title
    item.quantity, item.unit = entry.quantity, entry.unit
    item.unit_price = entry.unit_price
    return item
