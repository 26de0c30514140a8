"""Pages of a frozen site about what councils look at: flags, samples, rounds, findings."""

from collections.abc import Collection, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight import flags
from oversight.findings.models import Finding
from oversight.samples.reports import samples
from oversight.visits.models import Round
from tracker.freeze.marks import EVERYTHING
from tracker.freeze.sheets import Sheet, forms

MOST_SAMPLES = 10_000


def of_flags(country: str) -> Iterator[Sheet]:
    """Each red flag on its page; all of them change with every act."""
    for rule in (*flags.FLAGS, *flags.YEAR_FLAGS):
        path = f"flags/{rule.CODE}"
        yield Sheet("flag", path, country, {"code": rule.CODE}, forms("flag"))


def of_samples(session: Session, places: Collection[str]) -> Iterator[Sheet]:
    """Until it is drawn a sample's page waits for any act at all."""
    here = set(places)
    for card in samples.within(session, places, most=MOST_SAMPLES):
        if card.place not in here:
            continue
        scope = card.place if card.drawn_on else EVERYTHING
        yield Sheet("sample", f"samples/{card.id}", scope, {"number": card.id}, forms("sample"))


def of_rounds(session: Session, places: set[str]) -> Iterator[Sheet]:
    """Monitoring rounds of these places; each changes with its place alone."""
    rows = session.execute(select(Round.id, Round.place).order_by(Round.id))
    for number, place in rows:
        if place in places:
            path = f"rounds/{number}"
            files = forms("monitoring_round")
            yield Sheet("monitoring_round", path, place, {"number": number}, files)


def of_findings(session: Session, places: set[str] | None) -> Iterator[Sheet]:
    """All findings of the country, or those about these places."""
    wanted = select(Finding.id, Finding.place)
    if places is not None:
        wanted = wanted.where(Finding.place.in_(sorted(places)))
    for number, place in session.execute(wanted.order_by(Finding.id)):
        yield Sheet("finding", f"findings/{number}", place, {"number": number}, forms("finding"))
