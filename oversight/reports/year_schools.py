"""The schools of holders of money, and what was accepted for each in a year."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets.models import Total
from budgets.reports.figures import is_money
from register.models import Place, School

Schools = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""By place: its schools, each with the children counted there by year."""
Holders = Collection[tuple[str, int]]
Key = tuple[str, int]


def schools(session: Session, places: Collection[str]) -> Schools:
    """The schools of these places and of all places below each."""
    down = (
        select(Place.code.label("holder"), Place.code.label("code"))
        .where(Place.code.in_(places))
        .cte("down", recursive=True)
    )
    down = down.union_all(select(down.c.holder, Place.code).where(Place.parent == down.c.code))
    rows = session.execute(
        select(down.c.holder, School.code, School.pupils)
        .join(School, School.place == down.c.code)
        .order_by(School.code)
    )
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for place, code, pupils in rows:
        found.setdefault(place, {})[code] = pupils or {}
    return found


def within(schools: Schools) -> list[str]:
    """All of these schools, each once."""
    return sorted({code for of in schools.values() for code in of})


def accepted(
    session: Session, holders: Holders, schools: Schools
) -> dict[Key, dict[str, dict[str, Decimal]]]:
    """By holder and year, category and school: what acceptance acts took over, som; no gifts."""
    rows = session.execute(
        select(Total.scope, Total.year, Total.code, Total.purse, func.sum(Total.accepted))
        .where(Total.scope.in_(within(schools)))
        .where(Total.year.in_({year for _, year in holders}), Total.kind == "category")
        .group_by(Total.scope, Total.year, Total.code, Total.purse)
    )
    sums: dict[Key, dict[str, Decimal]] = {}
    money: dict[str, bool] = {}
    for school, year, category, purse, amount in rows:
        if amount and money.setdefault(purse, is_money(purse)):
            of = sums.setdefault((school, year), {})
            of[category] = of.get(category, Decimal(0)) + amount
    found: dict[Key, dict[str, dict[str, Decimal]]] = {}
    for place, year in holders:
        here: dict[str, dict[str, Decimal]] = {}
        for school in schools.get(place, {}):
            for category, amount in sums.get((school, year), {}).items():
                here.setdefault(category, {})[school] = amount
        found[place, year] = here
    return found
