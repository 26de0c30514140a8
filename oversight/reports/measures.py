"""The measures flags stand on, as they were last taken."""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.kept.models import FlagMeasure, FlagState
from oversight.measures import NONE_TAKEN, Measure, Measures

_LAST: dict[str, Measures] = {}
"""The last measures read, by the name they were taken under: many rows, the same all day."""


def taken(session: Session) -> Measures:
    """All measures of the last night; none where no night was yet.

    One statement where they were read before: a name is never given twice.
    """
    name = session.scalar(select(FlagState.measured))
    if name is None:
        return NONE_TAKEN
    if name not in _LAST:
        found = _read(session)
        _LAST.clear()
        _LAST[name] = found
    return _LAST[name]


def _read(session: Session) -> Measures:
    rows = session.execute(
        select(
            FlagMeasure.flag,
            FlagMeasure.name,
            FlagMeasure.scope,
            FlagMeasure.value,
            FlagMeasure.count,
            FlagMeasure.on,
        )
    )
    return Measures(
        Measure(flag, name, scope, Decimal(value), count, on)
        for flag, name, scope, value, count, on in rows
    )
