"""What is missing and what it costs: kept answers of the Standard by the last compared prices.

A gap is priced in whole pieces, so the sums of schools add up to their place's to the tyiyn.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from core.columns import FINEST
from core.money import ZERO
from procurement.models import ComparisonSet, Price
from procurement.reports import prices
from procurement.reports.prices import PriceCard
from register import reports as register
from standard.models import Coverage, CoverageTotal
from standard.models.coverage import STATES

GAPS = ("missing", "partly")


@dataclass(frozen=True, slots=True)
class Gap:
    """A requirement at one school. Quantities in its unit (a share: in what it is part of).

    `cost` is what the missing pieces cost, som; None where nothing tells a price. `state` and
    `why` as standard.coverage.Answer tells.
    """

    requirement: str
    state: str
    why: str | None
    needed: Decimal | None
    have: Decimal | None
    counted: Decimal
    to_buy: int
    price: PriceCard | None
    cost: Decimal | None

    @property
    def missing(self) -> Decimal | None:
        """How much is missing; None where the duty is unknown."""
        return None if self.needed is None else self.needed - self.counted


@dataclass(frozen=True, slots=True)
class PlaceGap:
    """A requirement over all schools of a place; what cannot be said is in no sum."""

    requirement: str
    schools: Mapping[str, int]  # by state
    needed: Decimal
    counted: Decimal
    to_buy: int
    cost: Decimal
    unpriced: int  # pieces that nothing tells a price of

    @property
    def answered(self) -> int:
        """Schools of which it can be said, and which it binds."""
        return sum(self.schools[state] for state in ("met", "partly", "missing"))


def exact(thousandths: int | None) -> Decimal | None:
    """A kept quantity as a decimal number."""
    return None if thousandths is None else (Decimal(thousandths) / 1000).quantize(FINEST)


def of_school(
    session: Session,
    school: str,
    *,
    states: Iterable[str] | None = None,
    region: str | None = None,
) -> tuple[Gap, ...]:
    """Every requirement at a school (or those in these states), by code, priced.

    `region` saves a query where it is known.
    """
    query = _priced(region or region_of(session, school) or "").where(Coverage.school == school)
    if states is not None:
        query = query.where(Coverage.state.in_(list(states)))
    return tuple(_gap(*row[1:]) for row in session.execute(query.order_by(Coverage.requirement)))


def of_schools(
    session: Session, schools: Iterable[str], requirement: str, region: str
) -> dict[str, Gap]:
    """One requirement at each of these schools of a region, priced."""
    found = of_requirements(session, schools, [requirement], region)
    return {school: gap for (school, _), gap in found.items()}


def of_requirements(
    session: Session, schools: Iterable[str], requirements: Iterable[str], region: str
) -> dict[tuple[str, str], Gap]:
    """These requirements at each of these schools of a region, priced; (school, requirement)."""
    query = _priced(region).where(
        Coverage.requirement.in_(list(requirements)), Coverage.school.in_(list(schools))
    )
    return {(row.school, row.requirement): _gap(*row[1:]) for row in session.execute(query)}


def _priced(region: str):
    """Kept answers, each beside the price of its requirement in the region."""
    price = and_(Price.requirement == Coverage.requirement, Price.region == region)
    return select(
        Coverage.school,
        Coverage.requirement,
        Coverage.state,
        Coverage.why,
        Coverage.needed,
        Coverage.have,
        Coverage.counted,
        Coverage.to_buy,
        *prices.CARD,
    ).outerjoin(Price, price)


def _gap(
    code: str,
    state: str,
    why: str | None,
    needed: int | None,
    have: int | None,
    counted: int,
    bought: int,
    *card: Any,
) -> Gap:
    to_buy = bought // 1000
    price = PriceCard(*card) if card[0] is not None else None
    return Gap(
        code,
        state,
        why,
        exact(needed),
        exact(have),
        exact(counted) or Decimal(0),
        to_buy,
        price,
        price.amount * to_buy if price else None if to_buy else ZERO,
    )


def region_of(session: Session, code: str) -> str | None:
    """The oblast or city right below the country that a school or place lies in."""
    line = register.lineage(session, code)
    return line[-2] if len(line) > 1 else None


def regions_of(session: Session, places: Iterable[str]) -> dict[str, str]:
    """The region of each place; of the country itself, which lies in none, its own code."""
    lines = register.lineages(session, places)
    return {place: line[-2] if len(line) > 1 else line[-1] for place, line in lines.items()}


def of_place(session: Session, scope: str) -> tuple[PlaceGap, ...]:
    """Every requirement over the schools of a place, by code. Costs add up those of its schools.

    Of the country the regions' costs are added up, each by its own prices.
    """
    rows = list(session.execute(_totals().where(CoverageTotal.scope == scope)))
    region = region_of(session, scope)
    if region is None:
        told = prices.of_regions(session)
        parts = [spot.code for spot in register.below(session, scope)]
        below = list(session.execute(_totals().where(CoverageTotal.scope.in_(parts))))
        costs = _costs((row, told.get((row.scope, row.requirement))) for row in below)
    else:
        here = prices.of_region(session, region)
        costs = _costs((row, here.get(row.requirement)) for row in rows)
    return tuple(_place_gap(row, *costs.get(row.requirement, (ZERO, 0))) for row in rows)


def of_requirement(
    session: Session,
    requirement: str,
    scope: str,
    below: Iterable[str],
    region: str | None,
    told: Mapping[str, PriceCard],
) -> dict[str, PlaceGap]:
    """One requirement over a place and over each of the places right below it, by their codes.

    `region` is the one the place lies in, None of the country; `told` are the prices by region.
    """
    parts = list(below)
    totals = _totals().where(CoverageTotal.requirement == requirement)
    rows = {
        row.scope: row
        for row in session.execute(totals.where(CoverageTotal.scope.in_([scope, *parts])))
    }
    priced = {
        part: [(rows[part], told.get(region or part))] for part in (scope, *parts) if part in rows
    }
    if region is None and scope in rows:  # the country has no price of its own
        priced[scope] = [pair for part in parts for pair in priced.get(part, [])]
    return {
        part: _place_gap(rows[part], *_costs(pairs).get(requirement, (ZERO, 0)))
        for part, pairs in priced.items()
    }


def _totals():
    return (
        select(CoverageTotal)
        .with_only_columns(*CoverageTotal.__table__.c)
        .order_by(CoverageTotal.requirement)
    )


def _costs(rows: Iterable) -> dict[str, tuple[Decimal, int]]:
    """By requirement: what the missing pieces cost, and how many have no price."""
    costs: dict[str, tuple[Decimal, int]] = {}
    for row, price in rows:
        cost, unpriced = costs.get(row.requirement, (ZERO, 0))
        to_buy = row.to_buy // 1000
        if price is None:
            costs[row.requirement] = (cost, unpriced + to_buy)
        else:
            costs[row.requirement] = (cost + price.amount * to_buy, unpriced)
    return costs


def _place_gap(row, cost: Decimal, unpriced: int) -> PlaceGap:
    return PlaceGap(
        row.requirement,
        {state: getattr(row, state) for state in STATES},
        exact(row.needed) or Decimal(0),
        exact(row.counted) or Decimal(0),
        row.to_buy // 1000,
        cost,
        unpriced,
    )


def compared_on(session: Session) -> date | None:
    """The day prices were last compared."""
    return session.scalar(select(func.max(ComparisonSet.made_on)))


def states(session: Session, school: str) -> dict[str, int]:
    """How many requirements of a school are in each state."""
    rows = session.execute(
        select(Coverage.state, func.count())
        .where(Coverage.school == school)
        .group_by(Coverage.state)
    )
    return dict.fromkeys(STATES, 0) | dict(rows.all())
