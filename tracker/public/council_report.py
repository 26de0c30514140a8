"""What councils did in a year: one report out of the pages there are, as page, files, document.

Counted is what is about the place and all below it, whichever council did it, so that every number
is that of the page it links to. Samples and trends are told in full for the place's own; those of
places within stand in the lists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from budgets.reports import hearings
from budgets.reports.hearings import HearingCard
from core import clock
from core.fiscal import is_year
from oversight.findings.reports import lists, statistics
from oversight.findings.reports.lists import Listed
from oversight.findings.reports.statistics import Statistics
from oversight.reviews.reports import judged
from oversight.reviews.reports.judged import Judged
from oversight.samples.reports import samples
from oversight.samples.reports.samples import Said, SampleCard
from oversight.visits.reports import rounds, trends
from oversight.visits.reports.rounds import RoundCard
from register import reports as register
from register.reports import Spot
from tracker import queries, sample_words
from tracker.extensions import db
from tracker.names import Names
from tracker.pages import page
from tracker.public import budget_tables, place_flags, public
from tracker.public import council_report_tables as tables
from tracker.public.findings import record
from tracker.public.offers import Shown, offer
from tracker.public.papers import on_paper, sheet

TABLES = (
    *("numbers", "flags", "samples", "results", "findings", "before", "rounds", "trend"),
    "questions",
)
SHOWN = 20  # findings that the page lists; the files have all of them
COUNCIL = "council"  # who asked, among budgets.rules.ASKERS
Results = Sequence[tuple[SampleCard, Said, tables.Errors]]


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings of a year: their counts, and the newest of them."""

    counts: Statistics
    listed: Listed


@dataclass(frozen=True, slots=True)
class Year:
    """All that a report tells. `flags` are how many are raised and answered, as the page of flags
    has them: None where nothing is raised, and their numbers None in an oblast or the country."""

    flags: Mapping[str, int | None] | None
    judged: Mapping[str, Judged]
    samples: tuple[SampleCard, ...]
    results: Results
    findings: Findings
    before: Findings
    rounds: tuple[RoundCard, ...]
    hearings: tuple[HearingCard, ...]

    @property
    def judged_all(self) -> Judged:
        """All flags together."""
        return sum(self.judged.values(), Judged())

    @property
    def visits(self) -> int:
        """Visits of all rounds."""
        return sum(one.visits for one in self.rounds)

    @property
    def questions(self) -> dict[str, int]:
        """Questions of councils at hearings: put, answered, carried to a later hearing; and of all
        people."""
        every = [question for one in self.hearings for question in one.questions]
        own = [question for question in every if question.asker == COUNCIL]
        return {
            "hearings": sum(one.status == "held" for one in self.hearings),
            "of_all": len(every),
            "put": len(own),
            "answered": sum(question.answer is not None for question in own),
            "carried": sum(question.carried for question in own),
        }

    @property
    def found(self) -> bool:
        """Was anything found in this year or the one before?"""
        return bool(self.findings.listed.count or self.before.listed.count)

    @property
    def is_empty(self) -> bool:
        """Did no council do anything?"""
        did = (self.judged, self.samples, self.rounds, self.findings.listed.count)
        return not any(did) and not self.questions["put"]


@offer("/councils/<code:code>/<int:year>", scope="code", tables=TABLES)
def council_report(code: str, year: int) -> Shown | BaseResponse:
    """The report of a place's council on a year; of a merged place its successor's."""
    spot = register.place(db.session, code)
    if spot is None or not is_year(year):
        abort(404)
    if spot.successor:
        return redirect(url_for("public.council_report", code=spot.successor, year=year), 301)
    names, told = Names(), _year(spot, year)
    return Shown(
        "public/council_report.html",
        f"{code}-{year}-council",
        head=_head(spot, year, told, names),
        facts={
            "spot": spot,
            "code": code,
            "told": told,
            "judged": told.judged_all,
            "questions": told.questions,
            "wide": spot.kind in place_flags.WIDE,
            "sentences": [(card, sample_words.told(card, said)) for card, said, _ in told.results],
            "most": SHOWN,
            "trail": register.trail(db.session, code),
            **sheet(names.lang, url_for("public.council_report", code=code, year=year)),
        },
        tables=_tables(spot, year, told, names),
    )


@public.get("/councils/<code:code>/<int:year>.pdf")
@page(scope="code")
def council_report_pdf(code: str, year: int) -> BaseResponse:
    """The same on paper, to be read at a session and filed."""
    build = partial(council_report, code, year)
    return on_paper(build, f"{code}-{year}-council", code, "print/council_report.html")


def _year(spot: Spot, year: int) -> Year:
    session, code = db.session(), spot.code
    drawn = samples.within(session, [code], year=year)
    within = [part.code for part in register.places_within(session, code)]
    return Year(
        flags=place_flags.line(spot, year),
        judged=judged.of_place(session, code, year),
        samples=drawn,
        results=[found for card in drawn if card.place == code and (found := _result(card))],
        findings=_findings(code, year),
        before=_findings(code, year - 1),
        rounds=tuple(one for one in rounds.of_places(session, [code]) if one.first_on.year == year),
        hearings=hearings.hearings(session, within, year),
    )


def _findings(code: str, year: int) -> Findings:
    most = 10_000 if queries.strict() else SHOWN
    return Findings(
        statistics.of_place(db.session(), code, year, clock.today()),
        lists.of_place(db.session(), code, year, per_page=most),
    )


def _result(card: SampleCard) -> tuple[SampleCard, Said, tables.Errors] | None:
    """What a sample says of all the money; None until every purchase was looked at."""
    if card.drawn_on is None or card.looked < card.chosen:
        return None
    items = samples.population(db.session(), card.id)
    said = samples.said(card, items, samples.drawn(card, items))
    return (card, said, tables.errors(items)) if said else None


def _head(spot: Spot, year: int, told: Year, names: Names) -> dict[str, Any]:
    """The counts, for programs."""
    return {
        "place": {"code": spot.code, "name": spot.name.told(names.lang)[0], "kind": spot.kind},
        "year": year,
        "flag_counts": {
            **(told.flags or {"raised": 0, "answered": 0}),
            "judged": told.judged_all.all,
            **asdict(told.judged_all),
        },
        "sample_counts": {
            "announced": len(told.samples),
            "drawn": sum(card.drawn_on is not None for card in told.samples),
            "told": {
                str(card.id): list(sample_words.told(card, said).sentences)
                for card, said, _ in told.results
            },
        },
        "finding_counts": record(told.findings.counts),
        "finding_counts_before": record(told.before.counts),
        "round_counts": {"rounds": len(told.rounds), "visits": told.visits},
        "question_counts": told.questions,
    }


def _tables(spot: Spot, year: int, told: Year, names: Names) -> tuple[Any, ...]:
    session = db.session()
    places = register.names(session, {card.place for card in told.samples})
    own = [one for one in told.rounds if one.place == spot.code]
    asked = [
        replace(one, questions=tuple(each for each in one.questions if each.asker == COUNCIL))
        for one in told.hearings
    ]
    about = {each.school for one in asked for each in one.questions if each.school}
    schools = register.names(session, about) if about else {}
    return (
        tables.numbers(told.findings.counts, told.before.counts, year),
        tables.flags(place_flags.rates_table(spot, year), told.judged),
        tables.samples(told.samples, places),
        tables.results(told.results),
        tables.findings(told.findings.listed.rows),
        tables.before(told.before.listed.rows),
        tables.rounds(told.rounds, names),
        tables.trend([(one, trends.trends(session, one)) for one in own], names),
        budget_tables.questions(asked, schools, names.lang),
    )
