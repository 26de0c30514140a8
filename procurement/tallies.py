"""What our own records tell of derived requirements, counted from the records themselves.

Acts add each case as it happens (`standard.totals.tally`); the night counts all of them anew, so
that a base from before these requirements were counted has them too.
"""

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from core.models import table_of
from procurement.models import Acceptance, AcceptanceLine, Purchase, Share
from standard.models import Tally

Case = tuple[str, str, int]  # school, measure, year


def counted(session: Session) -> dict[Case, list[int]]:
    """Part and whole of every case there is."""
    sums: dict[Case, list[int]] = {}
    planned = session.execute(
        select(Share.school, Purchase.year, Purchase.plan_line_id, Purchase.id)
        .join(Purchase, Purchase.id == Share.purchase_id)
        .where(Purchase.planned_on.is_not(None))
        .distinct()
    )
    for school, year, line, _ in planned:
        _add(sums, (school, "purchase_in_plan", year), line is not None)
    accepted = session.execute(
        select(AcceptanceLine.school, Acceptance.on, Acceptance.with_parent, Acceptance.id)
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .where(Acceptance.kind.is_(None), Acceptance.is_reversed.is_(False))
        .distinct()
    )
    for school, on, with_parent, _ in accepted:
        _add(sums, (school, "acceptance_with_parent", on.year), with_parent)
    return sums


def _add(sums: dict[Case, list[int]], case: Case, kept: bool) -> None:
    one = sums.setdefault(case, [0, 0])
    one[0] += kept
    one[1] += 1


def renew(session: Session) -> None:
    """Put what the records tell in place of what was kept."""
    rows = [
        {"school": school, "measure": measure, "year": year, "part": part, "whole": whole}
        for (school, measure, year), (part, whole) in sorted(counted(session).items())
    ]
    session.execute(delete(Tally))
    if rows:
        session.execute(insert(table_of(Tally)), rows)
