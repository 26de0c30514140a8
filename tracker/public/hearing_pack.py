"""What people get into their hands at a public hearing: the budget in large figures, on A4.

The draft that is put to the hearing, or the version in force where there is none; what changes
against last year; how last year was carried out; what was asked then and what became of it.
"""

from functools import partial
from typing import Any

from flask import url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from budgets.reports import execution, versions, years
from budgets.reports.execution import Asked, Execution
from budgets.reports.figures import NOTHING, Sums
from budgets.reports.hearings import HearingCard, hearings
from budgets.reports.versions import VersionTold
from budgets.reports.years import Year
from core.errors import Refusal
from core.money import ZERO
from register import reports as register
from register.reports import Spot
from tracker.errors import page as error_page
from tracker.extensions import db
from tracker.names import Names
from tracker.pages import page
from tracker.public import budget_tables, public
from tracker.public import execution_tables as tables
from tracker.public.budget import of_version
from tracker.public.execution import spot_of
from tracker.public.offers import Shown
from tracker.public.papers import on_paper, sheet
from tracker.tables import Cell, Column, Table

TOP = 12  # rows of a table that people look through in a hall; the rest is one row


@public.get("/places/<code:code>/<int:year>/hearing.pdf")
@page(scope="code")
def place_hearing_pdf(code: str, year: int) -> BaseResponse:
    """The pack for the hearing of a year's budget.

    Answers 404 with `document.no_budget` where nothing was put to a hearing or approved.
    """
    spot = spot_of(code, year, "place_hearing_pdf")
    if not isinstance(spot, Spot):
        return spot
    of = years.year(db.session, code, year)
    version = of.put_to_hearing or of.in_force
    if version is None:
        return error_page(404, Refusal("document.no_budget", year=year))
    build = partial(_pack, spot, year, of, version)
    return on_paper(build, f"{code}-{year}-hearing", code, "print/hearing.html")


def _pack(spot: Spot, year: int, of: Year, version: VersionTold) -> Shown:
    names = Names()
    lines = versions.lines(db.session, version)
    planned = of_version(lines, "category")
    before = execution.executions(db.session, Asked(spot.code, year - 1), ("category", "school"))
    last = before["category"] if before else None
    asked = hearings(db.session, [spot.code], year - 1)
    spots = register.names(
        db.session, {one.school for hearing in asked for one in hearing.questions if one.school}
    )
    return Shown(
        "print/hearing.html",
        "hearing",
        facts={
            "spot": spot,
            "year": year,
            "version": version,
            "hearing": _hearing(of.hearings),
            "planned": planned.money,
            "last": last,
            "asked_before": any(hearing.questions for hearing in asked),
            "default_value": names.profile.notices["default_value"].told(names.lang)[0],
            **sheet(names.lang, url_for("public.place_budget", code=spot.code, year=year)),
        },
        tables=(
            _planned(planned, names, year),
            _schools(of_version(lines, "school"), names, year),
            _against(planned, last, names, year),
            _carried_out(last, names, year - 1),
            budget_tables.questions(asked, spots, names.lang),
        ),
    )


def _hearing(told: tuple[HearingCard, ...]) -> HearingCard | None:
    """The hearing of the draft that is to come, else the last that was announced."""
    draft = [one for one in told if one.subject == "draft" and one.status != "called_off"]
    coming = [one for one in draft if one.status == "announced"]
    found = coming or draft
    return found[-1] if found else None


def _planned(told: Execution, names: Names, year: int) -> Table:
    table = tables.of_100(told, names, year, gettext("Sum"))
    whole = (gettext("In all"), None, 100 if told.money.planned else None, told.money.planned)
    return Table("planned", gettext("What for?"), table.columns, (*table.rows, whole))


def _schools(told: Execution, names: Names, year: int) -> Table:
    """The schools that get most, the rest in one row, and all of it."""
    label = tables.labels("school", [row.key for row in told.rows], names, year)
    rows: list[tuple[Any, ...]] = [
        (_for_whom(label(row.key)), row.sums.planned) for row in told.rows[:TOP]
    ]
    rest = sum((row.sums.planned for row in told.rows[TOP:]), ZERO)
    if rest:
        count = len(told.rows) - TOP
        rows.append((gettext("Other schools and places: %(count)s", count=count), rest))
    rows.append((gettext("In all"), told.money.planned))
    columns = (
        Column("name", gettext("School or place")),
        Column("planned", gettext("Sum"), "som"),
    )
    return Table("schools", gettext("For whom?"), columns, tuple(rows))


def _for_whom(cell: Cell) -> Cell:
    """A version says for whom a line is, and nothing of contracts yet."""
    return Cell(cell.value, note=gettext("common money of the place") if cell.note else None)


def _against(now: Execution, last: Execution | None, names: Names, year: int) -> Table:
    """This version beside last year's plan as it stands with its transfers, by category."""
    before = {row.key: row.sums for row in last.rows} if last else {}
    after = {row.key: row.sums for row in now.rows}
    keys = [*after, *(key for key in before if key not in after)]
    label = tables.labels("category", keys, names, year)
    rows = [(label(key), *_pair(before.get(key), after.get(key))) for key in keys]
    rows.append((gettext("In all"), *_pair(last.money if last else None, now.money)))
    columns = (
        Column("name", gettext("What for")),
        Column("before", gettext("Year: %(year)s", year=year - 1), "som"),
        Column("after", gettext("Year: %(year)s", year=year), "som"),
        Column("by", gettext("Difference"), "som"),
    )
    return Table("against", gettext("What changes?"), columns, tuple(rows))


def _carried_out(told: Execution | None, names: Names, year: int) -> Table:
    """Last year's plan and what was paid of it, by category."""
    rows = list(told.rows) if told else []
    label = tables.labels("category", [row.key for row in rows], names, year)
    sums = [(label(row.key), row.sums) for row in rows]
    if told:
        sums.append((gettext("In all"), told.money))
    columns = (
        Column("name", gettext("What for")),
        Column("planned", gettext("Planned"), "som"),
        Column("accepted", gettext("Accepted"), "som"),
        Column("paid", gettext("Paid"), "som"),
        Column("paid_share", gettext("Paid of the plan"), "percent"),
    )
    return Table(
        "last",
        gettext("How was last year carried out?"),
        columns,
        tuple(
            (name, held.planned, held.accepted, held.paid, tables.share(held))
            for name, held in sums
        ),
    )


def _pair(before: Sums | None, after: Sums | None) -> tuple[Any, ...]:
    first, last = (before or NOTHING).planned, (after or NOTHING).planned
    return first, last, last - first
