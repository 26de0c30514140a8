"""The tables of a council's report: those of other pages, with what the year asks beside."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from flask import url_for
from flask_babel import gettext

from core import clock
from core.money import ZERO
from core.words import Words
from oversight.findings.reports.cards import FindingCard
from oversight.findings.reports.statistics import Statistics
from oversight.reviews.reports.judged import Judged
from oversight.samples.reports.samples import ItemCard, Said, SampleCard
from oversight.visits.reports import sums
from oversight.visits.reports.rounds import RoundCard
from oversight.visits.reports.sums import RoundSums
from oversight.visits.reports.trends import DomainTrend
from tracker import flag_words, formats, visit_words
from tracker import sample_words as words
from tracker.extensions import db
from tracker.names import Names
from tracker.public import findings as of_findings
from tracker.public import rounds as of_rounds
from tracker.public import sample_tables
from tracker.tables import Cell, Column, Table

FOR_FILES = ("code", "unsaid", "country_raised", "country_looked")
"""Columns of the table of flags that a sheet of paper has no room for."""


@dataclass(frozen=True, slots=True)
class Errors:
    """In how many purchases of a sample an error was found, and how much it is, som."""

    count: int
    amount: Decimal


def errors(items: Iterable[ItemCard]) -> Errors:
    """Of purchases that were looked at; more due than the contracts say is no error of money."""
    found = [
        one.amount - one.audited
        for one in items
        if one.audited is not None and one.amount > one.audited
    ]
    return Errors(len(found), sum(found, ZERO))


def numbers(now: Statistics, last: Statistics, year: int) -> Table:
    """The counts of findings, beside those of the year before as they stand today."""
    return Table(
        "numbers",
        gettext("Findings, by what became of them"),
        (
            Column("name", gettext("Findings")),
            Column("what", gettext("Code"), hidden=True),
            Column("now", gettext("Year: %(year)s", year=year), "count"),
            Column("before", gettext("Year: %(year)s", year=year - 1), "count"),
        ),
        tuple(
            (heading, name, getattr(now, name), getattr(last, name))
            for name, heading in of_findings.headings().items()
        ),
    )


def flags(rates: Table, judged: Mapping[str, Judged]) -> Table:
    """Flags that are raised here, how usual that is, and what councils made of the answers.

    `rates` is the table of the page of flags. One that a council made public has no rate.
    """
    keys = [column.key for column in rates.columns]
    code, raised = keys.index("code"), keys.index("raised")
    told = {row[code]: row for row in rates.rows if row[raised] or row[code] in judged}
    everywhere = [keys.index(f"country_{what}") for what in ("raised", "looked")]
    nothing = (None,) * (len(keys) - 2)
    for flag in judged:
        told.setdefault(flag, (Cell(flag, text=flag_words.title(flag)), flag, *nothing))
    return Table(
        "flags",
        gettext("Flags, how usual they are, and how they were judged"),
        (
            *(replace(one, hidden=one.key in FOR_FILES) for one in rates.columns),
            Column("country_share", gettext("In the country"), "percent"),
            Column("explained", gettext("The answer explains it"), "count"),
            Column("not_explained", gettext("Not explained"), "count"),
            Column("findings", gettext("Became a finding"), "count"),
        ),
        tuple(
            (
                *row,
                formats.share(*(row[at] for at in everywhere)),
                *_judged(judged.get(flag, Judged())),
            )
            for flag, row in sorted(told.items())
        ),
    )


def _judged(one: Judged) -> tuple[int, int, int]:
    return one.explained, one.not_explained, one.findings


def samples(cards: Collection[SampleCard], places: Mapping[str, Words]) -> Table:
    """The samples of the year."""
    return sample_tables.samples(cards, places, "public.sample")


def results(told: Iterable[tuple[SampleCard, Said, Errors]]) -> Table:
    """What each of the place's own samples says of all its money."""
    return Table(
        "results",
        gettext("What the samples say"),
        (
            Column("sample", gettext("Sample")),
            Column("id", gettext("Number"), "count", hidden=True),
            Column("looked", gettext("Looked at"), "count"),
            Column("errors", gettext("With an error"), "count"),
            Column("error_amount", gettext("Error"), "som"),
            Column("likely", gettext("Most likely in all the money"), "som"),
            Column("upper", gettext("Not above"), "som"),
            Column("verdict", gettext("Result")),
        ),
        tuple(
            (
                Cell(f"№ {card.id}", href=url_for("public.sample", number=card.id)),
                card.id,
                card.looked,
                found.count,
                found.amount,
                words.som_of(said.projection.likely),
                words.som_above(said.projection.upper),
                Cell(said.verdict, text=str(words.VERDICTS[said.verdict][0])),
            )
            for card, said, found in told
        ),
    )


def findings(cards: Sequence[FindingCard]) -> Table:
    """The findings of the year."""
    return of_findings.listed_table(cards, clock.today())


def before(cards: Sequence[FindingCard]) -> Table:
    """Those of the year before, as they stand today."""
    title = gettext("Findings of the year before, as they stand today")
    return of_findings.listed_table(cards, clock.today(), "before", title)


def rounds(listed: Sequence[RoundCard], names: Names) -> Table:
    """The rounds that began in the year, and what was found at their visits."""
    base = of_rounds.rounds_table(listed, names)
    found = sums.of_rounds(db.session(), [one.id for one in listed]) if listed else {}
    return replace(
        base,
        columns=(
            *base.columns,
            Column("looked_at", gettext("Requirements looked at"), "count"),
            Column("differ", gettext("Otherwise than said"), "count"),
            Column("not_seen", gettext("Not seen"), "count"),
        ),
        rows=tuple(
            (*row, *_round(found.get(one.id))) for one, row in zip(listed, base.rows, strict=True)
        ),
    )


def _round(one: RoundSums | None) -> tuple[int | None, int | None, int | None]:
    """Nobody has looked at anything before the first visit: that is not nought."""
    return (one.looked_at, one.differ, one.not_seen) if one else (None, None, None)


def trend(told: Sequence[tuple[RoundCard, Sequence[DomainTrend]]], names: Names) -> Table:
    """The place's own rounds beside those before, by domain."""
    base = of_rounds.trend_table((), names)
    rows = [
        (visit_words.days(one), one.id, *row)
        for one, beside in told
        for row in of_rounds.trend_table(beside, names, each=False).rows
    ]
    return replace(
        base,
        title=gettext("Rounds beside the rounds before"),
        columns=(
            Column("days", gettext("Monitoring round")),
            Column("round", gettext("Number"), "count", hidden=True),
            *base.columns,
        ),
        rows=tuple(rows),
    )
