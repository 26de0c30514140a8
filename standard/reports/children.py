"""How many children of grades 1–4 a school has in a year, and who says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from register.models import School
from standard.models import Passport

PASSPORT, REGISTER = "passport", "register"
FACT = "pupil_primary"


@dataclass(frozen=True, slots=True)
class Children:
    """A count of children, by the passport or by the register, of the `year` it was made for."""

    count: int
    told_by: str
    year: int


def primary(session: Session, schools: Select[Any], year: int) -> dict[str, Children]:
    """The children of grades 1–4 of these schools; a school of which nobody says it is left out.

    The passport that applies (of the year, or the last before) goes before the register.
    """
    latest = (
        select(Passport.school, func.max(Passport.year).label("year"))
        .where(Passport.year <= year, Passport.school.in_(schools))
        .group_by(Passport.school)
        .subquery("latest")
    )
    rows = session.execute(
        select(School.code, School.primary, Passport.facts, Passport.year)
        .outerjoin(latest, latest.c.school == School.code)
        .outerjoin(
            Passport,
            and_(Passport.school == latest.c.school, Passport.year == latest.c.year),
        )
        .where(School.code.in_(schools))
    )
    found = {}
    for code, counted, facts, of in rows:
        told = _told(facts, of) or _latest(counted or {}, year)
        if told is not None:
            found[code] = told
    return found


def _told(facts: Mapping[str, str] | None, year: int | None) -> Children | None:
    if facts is None or year is None or FACT not in facts:
        return None
    return Children(int(facts[FACT]), PASSPORT, year)


def _latest(counted: Mapping[str, Any], year: int) -> Children | None:
    """The count of a year, or of the last one before it that was counted."""
    known = {int(of): int(count) for of, count in counted.items() if count is not None}
    last = max((of for of in known if of <= year), default=None)
    return None if last is None else Children(known[last], REGISTER, last)
