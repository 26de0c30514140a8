"""Monitoring rounds before everybody: what was found, how it was before, which schools."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from flask import abort, current_app, url_for
from flask_babel import gettext

from core import clock
from oversight.visits.reports import rounds, trends
from oversight.visits.reports.rounds import FoundLine, RoundCard
from oversight.visits.reports.trends import DomainTrend, Trend
from oversight.visits.rules import FEW, POSTS
from register import reports as register
from tracker import visit_words
from tracker.extensions import db
from tracker.names import Names
from tracker.public.gaps import title
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table

NUMBER = "<int(max=2147483647):number>"
TABLES = ("found", "trend", "schools", "posts")


def _place_of(number: int) -> str:
    """The place a round's page is about; of a round that is not there the country."""
    card = rounds.card(db.session(), number)
    country: str = current_app.config["TRACKER"].country
    return card.place if card else country


@offer(f"/rounds/{NUMBER}", scope=_place_of, tables=TABLES)
def monitoring_round(number: int) -> Shown:
    """One round: what was found by domain, beside the round before, and school by school."""
    card = rounds.card(db.session(), number)
    if card is None:
        abort(404)
    names = Names()
    found = rounds.found(db.session(), number)
    beside = trends.trends(db.session(), card)
    spots = register.names(db.session(), [card.place])
    place = spots[card.place].told(names.lang)[0] or card.place
    return Shown(
        "public/round.html",
        f"round-{number}",
        head={
            "id": card.id,
            "place": {"code": card.place, "name": place},
            "first_on": card.first_on.isoformat(),
            "last_on": card.last_on.isoformat(),
            "domains": list(card.domains),
            "state": card.state(clock.today()),
            "visits": card.visits,
        },
        facts={
            "card": card,
            "heading": visit_words.title(card, place),
            "said": visit_words.state(card, clock.today()),
            "domains_told": visit_words.domains(card.domains, names),
            "trail": register.trail(db.session(), card.place),
            "year": clock.today().year,
            "by_domain": _by_domain(card, found, names),
            "beside": [_before(one, names) for one in beside],
            "few": FEW,
        },
        tables=(
            _found_table(found, names),
            trend_table(beside, names),
            _schools_table(card, names),
            _posts_table(found, names),
        ),
    )


def _by_domain(
    card: RoundCard, found: Sequence[FoundLine], names: Names
) -> list[tuple[str, Table]]:
    """What was found in parts, in the order of the round."""
    return [
        (visit_words.domain(code, names), _found_table(some, names))
        for code in card.domains
        if (some := [line for line in found if line.domain == code])
    ]


def _found_table(found: Iterable[FoundLine], names: Names) -> Table:
    return Table(
        "found",
        gettext("What was found, by requirement"),
        (
            Column("name", gettext("Requirement")),
            Column("domain", gettext("Domain"), hidden=True),
            Column("requirement", gettext("Code"), hidden=True),
            Column("met", gettext("Met, schools"), "count"),
            Column("partly", gettext("Met in part"), "count"),
            Column("missing", gettext("Not met"), "count"),
            Column("share_met", gettext("Share met"), "percent"),
            Column("unknown", gettext("Cannot be said"), "count", hidden=True),
            Column("not_seen", gettext("Not seen"), "count"),
            Column("differ", gettext("Otherwise than said"), "count"),
            Column("corrected", gettext("Put right in the inventory"), "count", hidden=True),
        ),
        tuple(
            (
                title(line.requirement, names),
                line.domain,
                line.requirement,
                line.schools["met"],
                line.schools["partly"],
                line.schools["missing"],
                _share(line.schools["met"], line.judged),
                line.schools["unknown"],
                line.not_seen,
                line.differ,
                line.corrected,
            )
            for line in found
        ),
    )


def _share(part: int, whole: int) -> Fraction | Cell:
    """A share; of few schools it is said that they are few."""
    return Fraction(part, whole) if whole >= FEW else Cell(None, text=gettext("too few"))


def _before(one: DomainTrend, names: Names) -> dict[str, Any]:
    """With which round a domain is held together, and over how many schools."""
    return {
        "domain": visit_words.domain(one.domain, names),
        "days": visit_words.days(one.before),
        "href": url_for("public.monitoring_round", number=one.before.id),
        "schools": one.whole.schools,
        "few": one.whole.is_few,
    }


def trend_table(beside: Iterable[DomainTrend], names: Names, *, each: bool = True) -> Table:
    """Domain by domain how it was before and how it is now; `each`: every requirement too."""
    return Table(
        "trend",
        gettext("This round beside the one before"),
        (
            Column("name", gettext("Requirement")),
            Column("domain", gettext("Domain"), hidden=True),
            Column("requirement", gettext("Code"), hidden=True),
            Column("round_before", gettext("Round before"), "count", hidden=True),
            Column("schools", gettext("Schools visited in both"), "count"),
            Column("met_before", gettext("Met before"), "count"),
            Column("met", gettext("Met now"), "count"),
            Column("partly_before", gettext("In part before"), "count", hidden=True),
            Column("partly", gettext("In part now"), "count", hidden=True),
            Column("missing_before", gettext("Not met before"), "count", hidden=True),
            Column("missing", gettext("Not met now"), "count", hidden=True),
            Column("share_before", gettext("Share before"), "percent"),
            Column("share", gettext("Share now"), "percent"),
        ),
        tuple(
            _trend_row(one, row, names)
            for one in beside
            for row in (one.whole, *(one.rows if each else ()))
        ),
    )


def _trend_row(one: DomainTrend, row: Trend, names: Names) -> tuple[Any, ...]:
    few = Cell(None, text=gettext("too few"))
    then, now = row.shares() or (few, few)
    whole = gettext("All of it, answers: %(domain)s", domain=visit_words.domain(one.domain, names))
    return (
        title(row.requirement, names) if row.requirement else whole,
        one.domain,
        row.requirement,
        one.before.id,
        row.schools,
        row.before["met"],
        row.now["met"],
        row.before["partly"],
        row.now["partly"],
        row.before["missing"],
        row.now["missing"],
        then,
        now,
    )


def _schools_table(card: RoundCard, names: Names) -> Table:
    lines = rounds.schools(db.session(), card)
    spots = register.names(db.session(), {line.place for line in lines})
    return Table(
        "schools",
        gettext("Schools of the round"),
        (
            Column("name", gettext("School")),
            Column("school", gettext("Code"), hidden=True),
            Column("place", gettext("Place")),
            Column("visited_on", gettext("Visited on"), "day"),
            Column("looked_at", gettext("Requirements looked at"), "count"),
            Column("differ", gettext("Otherwise than said"), "count"),
            Column("not_seen", gettext("Not seen"), "count"),
        ),
        tuple(
            (
                Cell(
                    line.name.told(names.lang)[0] or line.school,
                    href=url_for("public.school_visits", code=line.school),
                ),
                line.school,
                spots[line.place].told(names.lang)[0] if line.place in spots else line.place,
                line.on if line.visit else Cell(None, text=gettext("not visited")),
                *((line.looked_at, line.differ, line.not_seen) if line.visit else [None] * 3),
            )
            for line in lines
        ),
    )


def _posts_table(found: Iterable[FoundLine], names: Names) -> Table:
    """People at work: how many posts are filled of those needed, over the schools visited."""
    cards = names.catalogue.cards if names.catalogue else {}
    return Table(
        "posts",
        gettext("Posts, as they were found"),
        (
            Column("name", gettext("Post")),
            Column("requirement", gettext("Code"), hidden=True),
            Column("schools", gettext("Schools"), "count"),
            Column("filled", gettext("Posts filled"), "quantity"),
            Column("needed", gettext("Posts needed"), "quantity"),
        ),
        tuple(
            (title(one.requirement, names), one.requirement, one.judged, one.filled, one.needed)
            for one in found
            if one.requirement in cards and cards[one.requirement].unit in POSTS
        ),
    )


@offer("/places/<code:code>/rounds", scope="code", tables=("rounds",))
def place_rounds(code: str) -> Shown:
    """The rounds of a place, of those below it and of those it lies within."""
    spot = register.place(db.session(), code)
    if spot is None:
        abort(404)
    names = Names()
    listed = rounds.around(db.session(), code)
    return Shown(
        "public/rounds.html",
        f"rounds-{code}",
        head={"place": {"code": code, "name": spot.name.told(names.lang)[0]}},
        facts={
            "spot": spot,
            "trail": register.trail(db.session(), code),
            "year": clock.today().year,
        },
        tables=(rounds_table(listed, names),),
    )


def rounds_table(listed: Sequence[RoundCard], names: Names) -> Table:
    """Rounds with a link to each."""
    spots = register.names(db.session(), {card.place for card in listed})
    today = clock.today()
    return Table(
        "rounds",
        gettext("Monitoring rounds"),
        (
            Column("days", gettext("Days")),
            Column("id", gettext("Number"), "count", hidden=True),
            Column("place_name", gettext("Whose council")),
            Column("place", gettext("Code"), hidden=True),
            Column("first_on", gettext("First day"), "day", hidden=True),
            Column("last_on", gettext("Last day"), "day", hidden=True),
            Column("domains", gettext("What is looked at")),
            Column("visits", gettext("Visits"), "count"),
            Column("state", gettext("State")),
        ),
        tuple(
            (
                Cell(
                    visit_words.days(card), href=url_for("public.monitoring_round", number=card.id)
                ),
                card.id,
                spots.get(card.place),
                card.place,
                card.first_on,
                card.last_on,
                Cell(" ".join(card.domains), text=visit_words.domains(card.domains, names)),
                card.visits,
                Cell(card.state(today), text=visit_words.state(card, today)[0]),
            )
            for card in listed
        ),
    )
