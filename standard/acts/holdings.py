"""What schools have: written downward by an acceptance."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from core.access import Act, Actor, require
from standard import totals
from standard.models import Assessment, Holding
from standard.norms import norms
from standard.rules import Norm, lapses


@dataclass(frozen=True, slots=True)
class Came:
    """What a school gained towards a requirement, in the requirement's unit, by which evidence.

    `until` is the first day it no longer counts where papers say so; else the requirement does.
    """

    school: str
    requirement: str
    quantity: Decimal
    reference: str
    until: date | None = None


def hold(
    session: Session,
    actor: Actor,
    things: Sequence[Came],
    *,
    since: date,
    scopes: Sequence[str],
    place: str,
    cases: Sequence[tuple[str, str, int, int, int]] = (),
) -> list[Holding]:
    """Note what schools have from a day on: written downward by an acceptance.

    It lasts as long as its papers say, else as its requirement says. What a count of a later day
    has already counted ends on that day, so that a paper entered late is not counted twice.
    `cases` are what the acceptance itself tells, as `totals.tally` takes them.

    Raises:
        NotPermitted: the actor may accept neither for the holder `place` nor at a school named.
    """
    for thing in things:
        require(actor, Act.ACCEPT, place, thing.school)
    counted = counted_on(session, {thing.school for thing in things})
    known = norms(session)
    held = [
        Holding(
            school=thing.school,
            requirement=thing.requirement,
            quantity=thing.quantity,
            since=since,
            until=ends(
                since,
                thing.until or _lapses(since, known.get(thing.requirement)),
                counted.get((thing.school, thing.requirement)),
            ),
            reference=thing.reference,
        )
        for thing in things
    ]
    if held:
        session.add_all(held)
        journal.enter(session, actor, Act.ACCEPT, *held, scopes=scopes)
    told = totals.tally(session, cases)
    schools = {thing.school for thing in things} | {case[0] for case in cases}
    totals.refresh(session, schools, {thing.requirement for thing in things} | told)
    return held


@dataclass(frozen=True, slots=True)
class Gone:
    """What a school no longer has of what came on the day `came`, from the day `since` on.

    `until` is the first day it would no longer have counted where papers say so.
    """

    school: str
    requirement: str
    quantity: Decimal
    reference: str
    came: date
    since: date
    until: date | None = None


def let_go(
    session: Session,
    actor: Actor,
    act: Act,
    things: Sequence[Gone],
    *,
    scopes: Sequence[str],
    place: str,
    cases: Sequence[tuple[str, str, int, int, int]] = (),
) -> list[Holding]:
    """Note by `act` what schools no longer have, by quantities below zero: nothing is edited.

    It lasts as long as what it takes from: once that lapsed or was counted anew, nothing is left to
    take from. `cases` as in `hold`.

    Raises:
        NotPermitted: the actor may do `act` neither for the holder `place` nor at a school named.
    """
    for thing in things:
        require(actor, act, place, thing.school)
    counted = counted_on(session, {thing.school for thing in things})
    known = norms(session)
    gone = []
    for thing in things:
        until = ends(
            thing.since,
            thing.until or _lapses(thing.came, known.get(thing.requirement)),
            counted.get((thing.school, thing.requirement)),
        )
        if until is None or until > thing.since:
            gone.append(
                Holding(
                    school=thing.school,
                    requirement=thing.requirement,
                    quantity=-thing.quantity,
                    since=thing.since,
                    until=until,
                    reference=thing.reference,
                )
            )
    if gone:
        session.add_all(gone)
        journal.enter(session, actor, act, *gone, scopes=scopes)
    told = totals.tally(session, cases)
    schools = {thing.school for thing in things} | {case[0] for case in cases}
    totals.refresh(session, schools, {thing.requirement for thing in things} | told)
    return gone


def _lapses(since: date, norm: Norm | None) -> date | None:
    return lapses(since, norm) if norm is not None else None


def ends(since: date, lapses_on: date | None, counted: date | None) -> date | None:
    """When a holding of `since` ends: when it lapses, or was counted with all else afterwards."""
    if counted is not None and counted > since:
        return counted if lapses_on is None else min(counted, lapses_on)
    return lapses_on


def counted_on(session: Session, schools: Collection[str]) -> dict[tuple[str, str], date]:
    """The day each school was last counted for each requirement, by (school, requirement)."""
    rows = session.execute(
        select(Assessment.school, Assessment.requirement, func.max(Assessment.on))
        .where(Assessment.kind == "count", Assessment.school.in_(schools))
        .group_by(Assessment.school, Assessment.requirement)
    )
    return {(school, code): on for school, code, on in rows}
