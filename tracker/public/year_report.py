"""The year-end report: one year of a holder's budget by everything, as page, files, document."""

from functools import partial
from typing import Any

from flask import url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from budgets.reports import execution, years
from budgets.reports.execution import Asked
from budgets.reports.figures import NOTHING, Sums, is_money
from budgets.reports.years import StageTold
from opendata.reconciliation import reports as reconciliations
from procurement.reports import quarters
from register import reports as register
from register.reports import Spot
from tracker.extensions import db
from tracker.names import Names
from tracker.pages import as_of, page
from tracker.public import execution_tables as tables
from tracker.public import public
from tracker.public.accreditation_tables import about
from tracker.public.execution import in_kind, spot_of
from tracker.public.offers import Shown, offer, sums
from tracker.public.papers import on_paper, sheet
from tracker.reconciliation_tables import classes
from tracker.states import STATES
from tracker.tables import Cell, Column, Table, as_xlsx

GROUPED = ("code", "source", "requirement", "school", "category", "function", "line")
TABLES = (
    *GROUPED,
    "quarter",
    "total",
    "in_kind",
    "remainders",
    "stages",
    "reconciliation",
    "about",
)


@offer("/places/<code:code>/<int:year>/report", scope="code", tables=TABLES)
def place_report(code: str, year: int) -> Any:
    """How a holder's own budget was carried out, and what is left of each source."""
    spot = spot_of(code, year, "place_report")
    if not isinstance(spot, Spot):
        return spot
    names = Names()
    of = years.year(db.session, code, year)
    asked = Asked(code, year)
    told = execution.executions(db.session, asked, GROUPED) if of.in_force else None
    whole = (told or {}).get("code") or execution.folded("code", ())
    groups = [
        *((told or {}).get(by) or execution.folded(by, ()) for by in GROUPED),
        quarters.by_quarter(db.session, asked, whole),
    ]
    compared = reconciliations.last(db.session(), code, year)
    return Shown(
        "public/year_report.html",
        f"{code}-{year}-report",
        head={
            "place": {"code": code, "name": spot.name.told(names.lang)[0], "kind": spot.kind},
            "year": year,
            "sums": sums(whole.money if told else None),
            "help_in_kind": sums(whole.in_kind if told else None),
        },
        facts=_facts(spot, year, of, names)
        | {
            "told": whole if told else None,
            "compared": compared,
            "shown": [one.by for one in groups if one.by != "line" and _says_more(one)],
            "totals": {one.by: tables.total(one) for one in groups},
        },
        tables=(
            *(tables.table(one, names, year, name=one.by) for one in groups),
            tables.total(whole),
            in_kind(whole, "code"),
            tables.remainders(execution.remainders(groups[1]), names),
            _stages(of.stages),
            classes(compared.classes if compared else ()),
            _about(spot, year, of, names),
        ),
    )


def _facts(spot: Spot, year: int, of: years.Year, names: Names) -> dict[str, Any]:
    """What the templates tell by, on the screen and on paper."""
    return {
        "spot": spot,
        "code": spot.code,
        "of": of,
        "last": of.stages[-1] if of.stages else None,
        "trail": register.trail(db.session, spot.code),
        **sheet(names.lang, url_for("public.place_report", code=spot.code, year=year)),
    }


@public.get("/places/<code:code>/<int:year>/report.pdf")
@page(scope="code")
def place_report_pdf(code: str, year: int) -> BaseResponse:
    """The same on paper, to be signed and filed."""
    return _on_paper(code, year)


def _on_paper(code: str, year: int) -> BaseResponse:
    build = partial(place_report, code, year)
    return on_paper(build, f"{code}-{year}-report", code, "print/year_report.html")


def files(code: str, year: int) -> dict[str, bytes]:
    """The report as workbook and document, by the files' names; no document without Pango.

    Empty where the place has no budget of that year in force.
    """
    shown = place_report(code, year)
    if not isinstance(shown, Shown) or not shown.facts["told"]:
        return {}
    found = {f"{shown.name}.xlsx": as_xlsx(shown.tables)}
    paper = _on_paper(code, year)
    if paper.status_code == 200:
        found[f"{shown.name}.pdf"] = paper.get_data()
    return found


def _says_more(told: execution.Execution) -> bool:
    """Does a grouping name anything? Where no line bears such a code, its table says nothing."""
    return any(row.key is not None for row in told.rows)


def _stages(told: tuple[StageTold, ...]) -> Table:
    """The stages the year reached, each with the money as it stood at that moment."""
    return Table(
        "stages",
        gettext("How the year ended"),
        (
            Column("stage", gettext("Stage")),
            Column("on", gettext("Day"), "day"),
            Column("document", gettext("Document")),
            Column("planned", gettext("Planned"), "som"),
            Column("accepted", gettext("Accepted"), "som"),
            Column("paid", gettext("Paid"), "som"),
        ),
        tuple(
            (
                Cell(one.stage, text=str(STATES[one.stage])),
                one.on,
                one.document if one.document else Cell("", text="–"),
                *(getattr(money_at(one), name) for name in ("planned", "accepted", "paid")),
            )
            for one in told
        ),
    )


def money_at(stage: StageTold) -> Sums:
    """The money of all sources at the moment of a stage; help in kind apart."""
    return sum((held for purse, held in stage.purses if is_money(purse)), NOTHING)


def _about(spot: Spot, year: int, of: years.Year, names: Names) -> Table:
    version = of.in_force
    rows = [
        ("place", gettext("Place"), spot.name.told(names.lang)[0]),
        ("code", gettext("Code"), spot.code),
        ("year", gettext("Year"), str(year)),
        ("version", gettext("Version in force"), str(version.number) if version else None),
        ("resolution", gettext("Resolution"), version.resolution if version else None),
        ("as_of", gettext("Entries in the journal"), str(as_of().size)),
        ("root", gettext("Root of the journal"), as_of().root),
    ]
    return about(rows)
