"""What is critical and unmet while money of the year is unspent: a costed list by risk."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from flask import abort, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from budgets.reports import figures
from core import clock
from core.fiscal import is_year
from core.money import ZERO
from oversight.reports import unmet
from oversight.reports.unmet import Unmet
from procurement.reports import costs
from register import reports as register
from register.reports import Spot
from standard import totals
from tracker import answers, queries
from tracker.extensions import db
from tracker.names import Names
from tracker.public import filters, gaps
from tracker.public.filters import Filter
from tracker.public.offers import Shown, money, offer
from tracker.tables import Cell, Column, Table

PER_PAGE = 60
ASKED = ("free", "none", "all")
"""Gaps that money is free for, those it is not free for, all."""


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and is_year(int(text))):
        raise ValueError(text)
    return int(text)


KEYS = {
    "domain": filters.DOMAIN,
    "category": filters.CATEGORY,
    "state": queries.Key(queries.one_of(*costs.GAPS)),
    "money": queries.Key(queries.one_of(*ASKED), "free"),
    "year": queries.Key(_year),
    "page": queries.PAGE,
}


@offer("/places/<code:code>/unmet-while-unspent", scope="code", tables=("unmet", "sums"), **KEYS)
def place_unmet(code: str, **asked: Any) -> Shown | Response:
    """Critical requirements unmet in the schools of a place, beside the money that is free.

    Answers are of today; the money is of the year asked for, this one unless told. A page shows
    sixty; the files hold all of them.
    """
    spot = register.place(db.session(), code)
    if spot is None:
        abort(404)
    if spot.successor:
        return redirect(url_for("public.place_unmet", code=spot.successor), 301)
    return shown(spot, asked, "public.place_unmet", "public/unmet.html", code=code)


def shown(spot: Spot, asked: dict[str, Any], endpoint: str, template: str, **address: str) -> Shown:
    """The list of one place; the council's page is made of it too."""
    names = Names()
    year = asked["year"] or clock.today().year
    every = unmet.of_place(db.session(), spot.code, year)
    chosen = [one for one in every if _is_chosen(one, asked)]
    last = max(-(-len(chosen) // PER_PAGE), 1)
    page = min(asked["page"], last)
    rows = chosen if queries.strict() else chosen[(page - 1) * PER_PAGE : page * PER_PAGE]
    parts = _filters(names, asked, year)
    usual = {"money": KEYS["money"].default, "year": str(clock.today().year)}
    unusual = tuple(one for one in parts if one.value != usual.get(one.key))
    chips = filters.chips(endpoint, unusual, **address)
    sums = _sums(every, chosen, spot.code, year)
    return Shown(
        template,
        f"{spot.code}-unmet-{year}",
        head={
            "place": {"code": spot.code, "name": spot.name.told(names.lang)[0]},
            "year": year,
            "count": len(chosen),
            **{key: money(sum_) for key, sum_ in sums.items()},
        },
        facts={
            "spot": spot,
            "code": spot.code,
            "this_year": clock.today().year,
            "trail": register.trail(db.session(), spot.code),
            "sums": sums,
            "filters": parts,
            "chips": chips,
            "asked": filters.active(parts),
            "action": url_for(endpoint, **address),
            "again": {**address, **filters.active(parts)},
            "endpoint": endpoint,
            "page": page,
            "last": last,
            **_standing(names),
        },
        tables=(_table(rows, spot, names), _by_requirement(chosen, names)),
    )


def _standing(names: Names) -> dict[str, Any]:
    """Of which days the answers and the prices are, and that the weights are no norm."""
    return {
        "counted_on": totals.counted_on(db.session()),
        "compared_on": costs.compared_on(db.session()),
        "default_value": names.profile.notices["default_value"].told(names.lang)[0],
    }


def _filters(names: Names, asked: dict[str, Any], year: int) -> tuple[Filter, ...]:
    """What can be chosen; all of it stands in the address."""
    words = {
        "free": gettext("money is free for it"),
        "none": gettext("no money is free for it"),
        "all": gettext("all"),
    }
    states = tuple((code, answers.word(code)) for code in costs.GAPS)
    this = clock.today().year
    years = tuple((str(one), str(one)) for one in sorted({this - 1, this, this + 1, year}))
    return (
        Filter("money", gettext("Money"), tuple(words.items()), asked["money"]),
        _or_all(filters.by_domain(names, asked["domain"])),
        _or_all(filters.by_category(names, asked["category"])),
        _or_all(Filter("state", gettext("State"), states, asked["state"])),
        Filter("year", gettext("Year of the money"), years, str(year)),
    )


def _or_all(one: Filter) -> Filter:
    """A filter that can be left open, beside others that cannot."""
    return replace(one, choices=(("", gettext("all")), *one.choices))


def _is_chosen(one: Unmet, asked: dict[str, Any]) -> bool:
    return (
        asked["domain"] in (None, one.domain)
        and asked["category"] in (None, one.category)
        and asked["state"] in (None, one.state)
        and (asked["money"] == "all" or (asked["money"] == "free") == (one.free > 0))
    )


def _sums(
    every: Iterable[Unmet], chosen: Iterable[Unmet], code: str, year: int
) -> dict[str, Decimal]:
    """What all critical gaps cost, what the chosen ones cost, and all free money, each som once."""
    known = figures.figures(db.session(), code, year)
    return {
        "cost_of_all": sum((one.cost or ZERO for one in every), ZERO),
        "cost": sum((one.cost or ZERO for one in chosen), ZERO),
        "free": known.money.free if known else ZERO,
    }


def _table(rows: Sequence[Unmet], spot: Spot, names: Names) -> Table:
    return Table(
        "unmet",
        gettext("Critical requirements that are not met, by risk to children"),
        (
            Column("name", gettext("Requirement")),
            Column("requirement", gettext("Code"), hidden=True),
            Column("school_name", gettext("School")),
            Column("school", gettext("Code of the school"), hidden=True),
            Column("place", gettext("Place"), hidden=True),
            Column("state", gettext("State")),
            Column("to_buy", gettext("To buy, in whole units"), "count"),
            Column("cost", gettext("Cost"), "som"),
            Column("free_named", gettext("Free for it by name"), "som", hidden=True),
            Column("free_category", gettext("Free for its category"), "som", hidden=True),
            Column("free", gettext("Free for it"), "som"),
            Column("pupils", gettext("Pupils"), "count"),
            Column("risk", gettext("Risk, points"), "quantity"),
        ),
        tuple(_row(one, names) for one in rows),
    )


def _row(one: Unmet, names: Names) -> tuple[Any, ...]:
    why = gettext("no price known") if one.to_buy else gettext("no buying closes it")
    return (
        gaps.title(one.requirement, names),
        one.requirement,
        Cell(
            one.name.told(names.lang)[0] or one.school,
            href=url_for("public.school_requirements", code=one.school),
        ),
        one.school,
        one.place,
        Cell(one.state, text=answers.word(one.state)),
        one.to_buy,
        one.cost if one.cost is not None else Cell(None, text=why),
        one.named,
        one.common,
        one.free,
        one.pupils,
        None if one.risk is None else _points(one),
    )


def _points(one: Unmet) -> Decimal:
    """The risk as a decimal number, to the thousandth."""
    risk = one.risk or 0
    return (Decimal(risk.numerator) / risk.denominator).quantize(Decimal("0.001"))


def _by_requirement(chosen: Iterable[Unmet], names: Names) -> Table:
    """The same added up by requirement, for the files and the council's eye."""
    found: dict[str, list[Unmet]] = {}
    for one in chosen:
        found.setdefault(one.requirement, []).append(one)
    return Table(
        "sums",
        gettext("The same by requirement"),
        (
            Column("name", gettext("Requirement")),
            Column("requirement", gettext("Code"), hidden=True),
            Column("schools", gettext("Schools"), "count"),
            Column("to_buy", gettext("To buy, in whole units"), "count"),
            Column("cost", gettext("Cost"), "som"),
        ),
        tuple(
            (
                gaps.title(code, names),
                code,
                len(some),
                sum(one.to_buy for one in some),
                sum((one.cost or ZERO for one in some), ZERO)
                if any(one.cost is not None for one in some)
                else None,
            )
            for code, some in found.items()
        ),
    )
