"""How far the Standard is kept: requirement by requirement over places, and school by school."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from standard.models import Coverage, CoverageTotal
from standard.models.coverage import STATES


class CellOf(NamedTuple):
    """The state of one requirement at one school, and why (standard.coverage.Answer)."""

    state: str
    why: str | None


def by_requirement(session: Session, scope: str) -> dict[str, Mapping[str, int]]:
    """Of each requirement: how many schools of a place are in each state."""
    rows = session.execute(
        select(CoverageTotal.requirement, *(getattr(CoverageTotal, state) for state in STATES))
        .where(CoverageTotal.scope == scope)
        .order_by(CoverageTotal.requirement)
    )
    return {row[0]: dict(zip(STATES, row[1:], strict=True)) for row in rows}


def answered(schools: Mapping[str, int]) -> int:
    """Schools of which it can be said, and which the requirement binds. Pure."""
    return sum(schools[state] for state in ("met", "partly", "missing"))


def cells(
    session: Session, schools: Iterable[str], requirements: Iterable[str]
) -> dict[tuple[str, str], CellOf]:
    """The states of these requirements at these schools, by (school, requirement)."""
    rows = session.execute(
        select(Coverage.school, Coverage.requirement, Coverage.state, Coverage.why).where(
            Coverage.school.in_(list(schools)), Coverage.requirement.in_(list(requirements))
        )
    )
    return {(row.school, row.requirement): CellOf(row.state, row.why) for row in rows}
