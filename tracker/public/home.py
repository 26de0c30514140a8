"""The first page: find your school, and what the country set aside and paid."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from flask import current_app, url_for
from flask_babel import gettext

from budgets.reports import figures as money
from budgets.reports.figures import Figures, Sums
from core import clock
from core.money import ZERO, apportion, som
from procurement.reports import public as purchases
from register import reports as register
from register.reports import Spot
from register.tiles import tiles
from tracker import formats
from tracker.charts.ranks import hundredths, percent, share
from tracker.extensions import db
from tracker.names import Names
from tracker.public.lists import by_category, four, sum_columns
from tracker.public.lists import purchases as purchases_table
from tracker.public.offers import Shown, offer, sums
from tracker.tables import Cell, Column, Table

NEWEST = 5


@dataclass(frozen=True, slots=True)
class Part:
    """A category as som of every hundred planned; the parts make a hundred."""

    name: str
    of_100: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of the country on the tile map: its row in the table of units, and the width of its
    bar in percent, None where nothing is planned."""

    row: int
    width: Decimal | None


Grid = tuple[tuple[Tile | None, ...], ...]


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
            "grid": grid(units, held, tiles(db.session, country)),
            "code": country,
        },
        tables=(
            _units(units, held, figures, year),
            by_category(figures, names, gettext("Money by what it is for")),
            purchases_table(newest, names, gettext("Newest purchases"), places=places),
        ),
    )


def grid(
    units: Sequence[Spot], held: Mapping[str, Sums], spots: Mapping[str, tuple[int, int]]
) -> Grid:
    """The rows of the tile map from the top, None where no part stands.

    Empty unless every part of the country has a square of its own: then a list stands there.
    """
    placed = {spots[unit.code]: row for row, unit in enumerate(units) if unit.code in spots}
    if not placed or len(placed) < len(units):
        return ()
    wide, high = (max(spot[axis] for spot in placed) for axis in (0, 1))
    return tuple(
        tuple(
            _tile(placed[column, row], units, held) if (column, row) in placed else None
            for column in range(1, wide + 1)
        )
        for row in range(1, high + 1)
    )


def _tile(row: int, units: Sequence[Spot], held: Mapping[str, Sums]) -> Tile:
    sums = held.get(units[row].code)
    known = sums is not None and sums.planned > 0
    return Tile(row, percent(share(sums.paid, sums.planned)) if sums and known else None)


def _units(
    units: Sequence[Spot], held: dict[str, Sums], figures: Figures | None, year: int
) -> Table:
    """The parts of the country: how much of the plan is paid, and of every hundred som planned in
    the country how many are theirs."""
    planned = [held[unit.code].planned if unit.code in held else ZERO for unit in units]
    whole = figures.money.planned if figures else ZERO
    parts = hundredths([*planned, whole - sum(planned, ZERO)])
    return Table(
        "units",
        gettext("Parts of the country"),
        (
            Column("name", gettext("Place")),
            Column("code", gettext("Code"), hidden=True),
            *sum_columns(),
            Column("of_100", gettext("Of every 100 som"), "count"),
            Column("paid_share", gettext("Paid of the plan"), "percent"),
        ),
        tuple(
            (
                Cell(unit.name, href=url_for("public.place", code=unit.code, year=year)),
                unit.code,
                *four(held.get(unit.code)),
                part if unit.code in held else None,
                _share(held.get(unit.code)),
            )
            for unit, part in zip(units, parts, strict=False)
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
