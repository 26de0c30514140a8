"""What a place is going to buy in a year, what was bought of it, and what was bought besides."""

from typing import Any

from flask import url_for
from flask_babel import gettext

from core.words import Words
from procurement.reports import plan as reports
from procurement.reports.plan import Plan, PlanCard, Version
from register import reports as register
from register.reports import Spot
from tracker import formats
from tracker.extensions import db
from tracker.names import Names
from tracker.plan_line_words import left_words, rest_words, standing_words, when_words
from tracker.public.execution import spot_of
from tracker.public.journal import role_words
from tracker.public.offers import Shown, money, offer
from tracker.tables import Cell, Column, Table

TABLES = ("plan", "purchases", "outside", "changes")


@offer("/places/<code:code>/<int:year>/plan", scope="code", tables=TABLES)
def place_plan(code: str, year: int) -> Any:
    """The annual procurement plan as it stands; drafts are nobody's business yet."""
    spot = spot_of(code, year, "place_plan")
    if not isinstance(spot, Spot):
        return spot
    names, session = Names(), db.session()
    told = reports.plan(session, code, year)
    versions = reports.versions(session, told.lines)
    spots = register.names(session, {one.place for one in versions if one.place})
    left = told.planned - sum(line.sum_bought for line in told.published)
    return Shown(
        "public/plan.html",
        f"{code}-{year}-plan",
        head={
            "place": {"code": code, "name": spot.name.told(names.lang)[0], "kind": spot.kind},
            "year": year,
            "planned": money(told.planned),
            "bought": money(told.bought),
            "bought_outside": money(told.bought_outside),
            "purchases_outside": len(told.outside),
        },
        facts={
            "spot": spot,
            "code": code,
            "trail": register.trail(session, code),
            "told": told,
            "left": rest_words(left, bought=True),
            "over": left < 0,
            "imported": any(line.origin for line in told.published),
            "anchors": [f"line-{line.id}" for line in told.lines],
        },
        tables=(
            _lines(told, names),
            _purchases(told),
            _outside(told),
            _changes(versions, spots),
        ),
    )


def _lines(told: Plan, names: Names) -> Table:
    """Every line by its title, with when, how much, and what is left; codes are in the files."""
    return Table(
        "plan",
        gettext("Lines of the plan"),
        (
            Column("title", gettext("What is going to be bought")),
            Column("line", gettext("Number"), "count", hidden=True),
            Column("when", gettext("When")),
            Column("quarter", gettext("Quarter"), "count", hidden=True),
            Column("month", gettext("Month"), "count", hidden=True),
            Column("planned", gettext("Planned"), "som"),
            Column("bought", gettext("Bought"), "som"),
            Column("left", gettext("Left"), "som", hidden=True),
            Column("left_words", gettext("What is left")),
            Column("purchases", gettext("Purchases"), "count", hidden=True),
            Column("standing", gettext("State")),
            Column("requirement", gettext("Requirement"), hidden=True),
            Column("category", gettext("Category"), hidden=True),
            Column("method", gettext("Method of procurement"), hidden=True),
            Column("item_code", gettext("Item code"), hidden=True),
            Column("economic_code", gettext("Economic code"), hidden=True),
            Column("published_on", gettext("Published on"), "day", hidden=True),
        ),
        tuple(_row(line, names) for line in told.lines),
    )


def _row(line: PlanCard, names: Names) -> tuple[Any, ...]:
    purpose = names.requirement(line.requirement) if line.requirement else None
    if purpose is None and line.category:
        purpose = names.category(line.category)
    told = purpose.told(names.lang)[0] if purpose else ""
    note = told if told.lower() != line.title.lower() else None
    left = None if line.standing == "withdrawn" else line.left
    return (
        Cell(
            line.title,
            lang=line.language,
            note=note or None,
        ),
        line.id,
        when_words(line.quarter, line.month),
        line.quarter,
        line.month,
        line.amount,
        line.sum_bought,
        left,
        left_words(line) if left is not None else "–",
        len(line.bought),
        Cell(line.standing, text=standing_words(line.standing)),
        line.requirement,
        line.category,
        line.method,
        line.item_code,
        line.code,
        line.published_on,
    )


def _purchases(told: Plan) -> Table:
    """What was bought under each line."""
    return Table(
        "purchases",
        gettext("What was bought under the plan"),
        (
            Column("title", gettext("What")),
            Column("purchase", gettext("Purchase"), "count", hidden=True),
            Column("plan_title", gettext("Line of the plan")),
            Column("line", gettext("Number"), "count", hidden=True),
            Column("amount", gettext("Sum"), "som"),
        ),
        tuple(
            (
                Cell(
                    one.title,
                    lang=one.language,
                    href=url_for("public.purchase", number=one.id),
                ),
                one.id,
                Cell(line.title, lang=line.language),
                line.id,
                one.amount,
            )
            for line in told.lines
            for one in line.bought
        ),
    )


def _outside(told: Plan) -> Table:
    return Table(
        "outside",
        gettext("Bought outside the plan"),
        (
            Column("title", gettext("What")),
            Column("purchase", gettext("Purchase"), "count", hidden=True),
            Column("amount", gettext("Sum"), "som"),
            Column("why", gettext("Why outside the plan")),
        ),
        tuple(
            (
                Cell(
                    one.title,
                    lang=one.language,
                    href=url_for("public.purchase", number=one.id),
                ),
                one.id,
                one.amount,
                one.why or Cell("", text=gettext("No reason was given.")),
            )
            for one in told.outside
        ),
    )


def _changes(versions: tuple[Version, ...], spots: dict[str, Words]) -> Table:
    """Every later version of a line: who changed it (by role), when, why, from what to what."""
    return Table(
        "changes",
        gettext("What was changed in the plan"),
        (
            Column("title", gettext("What")),
            Column("line", gettext("Number"), "count", hidden=True),
            Column("version", gettext("Version"), "count"),
            Column("on", gettext("Day"), "day"),
            Column("before", gettext("Before"), "som"),
            Column("after", gettext("After"), "som"),
            Column("reason", gettext("Why")),
            Column("by", gettext("By whom")),
            Column("withdrawn", gettext("Withdrawn"), hidden=True),
        ),
        tuple(
            (
                one.title,
                one.line,
                one.number,
                one.at.date(),
                one.before,
                one.amount,
                one.reason or Cell("", text="–"),
                Cell(one.role, text=_who(one, spots)),
                "yes" if one.withdrawn else "no",
            )
            for one in versions
        ),
    )


def _who(one: Version, spots: dict[str, Words]) -> str:
    place = spots.get(one.place or "")
    told = place.told(formats.language())[0] if place else ""
    return f"{role_words(one.role)}, {told}" if told else role_words(one.role)
