"""Kept answers: counted in the act's own transaction for what it touched, or all from nothing.

Not journaled: `standard.recounts` counts them anew for the audit. Cost of `refresh` is that of the
schools touched, whatever the size of the country.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.orm import Session

from core import clock, tree
from core.models import table_of
from core.upsert import upsert
from register import reports as register
from register.models import Place, School
from standard.answers import Pair, Row, answers
from standard.models import Coverage, CoverageState, CoverageTotal, Edition, Tally
from standard.models.coverage import STATES
from standard.norms import norms
from standard.rules import Norm

CHUNK = 400  # schools in one statement
BATCH = 20_000  # rows in one statement
SUMS = (*STATES, "needed", "counted", "to_buy")


def refresh(
    session: Session, schools: Iterable[str], requirements: Iterable[str] | None = None
) -> None:
    """Count these schools anew, all requirements or those named; and what lapsed meanwhile.

    Called last by every act that changes what a school has, must have or found.
    """
    session.flush()
    on = clock.today()
    wanted = set(schools)
    known = norms(session)
    codes = set(known) if requirements is None else set(requirements) & set(known)
    pairs = {(school, code) for school in wanted for code in codes}
    _renew(session, pairs | _lapsed(session, on), on, known)


def lapse(session: Session, on: date) -> int:
    """Count anew what changed by itself until this day; how many answers that were."""
    pairs = _lapsed(session, on)
    _renew(session, pairs, on, norms(session))
    return len(pairs)


def _lapsed(session: Session, on: date) -> set[Pair]:
    rows = session.execute(
        select(Coverage.school, Coverage.requirement).where(Coverage.changes_on <= on)
    )
    return {(row.school, row.requirement) for row in rows}


def _renew(session: Session, pairs: set[Pair], on: date, known: Mapping[str, Norm]) -> None:
    """Write the answers of these pairs, and add what changed to the totals of all above.

    A closed school is not counted; of one that closed since the night what is kept is kept up.
    """
    changes: dict[Pair, list[int]] = {}
    schools = sorted({school for school, _ in pairs})
    there = set(session.scalars(select(School.code).where(School.code.in_(schools), _there(on))))
    lineages = register.lineages(session, schools)
    for start in range(0, len(schools), CHUNK):
        part = schools[start : start + CHUNK]
        asked = {pair for pair in pairs if pair[0] in set(part)}
        codes = sorted({code for _, code in asked})
        before = _before(session, part, codes)
        rows = []
        for row in answers(session, part, codes, on, known):
            pair = (row["school"], row["requirement"])
            old = before.get(pair)
            if pair in asked and (pair[0] in there or old is not None):
                rows.append(row)
                if old != _values(row):
                    _count(changes, lineages[pair[0]][1:], pair[1], row, 1)
                    if old is not None:
                        _count(changes, lineages[pair[0]][1:], pair[1], old, -1)
        upsert(session, Coverage, rows)
    _keep(session, changes)


def _there(on: date) -> ColumnElement[bool]:
    """A school that is not closed on this day."""
    return School.valid_until.is_(None) | (School.valid_until > on)


def _before(session: Session, schools: Sequence[str], codes: Sequence[str]) -> dict[Pair, Row]:
    rows = session.execute(
        select(*table_of(Coverage).c).where(
            Coverage.school.in_(schools), Coverage.requirement.in_(codes)
        )
    ).mappings()
    return {(row["school"], row["requirement"]): _values(row) for row in rows}


def _values(row: Any) -> Row:
    """What of an answer is added up."""
    return {name: row[name] or 0 for name in ("needed", "counted", "to_buy")} | {
        "state": row["state"]
    }


def _count(
    changes: dict[Pair, list[int]], scopes: Iterable[str], code: str, row: Row, sign: int
) -> None:
    """Add an answer to the sums of all places the school lies within; unknown duties add none."""
    place = STATES.index(row["state"])
    said = row["state"] != "unknown"
    for scope in scopes:
        sums = changes.get((scope, code))
        if sums is None:
            sums = changes[scope, code] = [0] * len(SUMS)
        sums[place] += sign
        if said:
            sums[-3] += sign * (row["needed"] or 0)
            sums[-2] += sign * row["counted"]
            sums[-1] += sign * row["to_buy"]


def _keep(session: Session, changes: Mapping[Pair, list[int]]) -> None:
    upsert(
        session,
        CoverageTotal,
        [
            {"scope": scope, "requirement": code, **dict(zip(SUMS, sums, strict=True))}
            for (scope, code), sums in sorted(changes.items())
            if any(sums)
        ],
        add=SUMS,
    )


def counted_on(session: Session) -> date | None:
    """The day the whole country was last counted."""
    return session.scalar(select(CoverageState.counted_on))


def summed(session: Session) -> dict[Pair, list[int]]:
    """The sums of every place, from the kept answers: what the totals must say."""
    changes: dict[Pair, list[int]] = {}
    columns = table_of(Coverage).c
    rows = session.execute(select(*columns)).mappings().all()
    lineages = register.lineages(session, {row["school"] for row in rows})
    for row in rows:
        _count(changes, lineages[row["school"]][1:], row["requirement"], _values(row), 1)
    return changes


def recount(session: Session, on: date | None = None) -> int:
    """Count every school of the country from nothing; how many answers that were."""
    session.flush()
    day = on or clock.today()
    known = norms(session)
    codes = sorted(known)
    session.execute(delete(Coverage))
    session.execute(delete(CoverageTotal))
    parents: dict[str, str | None] = dict(session.execute(select(Place.code, Place.parent)).all())
    homes = session.execute(
        select(School.code, School.place).where(_there(day)).order_by(School.code)
    ).all()
    at_home: dict[Pair, list[int]] = {}
    done = 0
    for start in range(0, len(homes), CHUNK):
        part = dict(homes[start : start + CHUNK])
        rows = list(answers(session, sorted(part), codes, day, known))
        for row in rows:
            _count(at_home, (part[row["school"]],), row["requirement"], row, 1)
        for first in range(0, len(rows), BATCH):
            session.execute(insert(table_of(Coverage)), rows[first : first + BATCH])
        done += len(rows)
    _keep(session, _upwards(at_home, parents))
    edition = session.scalar(select(func.max(Edition.id)))
    upsert(session, CoverageState, [{"id": 1, "counted_on": day, "edition_id": edition}])
    return done


def _upwards(
    at_home: Mapping[Pair, list[int]], parents: Mapping[str, str | None]
) -> dict[Pair, list[int]]:
    """The sums of the schools right at each place, added up for all that lies above."""
    changes: dict[Pair, list[int]] = {}
    above = {place: tree.lineage(place, parents) for place in {place for place, _ in at_home}}
    for (place, code), own in at_home.items():
        for scope in above[place]:
            sums = changes.setdefault((scope, code), [0] * len(SUMS))
            for i, amount in enumerate(own):
                sums[i] += amount
    return changes


def tally(session: Session, cases: Iterable[tuple[str, str, int, int, int]]) -> set[str]:
    """Add what our own records tell: (school, measure, year, part, whole).

    The requirements these answer; `refresh` has to count them anew.
    """
    sums: dict[tuple[str, str, int], list[int]] = {}
    for school, measure, year, part, whole in cases:
        one = sums.setdefault((school, measure, year), [0, 0])
        one[0] += part
        one[1] += whole
    upsert(
        session,
        Tally,
        [
            {"school": school, "measure": measure, "year": year, "part": part, "whole": whole}
            for (school, measure, year), (part, whole) in sorted(sums.items())
        ],
        add=("part", "whole"),
    )
    measures = {measure for _, measure, _ in sums}
    return {norm.code for norm in norms(session).values() if norm.measure in measures}
