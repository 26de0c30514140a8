"""What people do to the registers: load a file, as an act with a leaf for every row it changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, inspect, select, tuple_
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import Base, table_of
from journal.models import Scope
from register import rows as entries
from register.models import Place, PlaceLink
from register.shapes import SHAPES, Shape, named, ordered, searched, spelled

CHUNK = 400


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file changed."""

    kind: str
    read: int
    new: int
    changed: int
    unchanged: int


def load(
    session: Session, actor: Actor, country: str, kind: str, rows: Sequence[entries.AnyRow]
) -> Loaded:
    """Bring rows of one kind into the register: new ones, changed ones; the rest stays as it is.

    Raises:
        NotPermitted: neither editor nor operator at the country.
        Refusal: `register.not_loadable` for a kind kept elsewhere; `place.parent_unknown` or
            `school.place_unknown` with `row`, `code`; `place.moved` or `school.moved` with `row`,
            `code`, where something is already recorded under the old place.
    """
    require(actor, Act.LOAD_REGISTER, country)
    if kind == "place_names":
        return _name_places(session, actor, country, rows)
    if kind not in SHAPES:
        raise Refusal("register.not_loadable", kind=kind)
    shape = SHAPES[kind]
    known = _known(session, shape, rows)
    _known_parents(session, kind, rows)
    new: list[dict[str, Any]] = []
    changed: list[Base] = []
    for row in _parents_first(kind, rows):
        values = shape.values(row)
        before = known.get(tuple(values[name] for name in shape.key))
        _stays(session, kind, row, before)
        if before is None:
            new.append(values)
        elif _differs(before, values):
            changed.append(before)
    _write(session, actor, country, shape, new, changed)
    if kind == "places":
        _link(session, actor, country, [values["code"] for values in new], changed)
    return Loaded(kind, len(rows), len(new), len(changed), len(rows) - len(new) - len(changed))


ABOVE = {"places": ("parent", "place.moved"), "schools": ("place", "school.moved")}


def _stays(session: Session, kind: str, row: Any, before: Any) -> None:
    """Refuse to move a place or school that something is already recorded about.

    Its sums stand under the places above it; a file of the register cannot move them. A scope of
    the journal is there once any act concerned the place or what lies within it.
    """
    if kind not in ABOVE or before is None:
        return
    column, code = ABOVE[kind]
    new = getattr(row, column)
    if new is None or new == getattr(before, column):
        return
    if session.get(Scope, before.code) is not None:
        raise Refusal(code, row=row.row, code=before.code)


ORDER = ("sort_key", "search_key")


def _differs(before: Any, values: Mapping[str, Any]) -> bool:
    """Bring what a row says to the one we have; a register that is silent erases nothing."""
    said = {name: value for name, value in values.items() if value is not None}
    if all(getattr(before, name) == value for name, value in said.items() if name not in ORDER):
        return False
    for name, value in said.items():
        setattr(before, name, value)
    if "sort_key" in values:
        before.sort_key, before.search_key = ordered(before), searched(before)
    elif "search_key" in values:
        before.search_key = spelled(before)
    return True


def _write(
    session: Session,
    actor: Actor,
    country: str,
    shape: Shape,
    new: list[dict[str, Any]],
    changed: list[Base],
) -> None:
    scopes = {"register", country}
    if "id" not in inspect(shape.model).column_attrs:
        complete = [{**_blank(shape.model), **values, "rev": 1} for values in new]
        if complete:
            session.execute(insert(table_of(shape.model)), complete)
        journal.enter_rows(
            session, actor, Act.LOAD_REGISTER, shape.model, complete, places=_places, scopes=scopes
        )
    else:
        added = [shape.model(**values) for values in new]
        session.add_all(added)
        changed = [*added, *changed]
    if changed:
        journal.enter(session, actor, Act.LOAD_REGISTER, *changed, scopes=scopes)


def _blank(model: type[Base]) -> dict[str, Any]:
    return {attribute.key: None for attribute in inspect(model).column_attrs}


def _places(values: Mapping[str, Any]) -> tuple[str, ...]:
    """Whom a row of a register is about: a school and its place, a place, or nobody."""
    if "sort_key" not in values:
        return ()
    return (values["code"], values["place"]) if "place" in values else (values["code"],)


def _known(
    session: Session, shape: Shape, rows: Sequence[entries.AnyRow]
) -> dict[tuple[Any, ...], Any]:
    """The rows of the table that these rows speak of, by their key."""
    columns = [getattr(shape.model, name) for name in shape.key]
    keys = list(dict.fromkeys(tuple(shape.values(row)[name] for name in shape.key) for row in rows))
    found = {}
    for start in range(0, len(keys), CHUNK):
        part = keys[start : start + CHUNK]
        if len(columns) == 1:
            chosen = columns[0].in_([key[0] for key in part])
        elif any(None in key for key in part):
            chosen = columns[0].in_({key[0] for key in part})
        else:
            chosen = tuple_(*columns).in_(part)
        for row in session.scalars(select(shape.model).where(chosen)):
            found[tuple(getattr(row, name) for name in shape.key)] = row
    return found


def _codes(session: Session, codes: Iterable[str]) -> set[str]:
    wanted = sorted(set(codes))
    found: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        found |= set(session.scalars(select(Place.code).where(Place.code.in_(part))))
    return found


def _known_parents(session: Session, kind: str, rows: Sequence[Any]) -> None:
    """No place hangs in the air, and no school stands nowhere."""
    if kind == "places":
        inside = {row.code for row in rows}
        outside = {row.parent for row in rows if row.parent} - inside
        missing = outside - _codes(session, outside)
        for row in rows:
            if row.parent in missing:
                raise Refusal("place.parent_unknown", row=row.row, parent=row.parent)
    elif kind == "schools":
        missing = {row.place for row in rows} - _codes(session, (row.place for row in rows))
        for row in rows:
            if row.place in missing:
                raise Refusal("school.place_unknown", row=row.row, place=row.place)


def _parents_first(kind: str, rows: Sequence[Any]) -> Sequence[Any]:
    """Places from the top down, so that every parent is there before its children."""
    if kind != "places":
        return rows
    by_code = {row.code: row for row in rows}
    depth: dict[str, int] = {}

    def deep(code: str) -> int:
        chain = []
        while code in by_code and code not in depth:
            chain.append(code)
            code = by_code[code].parent or ""
        level = depth.get(code, 0)
        for step in reversed(chain):
            level += 1
            depth[step] = level
        return level

    return sorted(rows, key=lambda row: (deep(row.code) and depth[row.code], row.row))


def _link(
    session: Session, actor: Actor, country: str, new: Iterable[str], changed: Sequence[Base]
) -> None:
    """Keep the dated parent links in step with the places just written."""
    codes = [*new, *(place.code for place in changed if isinstance(place, Place))]
    fresh, ended = [], []
    for start in range(0, len(codes), CHUNK):
        part = codes[start : start + CHUNK]
        links = {
            link.place: link
            for link in session.scalars(
                select(PlaceLink).where(PlaceLink.place.in_(part), PlaceLink.until.is_(None))
            )
        }
        for place in session.scalars(select(Place).where(Place.code.in_(part))):
            link = links.get(place.code)
            if link is not None and link.parent == place.parent and not place.valid_until:
                continue
            if link is not None and (link.since is None or link.since < _turn(place)):
                link.until = _turn(place)
                ended.append(link)
            elif link is None and place.parent is not None:
                fresh.append(
                    PlaceLink(
                        place=place.code,
                        parent=place.parent,
                        since=place.valid_from,
                        until=place.valid_until,
                    )
                )
                continue
            if place.parent is not None and not place.valid_until:
                fresh.append(PlaceLink(place=place.code, parent=place.parent, since=_turn(place)))
    session.add_all(fresh)
    if fresh or ended:
        scopes = {"register", country}
        journal.enter(session, actor, Act.LOAD_REGISTER, *ended, *fresh, scopes=scopes)


def _turn(place: Place) -> date:
    """The day a place's link changes: its own end, else today."""
    return place.valid_until or clock.today()


def _name_places(session: Session, actor: Actor, country: str, rows: Sequence[Any]) -> Loaded:
    """Give places of the register names in three languages and a P-code; others are left out."""
    known = {
        place.code: place
        for place in session.scalars(
            select(Place).where(Place.code.in_([row.code for row in rows]))
        )
    }
    changed = []
    for row in rows:
        place = known.get(row.code)
        values = named(row) | {"pcode": row.pcode}
        if place is None or all(getattr(place, name) == v for name, v in values.items() if v):
            continue
        for name, value in values.items():
            if value:
                setattr(place, name, value)
        place.sort_key, place.search_key = ordered(place), searched(place)
        changed.append(place)
    if changed:
        scopes = {"register", country}
        journal.enter(session, actor, Act.LOAD_REGISTER, *changed, scopes=scopes)
    return Loaded("place_names", len(rows), 0, len(changed), len(rows) - len(changed))
