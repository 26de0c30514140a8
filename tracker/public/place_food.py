"""Food of all schools of a place: as one line, how far they lie apart, and each by name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import abort, redirect, url_for
from flask_babel import gettext
from markupsafe import Markup
from sqlalchemy import literal, select
from werkzeug.wrappers import Response

from core import clock
from core.fiscal import is_year
from core.money import ZERO
from procurement import meal_rules as rules
from procurement.meal_rules import Chain, Link
from procurement.reports import meal_lines, meals
from procurement.reports.meals import SchoolFood
from register import reports as register
from register.reports import SchoolCard, Spot
from register.school_days import school_days
from tracker import queries
from tracker.charts.strip import Strip, StripWords, strips
from tracker.extensions import db
from tracker.names import Names
from tracker.public import food_chain, food_tables
from tracker.public.offers import Shown, money, offer
from tracker.tables import Cell, Column, Table

TABLES = ("schools", "chain", "bands", "norms")
PER_PAGE = 50


@offer("/places/<code:code>/<int:year>/food", scope="code", tables=TABLES, page=queries.PAGE)
def place_food(code: str, year: int, page: int) -> Shown | Response:
    """The food of all schools within a place; a merged place leads to its successor."""
    spot = register.place(db.session, code)
    if spot is None or not is_year(year):
        abort(404)
    if spot.successor:
        return redirect(url_for("public.place_food", code=spot.successor, year=year), 301)
    cards = register.schools_within(db.session, code)
    last = max(-(-len(cards) // PER_PAGE), 1)
    page = min(page, last)
    return _shown(spot, year, cards, {"page": page, "last": last})


def _shown(spot: Spot, year: int, cards: list[SchoolCard], at: dict[str, int]) -> Shown:
    """All schools in the sums and files, those of one page of the list in its table."""
    session, names, today, code = db.session(), Names(), clock.today(), spot.code
    schools, calendar = [card.code for card in cards], school_days(session)
    found = meals.of_schools(session, schools, register.within([code]), year, calendar, today)
    chains = [food.chain for food in found.values()]
    whole, bands = rules.together(chains), _bands(chains)
    line = food_chain.line(whole, year, names, today)
    not_assigned = _not_assigned(code, year, found.values())
    first = (at["page"] - 1) * PER_PAGE
    shown = cards if queries.strict() else cards[first : first + PER_PAGE]
    return Shown(
        "public/place_food.html",
        f"{code}-{year}-food",
        head={
            "place": {"code": code, "name": spot.name.told(names.lang)[0]},
            **line.head,
            "schools_count": len(cards),
            "schools_that_count": whole.eaten.schools,
            "not_assigned": money(not_assigned),
        },
        facts={
            "spot": spot,
            "code": code,
            "not_assigned_som": not_assigned,
            "trail": register.trail(session, code),
            **at,
            "bands_drawing": _strips(bands, names),
            **line.facts,
        },
        tables=(
            _schools_table(shown, found, year),
            food_chain.chain_table(line.links, of_place=True),
            _bands_table(bands),
            food_tables.norms_table(line.norms, names),
        ),
    )


def _schools_table(cards: Iterable[SchoolCard], food: Mapping[str, SchoolFood], year: int) -> Table:
    """Schools of a place in dictionary order: what each has, none before the other."""
    return Table(
        "schools",
        gettext("Som per child per day, by school"),
        (
            Column("name", gettext("School")),
            Column("code", gettext("Code"), hidden=True),
            Column("children", gettext("Children, grades 1–4"), "count"),
            Column("budgeted", gettext("Budgeted"), "som"),
            Column("contracted", gettext("Contracted"), "som"),
            Column("delivered", gettext("Delivered"), "som"),
            Column("eaten", gettext("Eaten")),
            Column("eaten_low", gettext("Eaten, at least"), "som", hidden=True),
            Column("eaten_high", gettext("Eaten, at most"), "som", hidden=True),
            Column("counted", gettext("Days counted"), "count"),
            Column("unknown", gettext("Days unknown"), "count"),
        ),
        tuple(_school(card, food[card.code], year) for card in cards),
    )


def _school(card: SchoolCard, food: SchoolFood, year: int) -> tuple[object, ...]:
    chain = food.chain
    eaten = food_chain.eaten_row(chain.eaten)
    return (
        Cell(card.name, href=url_for("public.school_food", code=card.code, year=year)),
        card.code,
        food.children.count if food.children else None,
        *(_said(link) for link in (chain.budgeted, chain.contracted, chain.delivered)),
        Cell(eaten.told, text=eaten.told),
        eaten.low,
        eaten.high,
        chain.eaten.counted,
        chain.eaten.unknown,
    )


def _said(link: Link) -> Decimal | Cell:
    return link.each if link.each is not None else Cell(None, text=gettext("cannot be said"))


@dataclass(frozen=True, slots=True)
class Band:
    """A link over schools: the quartiles of som per child and day."""

    code: str
    name: str
    three: tuple[Decimal, Decimal, Decimal]
    schools: int


def _bands_table(bands: Iterable[Band]) -> Table:
    """The middle half of schools, link by link."""
    return Table(
        "bands",
        gettext("How far schools lie apart"),
        (
            Column("name", gettext("What")),
            Column("link", gettext("Code"), hidden=True),
            Column("low", gettext("A quarter of schools has at most"), "som"),
            Column("median", gettext("The school in the middle"), "som"),
            Column("high", gettext("A quarter of schools has at least"), "som"),
            Column("schools", gettext("Schools"), "count"),
        ),
        tuple((one.name, one.code, *one.three, one.schools) for one in bands),
    )


LINKS = ("budgeted", "contracted", "delivered")


def _bands(chains: Sequence[Chain]) -> list[Band]:
    """The links that enough schools have; what was eaten lies between bounds and has no band."""
    names = {row.code: row.name for row in food_chain.rows(Chain(), None)}
    found = []
    for code in LINKS:
        values = [each for chain in chains if (each := getattr(chain, code).each) is not None]
        three = rules.quartiles(values)
        if three is not None:
            found.append(Band(code, names[code], three, len(values)))
    return found


def _not_assigned(code: str, year: int, food: Iterable[SchoolFood]) -> Decimal | None:
    """What is set aside for food of the place and for none of its schools yet, som."""
    of_place = meal_lines.planned(db.session(), select(literal(code)), year).get(code)
    if of_place is None:
        return None
    assigned = [one.amount for school in food for one in school.planned if one.is_money]
    return sum((one.amount for one in of_place if one.is_money), ZERO) - sum(assigned, ZERO)


def _strips(bands: Sequence[Band], names: Names) -> Markup:
    """The middle half of schools, drawn."""
    words = StripWords(
        median=gettext("the school in the middle"), half=gettext("the middle half of schools")
    )
    return strips([Strip(band.name, *band.three) for band in bands], words, names.lang)
