"""A year's sums beside the year before, per pupil, and on demand in som of another year.

In som of another year are only the headline, the year before and the table `years`; every other
table stands as entered, so that its rows go on adding up. The page says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

from flask import request
from flask_babel import gettext

from budgets.reports.figures import Figures, Sums
from core.errors import Refusal
from core.fiscal import is_year
from register import inflation
from register.inflation import Indexes
from register.pupils import Pupils
from tracker import queries
from tracker.extensions import db
from tracker.public.offers import money, sums
from tracker.tables import Column, Table

KEY = "som_of"
TABLE = "years"


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and is_year(int(text))):
        raise ValueError(text)
    return int(text)


SOM_OF = queries.Key(_year)


@dataclass(frozen=True, slots=True)
class Year:
    """The money of a year, None where nothing was entered, and its pupils, zero where none were
    counted; `unknown` are the schools of which nobody counted them."""

    year: int
    money: Sums | None
    pupils: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """A year's headline in som, each None where it cannot be said; `at_most` where children of some
    schools are not known: with them it would be less per pupil."""

    planned: Decimal | None
    paid: Decimal | None
    planned_each: Decimal | None
    paid_each: Decimal | None
    at_most: bool


@dataclass(frozen=True, slots=True)
class Context:
    """A year and the one before; `som_of` is what sums are told in, None: as entered.

    `offered` is the year whose som they can be told in, where that would change one of them.
    """

    now: Year
    last: Year
    som_of: int | None = None
    offered: int | None = None
    indexes: Indexes | None = None
    factors: dict[int, Fraction] = field(default_factory=dict)

    def told(self, year: Year) -> Told:
        """What a page says of one of the two years."""
        factor = self.factors.get(year.year, Fraction(1))
        planned = year.money.planned if year.money else None
        paid = year.money.paid if year.money else None
        each = factor / year.pupils if year.pupils > 0 else None
        return Told(
            _times(planned, factor),
            _times(paid, factor),
            _times(planned, each),
            _times(paid, each),
            year.unknown > 0,
        )

    def entered(self, year: Year) -> Told:
        """The same as it was entered, in som of its own year."""
        return Context(self.now, self.last).told(year)

    def facts(self) -> dict[str, Any]:
        """For the template."""
        return {"context": self, "now": self.told(self.now), "last": self.told(self.last)}

    def head(self) -> dict[str, Any]:
        """For programs: per pupil and the year before as entered; both in som of another year if
        asked. `per_pupil_at_most`: the children of some schools are not known."""
        exact = self.entered(self.now)
        return {
            "schools_without_pupils": self.now.unknown,
            "planned_per_pupil": money(exact.planned_each),
            "paid_per_pupil": money(exact.paid_each),
            "per_pupil_at_most": exact.at_most,
            "last_year": {
                "year": self.last.year,
                "figures": sums(self.last.money),
                "pupils": self.last.pupils or None,
                "paid_per_pupil": money(self.entered(self.last).paid_each),
            },
            "in_som_of": self._in_som() if self.som_of else None,
        }

    def _in_som(self) -> dict[str, Any]:
        indexes = self.indexes
        return {
            "year": self.som_of,
            "sources": list(indexes.sources) if indexes else [],
            "default": indexes.is_default if indexes else None,
            "invented": indexes.is_example if indexes else None,
            "this_year": _said(self.told(self.now)),
            "last_year": _said(self.told(self.last)),
        }


def _times(amount: Decimal | None, factor: Fraction | None) -> Decimal | None:
    return None if amount is None or factor is None else inflation.told(amount, factor)


def _said(told: Told) -> dict[str, Any]:
    return {
        "planned": money(told.planned),
        "paid": money(told.paid),
        "planned_per_pupil": money(told.planned_each),
        "paid_per_pupil": money(told.paid_each),
    }


def context(
    year: int, figures: Mapping[int, Figures], pupils: Mapping[int, Pupils], som_of: int | None
) -> Context:
    """A year and the one before, told in som of another one if that was asked and the table of
    indexes can.

    Raises:
        Refusal: on a file's address `query.no_price_index` with `year`; in a table that stands as
            entered `query.years_only`. A page tells what was entered.
    """
    now, last = (_year_of(one, figures.get(one), pupils[one]) for one in (year, year - 1))
    indexes = inflation.indexes(db.session)
    known = [one.year for one in (now, last) if one.money is not None]
    wanted = known or [now.year]
    if som_of is None:
        best = indexes.best(wanted) if indexes and known else None
        return Context(now, last, offered=best if known != [best] else None)
    factors = {year: indexes.factor(year, som_of) if indexes else None for year in wanted}
    exact = {year: factor for year, factor in factors.items() if factor is not None}
    if len(exact) < len(factors):
        if queries.strict():
            raise Refusal("query.no_price_index", KEY, year=som_of)
        return Context(now, last)
    if request.path.endswith(".csv") and request.args.get("table") != TABLE:
        raise Refusal("query.years_only", KEY, key=KEY, table=TABLE)
    return Context(now, last, som_of=som_of, indexes=indexes, factors=exact)


def _year_of(year: int, figures: Figures | None, pupils: Pupils) -> Year:
    return Year(year, figures.money if figures else None, pupils.count, pupils.unknown)


def years_table(of: Context) -> Table:
    """Both years as a table: what was entered, and the same in som of another year if asked."""
    return Table(
        TABLE,
        gettext("This year and the year before"),
        (
            Column("year", gettext("Year"), "count"),
            Column("pupils", gettext("Pupils"), "count"),
            Column("schools_without_pupils", gettext("Schools nobody counted"), "count"),
            *_sum_columns(""),
            Column("som_of", gettext("In som of the year"), "count"),
            *_sum_columns("_in_som_of"),
        ),
        tuple(_row(of, year) for year in (of.now, of.last)),
    )


def _sum_columns(ending: str) -> tuple[Column, ...]:
    return (
        Column(f"planned{ending}", gettext("Planned"), "som"),
        Column(f"paid{ending}", gettext("Paid"), "som"),
        Column(f"planned_per_pupil{ending}", gettext("Planned per pupil"), "som"),
        Column(f"paid_per_pupil{ending}", gettext("Paid per pupil"), "som"),
    )


def _row(of: Context, year: Year) -> tuple[Any, ...]:
    exact, other = of.entered(year), of.told(year)
    return (
        year.year,
        year.pupils or None,
        year.unknown,
        *_four(exact),
        of.som_of,
        *(_four(other) if of.som_of else (None,) * 4),
    )


def _four(told: Told) -> tuple[Decimal | None, ...]:
    return told.planned, told.paid, told.planned_each, told.paid_each
