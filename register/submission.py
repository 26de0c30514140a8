"""How long offers may be made: usual days by method, data of the country profile."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from core.fiscal import in_force
from register.profile_keys import Section
from register.rows import STANDINGS


@dataclass(frozen=True, slots=True)
class SubmissionDays:
    """Whole days in which offers may be made under one method, from the announcement to the
    opening; fewer are short. The half-open period is that of the announcement."""

    method: str
    days: int
    valid_from: date | None
    valid_until: date | None
    standing: str
    source: str


def read(section: Section, methods: Collection[str]) -> SubmissionDays:
    """One entry of the profile, of one of those methods."""
    return SubmissionDays(
        method=section.one_of("method", methods),
        days=section.read("days", int),
        valid_from=section.maybe_day("valid_from"),
        valid_until=section.maybe_day("valid_until"),
        standing=section.one_of("standing", STANDINGS),
        source=section.text("source"),
    )


def announced(known: Iterable[SubmissionDays], method: str, on: date) -> SubmissionDays | None:
    """The days of a purchase announced by that method on that day; None where not known. Pure."""
    for one in known:
        if one.method == method and in_force(on, one.valid_from, one.valid_until):
            return one
    return None
