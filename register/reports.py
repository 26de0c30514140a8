"""What people ask of the registers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Select,
    bindparam,
    literal,
    or_,
    select,
    union,
)
from sqlalchemy.orm import Session

from core.fiscal import year_end
from core.words import Words, folded
from register.models import Classification, Place, School


@dataclass(frozen=True, slots=True)
class Spot:
    """A place or school as other pages name it."""

    code: str
    kind: str
    name: Words
    parent: str | None
    example: bool
    successor: str | None = None


@dataclass(frozen=True, slots=True)
class SchoolCard:
    """A school with what lists and headlines show of it."""

    code: str
    name: Words
    place: str
    kind: str | None
    shifts: int | None
    pupils: Mapping[str, int]  # by fiscal year
    example: bool


def lineages(session: Session, codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each school or place: its own code, then all it lies within, nearest first.

    One query, whatever the number of codes. An unknown code stands alone.
    """
    wanted = sorted(set(codes))
    rows = session.execute(_upward(), {"codes": wanted})
    lines: dict[str, list[str]] = {code: [code] for code in wanted}
    for code, ancestor in rows:
        lines[code].append(ancestor)
    return {code: tuple(line) for code, line in lines.items()}


@cache
def _upward() -> Select:
    """The statement of `lineages`, made once: acts ask it several times each."""
    codes: BindParameter[Any] = bindparam("codes", expanding=True)
    schools = select(
        School.code.label("code"), School.place.label("ancestor"), literal(1).label("depth")
    ).where(School.code.in_(codes))
    places = select(Place.code, Place.parent, literal(1)).where(
        Place.code.in_(codes), Place.parent.is_not(None)
    )
    first = schools.union_all(places).subquery("first")
    up = select(first.c.code, first.c.ancestor, first.c.depth).cte("up", recursive=True)
    parent = select(up.c.code, Place.parent, up.c.depth + 1).join(
        Place, Place.code == up.c.ancestor
    )
    up = up.union_all(parent.where(Place.parent.is_not(None), up.c.depth < 12))
    return select(up.c.code, up.c.ancestor).order_by(up.c.code, up.c.depth)


def lineage(session: Session, code: str) -> tuple[str, ...]:
    """A school or place and all it lies within, nearest first."""
    return lineages(session, [code])[code]


def place(session: Session, code: str) -> Spot | None:
    """One place, or None."""
    return next(iter(_spots(session, [code])), None)


def trail(session: Session, code: str) -> list[Spot]:
    """The places from the country down to this one (or to the place a school lies in)."""
    line = lineage(session, code)
    spots = {spot.code: spot for spot in _spots(session, line)}
    return [spots[step] for step in reversed(line) if step in spots]


def within(codes: Collection[str] | BindParameter[Any]) -> Select[Any]:
    """The codes of these places, of all places below them, and of their schools, to ask by.

    A school stands for itself. A statement that is made once gives an expanding parameter.
    """
    down = select(Place.code.label("code")).where(Place.code.in_(codes)).cte(recursive=True)
    down = down.union_all(select(Place.code).where(Place.parent == down.c.code))
    schools = select(School.code).where(
        or_(School.code.in_(codes), School.place.in_(select(down.c.code)))
    )
    return union(select(down.c.code), schools).subquery().select()


def _spots(session: Session, codes: Iterable[str]) -> list[Spot]:
    rows = session.execute(_places().where(Place.code.in_(list(codes))))
    return [_spot(row) for row in rows]


def _places() -> Select:
    return select(
        Place.code,
        Place.kind,
        Place.name_ky,
        Place.name_ru,
        Place.name_en,
        Place.parent,
        Place.example,
        Place.successor,
    )


def _spot(row) -> Spot:
    return Spot(
        row.code,
        row.kind,
        Words(row.name_ky, row.name_ru, row.name_en),
        row.parent,
        row.example,
        row.successor,
    )


def below(session: Session, code: str) -> list[Spot]:
    """The places directly under a place that are in force today, in dictionary order."""
    rows = session.execute(
        _places()
        .where(Place.parent == code, Place.successor.is_(None))
        .order_by(Place.sort_key, Place.code)
    )
    return [_spot(row) for row in rows]


def predecessors(session: Session, code: str) -> list[Spot]:
    """Places that were merged into this one."""
    return [_spot(row) for row in session.execute(_places().where(Place.successor == code))]


def _schools() -> Select:
    return select(
        School.code,
        School.name_ky,
        School.name_ru,
        School.name_en,
        School.place,
        School.kind,
        School.shifts,
        School.pupils,
        School.example,
    )


def _card(row) -> SchoolCard:
    return SchoolCard(
        row.code,
        Words(row.name_ky, row.name_ru, row.name_en),
        row.place,
        row.kind,
        row.shifts,
        row.pupils or {},
        row.example,
    )


def school(session: Session, code: str) -> SchoolCard | None:
    """One school, or None."""
    row = session.execute(_schools().where(School.code == code)).one_or_none()
    return _card(row) if row else None


def schools_within(session: Session, code: str) -> list[SchoolCard]:
    """All schools of a place and of the places below it, in dictionary order."""
    down = select(Place.code.label("code")).where(Place.code == code).cte("down", recursive=True)
    down = down.union_all(select(Place.code).where(Place.parent == down.c.code))
    rows = session.execute(
        _schools()
        .where(School.place.in_(select(down.c.code)))
        .order_by(School.sort_key, School.code)
    )
    return [_card(row) for row in rows]


def names(session: Session, codes: Iterable[str]) -> dict[str, Words]:
    """The names of these schools and places."""
    wanted = list(set(codes))
    found: dict[str, Words] = {}
    for model in (Place, School):
        rows = session.execute(
            select(model.code, model.name_ky, model.name_ru, model.name_en).where(
                model.code.in_(wanted)
            )
        )
        found |= {code: Words(ky, ru, en) for code, ky, ru, en in rows}
    return found


def places_among(session: Session, codes: Iterable[str]) -> set[str]:
    """Which of these codes of schools and places are places'."""
    return set(session.scalars(select(Place.code).where(Place.code.in_(sorted(set(codes))))))


def find(session: Session, words: str, *, limit: int = 20) -> list[SchoolCard]:
    """Schools whose names or code hold every word asked for.

    Letters are folded; a longer word may end differently (мектеп, мектеби), as case endings do.
    """
    query = _schools().order_by(School.sort_key, School.code).limit(limit)
    for word in folded(words[:200]).split()[:6]:
        stem = word[: max(4, len(word) - 2)]
        query = query.where(School.search_key.contains(stem, autoescape=True))
    return [_card(row) for row in session.execute(query)]


def places_within(session: Session, code: str) -> list[Spot]:
    """A place and all places below it, merged ones too, in dictionary order."""
    down = select(Place.code.label("code")).where(Place.code == code).cte("down", recursive=True)
    down = down.union_all(select(Place.code).where(Place.parent == down.c.code))
    rows = session.execute(
        _places().where(Place.code.in_(select(down.c.code))).order_by(Place.sort_key, Place.code)
    )
    return [_spot(row) for row in rows]


def codes_within(code: str) -> CompoundSelect[Any]:
    """The statement, for `in_`, of a place's code, the places below it and their schools; of a
    school its own."""
    down = select(Place.code.label("code")).where(Place.code == code).cte(recursive=True)
    down = down.union_all(select(Place.code).where(Place.parent == down.c.code))
    schools = select(School.code).where(
        School.place.in_(select(down.c.code)) | (School.code == code)
    )
    return select(down.c.code).union_all(schools)


@dataclass(frozen=True, slots=True)
class CodeCard:
    """A code of the budget classification with its half-open days of force and its standing."""

    code: str
    name: Words
    valid_from: date | None
    valid_until: date | None
    standing: str
    source: str | None

    def in_year(self, year: int) -> bool:
        """Is the code in force on any day of that year?"""
        first, last = date(year, 1, 1), year_end(year)
        begun = self.valid_from is None or self.valid_from <= last
        return begun and (self.valid_until is None or self.valid_until > first)


def classification(session: Session) -> dict[str, dict[str, list[CodeCard]]]:
    """The budget classification by kind ("economic", "functional") and code.

    A code that came back after a pause has a card for each of its periods.
    """
    found: dict[str, dict[str, list[CodeCard]]] = {}
    rows = session.scalars(
        select(Classification).order_by(
            Classification.kind, Classification.code, Classification.valid_from
        )
    )
    for row in rows:
        card = CodeCard(
            row.code, row.name, row.valid_from, row.valid_until, row.standing, row.source
        )
        found.setdefault(row.kind, {}).setdefault(row.code, []).append(card)
    return found
