"""What is missing, put in order and added up; and the days all of it was counted on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.money import ZERO
from procurement.models import ComparisonSet
from procurement.reports.arrivals import Thing
from procurement.reports.costs import GAPS, Gap, PlaceGap, exact
from standard.models import CoverageState, Passport, Pilot
from standard.models.coverage import STATES


@dataclass(frozen=True, slots=True)
class Days:
    """The year of a school's last passport, the days of the last count and comparison, and since
    when it is a pilot school, if it is one today."""

    passport: int | None
    counted_on: date | None
    compared_on: date | None
    pilot_since: date | None


@dataclass(frozen=True, slots=True)
class Sum:
    """Gaps added up. `cost` is som of all pieces that have a price.

    Requirements: `priced` of which every missing piece has a price, `unpriced` of which some have
    none, `deeds` that no buying closes (a share of our own records, a value to be kept).
    """

    cost: Decimal
    priced: int
    unpriced: int
    deeds: int

    @property
    def gaps(self) -> int:
        """Requirements that are not met, or only in part."""
        return self.priced + self.unpriced + self.deeds


@dataclass(frozen=True, slots=True)
class Promise:
    """What contracts still owe towards a requirement, in its unit, and the first day it is due."""

    quantity: Decimal
    due_on: date


def days(session: Session, school: str, year: int) -> Days:
    """When a school was last described (until this year), counted and priced; one query."""
    passport = select(func.max(Passport.year)).where(
        Passport.school == school, Passport.year <= year
    )
    counted = select(func.max(CoverageState.counted_on))
    compared = select(func.max(ComparisonSet.made_on))
    pilot = select(func.max(Pilot.since)).where(Pilot.school == school, Pilot.until.is_(None))
    asked = (passport, counted, compared, pilot)
    return Days(*session.execute(select(*(one.scalar_subquery() for one in asked))).one())


def in_states(gaps: Iterable[Gap]) -> dict[str, int]:
    """How many of these requirements are in each state. Pure."""
    counts = dict.fromkeys(STATES, 0)
    for gap in gaps:
        counts[gap.state] += 1
    return counts


def quantity(gap: Gap) -> Decimal | None:
    """How much is missing; None where it cannot be said. Pure."""
    return None if gap.state == "unknown" else gap.missing


def share(gap: Gap | PlaceGap) -> Fraction | None:
    """How much of what is needed is there; None where it cannot be said or nothing is needed."""
    said = gap.answered if isinstance(gap, PlaceGap) else gap.state in ("met", *GAPS)
    return Fraction(gap.counted) / Fraction(gap.needed) if said and gap.needed else None


def cost(gap: Gap) -> Decimal | None:
    """What closing a gap costs, som. Pure.

    None where it cannot be said, where nothing tells a price, and where no buying closes it.
    """
    if gap.state == "unknown" or (gap.state in GAPS and not gap.to_buy):
        return None
    return gap.cost


def lacking(gap: PlaceGap) -> int:
    """In how many schools of a place a requirement is not met, or only in part. Pure."""
    return gap.schools["missing"] + gap.schools["partly"]


def over_schools(gaps: Iterable[PlaceGap]) -> dict[str, int]:
    """How many answers (schools × requirements) of a place are in each state. Pure."""
    counts = dict.fromkeys(STATES, 0)
    for gap in gaps:
        for state in STATES:
            counts[state] += gap.schools[state]
    return counts


def place_cost(gap: PlaceGap) -> Decimal | None:
    """What closing the gaps of a place costs, som; None where no missing piece has a price."""
    if lacking(gap) and not gap.cost and (gap.unpriced or not gap.to_buy):
        return None
    return gap.cost


def summed(gaps: Iterable[Gap]) -> Sum:
    """The gaps of a school added up. Pure."""
    open_gaps = [gap for gap in gaps if gap.state in GAPS]
    return Sum(
        sum((gap.cost for gap in open_gaps if gap.cost is not None), ZERO),
        sum(bool(gap.to_buy) and gap.price is not None for gap in open_gaps),
        sum(bool(gap.to_buy) and gap.price is None for gap in open_gaps),
        sum(not gap.to_buy for gap in open_gaps),
    )


def summed_places(gaps: Iterable[PlaceGap]) -> Sum:
    """The gaps of a place added up. Pure."""
    open_gaps = [gap for gap in gaps if lacking(gap)]
    return Sum(
        sum((gap.cost for gap in open_gaps), ZERO),
        sum(bool(gap.to_buy) and not gap.unpriced for gap in open_gaps),
        sum(bool(gap.unpriced) for gap in open_gaps),
        sum(not gap.to_buy for gap in open_gaps),
    )


def first(gaps: Iterable[Gap], priorities: Mapping[str, int]) -> list[Gap]:
    """The gaps of a school, the most important first: by priority, then what they cost. Pure."""
    return sorted(
        (gap for gap in gaps if gap.state in GAPS),
        key=lambda gap: (priorities.get(gap.requirement, 9), -(cost(gap) or ZERO), gap.requirement),
    )


def first_of_place(gaps: Iterable[PlaceGap], priorities: Mapping[str, int]) -> list[PlaceGap]:
    """The gaps of a place: by priority, then by the number of schools, then by cost. Pure."""
    return sorted(
        (gap for gap in gaps if lacking(gap)),
        key=lambda gap: (
            priorities.get(gap.requirement, 9),
            -lacking(gap),
            -gap.cost,
            gap.requirement,
        ),
    )


def promised(things: Iterable[Thing]) -> dict[str, Promise]:
    """What contracts promise a school towards each requirement and is not accepted yet. Pure."""
    sums: dict[str, tuple[Fraction, date]] = {}
    for thing in things:
        rest = thing.quantity - thing.accepted
        if thing.closed or rest <= 0:
            continue
        for code, covered in thing.covers:
            before, due = sums.get(code, (Fraction(0), thing.due_on))
            part = Fraction(covered * rest, thing.quantity)
            sums[code] = (before + part, min(due, thing.due_on))
    return {
        code: Promise(exact(int(quantity)) or ZERO, due) for code, (quantity, due) in sums.items()
    }
