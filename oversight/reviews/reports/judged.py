"""What councils made of the answers to raised flags, counted over a place and year."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from oversight.kept.models import RaisedFlag
from oversight.reviews.models import FlagReview
from oversight.reviews.reports.parts import everybodys, same_subject
from oversight.reviews.rules import EXPLAINED, FINDING, NOT_EXPLAINED, VERDICTS
from register import reports as register


@dataclass(frozen=True, slots=True)
class Judged:
    """Flags that are raised now and that a council judged, by what it said last."""

    explained: int = 0
    not_explained: int = 0
    findings: int = 0

    @property
    def all(self) -> int:
        """How many were judged."""
        return self.explained + self.not_explained + self.findings

    def __add__(self, other: Self) -> "Judged":
        return Judged(
            self.explained + other.explained,
            self.not_explained + other.not_explained,
            self.findings + other.findings,
        )


def of_place(session: Session, place: str, year: int) -> Mapping[str, Judged]:
    """By flag, of a place and all below it in a year; only what everybody may see. One statement.

    Where several councils judged one flag, the last of them counts.
    """
    of, later, up = FlagReview, aliased(FlagReview), RaisedFlag
    last = (
        select(func.max(later.id))
        .where(same_subject(later, up), ~later.replaced, later.verdict.in_(VERDICTS))
        .correlate(up)
        .scalar_subquery()
    )
    rows = session.execute(
        select(of.flag, of.verdict, func.count())
        .join(up, same_subject(of, up))
        .where(of.place.in_(register.within([place])), of.year == year)
        .where(of.id == last, everybodys())
        .group_by(of.flag, of.verdict)
    )
    counted: dict[str, dict[str, int]] = {}
    for flag, verdict, count in rows:
        counted.setdefault(flag, {})[verdict] = count
    return {
        flag: Judged(*(said.get(verdict, 0) for verdict in (EXPLAINED, NOT_EXPLAINED, FINDING)))
        for flag, said in sorted(counted.items())
    }
