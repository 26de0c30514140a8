"""The file of a purchase: all its steps and documents, and every entry of the journal about it."""

from dataclasses import replace
from typing import Any

from flask import abort, render_template, request, url_for
from flask_babel import gettext

from budgets.reports import gift_reports
from core import clock
from core.access import Role
from core.fiscal import is_year
from oversight.models import FlagAnswer
from oversight.reports import flags
from oversight.reviews.models import FlagReview
from oversight.reviews.reports import said
from procurement.reports import leaves
from procurement.reports import public as purchases
from procurement.reports import trail as reports
from procurement.reports.trail_parts import Trail
from register import reports as register
from standard.reports import assessments
from tracker import queries, stock
from tracker.council import council, desk
from tracker.edge import actor
from tracker.extensions import db
from tracker.names import Names
from tracker.pages import as_of
from tracker.public.journal import entries
from tracker.public.lists import purchases as purchases_table
from tracker.public.offers import file_of
from tracker.public.purchases import NUMBER, describe


@council.context_processor
def navigation() -> dict[str, object]:
    """The sections of the council, for the row under the header."""
    items = (
        ("council.start", gettext("Council")),
        ("council.rounds_list", gettext("Monitoring rounds")),
        ("council.findings_list", gettext("Findings")),
        ("council.flags_list", gettext("Flags")),
        ("council.hearings_list", gettext("Hearings")),
        ("council.suppliers_alike", gettext("Suppliers")),
        ("council.samples_list", gettext("Audit samples")),
        ("council.practices", gettext("Good practice")),
        ("council.voices_list", gettext("Questions of people")),
    )
    return {
        "nav_items": [
            {"text": text, "href": url_for(endpoint), "current": request.endpoint == endpoint}
            for endpoint, text in items
        ]
    }


@council.get("/")
def start() -> str:
    """The places of this council, their schools, and the purchases made by them and below."""
    asked = queries.read(
        {
            "year": queries.Key(_year, clock.today().year),
            "page": queries.PAGE,
            "schools": queries.PAGE,
        }
    )
    held = actor().holds(Role.COUNCIL)
    names = Names()
    places = _within(held)
    listed = purchases.of_places(db.session, list(places), asked["year"], page=asked["page"])
    table = purchases_table(
        listed.rows, names, gettext("Purchases"), places=places, endpoint="council.purchase"
    )
    schools = assessments.schools(db.session(), held, clock.today(), page=asked["schools"])
    called = {code: words.told(names.lang)[0] for code, words in places.items()}
    return render_template(
        "council/start.html",
        schools=stock.schools(schools.rows, called),
        schools_page=asked["schools"],
        schools_last=-(-schools.count // assessments.MOST),
        table=table,
        listed=listed,
        year=asked["year"],
        works=desk.works(held, actor().account),
        gift_places=_gift_places(held, names.lang),
        gifts_late=sum(one.late for one in gift_reports.owed(db.session(), held, clock.today())),
        councils=[places[code].told(names.lang)[0] for code in held if code in places],
    )


def _gift_places(held: tuple[str, ...], lang: str) -> list[tuple[str, str]]:
    """The schools and places of a council, by code and name: each has its book of gifts."""
    called = register.names(db.session(), held)
    return [(code, called[code].told(lang)[0]) for code in held if code in called]


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and is_year(int(text))):
        raise ValueError(text)
    return int(text)


def _within(held: tuple[str, ...]) -> dict[str, Any]:
    """The names of the places a council looks after: its own and those below."""
    found: dict[str, Any] = {}
    for code in held:
        for spot in register.places_within(db.session, code):
            found[spot.code] = spot.name
    return found


@council.get(f"/purchases/{NUMBER}")
def purchase(number: int) -> str:
    """A purchase whole, with its leaves; only of the council's own territory."""
    trail = reports.trail(db.session, number)
    if trail is None or not _looks_after(trail):
        abort(404)
    shown = describe(trail, "council/purchase.html", private=True)
    about_flags = {
        FlagAnswer.__tablename__: flags.answer_keys(db.session(), number),
        FlagReview.__tablename__: said.review_keys(db.session(), number),
    }
    cards = leaves.of_purchase(db.session, number, about_flags)
    places = register.names(db.session, leaves.places_told(cards))
    listed = entries(cards, places)
    everything = replace(
        listed, columns=tuple(replace(column, hidden=False) for column in listed.columns)
    )
    return render_template(
        shown.template,
        tables={table.name: table for table in shown.tables},
        entries=everything,
        state=as_of(),
        confirmed=said.confirmed_of(db.session(), number),
        back=url_for("council.start", year=trail.year),
        file_of=file_of,
        **{**shown.head, **shown.facts},
    )


def _looks_after(trail: Trail) -> bool:
    """Does the council's territory hold the payer or one of the schools?"""
    held = set(actor().holds(Role.COUNCIL))
    codes = {trail.place, *(share.school for share in trail.shares)}
    lineages = register.lineages(db.session, codes)
    return any(held.intersection(line) for line in lineages.values())
