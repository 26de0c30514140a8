"""What is known of a school before something found there is written down; and what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import Refusal
from standard.answers import facts_of
from standard.found import Before, faults
from standard.models import Assessment
from standard.norms import norms
from standard.rules import Norm


@dataclass(frozen=True, slots=True)
class Known:
    """The day of the last count by requirement; what the passport counts, in thousandths."""

    counted: Mapping[str, date]
    bases: Mapping[str, int]

    def of(self, norm: Norm) -> Before:
        """What is known that a finding of this requirement is judged by."""
        whole = self.bases.get(norm.basis) if norm.type == "percentage" else None
        return Before(self.counted.get(norm.code), whole)


def before(session: Session, school: str, on: date) -> Known:
    """What is known of a school, by the passport of the year of `on` or the last before it."""
    counted = session.execute(
        select(Assessment.requirement, func.max(Assessment.on))
        .where(Assessment.school == school, Assessment.kind == "count")
        .group_by(Assessment.requirement)
    )
    return Known(
        {code: day for code, day in counted},  # noqa: C416
        facts_of(session, [school], on.year).get(school, {}),
    )


def problems(
    session: Session, school: str, on: date, values: Mapping[str, Decimal]
) -> Iterator[Refusal]:
    """Every fault of a stock-taking, each at the code of its requirement."""
    known = before(session, school, on)
    kept = norms(session)
    for code, value in values.items():
        if code in kept:
            for refusal in faults(kept[code], on, value, known.of(kept[code]), code):
                yield Refusal(refusal.code, code, **refusal.facts)
