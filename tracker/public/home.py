"""The first page: find your school, and what the country set aside and paid."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from flask import current_app, url_for
from flask_babel import gettext

from budgets.reports import figures as money
from budgets.reports.figures import Figures, Sums
from core import clock
from core.money import apportion, som
from procurement.reports import public as purchases
from register import reports as register
from register.reports import Spot
from tracker import formats
from tracker.extensions import db
from tracker.public.lists import by_category, four, sum_columns
from tracker.public.lists import purchases as purchases_table
from tracker.public.names import Names
from tracker.public.offers import Shown, offer, sums
from tracker.tables import Cell, Column, Table

NEWEST = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A category as som of every hundred planned; the parts make a hundred."""

    name: str
    of_100: int


@offer("/", stem="/index", tables=("units", "categories", "purchases"))
def home() -> Shown:
    """The first page."""
    country = current_app.config["TRACKER"].country
    names = Names()
    year = money.latest(db.session, country) or clock.today().year
    figures = money.figures(db.session, country, year)
    units = register.below(db.session, country)
    held = money.money_of(db.session, [unit.code for unit in units], year)
    newest = purchases.newest(db.session, count=NEWEST)
    places = register.names(db.session, {row.place for row in newest})
    return Shown(
        "public/home.html",
        f"{country}-{year}",
        head={
            "country": country,
            "year": year,
            "figures": sums(figures.money if figures else None),
            "in_kind": sums(figures.in_kind if figures else None),
        },
        facts={
            "figures": figures,
            "of_100": of_100(figures, names),
            "code": country,
        },
        tables=(
            _units(units, held, year),
            by_category(figures, names, gettext("Money by what it is for")),
            purchases_table(newest, names, gettext("Newest purchases"), places=places),
        ),
    )


def _units(units: Sequence[Spot], held: dict[str, Sums], year: int) -> Table:
    """The parts of the country, with how much of the plan is paid."""
    return Table(
        "units",
        gettext("Parts of the country"),
        (
            Column("name", gettext("Place")),
            Column("code", gettext("Code"), hidden=True),
            *sum_columns(),
            Column("paid_share", gettext("Paid of the plan"), "percent"),
        ),
        tuple(
            (
                Cell(unit.name, href=url_for("public.place", code=unit.code, year=year)),
                unit.code,
                *four(held.get(unit.code)),
                _share(held.get(unit.code)),
            )
            for unit in units
        ),
    )


def _share(of: Sums | None) -> Fraction | None:
    return formats.share(of.paid, of.planned) if of is not None else None


def of_100(figures: Figures | None, names: Names) -> tuple[Part, ...]:
    """How many som of every hundred planned go where: whole som that add up to a hundred."""
    rows = [row for row in figures.categories if row[1].planned > 0] if figures else []
    if not rows:
        return ()
    parts = apportion(som("1.00"), [sums.planned for _, sums in rows])
    return tuple(
        Part(names.category(code).told(names.lang)[0], int(part * 100))
        for (code, _), part in zip(rows, parts, strict=True)
    )
