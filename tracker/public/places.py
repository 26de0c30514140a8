"""A place: the country, an oblast, a district, a city, an aiyl aimak."""

from collections.abc import Sequence
from typing import Any

from flask import abort, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from budgets.reports import figures as money
from budgets.reports.figures import Figures, Sums
from budgets.reports.two_years import figures_of
from core import clock
from core.fiscal import is_year
from oversight.findings.reports import statistics
from procurement.reports import public as purchases
from procurement.reports.public import PurchaseRow
from register import pupils
from register import reports as register
from register.reports import SchoolCard, Spot
from tracker import formats, queries
from tracker.charts import legend, svg
from tracker.extensions import db
from tracker.names import Names, capital
from tracker.pages import page
from tracker.public import food_chain, gifts, place_flags, place_gaps, principles, public, sentences
from tracker.public.charts import flow
from tracker.public.charts.chart import About
from tracker.public.context import SOM_OF, context, years_table
from tracker.public.lists import bars, by_category, by_source, four, sum_columns, years
from tracker.public.lists import purchases as purchases_table
from tracker.public.offers import Shown, offer, sums
from tracker.tables import Cell, Column, Table

TABLES = ("parts", "categories", "sources", "schools", "purchases", "years")
MOST_SCHOOLS = 60  # of a place whose schools are listed; above it they are found below it


@public.get("/places/<code:code>")
@public.get("/places/<code:code>/", endpoint="place_latest_too")
@page(scope="code")
def place_latest(code: str) -> Response:
    """A place without a year: its latest published one."""
    if register.place(db.session, code) is None:
        abort(404)
    year = money.latest(db.session, code) or clock.today().year
    return redirect(url_for("public.place", code=code, year=year))


@offer(
    "/places/<code:code>/<int:year>",
    scope="code",
    tables=TABLES,
    page=queries.PAGE,
    som_of=SOM_OF,
)
def place(code: str, year: int, page: int, som_of: int | None) -> Shown | Response:
    """A place in a fiscal year; one that was merged leads to its successor."""
    spot = register.place(db.session, code)
    if spot is None or not is_year(year):
        abort(404)
    if spot.successor:
        return redirect(url_for("public.place", code=spot.successor, year=year), 301)
    names, known = Names(), figures_of(db.session(), code, (year, year - 1))
    figures = known.get(year)
    listed = purchases.of_place(db.session, code, year, page=page)
    counted = pupils.of_place(db.session(), code, (year, year - 1))
    beside = context(year, known, counted, som_of)
    lacks = place_gaps.part(code, year, names)
    return Shown(
        "public/place.html",
        f"{code}-{year}",
        head={
            **_head(spot, year, figures, names),
            "pupils": beside.now.pupils or None,
            **beside.head(),
            "standard": place_gaps.head(lacks),
        },
        facts={
            "spot": spot,
            "code": code,
            "kind": capital(names.kind_of_place(spot.kind)).told(names.lang)[0],
            "figures": figures,
            **beside.facts(),
            **_links(spot, year, figures, names),
            "sentence": sentences.of_place(year, beside.told(beside.now)),
            "listed": listed,
            "lacks": lacks,
            "found": statistics.of_place(db.session(), code, year, clock.today()),
            "trail": register.trail(db.session, code),
        },
        tables=(*_tables(code, year, figures, listed.rows, names), years_table(beside)),
    )


def _tables(
    code: str,
    year: int,
    figures: Figures | None,
    listed: Sequence[PurchaseRow],
    names: Names,
) -> tuple[Table, ...]:
    below = register.below(db.session, code)
    before = register.predecessors(db.session, code)
    schools = _schools(code, below)
    scopes = [part.code for part in (*below, *before, *schools)]
    held = money.money_of(db.session, scopes, year)
    return (
        _parts(below, before, held, year, names),
        by_category(figures, names, gettext("Money by what it is for")),
        by_source(figures, names),
        _schools_table(schools, held, year),
        purchases_table(listed, names, gettext("Purchases made by this place")),
    )


def _links(spot: Spot, year: int, figures: Figures | None, names: Names) -> dict[str, Any]:
    """What stands drawn of the year, and which other pages of the place there is something on."""
    code = spot.code
    return {
        "drawing": svg.bullets(bars(figures, names), legend(), names.lang, "categories"),
        "ways": flow.digest(About(code, year, False, figures, names)),
        "safe": principles.met(code, year),
        "gifts": gifts.is_there(code, year, figures),
        "food": food_chain.is_there(figures, names),
        "flagged": place_flags.line(spot, year),
        "years": years(money.years(db.session, code), year, "public.place", code),
    }


def _head(spot: Spot, year: int, figures: Figures | None, names: Names) -> dict[str, Any]:
    return {
        "place": _told(spot, names),
        "year": year,
        "figures": sums(figures.money if figures else None),
        "in_kind": sums(figures.in_kind if figures else None),
    }


def _told(spot: Spot, names: Names) -> dict[str, Any]:
    return {
        "code": spot.code,
        "name": spot.name.told(names.lang)[0],
        "kind": spot.kind,
        "parent": spot.parent,
    }


def _schools(code: str, below: Sequence[Spot]) -> Sequence[SchoolCard]:
    """The schools of a place, where they are few enough to be looked through."""
    if any(part.kind in ("oblast", "district") for part in below):
        return ()
    return register.schools_within(db.session, code)[:MOST_SCHOOLS]


def _row(code: str, name: Cell, sums: Sums | None) -> tuple[Any, ...]:
    ratio = formats.share(sums.paid, sums.planned) if sums is not None else None
    return (name, code, *four(sums), ratio)


def _columns(name: str) -> tuple[Column, ...]:
    return (
        Column("name", name),
        Column("code", gettext("Code"), hidden=True),
        *sum_columns(),
        Column("paid_share", gettext("Paid of the plan"), "percent"),
    )


def _parts(
    below: Sequence[Spot],
    before: Sequence[Spot],
    held: dict[str, Sums],
    year: int,
    names: Names,
) -> Table:
    """The places directly below, and those that were merged into this one."""
    merged = gettext("merged into this place; its history stands under its own name")
    rows = [
        _row(
            part.code,
            Cell(part.name, href=url_for("public.place", code=part.code, year=year)),
            held.get(part.code),
        )
        for part in below
    ]
    rows += [_row(part.code, Cell(part.name, note=merged), held.get(part.code)) for part in before]
    return Table("parts", gettext("Places within"), _columns(gettext("Place")), tuple(rows))


def _schools_table(schools: Sequence[SchoolCard], held: dict[str, Sums], year: int) -> Table:
    rows = tuple(
        _row(
            card.code,
            Cell(card.name, href=url_for("public.school", code=card.code, year=year)),
            held.get(card.code),
        )
        for card in schools
    )
    return Table("schools", gettext("Schools"), _columns(gettext("School")), rows)
