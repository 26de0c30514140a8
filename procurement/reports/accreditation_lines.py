"""Pieces of evidence, each led back to the acceptance act or to the look somebody took."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session

from procurement.reports.evidence import KIND, Paper, papers
from standard.models import Assessment, Holding
from standard.rules import Norm, counts_until, lapses

LOOKED = "assessment:"
"""What the `reference` of a holding begins with that somebody looked at, before a number."""


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked: on which day, in which role, with which photographs (SHA-256).

    `checked` is what the council said of it: "agrees", "differs" or nothing yet.
    """

    id: int
    on: date
    role: str
    files: tuple[str, ...]
    checked: str | None
    checked_on: date | None

    @property
    def confirmed(self) -> bool:
        """Did a council find it, or find the same?"""
        return self.role == "council" or self.checked == "agrees"


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of evidence: how much (or what was measured), since when, valid until (excluded).

    `counts` says whether it is valid on the day the answers were counted. Neither `paper` nor
    `look`: its reference leads nowhere that is told here.
    """

    requirement: str
    quantity: Decimal
    since: date
    until: date | None
    counts: bool
    reference: str
    paper: Paper | None
    look: Look | None


def lines_of(
    session: Session, school: str, day: date, known: Mapping[str, Norm]
) -> dict[str, tuple[Line, ...]]:
    """What a school holds, by requirement, oldest first; what a later count replaced is left out.

    Four queries, whatever the number of lines.
    """
    codes = [code for code, norm in known.items() if norm.entry in ("count", "event")]
    rows = session.execute(
        select(
            Holding.requirement, Holding.quantity, Holding.since, Holding.until, Holding.reference
        )
        .where(Holding.school == school, Holding.requirement.in_(codes))
        .order_by(Holding.since, Holding.id)
    ).all()
    known_papers = papers(session, [row.reference for row in rows])
    looks = _looks(session, Assessment.id.in_(_numbers(rows)))
    counted = {(row.requirement, row.since) for row in rows}
    found: dict[str, list[Line]] = {}
    for row in rows:
        until = counts_until(row.since, row.until, known[row.requirement])
        counts = until is None or until > day
        if not counts and (not row.quantity or (row.requirement, until) in counted):
            continue  # ended by a count, and counted in it again
        line = Line(
            row.requirement,
            row.quantity,
            row.since,
            until,
            counts,
            row.reference,
            known_papers.get(row.reference),
            looks.get(_number(row.reference)),
        )
        found.setdefault(row.requirement, []).append(line)
    return {code: tuple(lines) for code, lines in found.items()}


def looks_at_values(
    session: Session, school: str, day: date, known: Mapping[str, Norm]
) -> dict[str, tuple[Line, ...]]:
    """The last measurement, or yes and no, of each requirement that one of them answers."""
    codes = [code for code, norm in known.items() if norm.entry == "value"]
    last = last_values(Assessment.school == school, codes)
    rows = session.execute(
        select(last.c.id, last.c.requirement, Assessment.value, last.c.on, last.c.until)
        .join(Assessment, Assessment.id == last.c.id)
        .where(last.c.rank == 1)
    ).all()
    looks = _looks(session, Assessment.id.in_([row.id for row in rows]))
    return {
        row.requirement: (
            Line(
                row.requirement,
                row.value,
                row.on,
                row.until,
                row.until is None or row.until > day,
                f"{LOOKED}{row.id}",
                None,
                looks[row.id],
            ),
        )
        for row in rows
    }


def last_values(where: ColumnElement[bool], codes: Sequence[str]) -> Any:
    """Assessments of a value, the last of each school and requirement having the rank 1."""
    latest = func.row_number().over(
        partition_by=(Assessment.school, Assessment.requirement),
        order_by=(Assessment.on.desc(), Assessment.id.desc()),
    )
    return (
        select(
            Assessment.id,
            Assessment.school,
            Assessment.requirement,
            Assessment.on,
            Assessment.until,
            Assessment.role,
            Assessment.checked,
            latest.label("rank"),
        )
        .where(where, Assessment.kind == "value", Assessment.requirement.in_(codes))
        .subquery("last_values")
    )


def in_force(day: date, known: Mapping[str, Norm]) -> ColumnElement[bool]:
    """Does a holding count on a day? The same as `counts_until`, said to the database."""
    windows = {norm.code: _first(day, norm) for norm in known.values() if norm.within}
    valid = Holding.until.is_(None) | (Holding.until > day)
    return and_(
        valid,
        or_(
            Holding.requirement.not_in(list(windows)),
            *(
                and_(Holding.requirement == code, Holding.since >= since)
                for code, since in sorted(windows.items())
            ),
        ),
    )


def _first(day: date, norm: Norm) -> date:
    """The earliest day whose events still count on `day`."""

    def last_day(ordinal: int) -> date:
        return lapses(date.fromordinal(ordinal), norm) or date.max

    days = range(date(1900, 1, 1).toordinal(), day.toordinal() + 1)
    found = bisect_right(days, day, key=last_day)
    return date.fromordinal(days.start + found)


def look_of_holding() -> ColumnElement[int]:
    """The number of the assessment a holding refers to; nothing for another reference."""
    number = cast(func.substr(Holding.reference, len(LOOKED) + 1), BigInteger)
    return case((Holding.reference.startswith(LOOKED), number))


def paper_of_holding() -> ColumnElement[int]:
    """1 for a holding that an acceptance act wrote, else 0."""
    return case((Holding.reference.startswith(KIND), 1), else_=0)


def _number(reference: str) -> int:
    """The number of the assessment a reference names; 0, which none has, for another."""
    return int(reference.removeprefix(LOOKED)) if reference.startswith(LOOKED) else 0


def _numbers(rows: Iterable[Any]) -> list[int]:
    return sorted({_number(row.reference) for row in rows} - {0})


def _looks(session: Session, where: ColumnElement[bool]) -> dict[int, Look]:
    rows = session.execute(
        select(
            Assessment.id,
            Assessment.on,
            Assessment.role,
            Assessment.files,
            Assessment.checked,
            Assessment.checked_on,
        ).where(where)
    )
    return {
        row.id: Look(
            row.id,
            row.on,
            row.role,
            tuple(file["sha256"] for file in row.files or ()),
            row.checked,
            row.checked_on,
        )
        for row in rows
    }
