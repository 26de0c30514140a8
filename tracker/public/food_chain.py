"""The chain of food on pages: the norm and its four links, drawn, as a table, for programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext

from budgets.reports.figures import Figures
from procurement import meal_rules as rules
from procurement.meal_rules import Chain, Eaten, Link
from procurement.reports import meal_lines
from register.profile import MealNorm
from tracker import formats
from tracker.charts.chain import ChainWords, Step
from tracker.charts.chain import chain as drawing
from tracker.meal_words import why
from tracker.names import Names
from tracker.public.offers import money
from tracker.tables import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class Row:
    """One link on a page: its two bounds, its two sides, and how it is counted."""

    code: str
    name: str
    low: Decimal | None
    high: Decimal | None
    amount: Decimal | None
    child_days: int | None
    schools: int
    how: str
    why: str

    @property
    def told(self) -> str:
        """Som per child and day in words."""
        lang = formats.language()
        if self.high is None:
            return gettext("cannot be said")
        high = formats.som(self.high, lang)
        if self.low is None:
            return gettext("at most %(sum)s", sum=high)
        if self.low == self.high:
            return high
        return gettext("from %(low)s to %(high)s", low=formats.som(self.low, lang), high=high)

    @property
    def step(self) -> Step:
        """As the drawing takes it."""
        return Step(self.name, self.told, self.low, self.high)


def rows(chain: Chain, norm: MealNorm | None) -> tuple[Row, ...]:
    """The norm and the four links, in their order."""
    own = norm.amount if norm else None
    zone = "" if norm else gettext("zones have norms of their own, or no norm is known")
    how = gettext("money norm for one pupil of grades 1–4 on one day of school")
    return (
        Row("norm", gettext("Norm"), own, own, None, None, 0, how, zone),
        _link(
            "budgeted",
            gettext("Budgeted"),
            chain.budgeted,
            gettext("set aside for food ÷ (children × days of school of the year)"),
        ),
        _link(
            "contracted",
            gettext("Contracted"),
            chain.contracted,
            gettext("food contracts ÷ (children × days the contracts feed)"),
        ),
        _link(
            "delivered",
            gettext("Delivered"),
            chain.delivered,
            gettext("food accepted ÷ (children × days of school so far)"),
        ),
        eaten_row(chain.eaten),
    )


def _link(code: str, name: str, link: Link, how: str) -> Row:
    said = link.each is not None
    sides = (link.amount, link.child_days) if said else (None, None)
    return Row(code, name, link.each, link.each, *sides, link.schools, how, why(link.why))


def eaten_row(eaten: Eaten) -> Row:
    said = eaten.high is not None
    how = gettext("food accepted ÷ meals the school counted")
    if said and eaten.unknown:
        how += gettext("; on unknown days nobody ate, or every child did")
    return Row(
        "eaten",
        gettext("Eaten"),
        eaten.low,
        eaten.high,
        eaten.amount if said else None,
        eaten.meals if said else None,
        eaten.schools,
        how,
        why(eaten.why),
    )


def chain_table(links: Sequence[Row], *, of_place: bool) -> Table:
    """The same numbers as the drawing has, with both sides of each quotient."""
    return Table(
        "chain",
        gettext("Som per child per day"),
        (
            Column("name", gettext("What")),
            Column("link", gettext("Code"), hidden=True),
            Column("told", gettext("Som per child per day")),
            Column("low", gettext("At least"), "som", hidden=True),
            Column("high", gettext("At most"), "som", hidden=True),
            Column("amount", gettext("Money"), "som"),
            Column("child_days", gettext("Children × days"), "count"),
            Column("schools", gettext("Schools it is made of"), "count", hidden=not of_place),
            Column("how", gettext("How it is counted")),
            Column("why", gettext("Why it cannot be said"), hidden=True),
        ),
        tuple(
            (
                one.name,
                one.code,
                Cell(one.told, note=one.why if one.high is None else None),
                one.low,
                one.high,
                one.amount if one.code != "norm" else Cell(None, text="–"),
                one.child_days if one.code != "norm" else Cell(None, text="–"),
                one.schools if one.code != "norm" else Cell(None, text="–"),
                one.how,
                one.why or None,
            )
            for one in links
        ),
    )


def is_there(figures: Figures | None, names: Names) -> bool:
    """Is money for food among these? Asked of what a page knows already: no statement."""
    cards = names.catalogue.cards.values() if names.catalogue else ()
    own = {card.category for card in cards if card.basis in meal_lines.BASES}
    return figures is not None and any(code in own for code, _sums in figures.categories)


@dataclass(frozen=True, slots=True)
class Line:
    """A chain as a page tells it: its links, the norms of its year, what programs and templates
    get of it."""

    links: tuple[Row, ...]
    norms: list[MealNorm]
    norm: MealNorm | None
    head: dict[str, Any]
    facts: dict[str, Any]


def line(chain: Chain, year: int, names: Names, today: date) -> Line:
    """The chain of a school or place in a year."""
    found, norm = _norms(names, year, today)
    links = rows(chain, norm)
    return Line(links, found, norm, _head(chain, year, norm), _drawn(links, names, norm))


def _norms(names: Names, year: int, today: date) -> tuple[list[MealNorm], MealNorm | None]:
    """The norms of a year, and the one that holds today, or on the year's day nearest to it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    found = [
        norm
        for norm in names.profile.meal_norms
        if (norm.valid_from or first) <= last and (norm.valid_until or date.max) > first
    ]
    return found, rules.norm_on(found, min(max(today, first), last))


def _head(chain_of: Chain, year: int, norm: MealNorm | None) -> dict[str, Any]:
    """The five figures for programs; None: cannot be said."""
    eaten = chain_of.eaten
    return {
        "year": year,
        "per_child_day": {
            "norm": money(norm.amount if norm else None),
            "budgeted": money(chain_of.budgeted.each),
            "contracted": money(chain_of.contracted.each),
            "delivered": money(chain_of.delivered.each),
            "eaten_low": money(eaten.low),
            "eaten_high": money(eaten.high),
        },
        "days_of_school": {
            "due": eaten.due,
            "counted": eaten.counted,
            "unknown": eaten.unknown,
            "no_lessons": eaten.closed,
            "counted_on_free_days": eaten.extra,
        },
        "meals": eaten.meals,
    }


def _drawn(links: Sequence[Row], names: Names, norm: MealNorm | None) -> dict[str, Any]:
    """The sentence, the drawing and what stands under both."""
    words = ChainWords(
        known=gettext("so much at least"),
        between=gettext("it ends somewhere here: days are unknown"),
        norm=gettext("the norm"),
    )
    return {
        "links": {link.code: link for link in links},
        "drawing": drawing([link.step for link in links], norm.amount if norm else None, words),
        "school_year": names.profile.school_year,
        "default_value": names.profile.notices["default_value"].told(names.lang)[0],
    }
