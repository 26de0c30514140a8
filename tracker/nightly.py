"""What is done once a day: prices and schools compared anew, every school counted by today's date.

Acts keep both up for what they touch; the night renews what time alone changes: extinguishers to
be recharged, kits past their date, purchases too old to compare.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock
from opendata import before, search
from oversight import price_principle
from oversight.kept import following
from procurement import kept_principles, peers, prices, tallies
from procurement.models import ComparisonSet
from register.models import Place
from standard import totals
from tracker.voice import limits


@dataclass(frozen=True, slots=True)
class Night:
    """What was renewed: the day, the number of the comparison set, the answers counted, and the
    purchases and holders' years that flags looked at."""

    on: date
    comparison: int
    answers: int
    looked_at: int = 0


def renew(session: Session, country: str) -> Night:
    """All of the night in the caller's one transaction."""
    done = count(session, country)
    return replace(done, looked_at=following.renew(session, done.on))


def count(session: Session, country: str) -> Night:
    """Compare all prices, count all schools and find those alike; flags have not looked yet.

    What imports keep to be undone goes once their drafts were handed in; by what voices of a day
    were told apart goes with the day.
    """
    today = clock.today()
    before.forget(session)
    limits.forget(session, today)
    tallies.renew(session)
    kept_principles.renew(session)
    price_principle.renew(session, today)
    search.catch_up(session)
    comparison = prices.compare(session, country, today)
    answers = totals.recount(session, today)
    peers.renew(session, today)
    return Night(today, comparison, answers)


def due(session: Session) -> bool:
    """Has nothing been renewed yet today, or is there what an older program never counted?

    A base without a place has nothing to renew.
    """
    if session.scalar(select(Place.code).limit(1)) is None:
        return False
    compared = session.scalar(select(ComparisonSet.made_on).order_by(ComparisonSet.id.desc()))
    today = clock.today()
    late = compared != today or totals.counted_on(session) != today
    return late or any(
        (
            kept_principles.any_uncounted(session),
            peers.any_uncounted(session, today),
            following.behind(session),
        )
    )
