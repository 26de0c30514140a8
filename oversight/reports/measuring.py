"""Every measure flags stand on, taken anew: medians, fences and shares over all purchases."""

from collections.abc import Callable, Iterable
from datetime import date

from sqlalchemy.orm import Session

from oversight.measures import Measure
from oversight.reports import measured_methods

TAKEN: tuple[Callable[[Session, date], Iterable[Measure]], ...] = (measured_methods.measure,)
"""What is measured; each gives its measures as of a day."""


def measure(session: Session, today: date) -> list[Measure]:
    """All measures as of a day."""
    return [one for take in TAKEN for one in take(session, today)]
