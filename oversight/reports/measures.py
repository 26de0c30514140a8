"""The measures flags stand on, as they were last taken."""

from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.kept.models import FlagMeasure
from oversight.measures import Measure, Measures


def taken(session: Session) -> Measures:
    """All measures of the last night; none where no night was yet."""
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
