"""All that is measured by night for flags to stand on."""

from collections.abc import Callable, Iterable
from datetime import date

from sqlalchemy.orm import Session

from oversight.measures import Measure
from oversight.reports import measured_bids, measured_divisions, measured_rivals

TAKEN: tuple[Callable[[Session, date], Iterable[Measure]], ...] = (
    measured_bids.measure,
    measured_rivals.measure,
    measured_divisions.measure,
)
"""Each reads everything once, and is asked in this order."""
