"""Posters on the site: one of a school, and all of a place with what they will take."""

from functools import partial
from io import BytesIO
from typing import Any

from flask import abort, current_app, redirect, url_for
from pypdf import PdfWriter
from werkzeug.wrappers import Response as BaseResponse

from core.errors import Refusal
from core.fiscal import is_year
from register import reports as register
from register.reports import Spot
from tracker import drawn, formats, pdf, queries
from tracker.errors import page as error_page
from tracker.extensions import db
from tracker.pages import mark, page
from tracker.public import poster, public, schools
from tracker.public.offers import Shown, offer

AT_ONCE = 15  # posters made within one request: some ten seconds of one core
LISTED = 60  # schools that the page lists; above it they are found below the place
SECONDS = 1  # that one takes at most
SIZE = queries.Key(queries.one_of(*poster.POINTS), "a4")


@public.get("/schools/<code:code>/<int:year>/poster.pdf")
@page(scope="code")
def school_poster(code: str, year: int) -> BaseResponse:
    """The poster of a school on A4, or A3 by `?size=a3`."""
    size = queries.read({"size": SIZE})["size"]
    if register.school(db.session, code) is None or not is_year(year):
        abort(404)
    name = _name(code, year, size)
    return pdf.drawn_once(name, mark(code), partial(_draw, code, year, size))


@offer("/places/<code:code>/<int:year>/posters", scope="code")
def place_posters(code: str, year: int) -> Any:
    """How many posters a place has, how long they take, and each of them."""
    spot = _spot(code, year)
    if not isinstance(spot, Spot):
        return spot
    cards = register.schools_within(db.session, code)
    return Shown(
        "public/place_posters.html",
        f"{code}-{year}-posters",
        head={
            "place": code,
            "year": year,
            "posters": len(cards),
            "at_once": AT_ONCE,
            "schools": [card.code for card in cards],
        },
        facts={
            "spot": spot,
            "code": code,
            "cards": cards[:LISTED],
            "count": len(cards),
            "at_once": AT_ONCE,
            "listed": LISTED,
            "seconds": len(cards) * SECONDS,
            "command": f"flask --app app site posters {code} {year} -o {code}-{year}-posters.pdf",
            "trail": register.trail(db.session, code),
        },
    )


@public.get("/places/<code:code>/<int:year>/posters.pdf")
@page(scope="code")
def place_posters_pdf(code: str, year: int) -> BaseResponse:
    """All posters of a place as one file, where they are few; more are made by a command.

    Raises:
        Refusal: `poster.many_schools` with `schools` and `most` above AT_ONCE.
    """
    size = queries.read({"size": SIZE})["size"]
    spot = _spot(code, year)
    if not isinstance(spot, Spot):
        return spot
    cards = register.schools_within(db.session, code)
    if not cards:
        abort(404)
    if len(cards) > AT_ONCE:
        raise Refusal("poster.many_schools", schools=len(cards), most=AT_ONCE)
    whole = Joined()
    try:
        for card in cards:
            whole.add(poster_of(card.code, year, size))
    except pdf.Unavailable:
        return error_page(503, Refusal("document.unavailable"))
    sent = current_app.response_class(whole.content(), content_type="application/pdf")
    name = _name(f"{code}-posters", year, size)
    sent.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return sent


def poster_of(code: str, year: int, size: str) -> bytes:
    """The poster of a school, drawn once while nothing of it changes."""
    return drawn.once(_name(code, year, size), mark(code), partial(_draw, code, year, size))


class Joined:
    """Posters joined into one file, one after another: each is let go of as soon as it is in."""

    def __init__(self) -> None:
        self._whole = PdfWriter()

    def add(self, sheet: bytes) -> None:
        """One more sheet at the end."""
        self._whole.append(BytesIO(sheet))

    def content(self) -> bytes:
        """The file."""
        out = BytesIO()
        self._whole.write(out)
        return out.getvalue()


def _spot(code: str, year: int) -> Spot | BaseResponse:
    """The place; one that was merged leads to its successor."""
    spot = register.place(db.session, code)
    if spot is None or not is_year(year):
        abort(404)
    if spot.successor:
        return redirect(url_for("public.place_posters", code=spot.successor, year=year), 301)
    return spot


def _draw(code: str, year: int, size: str) -> bytes:
    return poster.draw(schools.school(code, year, 1, None), size)


def _name(code: str, year: int, size: str) -> str:
    return f"{code}-{year}-{size}-{formats.language()}.pdf"
