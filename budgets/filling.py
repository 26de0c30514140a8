"""What no leaf of this room holds, filled in a base that was rebuilt from leaves."""

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from budgets import recounts
from budgets.models import IN_FORCE, Budget, Line, LineVersion, Total, Version
from budgets.totals import FIELDS
from core.models import table_of
from journal.mending import mend


def fill(session: Session) -> None:
    """Budgets by their versions, the sums of lines, and the totals. Commitments come before."""
    known = session.execute(select(Version.budget_id, Version.place, Version.year).distinct())
    budgets = [{"id": number, "place": place, "year": year} for number, place, year in known]
    if budgets:
        session.execute(insert(table_of(Budget)), budgets)
    mend(session, recounts.lines(session))
    mend(session, recounts.stages(session))
    _totals(session)


def _totals(session: Session) -> None:
    """Cells that hold nothing any more stay, as acts leave them: where money was in force once."""
    in_force = (
        select(Line.year, Line.category, Line.requirement)
        .join(LineVersion, LineVersion.line_id == Line.id)
        .join(Version, Version.id == LineVersion.version_id)
        .where(LineVersion.amount > 0, Version.status.in_((*IN_FORCE, "superseded")))
        .distinct()
    )
    once = {(row[0], code) for row in session.execute(in_force) for code in row[1:]}
    rows = [
        {
            "scope": scope,
            "year": year,
            "kind": kind,
            "code": code,
            "purse": purse,
            **dict(zip(FIELDS, sums, strict=True)),
        }
        for (scope, year, kind, code, purse), sums in recounts.counted_totals(session).items()
        if any(sums) or (year, code) in once
    ]
    if rows:
        session.execute(insert(table_of(Total)), rows)
