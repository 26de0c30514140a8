"""What a draft held before a table was put in its place, as a batch keeps it to undo that."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from sqlalchemy import null, select, update
from sqlalchemy.orm import Session

from budgets.acts import LineValues, values_of
from budgets.models import Ceiling, DraftLine, Version
from core.money import som
from opendata.models import Batch

_NAMES = tuple(field.name for field in fields(LineValues))


def held(session: Session, version: Version) -> dict[str, Any]:
    """The lines and ceilings of a draft as JSON keeps them; sums are text."""
    lines = session.scalars(
        select(DraftLine)
        .where(DraftLine.version_id == version.id)
        .order_by(DraftLine.position, DraftLine.id)
    )
    ceilings = session.execute(
        select(Ceiling.source, Ceiling.amount).where(Ceiling.budget_id == version.budget_id)
    )
    return {
        "lines": [_packed(values_of(line)) for line in lines],
        "ceilings": {source: str(amount) for source, amount in ceilings},
    }


def lines_of(kept: Mapping[str, Any]) -> list[LineValues]:
    """The lines again."""
    return [_unpacked(values) for values in kept["lines"]]


def ceilings_of(kept: Mapping[str, Any]) -> dict[str, Decimal]:
    """The ceilings again, som by source."""
    return {source: som(amount) for source, amount in kept["ceilings"].items()}


def forget(session: Session) -> None:
    """Drop what is kept of drafts that were handed in: those imports cannot be undone any more."""
    drafts = select(Version.id).where(Version.status == "draft")
    session.execute(
        update(Batch)
        .where(Batch.before.is_not(None), Batch.version_id.not_in(drafts))
        .values(before=null())
        .execution_options(synchronize_session=False)
    )


def _packed(values: LineValues) -> list[Any]:
    told = {name: getattr(values, name) for name in _NAMES}
    told["amount"] = str(values.amount)
    told["quarters"] = [str(one) for one in values.quarters] if values.quarters else None
    return list(told.values())


def _unpacked(values: Sequence[Any]) -> LineValues:
    told = dict(zip(_NAMES, values, strict=True))
    told["amount"] = som(told["amount"])
    told["quarters"] = tuple(map(som, told["quarters"])) if told["quarters"] else None
    return LineValues(**told)
