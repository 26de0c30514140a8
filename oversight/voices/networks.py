"""By what reports of one connection and day are told apart: gone when the day is over."""

from datetime import date

from sqlalchemy import update
from sqlalchemy.orm import Session

from core.models import touched
from oversight.voices.models import Report


def forget(session: Session, today: date) -> None:
    """Erase it from every report of a day before this one; what counts is decided by then."""
    gone = update(Report).where(Report.on < today, Report.network.is_not(None))
    touched(session, gone.values(network=None))
