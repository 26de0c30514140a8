"""How a place's budget is carried out: planned, in contracts, accepted, paid, free, by anything."""

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import abort, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from budgets.reports import execution
from budgets.reports.execution import Asked, Execution
from budgets.reports.figures import NOTHING
from core.fiscal import is_year
from procurement.reports import quarters
from register import reports as register
from register.reports import Spot
from tracker import queries
from tracker.charts import legend, svg
from tracker.extensions import db
from tracker.names import Names, capital
from tracker.pages import page
from tracker.public import execution_tables as tables
from tracker.public import filters, public
from tracker.public.filters import CATEGORY, Filter
from tracker.public.offers import Shown, offer, sums
from tracker.public.papers import on_paper, sheet

BY = (*execution.BY, "quarter")
SHOWN_BY = ("category", "source", "school", "requirement", "code", "function", "quarter")
TABLES = ("execution", "total", "in_kind")
CIRCLES = ("own", "within")
CODE = re.compile(r"[0-9A-Za-z_-]{1,32}", re.ASCII)


def code(text: str) -> str:
    """The code of a school, a source or the classification; it also names the file."""
    if not CODE.fullmatch(text):
        raise ValueError(text)
    return text


KEYS = {
    "by": queries.Key(queries.one_of(*BY), "category"),
    "of": queries.Key(queries.one_of(*CIRCLES)),
    "source": queries.Key(code),
    "category": CATEGORY,
    "school": queries.Key(code),
    "economic": queries.Key(code),
}


def spot_of(place: str, year: int, endpoint: str) -> Spot | BaseResponse:
    """The place of a page; a merged one leads to the same page of its successor, none is 404."""
    spot = register.place(db.session, place)
    if spot is None or not is_year(year):
        abort(404)
    if spot.successor:
        return redirect(url_for(f"public.{endpoint}", code=spot.successor, year=year), 301)
    return spot


@offer("/places/<code:code>/<int:year>/execution", scope="code", tables=TABLES, **KEYS)
def place_execution(code: str, year: int, by: str, of: str | None, **narrowed: str | None) -> Any:
    """How the money is carried out; the place's own budget, or all within the place."""
    spot = spot_of(code, year, "place_execution")
    if not isinstance(spot, Spot):
        return spot
    names = Names()
    asked, told = _told(code, year, by, of, narrowed)
    table = tables.table(told, names, year) if told else _nothing("execution", by)
    circle = "within" if asked.within else "own"
    parts = {key: value for key, value in narrowed.items() if value}
    return Shown(
        "public/execution.html",
        f"{code}-{year}-execution-{by}",
        head={
            "place": {"code": code, "name": spot.name.told(names.lang)[0], "kind": spot.kind},
            "year": year,
            "by": by,
            "of": circle,
            "chosen": parts,
            "sums": sums(told.money if told else None),
            "help_in_kind": sums(told.in_kind if told else None),
        },
        facts=_facts(spot, year, {"by": by, "of": circle, **parts}, names)
        | {"told": told, "drawing": _drawing(told, table, names)},
        tables=(
            table,
            tables.total(told) if told else _nothing("total", by),
            in_kind(told, by),
        ),
    )


def _facts(spot: Spot, year: int, chosen: dict[str, str], names: Names) -> dict[str, Any]:
    """What the templates tell by, on the screen and on paper."""
    return {
        "spot": spot,
        "code": spot.code,
        "trail": register.trail(db.session, spot.code),
        "ways": _ways(spot.code, year, chosen),
        "circles": _circles(spot.code, year, chosen),
        "filters": _filters(names, spot.code, chosen),
        "kept": {"by": chosen["by"], "of": chosen["of"]},
        "files_keys": chosen,
        "listed": tables.LISTED,
        **sheet(names.lang, url_for("public.place_execution", code=spot.code, year=year, **chosen)),
    }


def _drawing(told: Execution | None, table: tables.Table, names: Names) -> Any:
    """Bars of the first rows; quarters of a plan and of contracts are not of one kind."""
    if told is None or told.by == "quarter":
        return None
    return svg.bullets(tables.bars(told, table.rows), legend(), names.lang, "bars")


@public.get("/places/<code:code>/<int:year>/execution.pdf")
@page(scope="code")
def place_execution_pdf(code: str, year: int) -> BaseResponse:
    """The same on paper; it is asked for by the same keys."""
    asked = queries.read(KEYS)
    build = partial(place_execution, code, year, **asked)
    parts = [str(value) for value in asked.values() if value]
    name = "-".join([code, str(year), "execution", *parts])
    return on_paper(build, name, code, "print/execution.html")


def _told(
    place: str, year: int, by: str, of: str | None, narrowed: Mapping[str, str | None]
) -> tuple[Asked, Execution | None]:
    """What was asked and the answer. Unless told, a place's own lines, where it has any."""
    chosen = dict(narrowed)
    economic = chosen.pop("economic", None)
    grouped = "category" if by == "quarter" else by
    for within in (of == "within",) if of else (False, True):
        asked = Asked(place, year, within=within, code=economic, **chosen)
        told = execution.executions(db.session, asked, (grouped,))
        if told is not None:
            break
    if told is None:
        return asked, None
    whole = told[grouped]
    return asked, quarters.by_quarter(db.session, asked, whole) if by == "quarter" else whole


def _nothing(name: str, by: str) -> tables.Table:
    return tables.Table(name, tables.title(by), tables.columns(by), ())


def in_kind(told: Execution | None, by: str) -> tables.Table:
    """Help in kind by its value: one row, in no other sum."""
    rows: tuple[Any, ...] = ()
    if told and told.in_kind != NOTHING:
        rows = (tables.cells(by, gettext("Help in kind, by its value"), None, told.in_kind),)
    return tables.Table("in_kind", gettext("Help in kind"), tables.columns(by), rows)


def _ways(place: str, year: int, chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    """Links to the other groupings."""
    return [
        {
            "text": tables.title(by),
            "href": None
            if by == chosen["by"]
            else url_for("public.place_execution", code=place, year=year, **{**chosen, "by": by}),
        }
        for by in SHOWN_BY
    ]


def _circles(place: str, year: int, chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    words = {
        "own": gettext("The place’s own budget"),
        "within": gettext("All money within the place, as on its page"),
    }
    return [
        {
            "text": words[of],
            "href": None
            if of == chosen["of"]
            else url_for("public.place_execution", code=place, year=year, **{**chosen, "of": of}),
        }
        for of in CIRCLES
    ]


def _filters(names: Names, place: str, narrowed: Mapping[str, str]) -> list[Filter]:
    """Source, category and school; a school only where they are few."""
    sources = tuple(
        (one.code, capital(one.names).told(names.lang)[0]) for one in names.profile.sources
    )
    found = [
        Filter("source", gettext("Source"), sources, narrowed.get("source")),
        filters.by_category(names, narrowed.get("category")),
    ]
    schools = [] if queries.strict() else register.schools_within(db.session, place)
    if 0 < len(schools) <= tables.LISTED:
        choices = tuple((card.code, card.name.told(names.lang)[0]) for card in schools)
        found.append(Filter("school", gettext("School"), choices, narrowed.get("school")))
    return found
