"""Schools by requirements: one domain of the Standard at a time, sixty schools a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from core import clock
from register import reports as register
from register.reports import SchoolCard, Spot
from standard import totals
from standard.reports import RequirementCard, coverage
from standard.reports.coverage import CellOf
from tracker import answers, queries
from tracker.extensions import db
from tracker.names import Catalogue, Names
from tracker.public import filters, gaps
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table

PER_PAGE = 60


@offer(
    "/places/<code:code>/matrix",
    scope="code",
    tables=("matrix",),
    domain=filters.DOMAIN,
    page=queries.PAGE,
)
def place_matrix(code: str, domain: str | None, page: int) -> Shown | Response:
    """The answers of all schools of a place, but not of the whole country at once.

    A page shows one domain (the first unless asked) of sixty schools; the files hold all schools
    and, unless one is asked for, all domains.
    """
    spot = register.place(db.session, code)
    if spot is None:
        abort(404)
    if spot.successor:
        return redirect(url_for("public.place_matrix", code=spot.successor), 301)
    names = Names()
    if domain is None and not queries.strict():
        domain = next(iter(names.catalogue.lists.domains), None) if names.catalogue else None
    cards = _cards(names.catalogue, domain)
    below = register.below(db.session, code) if spot.parent is None else []
    every = [] if spot.parent is None else register.schools_within(db.session, code)
    last = max(-(-len(every) // PER_PAGE), 1)
    first = (min(page, last) - 1) * PER_PAGE
    schools = every if queries.strict() else every[first : first + PER_PAGE]
    told = coverage.cells(
        db.session, [card.code for card in schools], [card.code for card in cards]
    )
    return Shown(
        "public/matrix.html",
        f"{code}-matrix",
        head=_head(spot, domain, len(every), names),
        facts={
            "spot": spot,
            "code": code,
            "trail": register.trail(db.session, code),
            "year": clock.today().year,
            "below": below,
            "cards": cards,
            "schools": schools,
            "told": told,
            "nothing": CellOf("unknown", "not_counted"),
            "signs": answers.WORDS,
            "page": min(page, last),
            "last": last,
            "filter": filters.by_domain(names, domain),
            "counted_on": totals.counted_on(db.session),
            "default_value": names.profile.notices["default_value"].told(names.lang)[0],
        },
        tables=(_table(schools, cards, told, names),),
    )


def _head(spot: Spot, domain: str | None, count: int, names: Names) -> dict[str, Any]:
    return {
        "place": {"code": spot.code, "name": spot.name.told(names.lang)[0]},
        "domain": domain,
        "schools_in_all": count,
    }


def _cards(catalogue: Catalogue | None, domain: str | None) -> list[RequirementCard]:
    if catalogue is None:
        return []
    return [card for card in catalogue.cards.values() if domain in (None, card.domain)]


def _table(
    schools: Sequence[SchoolCard],
    cards: Sequence[RequirementCard],
    told: Mapping[tuple[str, str], CellOf],
    names: Names,
) -> Table:
    return Table(
        "matrix",
        gettext("Which school meets which requirement?"),
        (
            Column("name", gettext("School")),
            Column("school", gettext("Code")),
            *(Column(card.code, _heading(card)) for card in cards),
        ),
        tuple(_row(school, cards, told) for school in schools),
    )


def _heading(card: RequirementCard) -> str:
    return f"{card.code} {gaps.MARK}" if card.value_status == "default" else card.code


def _row(
    school: SchoolCard,
    cards: Sequence[RequirementCard],
    told: Mapping[tuple[str, str], CellOf],
) -> tuple[Any, ...]:
    found = [told.get((school.code, card.code)) for card in cards]
    return (
        school.name,
        school.code,
        *(Cell(one.state, text=answers.word(one.state)) if one else None for one in found),
    )
