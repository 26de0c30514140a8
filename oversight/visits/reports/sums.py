"""What rounds came to: as each round's own page tells it school by school, added up."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from oversight.visits.models import Visit, VisitAnswer


@dataclass(frozen=True, slots=True)
class RoundSums:
    """Requirements that were looked at in a round, those found otherwise than the inventory said,
    and those not seen, over all its schools."""

    looked_at: int = 0
    differ: int = 0
    not_seen: int = 0


def of_rounds(session: Session, rounds: Collection[int]) -> dict[int, RoundSums]:
    """By number of the round; one nobody has handed a visit in of is not there. One statement."""
    differs = VisitAnswer.became.is_not(None) & (VisitAnswer.verdict == "differs")
    not_seen = VisitAnswer.verdict == "not_seen"
    rows = session.execute(
        select(
            Visit.round_id,
            func.count(VisitAnswer.id),
            *(func.sum(case((each, 1), else_=0)) for each in (differs, not_seen)),
        )
        .join(VisitAnswer, VisitAnswer.visit_id == Visit.id)
        .where(Visit.round_id.in_(list(rounds)))
        .group_by(Visit.round_id)
    )
    return {number: RoundSums(*map(int, counts)) for number, *counts in rows}
