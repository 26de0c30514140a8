"""By which day something is due: terms of the profile, over weekends and holidays.

A term in working days ends on the last of them. One in calendar days that ends on a free day ends
on the next working day: a default of this project, shown as one where the term is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from register import profile
from register.models import Holiday
from register.profile_facts import Term

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Workdays:
    """The calendar of offices. `special` are holidays (False) and free days worked (True)."""

    weekend: tuple[int, ...]
    special: Mapping[date, bool]

    def is_free(self, day: date) -> bool:
        """Is nobody at work that day, as far as the calendar knows?"""
        return not self.special.get(day, day.isoweekday() not in self.weekend)

    def from_on(self, day: date) -> date:
        """The first working day that is not before this one."""
        while self.is_free(day):
            day += ONE
        return day

    def after(self, day: date, days: int) -> date:
        """The so many-th working day after this one."""
        for _ in range(days):
            day = self.from_on(day + ONE)
        return day

    def end(self, term: Term, start: date) -> date:
        """The last day of a term that begins on `start`; that day itself is not counted."""
        if term.unit == "working_days":
            return self.after(start, term.days)
        return self.from_on(start + timedelta(days=term.days))


def workdays(session: Session, country: str = "KG") -> Workdays:
    """The calendar of offices, with the holidays that are in the register."""
    special = dict(session.execute(select(Holiday.day, Holiday.working)).tuples().all())
    return Workdays(profile.load(country).calendar.weekend, special)
