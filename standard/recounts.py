"""Kept answers of this room, counted anew from what they stand for."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock
from journal.problems import Problem
from standard import totals
from standard.answers import answers
from standard.models import Coverage, CoverageTotal
from standard.norms import norms

NAMES = ("state", "why", "needed", "have", "counted", "to_buy")


def coverage(session: Session) -> Iterator[Problem]:
    """Each kept answer is what passport, holdings and assessments give today.

    One that time alone has changed is not yet wrong: the nightly count will renew it.
    """
    today = clock.today()
    counted = totals.counted_on(session)
    if counted is None or counted.year != today.year:
        return
    known = norms(session)
    kept = {(row.school, row.requirement): row for row in session.scalars(select(Coverage))}
    schools = sorted({school for school, _ in kept})
    for row in answers(session, schools, sorted(known), today, known):
        key = (row["school"], row["requirement"])
        had = kept.pop(key, None)
        if had is None or (had.changes_on is not None and had.changes_on <= today):
            continue
        for name in NAMES:
            here, there = getattr(had, name), row[name]
            if here != there:
                yield Problem("sum.differs", "coverage", "/".join(key), name, str(here), str(there))


def sums(session: Session) -> Iterator[Problem]:
    """Each place's kept sums are those of its schools' kept answers."""
    counted = totals.summed(session)
    kept = {
        (row.scope, row.requirement): [getattr(row, name) for name in totals.SUMS]
        for row in session.scalars(select(CoverageTotal))
    }
    for key in sorted({*counted, *kept}):
        here, there = kept.get(key), counted.get(key)
        zero = [0] * len(totals.SUMS)
        for name, a, b in zip(totals.SUMS, here or zero, there or zero, strict=True):
            if a != b:
                yield Problem("sum.differs", "coverage_totals", "/".join(key), name, str(a), str(b))


RECOUNTS = (coverage, sums)
