"""A school: how much came, for what, from whom, and what has come of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from budgets.reports import figures as money
from budgets.reports.figures import Figures
from budgets.reports.two_years import figures_of
from core import clock
from core.fiscal import is_year
from oversight.findings.reports import lists as findings
from procurement.reports import arrivals
from procurement.reports import public as purchases
from procurement.reports.arrivals import Closed, Thing
from register import pupils
from register import reports as register
from register.reports import SchoolCard
from tracker import queries
from tracker.charts import legend, svg
from tracker.extensions import db
from tracker.names import Names
from tracker.pages import page
from tracker.public import (
    food_chain,
    gifts,
    principles,
    public,
    school_gaps,
    sentences,
    similar,
)
from tracker.public.context import SOM_OF, Context, context, years_table
from tracker.public.lists import bars, by_category, by_source, years
from tracker.public.lists import purchases as purchases_table
from tracker.public.offers import Shown, offer, sums
from tracker.tables import Cell, Column, Table

TABLES = ("categories", "purchases", "requirements", "sources", "missing", "gaps", "years")


@public.get("/schools/<code:code>")
@public.get("/schools/<code:code>/", endpoint="school_latest_too")
@page(scope="code")
def school_latest(code: str) -> Response:
    """A school without a year: its latest published one."""
    if register.school(db.session, code) is None:
        abort(404)
    year = money.latest(db.session, code)
    known = [*([year] if year else []), *purchases.school_years(db.session, code)]
    last = max(known, default=clock.today().year)
    return redirect(url_for("public.school", code=code, year=last))


@offer(
    "/schools/<code:code>/<int:year>",
    scope="code",
    tables=TABLES,
    page=queries.PAGE,
    som_of=SOM_OF,
)
def school(code: str, year: int, page: int, som_of: int | None) -> Shown:
    """A school in a fiscal year."""
    card = register.school(db.session, code)
    if card is None or not is_year(year):
        abort(404)
    names, known = Names(), figures_of(db.session(), code, (year, year - 1))
    figures, things = known.get(year), arrivals.of_school(db.session, code, year)
    closed = arrivals.by_requirement(things)
    listed = _listed(code, year, page)
    trail = register.trail(db.session, code)
    beside = _beside(card, year, known, som_of)
    alike = similar.paid(code, year)
    lacks = school_gaps.part(card, year, trail[1].code if trail[1:] else "", things, names)
    return Shown(
        "public/school.html",
        f"{code}-{year}",
        head={
            **_head(card, year, figures, names),
            **beside.head(),
            "similar": similar.paid_head(alike),
            "standard": school_gaps.head(lacks),
        },
        facts={
            "card": card,
            "code": code,
            "figures": figures,
            **_said(beside, lacks),
            **_links(code, year, figures, names),
            "alike": alike,
            **_came(things, closed),
            "listed": listed,
            "trail": trail,
            "lacks": lacks,
            "safe": principles.met(code, year) if listed.count else None,
            "found": findings.standing_of_school(db.session(), code, clock.today()),
        },
        tables=(
            *_tables(figures, listed, things, closed, names),
            school_gaps.gaps_table(lacks, names),
            years_table(beside),
        ),
    )


def _said(beside: Context, lacks: Mapping[str, Any] | None) -> dict[str, Any]:
    """The year beside the one before, and the sentence that answers the page."""
    now = beside.told(beside.now)
    return {**beside.facts(), "sentence": sentences.of_school(beside.now.year, now, lacks)}


def _came(things: Sequence[Thing], closed: Sequence[Closed]) -> dict[str, Any]:
    """How much of what was bought has come, and is any of it late?"""
    return {
        "closed": sum(each.whole for each in closed),
        "bought_for": len(closed),
        "late": any(_is_late(thing) for thing in things),
    }


def _listed(code: str, year: int, page: int) -> purchases.Listed:
    per_page = 10_000 if queries.strict() else 5
    return purchases.of_school(db.session, code, year, page=page, per_page=per_page)


def _beside(
    card: SchoolCard, year: int, known: Mapping[int, Figures], som_of: int | None
) -> Context:
    """The year, and the one before it."""
    return context(year, known, pupils.of_school(card.pupils, (year, year - 1)), som_of)


def _links(code: str, year: int, figures: Figures | None, names: Names) -> dict[str, Any]:
    """The drawing of the year, and which other pages of the school there is something on."""
    return {
        "drawing": svg.bullets(bars(figures, names), legend(), names.lang, "categories"),
        "gifts": gifts.is_there(code, year, figures),
        "food": food_chain.is_there(figures, names),
        "years": years(money.years(db.session, code), year, "public.school", code),
    }


def _head(card: SchoolCard, year: int, figures: Figures | None, names: Names) -> dict[str, Any]:
    return {
        "school": {"code": card.code, "name": card.name.told(names.lang)[0], "place": card.place},
        "year": year,
        "pupils": card.pupils.get(str(year)),
        "figures": sums(figures.money if figures else None),
        "in_kind": sums(figures.in_kind if figures else None),
    }


def _tables(
    figures: Figures | None,
    listed: purchases.Listed,
    things: Sequence[Thing],
    closed: Sequence[Closed],
    names: Names,
) -> tuple[Table, ...]:
    return (
        by_category(figures, names, gettext("Money by what it is for")),
        purchases_table(listed.rows, names, gettext("Purchases for this school")),
        _requirements(closed, names),
        by_source(figures, names),
        _missing(things, names),
    )


def _requirements(closed: Sequence[Closed], names: Names) -> Table:
    """What was bought for each requirement, and how much of it was accepted."""
    return Table(
        "requirements",
        gettext("What came for each requirement"),
        (
            Column("name", gettext("Requirement")),
            Column("requirement", gettext("Code"), hidden=True),
            Column("bought", gettext("Contracted"), "quantity"),
            Column("accepted", gettext("Accepted"), "quantity"),
            Column("unit", gettext("Unit")),
            Column("standing", gettext("Standing")),
        ),
        tuple(
            (
                Cell(
                    names.requirement(each.requirement),
                    href=url_for("public.requirement", code=each.requirement),
                ),
                each.requirement,
                each.bought,
                each.accepted,
                names.unit_of(each.requirement),
                _standing(each),
            )
            for each in closed
        ),
    )


def _standing(closed: Closed) -> Cell:
    if closed.whole:
        return Cell("whole", text=gettext("✓ all of it came"))
    if closed.accepted:
        return Cell("part", text=gettext("◐ a part came"))
    return Cell("none", text=gettext("– nothing accepted yet"))


def _missing(things: Sequence[Thing], names: Names) -> Table:
    """What contracts promise and has not come, or came and is not accepted."""
    today = clock.today()
    return Table(
        "missing",
        gettext("Contracted and not here yet"),
        (
            Column("title", gettext("What")),
            Column("purchase", gettext("Number"), "count", hidden=True),
            Column("missing", gettext("Has not come"), "quantity"),
            Column("checking", gettext("Came, not accepted yet"), "quantity"),
            Column("unit", gettext("Unit")),
            Column("due_on", gettext("To come by"), "day"),
            Column("days_late", gettext("Days late"), "count"),
        ),
        tuple(
            (
                Cell(
                    thing.title,
                    href=url_for("public.purchase", number=thing.purchase),
                    lang=thing.language,
                ),
                thing.purchase,
                thing.missing,
                thing.checking,
                names.unit(thing.unit),
                thing.due_on,
                max((today - thing.due_on).days, 0) if thing.missing else 0,
            )
            for thing in things
            if not thing.closed and (thing.missing or thing.checking)
        ),
    )


def _is_late(thing: Thing) -> bool:
    return not thing.closed and bool(thing.missing) and thing.due_on < clock.today()
