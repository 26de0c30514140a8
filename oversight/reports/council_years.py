"""Of which places and years there is anything to report of a council."""

from sqlalchemy import CompoundSelect, Integer, cast, extract, select, union
from sqlalchemy.orm import Session

from oversight.findings.models import Finding
from oversight.reviews.models import FlagReview
from oversight.samples.models import AuditSample
from oversight.visits.models import Round


def statement() -> CompoundSelect[tuple[str, int]]:
    """Each place whose council opened a finding, judged a flag, announced a sample or a round, with
    the year of that: the fiscal year it is about, of a round that of its first day."""
    began = cast(extract("year", Round.first_on), Integer)
    return union(
        select(Finding.council.label("place"), Finding.year.label("year")),
        select(FlagReview.council, FlagReview.year),
        select(AuditSample.place, AuditSample.year),
        select(Round.place, began),
    )


def council_years(session: Session) -> tuple[tuple[str, int], ...]:
    """The same in order."""
    found = statement().subquery()
    rows = session.execute(select(found).order_by(found.c.place, found.c.year))
    return tuple((place, year) for place, year in rows)
