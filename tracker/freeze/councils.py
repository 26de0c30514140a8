"""Pages of a frozen site about what councils look at: flags, samples, rounds, findings."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from oversight import flags
from oversight.findings.models import Evidence, Finding
from oversight.reports.council_years import council_years
from oversight.samples.reports import samples
from oversight.visits.models import Round
from procurement.models import Document
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
    wanted = _about(select(Finding.id, Finding.place), places)
    for number, place in session.execute(wanted.order_by(Finding.id)):
        yield Sheet("finding", f"findings/{number}", place, {"number": number}, forms("finding"))


def of_reports(session: Session, places: Collection[str]) -> Iterator[Sheet]:
    """The reports of councils, of every year there is anything to report of."""
    here = set(places)
    for place, year in council_years(session):
        if place in here:
            path, arguments = f"councils/{place}/{year}", {"code": place, "year": year}
            yield Sheet("council_report", path, place, arguments, forms("council_report"))


def papers(session: Session, places: set[str] | None) -> tuple[tuple[str, str], ...]:
    """The files by which these findings are shown and which everybody may open: SHA-256 and kind.

    As `oversight.findings.reports.desk.is_public`: none that a purchase keeps back.
    """
    kept_back = select(Document.sha256).where(Document.withheld.is_not(None))
    wanted = (
        select(Evidence.sha256, Evidence.file_kind)
        .join(Finding, Finding.id == Evidence.finding_id)
        .where(Evidence.is_public, Evidence.document_id.is_(None))
        .where(Evidence.sha256.not_in(kept_back))
        .distinct()
        .order_by(Evidence.sha256)
    )
    return tuple((name, kind) for name, kind in session.execute(_about(wanted, places)))


def _about(wanted: Select[Any], places: set[str] | None) -> Select[Any]:
    return wanted if places is None else wanted.where(Finding.place.in_(sorted(places)))
