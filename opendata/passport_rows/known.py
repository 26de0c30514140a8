"""What a table of passports is judged against: schools, questions, what applies to them now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from core import clock
from core.errors import Refusal
from core.words import Words
from register import reports as register
from register.models import Place, School
from standard import passport
from standard.models import Passport
from standard.passport import Fact
from standard.reports import passports
from standard.reports.passports import Standing

REGISTER = "register"
"""Where what a school starts from came from, when it was no passport."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a school begins with: the passport of the year, else the last before, else the register.

    `source` is the passport's year as text, or REGISTER. `version` is that of the year's own
    passport, 0 where there is none yet; `on` the day the passport was filled in.
    """

    facts: Mapping[str, str]
    source: str
    version: int = 0
    on: date | None = None

    @property
    def own(self) -> bool:
        """Is it the passport of the year itself?"""
        return self.version > 0


@dataclass(frozen=True, slots=True)
class Known:
    """Facts of one place and year.

    `place` may be a single school. `names` are its schools in dictionary order; `elsewhere` are
    codes that exist but lie outside. `seen` counts the changes of all passports that matter here.
    """

    place: str
    year: int
    place_name: Words
    questions: Mapping[str, Fact]
    groups: Mapping[str, Words]
    names: Mapping[str, Words]
    starts: Mapping[str, Start]
    seen: int = 0
    elsewhere: frozenset[str] = frozenset()


def known(session: Session, place: str, year: int) -> Known:
    """Everything a table of passports for this place (or school) and year is judged against.

    Raises:
        Refusal: `place.unknown`; `passport.no_such_year` with the `last` there may be.
    """
    today = clock.today()
    name = register.names(session, [place]).get(place)
    if name is None:
        raise Refusal("place.unknown", "place", place=place[:32])
    passport.check_year(year, today)
    questions = passports.asked(session)
    there = passports.standings(session, [place], year, questions=questions, on=today)
    fresh = [one.school for one in there if one.year is None]
    told = passports.registered(session, fresh, year, questions)
    return Known(
        place=place,
        year=year,
        place_name=name,
        questions=questions,
        groups=passport.groups(),
        names={one.school: one.name for one in there},
        starts={
            one.school: _start(one, year, questions, told.get(one.school, {})) for one in there
        },
        seen=seen(session, place, year),
    )


def _start(
    one: Standing, year: int, questions: Mapping[str, Fact], registered: Mapping[str, str]
) -> Start:
    """Answers to questions that an earlier edition asked and this one does not are left out."""
    if one.year is None:
        return Start(registered, REGISTER)
    facts = {code: value for code, value in one.facts.items() if code in questions}
    return Start(facts, str(one.year), one.version if one.year == year else 0, one.on)


def seen(session: Session, place: str, year: int) -> int:
    """How many times the passports of a place's schools up to this year were filled in."""
    down = select(Place.code.label("code")).where(Place.code == place).cte("down", recursive=True)
    down = down.union(select(Place.code).where(Place.parent == down.c.code))
    within = select(School.code).where(
        or_(School.place.in_(select(down.c.code)), School.code == place)
    )
    changes = select(func.coalesce(func.sum(Passport.version), 0)).where(
        Passport.year <= year, Passport.school.in_(within)
    )
    return int(session.scalar(changes) or 0)


def with_codes(session: Session, facts: Known, codes: Iterable[str]) -> Known:
    """The same, also knowing which of these codes are schools that lie elsewhere."""
    unknown = sorted(set(codes) - set(facts.names))
    rows = session.scalars(select(School.code).where(School.code.in_(unknown)))
    return replace(facts, elsewhere=frozenset(rows))
