"""What soon stops counting: expired, not serviced, not done again, not counted after planting."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from standard.models import Coverage, Holding
from standard.norms import norms
from standard.reports.evidence import reach
from standard.rules import ONE

SHORT = frozenset({"week", "school_day"})
"""Windows so short that something always ends: nobody is reminded of those."""


@dataclass(frozen=True, slots=True)
class Ending:
    """On `until` these schools no longer have what a requirement asks for, if nothing is done.

    `entry` is what answers the requirement: "count", "event", or none of these. `reference` is the
    evidence of the first of the holdings that end.
    """

    requirement: str
    until: date
    entry: str | None
    schools: tuple[str, ...]
    reference: str


def ending(session: Session, places: Collection[str], horizon: date) -> tuple[Ending, ...]:
    """What ends at schools of these places by `horizon`, or has ended and was not made good.

    What is more than the requirement asks for may end without anybody being told.
    """
    known = norms(session)
    found: dict[tuple[str, date], list[tuple[str, str]]] = {}
    for (school, code), (needed, things) in _stocks(session, places, horizon).items():
        norm = known.get(code)
        if norm is None or norm.period in SHORT:
            continue
        counted = norm.entry in ("count", "event") and needed is not None
        first = _first_short(things, Decimal(needed or 0) / ONE if counted else None, horizon)
        if first is not None:
            found.setdefault((code, first[0]), []).append((school, first[1]))
    return tuple(
        Ending(code, until, known[code].entry, tuple(school for school, _ in those), those[0][1])
        for (code, until), those in sorted(found.items(), key=lambda each: (each[0][1], each[0][0]))
    )


Thing = tuple[Decimal, date, date | None, str]  # quantity, since, until, reference
Stock = tuple[int | None, list[Thing]]


def _stocks(
    session: Session, places: Collection[str], horizon: date
) -> dict[tuple[str, str], Stock]:
    """Of each school and requirement with something that ends: what is needed, what is held."""
    ends = (
        select(Holding.school, Holding.requirement)
        .where(
            Holding.school.in_(reach(places)), Holding.until.is_not(None), Holding.until <= horizon
        )
        .distinct()
    )
    rows = session.execute(
        select(
            Holding.school,
            Holding.requirement,
            Coverage.needed,
            Holding.quantity,
            Holding.since,
            Holding.until,
            Holding.reference,
        )
        .outerjoin(
            Coverage,
            (Coverage.school == Holding.school) & (Coverage.requirement == Holding.requirement),
        )
        .where(tuple_(Holding.school, Holding.requirement).in_(ends))
        .order_by(Holding.school, Holding.requirement, Holding.id)
    )
    found: dict[tuple[str, str], Stock] = {}
    for school, code, needed, quantity, since, until, reference in rows:
        stock = found.setdefault((school, code), (needed, []))
        stock[1].append((quantity, since, until, reference))
    return found


def _first_short(
    things: Sequence[Thing], wanted: Decimal | None, horizon: date
) -> tuple[date, str] | None:
    """The day what is left no longer suffices by something having ended, and that thing's evidence.

    What a count ended says nothing: only what ran out after all that came. Where it is not known
    how much is wanted, whatever ends is told.
    """
    last = max(since for _, since, _, _ in things)
    for quantity, _, until, reference in sorted(things, key=lambda each: each[2] or date.max):
        if until is None or until > horizon:
            return None
        if until <= last or not quantity:
            continue
        left = sum((one[0] for one in things if one[2] is None or one[2] > until), Decimal(0))
        if wanted is None or left < wanted:
            return until, reference
    return None
