"""Voluntary help: what came through a trustee council, what it went to, what the council told.

Sums only. Who gave is nowhere kept, and single gifts stand in no public list: in a village even
that would name somebody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from budgets import gift_rules as rules
from budgets.reports import gift_reports, gifts
from budgets.reports.figures import Figures
from budgets.reports.gift_reports import ReportCard
from budgets.reports.gifts import Book, Received
from core import clock
from core.fiscal import is_year
from core.words import Words
from procurement.reports.doubles import doubles
from register import reports as register
from tracker.extensions import db
from tracker.gift_words import period_name
from tracker.names import Names
from tracker.public import gift_tables as told
from tracker.public.lists import years as year_links
from tracker.public.offers import Shown, money, offer
from tracker.tables import Table

TABLES = ("purposes", "quarters", "parts", "doubles", "reports", "reports_below", "owed")
LAWS = ("trustee_councils", "no_forced_collection")


@dataclass(frozen=True, slots=True)
class Told:
    """A report on its page; `now` is what the records say of its period today, if otherwise."""

    card: ReportCard
    period: str
    now: Received | None


@offer("/schools/<code:code>/<int:year>/gifts", scope="code", tables=TABLES)
def school_gifts(code: str, year: int) -> Shown:
    """The voluntary help of a school in a year."""
    card = register.school(db.session, code)
    if card is None or not is_year(year):
        abort(404)
    return _shown("school", code, card.name, year)


@offer("/places/<code:code>/<int:year>/gifts", scope="code", tables=TABLES)
def place_gifts(code: str, year: int) -> Shown | Response:
    """The voluntary help of a place with all its schools; a merged one leads to its successor."""
    spot = register.place(db.session, code)
    if spot is None or not is_year(year):
        abort(404)
    if spot.successor:
        return redirect(url_for("public.place_gifts", code=spot.successor, year=year), 301)
    return _shown("place", code, spot.name, year)


def is_there(scope: str, year: int, figures: Figures | None) -> bool:
    """Is there anything on the page of gifts: entries, reports, or money set aside out of gifts?"""
    if figures is not None and {purse for purse, _sums in figures.purses} & set(gifts.purses()):
        return True
    return gifts.anything(db.session(), scope, year)


def _shown(kind: str, code: str, name: Words, year: int) -> Shown:
    session, names = db.session(), Names()
    is_place = kind == "place"
    book = gifts.book(session, code, year)
    reports = gift_reports.published(session, code, year)
    law = names.profile.law
    return Shown(
        "public/gifts.html",
        f"{code}-{year}-gifts",
        head={
            kind: {"code": code, "name": name.told(names.lang)[0]},
            "year": year,
            "received": {kind: money(getattr(book.received, kind)) for kind in rules.KINDS},
            "set_aside": money(book.set_aside),
            "paid": money(book.paid),
            "notice": names.profile.notices["no_forced_collection"].told(names.lang)[0],
        },
        facts={
            "code": code,
            "name": name.told(names.lang)[0],
            "is_place": is_place,
            "book": book,
            "told": [_told(report, book) for report in reports],
            "laws": [found for found in map(law, LAWS) if found is not None],
            "term": gift_reports.term(clock.today()),
            "default_value": names.profile.notices["default_value"].told(names.lang)[0],
            "up": url_for(f"public.{kind}", code=code, year=year),
            "years": year_links(gifts.years(session, code), year, f"public.{kind}_gifts", code),
        },
        tables=_tables(code, year, book, reports, names, is_place=is_place),
    )


def _tables(
    code: str,
    year: int,
    book: Book,
    reports: Sequence[ReportCard],
    names: Names,
    *,
    is_place: bool,
) -> tuple[Table, ...]:
    session = db.session()
    owed = gift_reports.owed(session, [code], clock.today(), year=year)
    twice = doubles(session, code, year)
    below = gift_reports.published(session, code, year, below=True) if is_place else ()
    parts = gifts.parts(session, code, year) if is_place else {}
    shown = {*parts, *(one.scope for one in (*below, *owed)), *(one.school for one in twice)}
    places = {spot.code for spot in register.places_within(session, code)} if is_place else set()
    spots = told.Spots(register.names(session, {code, *shown}), places, year)
    return (
        told.purposes(book, names),
        told.quarters(book),
        told.parts(parts, spots),
        told.doubles(twice, spots, names),
        told.reports("reports", gettext("Reports of the council"), reports, spots),
        told.reports("reports_below", gettext("Reports within this place"), below, spots),
        told.owed(owed, spots),
    )


def _told(report: ReportCard, book: Book) -> Told:
    """A report with what the records say now, where they say something else and it still stands."""
    here = [part for quarter, part in book.quarters if report.quarter in (quarter, 0)]
    now = sum(here, Received())
    changed = report.latest and now != report.received
    return Told(report, period_name(report.year, report.quarter), now if changed else None)
