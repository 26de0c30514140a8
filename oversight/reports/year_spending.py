"""The facts of oversight.year_spending, gathered for many holders at once."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from oversight.reports import year_evidence, year_food, year_money, year_schools, year_silence
from oversight.year_spending import Category, Marks, Photographs, Silence, Spending


def gather(
    session: Session, holders: Collection[tuple[str, int]], today: date
) -> dict[tuple[str, int], Spending]:
    """By place and year; one that is left out has the facts of `Spending()`.

    Thirteen statements, and four more for each year. The schools of a holder are those of its
    place and of all places below.
    """
    if not holders:
        return {}
    places = sorted({place for place, _ in holders})
    schools = year_schools.schools(session, places)
    food = year_food.food(session, holders, schools, today)
    rush = year_money.rush(session, holders, today)
    unspent = year_money.unspent(session, holders)
    photographs = year_evidence.photographs(session, holders, schools)
    marks = year_evidence.marks(session, holders, schools)
    silence = year_silence.silence(session, holders, today)
    accepted = year_schools.accepted(session, holders, schools)
    return {
        (place, year): Spending(
            food=food.get((place, year)),
            rush=rush.get((place, year)),
            unspent=unspent.get((place, year), ()),
            photographs=photographs.get((place, year), Photographs()),
            marks=marks.get((place, year), Marks()),
            silence=silence.get((place, year), Silence()),
            schools=len(schools.get(place, {})),
            pupils=_pupils(schools.get(place, {}), year),
            categories=_categories(accepted.get((place, year), {})),
        )
        for place, year in holders
    }


def _pupils(schools: Mapping[str, Mapping[str, Any]], year: int) -> dict[str, int]:
    """The children of each school in a year, where somebody counted them."""
    counted = {code: int(of.get(str(year)) or 0) for code, of in schools.items()}
    return {code: count for code, count in counted.items() if count > 0}


def _categories(accepted: Mapping[str, Mapping[str, Decimal]]) -> tuple[Category, ...]:
    return tuple(Category(code, dict(of)) for code, of in sorted(accepted.items()))
