"""How many purchases of a place or a school keep the principles of safe procurement."""

from typing import Any

from flask import abort, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from core.fiscal import is_year
from core.words import Words
from procurement import principles
from procurement.reports import principles as reports
from procurement.reports.principles import Counts
from register import reports as register
from tracker import formats
from tracker.charts.thirds import Thirds, ThirdsWords, thirds
from tracker.extensions import db
from tracker.phrases.principles import STATES, WORDS
from tracker.public.offers import Shown, offer
from tracker.tables import Column, Table

TABLES = ("principles",)


@offer("/places/<code:code>/<int:year>/principles", scope="code", tables=TABLES)
def place_principles(code: str, year: int) -> Shown | Response:
    """Of a place and all within it; one that was merged leads to its successor."""
    spot = register.place(db.session, code)
    if spot is None or not is_year(year):
        abort(404)
    if spot.successor:
        address = url_for("public.place_principles", code=spot.successor, year=year)
        return redirect(address, 301)
    return _shown(code, year, spot.name, "place")


@offer("/schools/<code:code>/<int:year>/principles", scope="code", tables=TABLES)
def school_principles(code: str, year: int) -> Shown:
    """Of the purchases a school has a part of."""
    card = register.school(db.session, code)
    if card is None or not is_year(year):
        abort(404)
    return _shown(code, year, card.name, "school")


def met(code: str, year: int) -> tuple[int, int] | None:
    """For a page that links here: how often a principle is met, and of how often it can be said;
    None where there is no purchase."""
    counts = reports.of_scope(db.session, code, year)
    return reports.kept_of(counts) if counts else None


def _shown(code: str, year: int, name: Words, kind: str) -> Shown:
    counts = reports.of_scope(db.session, code, year)
    kept, said = reports.kept_of(counts)
    words = ThirdsWords(*(str(word) for word in STATES.values()))
    rows = [
        Thirds(str(WORDS[one.principle].title), one.met, one.not_met, one.cannot_say)
        for one in counts
    ]
    return Shown(
        "public/principles.html",
        f"{code}-{year}-principles",
        head={
            kind: {"code": code, "name": name.told(formats.language())[0]},
            "year": year,
            "standing": principles.STANDING,
            "purchases": counts[0].all if counts else 0,
            "met": kept,
            "can_be_said": said,
        },
        facts={
            "name": name,
            "code": code,
            "kind": kind,
            "trail": register.trail(db.session, code),
            "drawing": thirds(rows, words, formats.language()),
            "needed": [(WORDS[one].title, WORDS[one].needed) for one in principles.PRINCIPLES],
        },
        tables=(_table(counts),),
    )


def _table(counts: tuple[Counts, ...]) -> Table:
    return Table(
        "principles",
        gettext("Purchases by the principles of safe procurement"),
        (
            Column("name", gettext("Principle")),
            Column("principle", gettext("Code"), hidden=True),
            Column("met", gettext("Met"), "count"),
            Column("not_met", gettext("Not met"), "count"),
            Column("cannot_say", gettext("Cannot be said"), "count"),
            Column("met_share", gettext("Met, of what can be said"), "percent"),
        ),
        tuple(_row(one) for one in counts),
    )


def _row(one: Counts) -> tuple[Any, ...]:
    title = str(WORDS[one.principle].title)
    ratio = formats.share(one.met, one.said)
    return (title, one.principle, one.met, one.not_met, one.cannot_say, ratio)
