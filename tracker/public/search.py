"""Find a school or a place by its number or name."""

from collections.abc import Mapping, Sequence

from flask import redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from core.words import Words, folded
from register import reports as register
from register.reports import SchoolCard, Spot
from tracker import queries
from tracker.extensions import db
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table

MOST = 20


@offer("/search", q=queries.Key(queries.search_words, ""))
def search(q: str) -> Shown | Response:
    """Schools and places that hold every word asked for; nothing asked, nothing found."""
    if len(request.args.get("q", "")) > queries.LONGEST and not queries.strict():
        return redirect(url_for("public.search", q=q))  # every page repeats its address in links
    asked = bool(folded(q))
    schools = register.find(db.session, q, limit=MOST) if asked else []
    places = register.find_places(db.session, q, limit=MOST) if asked else []
    above = register.names(
        db.session,
        {card.place for card in schools} | {spot.parent for spot in places if spot.parent},
    )
    return Shown(
        "public/search.html",
        "search",
        head={"q": q},
        facts={"sought": asked, "more": len(schools) == MOST},
        tables=(
            _table("schools", gettext("Schools"), gettext("School"), _schools(schools, above)),
            _table("places", gettext("Places"), gettext("Place"), _places(places, above)),
        ),
    )


Rows = tuple[tuple[object, ...], ...]


def _schools(cards: Sequence[SchoolCard], above: Mapping[str, Words]) -> Rows:
    return tuple(
        _row(card.code, card.name, "public.school_latest", above.get(card.place)) for card in cards
    )


def _places(spots: Sequence[Spot], above: Mapping[str, Words]) -> Rows:
    return tuple(
        _row(spot.code, spot.name, "public.place_latest", above.get(spot.parent or ""))
        for spot in spots
    )


def _table(name: str, title: str, heading: str, rows: Rows) -> Table:
    return Table(
        name,
        title,
        (
            Column("name", heading),
            Column("code", gettext("Code")),
            Column("within", gettext("Where")),
        ),
        rows,
    )


def _row(code: str, name: Words, endpoint: str, above: Words | None) -> tuple[object, ...]:
    return (Cell(name, href=url_for(endpoint, code=code)), code, above)
