"""Every measure flags stand on, taken anew: medians, fences and shares over all purchases."""

from collections.abc import Callable, Iterable
from datetime import date

from sqlalchemy.orm import Session

from oversight.measures import Measure
from oversight.reports import measured_bids, measured_divisions, measured_methods, measured_rivals

TAKEN: tuple[Callable[[Session, date], Iterable[Measure]], ...] = (
    measured_bids.measure,
    measured_rivals.measure,
    measured_divisions.measure,
    measured_methods.measure,
)
"""What is measured; each gives its measures as of a day."""


def measure(session: Session, today: date) -> list[Measure]:
    """All measures as of a day."""
    return [one for take in TAKEN for one in take(session, today)]
