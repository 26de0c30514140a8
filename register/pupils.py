"""How many children the schools of a place have, and of how many schools nobody says it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, and_, case, func, or_, select
from sqlalchemy.orm import Session

from register.models import School
from register.reports import within


@dataclass(frozen=True, slots=True)
class Pupils:
    """Children counted for a year in `schools` schools; `unknown` more were not counted."""

    count: int
    schools: int
    unknown: int


def of_school(counted: Mapping[str, object], years: Collection[int]) -> dict[int, Pupils]:
    """The children of one school by fiscal year, out of what its card says. Pure."""
    counts = {year: int(str(counted.get(str(year)) or 0)) for year in years}
    return {year: Pupils(count, int(count > 0), int(count <= 0)) for year, count in counts.items()}


def of_place(session: Session, place: str, years: Collection[int]) -> dict[int, Pupils]:
    """The children of all schools within a place, by fiscal year. One statement.

    A school counts for the years of which it worked on a day.
    """
    columns = []
    for year in years:
        there = and_(
            or_(School.valid_from.is_(None), School.valid_from <= date(year, 12, 31)),
            or_(School.valid_until.is_(None), School.valid_until > date(year, 1, 1)),
        )
        told = School.pupils[str(year)].as_string().cast(Integer)
        known = and_(there, func.coalesce(told, 0) > 0)
        columns += [
            func.coalesce(func.sum(case((known, told))), 0),
            func.count(case((known, 1))),
            func.count(case((there, 1))),
        ]
    row = session.execute(select(*columns).where(School.code.in_(within([place])))).one()
    found = {}
    for number, year in enumerate(years):
        count, counted, schools = row[number * 3 : number * 3 + 3]
        found[year] = Pupils(int(count), counted, schools - counted)
    return found
