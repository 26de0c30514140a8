"""What councils found, who is to answer by when, what was put right, and what was voted."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import abort, current_app, url_for
from flask_babel import gettext

from core import clock
from core.fiscal import is_year
from core.words import Words
from oversight.findings import reports
from oversight.findings.reports import lists, statistics
from oversight.findings.reports.cards import FindingCard
from oversight.findings.reports.lists import Listed
from oversight.findings.reports.statistics import Statistics
from oversight.findings.reports.whole import FindingPage
from register import reports as register
from tracker import finding_words, flags, formats, queries
from tracker.act_words import act_words
from tracker.extensions import db
from tracker.names import Names
from tracker.phrases.flags import FLAGS
from tracker.public import finding_tables as parts
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table

NUMBER = "<int(max=2147483647):number>"
TABLES = ("findings", "places")
PER_PAGE = 20
COUNTS = ("opened", "in_time", "late", "silent", "waiting", "complete", "partly", "none")


def scope_of(number: int) -> str:
    """The place a finding's page is about; of one that is not there the country."""
    country: str = current_app.config["TRACKER"].country
    return lists.place_of(db.session(), number) or country


@offer(f"/findings/{NUMBER}", scope=scope_of, tables=parts.NAMES)
def finding(number: int) -> Shown:
    """A finding, from its opening to its end."""
    whole = reports.one(db.session(), number)
    if whole is None:
        abort(404)
    return describe(whole, "public/finding.html")


def describe(whole: FindingPage, template: str, **facts: Any) -> Shown:
    """All that a page tells of a finding; a council and an addressee see it in their own frame."""
    card, names, today = whole.card, Names(), clock.today()
    called = finding_words.places({card.place, card.council, card.scope})
    about, address = finding_words.about(card, called, names)
    flag = (card.facts or {}).get("flag") if card.origin == "flag" else None
    return Shown(
        template,
        f"finding-{card.id}",
        head=_head(card, today),
        facts={
            "whole": whole,
            "card": card,
            "called": called,
            "about": about,
            "about_address": address,
            "standing": finding_words.standing(card, today),
            "silent": card.silent(today),
            "answered": finding_words.answered(card),
            "term": finding_words.term(card.opened_on),
            "words": finding_words,
            "numbers": flags.numbers(card.facts or {}),
            "flag": flag,
            "flag_title": FLAGS[flag].title if flag in FLAGS else "",
            "trail": register.trail(db.session, card.place),
            "act_words": act_words,
            **facts,
        },
        tables=parts.tables(whole),
    )


def _head(card: FindingCard, today: date) -> dict[str, Any]:
    """A finding for programs, beside its tables: codes and days, no words but its own."""
    return {
        "id": card.id,
        "title": card.title,
        "text": card.text,
        "text_language": card.language,
        "council": card.council,
        "place": card.place,
        "year": card.year,
        "purchase": card.purchase,
        "school": card.school,
        "requirement": card.requirement,
        "addressee": card.body,
        "origin": card.origin,
        "origin_key": card.origin_key,
        "facts": dict(card.facts) if card.facts else None,
        "stage": card.stage,
        "legal_bases": list(card.bases),
        "own_basis": card.own_basis,
        "opened_on": _iso(card.opened_on),
        "due_on": _iso(card.due_on),
        "answered_on": _iso(card.answered_on),
        "days_without_answer": card.silent(today),
        "state": card.state,
        "outcome": card.outcome,
        "ended_on": _iso(card.ended_on),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@offer("/findings", scope=None, tables=TABLES, page=queries.PAGE)
def findings(page: int) -> Shown:
    """All findings of the country, and how each place answers its own this year."""
    country: str = current_app.config["TRACKER"].country
    spot = register.place(db.session, country)
    listed = lists.everywhere(db.session(), page=page, per_page=_per_page())
    year = clock.today().year
    name = spot.name if spot else Words()
    return _shown(country, name, listed, year, endpoint="findings", keys={})


@offer("/places/<code:code>/<int:year>/findings", scope="code", tables=TABLES, page=queries.PAGE)
def place_findings(code: str, year: int, page: int) -> Shown:
    """The findings about a place and all below it in a fiscal year, and how they are answered."""
    spot = register.place(db.session, code)
    if spot is None or not is_year(year):
        abort(404)
    listed = lists.of_place(db.session(), code, year, page=page, per_page=_per_page())
    keys = {"code": code, "year": year}
    return _shown(code, spot.name, listed, year, endpoint="place_findings", keys=keys)


@offer("/schools/<code:code>/findings", scope="code", tables=("findings",), page=queries.PAGE)
def school_findings(code: str, page: int) -> Shown:
    """The findings about a school, and about purchases that bring something to it."""
    school = register.school(db.session, code)
    if school is None:
        abort(404)
    listed = lists.of_school(db.session(), code, page=page, per_page=_per_page())
    keys = {"code": code}
    return _shown(code, school.name, listed, None, endpoint="school_findings", keys=keys)


def _per_page() -> int:
    return 10_000 if queries.strict() else PER_PAGE


def _shown(
    code: str,
    name: Words,
    listed: Listed,
    year: int | None,
    *,
    endpoint: str,
    keys: Mapping[str, Any],
) -> Shown:
    """A list of findings; with a year, the counts of each place too."""
    today = clock.today()
    by_place = statistics.of_places(db.session(), code, year, today) if year else {}
    whole = statistics.counted([row for rows in by_place.values() for row in rows], today)
    counted = {place: statistics.counted(rows, today) for place, rows in by_place.items()}
    tables = [listed_table(listed.rows, today)]
    if year:
        tables.append(_by_place(counted, year))
    return Shown(
        "public/findings.html",
        f"findings-{code}" + (f"-{year}" if year else ""),
        head={
            "code": code,
            "name": name.told(formats.language())[0],
            "year": year,
            "count": listed.count,
            "statistics": record(whole) if year else None,
        },
        facts={
            "trail": register.trail(db.session, code),
            "listed": listed,
            "whole": whole,
            "here": year or today.year,
            "endpoint": endpoint,
            "keys": dict(keys),
            "term": finding_words.term(today),
            "of_school": year is None,
        },
        tables=tuple(tables),
    )


def record(of: Statistics) -> dict[str, int | None]:
    """The counts for programs."""
    return {name: getattr(of, name) for name in (*COUNTS, "withdrawn", "days")}


def listed_table(
    cards: Sequence[FindingCard], today: date, name: str = "findings", title: str | None = None
) -> Table:
    """A finding a row: what it is about, who answers, how it stands."""
    names = Names()
    called = finding_words.places({code for one in cards for code in (one.place, one.scope)})
    return Table(
        name,
        title or gettext("Findings"),
        _columns(),
        tuple(_row(one, called, names, today) for one in cards),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("title", gettext("What was found")),
        Column("id", gettext("Number"), "count", hidden=True),
        Column("about", gettext("About")),
        Column("addressee", gettext("Who answers")),
        Column("standing", gettext("How it stands")),
        Column("state", gettext("State"), hidden=True),
        Column("outcome", gettext("Outcome"), hidden=True),
        Column("violations", gettext("Shortcomings"), hidden=True),
        Column("opened_on", gettext("Finding opened on"), "day"),
        Column("due_on", gettext("Answer due"), "day"),
        Column("answered_on", gettext("Answered on"), "day", hidden=True),
        Column("days_without_answer", gettext("Days without an answer"), "count", hidden=True),
    )


def _row(one: FindingCard, called: dict[str, str], names: Names, today: date) -> tuple[Any, ...]:
    return (
        Cell(one.title, href=url_for("public.finding", number=one.id), lang=one.language),
        one.id,
        finding_words.about(one, called, names)[0],
        Cell(one.body, text=finding_words.body(one.body).told(names.lang)[0]),
        finding_words.standing(one, today)[0],
        one.state,
        one.outcome,
        ", ".join(each.code for each in one.violations),
        one.opened_on,
        one.due_on,
        one.answered_on,
        one.silent(today),
    )


def _by_place(counted: Mapping[str, Statistics], year: int) -> Table:
    """How the findings of each place were answered and put right."""
    called = finding_words.places(counted)
    heads = headings()
    return Table(
        "places",
        gettext("How each place answers"),
        (
            Column("name", gettext("Place")),
            Column("place", gettext("Code"), hidden=True),
            *(Column(name, heads[name], "count", hidden=name == "waiting") for name in COUNTS),
            Column("withdrawn", heads["withdrawn"], "count", hidden=True),
            Column("days", heads["days"], "count"),
        ),
        tuple(
            (
                Cell(called[place], href=url_for("public.place", code=place, year=year)),
                place,
                *(getattr(one, name) for name in COUNTS),
                one.withdrawn,
                one.days,
            )
            for place, one in counted.items()
        ),
    )


def headings() -> dict[str, str]:
    """What is counted of findings, in words."""
    return {
        "opened": gettext("Opened"),
        "in_time": gettext("Answered in time"),
        "late": gettext("Answered late"),
        "silent": gettext("No answer beyond the term"),
        "waiting": gettext("Still within the term"),
        "complete": gettext("Put right completely"),
        "partly": gettext("Put right partly"),
        "none": gettext("Not put right"),
        "withdrawn": gettext("Withdrawn findings"),
        "days": gettext("Median days to the first answer"),
    }


def of_purchase(number: int) -> tuple[tuple[FindingCard, tuple[str, str]], ...]:
    """The findings about a purchase, each with how it stands."""
    today = clock.today()
    found = lists.of_purchase(db.session(), number)
    return tuple((one, finding_words.standing(one, today)) for one in found)
