"""Fiscal years and half-open periods: the end named is never inside."""

from datetime import date

FIRST_YEAR, LAST_YEAR = 2000, 2100


def is_year(year: int) -> bool:
    """Is this a year a budget may be for?"""
    return FIRST_YEAR <= year <= LAST_YEAR


def in_force(on: date, since: date | None, until: date | None) -> bool:
    """Does the half-open period [since, until) hold on that day? None is open."""
    return (since is None or since <= on) and (until is None or on < until)


def year_end(year: int) -> date:
    """The last day of the fiscal year (Budget Code: 1 January to 31 December)."""
    return date(year, 12, 31)
