"""The citizens' budget: what a place set aside, what was asked about it, and what became of it."""

from typing import Any

from flask_babel import gettext

from budgets.reports import execution, versions, years
from budgets.reports.execution import Asked, Execution
from budgets.reports.figures import Sums, is_money
from budgets.reports.versions import VersionTold
from budgets.reports.years import Event, Year
from core import clock
from register import reports as register
from register.reports import Spot
from tracker.charts import legend, svg
from tracker.extensions import db
from tracker.names import Names
from tracker.public import budget_tables
from tracker.public import execution_tables as tables
from tracker.public.execution import spot_of
from tracker.public.offers import Shown, offer, sums
from tracker.states import STATES
from tracker.tables import Cell, Column, Table
from tracker.year_words import ASKERS, EVENTS, KINDS, OUTCOMES

TABLES = (
    "of_100",
    "sources",
    "schools",
    "versions",
    "transfers",
    "hearings",
    "questions",
    "life",
    "draft",
)
GROUPED = ("category", "source", "school")


@offer("/places/<code:code>/<int:year>/budget", scope="code", tables=TABLES)
def place_budget(code: str, year: int) -> Any:
    """The budget of a place for its people: sums, sources, schools, the year's life, hearings."""
    spot = spot_of(code, year, "place_budget")
    if not isinstance(spot, Spot):
        return spot
    names = Names()
    of = years.year(db.session, code, year)
    told = execution.executions(db.session, Asked(code, year), GROUPED) or {}
    if of.in_force is None:
        told = {}  # lines of a draft are nobody's money yet
    asked = {one.school for hearing in of.hearings for one in hearing.questions if one.school}
    spots = register.names(db.session, asked | budget_tables.spots_of(None, of.transfers))
    return Shown(
        "public/budget.html",
        f"{code}-{year}-budget",
        head=_head(spot, year, of, told.get("category"), names),
        facts=_facts(spot, year, of, told.get("category"), names) | {"spots": spots},
        tables=(
            *_tables(told, names, year),
            budget_tables.versions(of.versions, code, year),
            budget_tables.transfers(of.transfers, names, spots),
            budget_tables.hearings(of.hearings),
            budget_tables.questions(of.hearings, spots, names.lang),
            _life(years.events(of)),
            _draft(of, names, year),
        ),
    )


def _facts(spot: Spot, year: int, of: Year, told: Execution | None, names: Names) -> dict[str, Any]:
    """What the template tells by."""
    return {
        "spot": spot,
        "code": spot.code,
        "told": told,
        "of": of,
        "at_hearing": of.put_to_hearing,
        "states": STATES,
        "askers": ASKERS,
        "outcomes": OUTCOMES,
        "outcome_kinds": KINDS,
        "steps": [_step(one, spot.code, year) for one in years.events(of)],
        "trail": register.trail(db.session, spot.code),
        "drawing": _drawing(told, names, year),
        "default_value": names.profile.notices["default_value"].told(names.lang)[0],
    }


def _head(spot: Spot, year: int, of: Year, told: Execution | None, names: Names) -> dict[str, Any]:
    return {
        "place": {"code": spot.code, "name": spot.name.told(names.lang)[0], "kind": spot.kind},
        "year": year,
        "sums": sums(told.money if told else None),
        "help_in_kind": sums(told.in_kind if told else None),
        "version": _version(of.in_force),
        "draft_version": _version(of.put_to_hearing),
    }


def _version(of: VersionTold | None) -> dict[str, Any] | None:
    if of is None:
        return None
    day = of.resolution_on.isoformat() if of.resolution_on else None
    return {
        "number": of.number,
        "status": of.status,
        "resolution": of.resolution,
        "resolution_on": day,
        "through_month": of.through,
    }


def _tables(told: dict[str, Execution], names: Names, year: int) -> tuple[Table, ...]:
    if not told:
        empty = execution.folded("category", ())
        return (
            tables.of_100(empty, names, year, gettext("Set aside")),
            tables.table(empty, names, year, name="sources"),
            tables.table(empty, names, year, name="schools"),
        )
    return (
        tables.of_100(told["category"], names, year, gettext("Set aside")),
        tables.table(told["source"], names, year, name="sources"),
        tables.table(told["school"], names, year, name="schools"),
    )


def _drawing(told: Execution | None, names: Names, year: int) -> Any:
    if told is None:
        return None
    rows = tables.table(told, names, year).rows
    return svg.bullets(tables.bars(told, rows), legend(), names.lang, "categories")


def _draft(of: Year, names: Names, year: int) -> Table:
    """What the version put to a hearing would set aside, by category; never added to anything."""
    version = of.put_to_hearing
    lines = versions.lines(db.session, version) if version else ()
    told = of_version(lines, "category")
    table = tables.of_100(told, names, year, gettext("Sum"))
    return Table("draft", gettext("The draft, by what it is for"), table.columns, table.rows)


def of_version(lines: Any, by: str) -> Execution:
    """The lines of one version as sums: planned, and nothing else, for it may not be in force."""
    keys = {"category": "category", "school": "beneficiary", "source": "purse"}
    return execution.folded(
        by,
        [
            (getattr(line, keys[by]), line.purse, Sums(planned=amount))
            for line, amount in lines
            if is_money(line.purse) or by == "source"
        ],
    )


def _step(one: Event, code: str, year: int) -> dict[str, Any]:
    """A day of the year as the macro of steps takes it."""
    links = []
    if one.number is not None:
        text = gettext("Version: %(number)s", number=one.number)
        links.append({"text": text, "href": budget_tables.version_address(code, year, one.number)})
    return {
        "title": str(EVENTS[one.kind]),
        "on": one.on,
        "state": "due" if one.on > clock.today() else "done",
        "note": _note(one),
        "links": links,
        "amount": one.amount if one.kind == "transfer" else None,
    }


def _note(one: Event) -> str:
    """The paper, the reason and what else is known of a day."""
    parts = []
    if one.paper:
        parts.append(gettext("Document: %(number)s.", number=one.paper))
    if one.heads is not None:
        parts.append(gettext("People who came: %(count)s.", count=one.heads))
    if one.month is not None:
        parts.append(gettext("Through month: %(month)s.", month=one.month))
    if one.reason:
        parts.append(gettext("Reason: %(reason)s", reason=one.reason))
    return " ".join(parts)


def _life(events: Any) -> Table:
    return Table(
        "life",
        gettext("The life of the budget"),
        (
            Column("on", gettext("Day"), "day"),
            Column("event", gettext("What happened")),
            Column("version", gettext("Version"), "count"),
            Column("document", gettext("Document")),
            Column("reason", gettext("Reason")),
        ),
        tuple(
            (one.on, Cell(one.kind, text=str(EVENTS[one.kind])), one.number, one.paper, one.reason)
            for one in events
        ),
    )
