"""Which days are days of school: in a term of the profile, no weekend and no holiday.

The terms are the same every year and are a default (docs/law.md): what a school itself says of a
day, that it worked or had no lessons, is said day by day (procurement/acts/meals.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from register import profile
from register.models import Holiday
from register.profile_facts import SchoolYear


@dataclass(frozen=True, slots=True)
class SchoolDays:
    """The calendar of schools. `special` are holidays (False) and free days worked (True)."""

    weekend: tuple[int, ...]
    year: SchoolYear
    special: Mapping[date, bool]

    def is_free(self, day: date) -> bool:
        """Is no school held on that day, as far as the calendar knows?"""
        working = self.special.get(day, day.isoweekday() not in self.weekend)
        return not working or not self.year.in_term(day)

    def between(self, first: date, until: date) -> tuple[date, ...]:
        """The days of school from `first` on, before `until`."""
        every = (first + timedelta(days=i) for i in range((until - first).days))
        return tuple(day for day in every if not self.is_free(day))

    def of_year(self, year: int) -> tuple[date, ...]:
        """The days of school of a calendar year, which is the fiscal one."""
        return self.between(date(year, 1, 1), date(year + 1, 1, 1))


def school_days(session: Session, country: str = "KG") -> SchoolDays:
    """The calendar of schools, with the holidays that are in the register."""
    known = profile.load(country)
    special = dict(session.execute(select(Holiday.day, Holiday.working)).all())
    return SchoolDays(known.calendar.weekend, known.school_year, special)
