"""A school's food: som per child per day from the norm to the plate, and the days behind it."""

from datetime import date

from flask import abort

from core import clock
from core.fiscal import is_year
from procurement import meal_rules as rules
from procurement.reports import meal_days, meals
from register import reports as register
from register.school_days import school_days
from tracker.extensions import db
from tracker.names import Names
from tracker.public import food_chain, similar
from tracker.public import food_tables as told
from tracker.public.offers import Shown, offer
from tracker.public.similar_tables import bands_table

TABLES = ("chain", "months", "days", "sources", "contracts", "norms", "similar")


@offer("/schools/<code:code>/<int:year>/food", scope="code", tables=TABLES)
def school_food(code: str, year: int) -> Shown:
    """The food of a school in a year."""
    card = register.school(db.session, code)
    if card is None or not is_year(year):
        abort(404)
    session, names, today = db.session(), Names(), clock.today()
    calendar = school_days(session)
    within = register.within([code])
    food = meals.of_schools(session, [code], within, year, calendar, today)[code]
    line = food_chain.line(food.chain, year, names, today)
    days = meal_days.of_days(session, code, date(year, 1, 1), date(year + 1, 1, 1))
    alike = similar.food(code, year)
    months = meals.months(session, food, year, calendar, line.norms, today)
    return Shown(
        "public/school_food.html",
        f"{code}-{year}-food",
        head={
            "school": {"code": code, "name": card.name.told(names.lang)[0], "place": card.place},
            **line.head,
            "children": food.children.count if food.children else None,
            "children_told_by": food.children.told_by if food.children else None,
        },
        facts={
            "card": card,
            "code": code,
            "food": food,
            "alike": alike,
            "menus": [told.menu_told(menu, calendar) for menu in meals.menus(session, code, year)],
            "normed": rules.by_the_norm(line.norm.amount, food.told.meals) if line.norm else None,
            "trail": register.trail(session, code),
            **line.facts,
        },
        tables=(
            food_chain.chain_table(line.links, of_place=False),
            told.months_table(months),
            told.days_table(days, meals.so_far(calendar.of_year(year), food.told, today), calendar),
            told.sources_table(food.planned, names),
            told.contracts_table(food.contracts),
            told.norms_table(line.norms, names),
            bands_table(alike["bands"], "similar"),
        ),
    )
