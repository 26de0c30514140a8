"""From which source, for what, to whom: the money of a place or school in its parts.

All sums are som, help in kind is not among them. The parts add up to the money of
`budgets.reports.figures` for the same place and year, to the tyiyn.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from budgets.models import Total
from budgets.reports.figures import NOTHING, Sums, is_money
from core.money import ZERO
from register.models import Place, School

OTHER = "*"
"""Stands for what is gathered: no source, category, school or place is called so."""
MOST_NODES = 15


@dataclass(frozen=True, slots=True)
class Flow:
    """The money of one purse for one category. `to` is a school or place directly below; None is
    what no line and no contract gives to one of them yet, and all of a school's own."""

    purse: str
    category: str
    to: str | None
    sums: Sums


Cell = tuple[str, str, str, Sums]


def flows(session: Session, scope: str, year: int) -> tuple[Flow, ...]:
    """The flows of a place or school in a year, largest plan first; empty where none is known.

    One statement for the place and for all directly below it, whatever their number.
    """
    below = (
        select(literal(scope).label("code"))
        .union_all(
            select(Place.code).where(Place.parent == scope),
            select(School.code).where(School.place == scope),
        )
        .subquery()
    )
    rows = session.execute(
        select(
            Total.scope,
            Total.purse,
            Total.code,
            Total.planned,
            Total.committed,
            Total.accepted,
            Total.paid,
        ).where(Total.scope.in_(select(below.c.code)), Total.year == year, Total.kind == "category")
    )
    return parted(scope, ((row[0], row[1], row[2], Sums(*row[3:])) for row in rows))


def parted(scope: str, cells: Iterable[Cell]) -> tuple[Flow, ...]:
    """Cells (scope, purse, category, sums) of a place and of those below it as flows. Pure.

    What the place has and those below it have not is the flow to None. After a school went to
    another place that rest may be below zero: it is told as it is.
    """
    rest: dict[tuple[str, str], Sums] = {}
    found: list[Flow] = []
    for of, purse, category, sums in cells:
        if not is_money(purse):
            continue
        if of != scope:
            found.append(Flow(purse, category, of, sums))
            sums = _taken(NOTHING, sums)
        rest[purse, category] = rest.get((purse, category), NOTHING) + sums
    found += [Flow(*key, None, sums) for key, sums in rest.items()]
    return tuple(sorted((one for one in found if one.sums != NOTHING), key=_largest))


def _taken(whole: Sums, part: Sums) -> Sums:
    return Sums(
        whole.planned - part.planned,
        whole.committed - part.committed,
        whole.accepted - part.accepted,
        whole.paid - part.paid,
    )


def _largest(flow: Flow) -> tuple[object, ...]:
    sums = flow.sums
    return -sums.planned, -sums.paid, flow.purse, flow.category, flow.to or ""


def gathered(found: Sequence[Flow], most: int = MOST_NODES) -> tuple[Flow, ...]:
    """The same money with at most `most` names in all: the smallest of a kind become OTHER.

    Room is taken from the kind with most names (sources, categories, those below) until all fit;
    the sums of what is gathered are added up, and nothing is left out. Pure.
    """
    kinds = [_ranked(found, kind) for kind in ("purse", "category", "to")]
    room = [len(names) for names in kinds]
    while sum(room) > most and max(room) > 1:
        room[room.index(max(room))] -= 1
    kept = [
        set(names if len(names) <= place else names[: place - 1])
        for names, place in zip(kinds, room, strict=True)
    ]
    held: dict[tuple[str, str, str | None], Sums] = {}
    for flow in found:
        purse, category, to = (
            name if name in known else OTHER
            for name, known in zip((flow.purse, flow.category, flow.to), kept, strict=True)
        )
        key = (purse or OTHER, category or OTHER, to)
        held[key] = held.get(key, NOTHING) + flow.sums
    return tuple(sorted((Flow(*key, sums) for key, sums in held.items()), key=_largest))


def _ranked(found: Iterable[Flow], kind: str) -> list[str | None]:
    """The names of one kind, the largest plan first."""
    held: dict[str | None, Decimal] = {}
    for flow in found:
        name = getattr(flow, kind)
        held[name] = held.get(name, ZERO) + flow.sums.planned
    return sorted(held, key=lambda name: (-held[name], name or ""))


def first(found: Sequence[Flow], count: int) -> tuple[Flow, ...]:
    """The `count` largest flows, and all others added up in one more, wholly OTHER. Pure."""
    if len(found) <= count + 1:
        return tuple(found)
    others = replace(found[0], purse=OTHER, category=OTHER, to=OTHER)
    return (
        *found[:count],
        replace(others, sums=sum((flow.sums for flow in found[count:]), NOTHING)),
    )
