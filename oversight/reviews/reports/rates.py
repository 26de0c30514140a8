"""How often a flag is raised elsewhere: the base rate that stands beside it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.kept.models import FlagTotal
from oversight.reviews.rules import FEW
from register import reports as register


@dataclass(frozen=True, slots=True)
class Rate:
    """Of so many subjects looked at in a place and year it is raised in so many.

    Those of which nothing can be said are in neither number, but in `unsaid`.
    """

    place: str
    raised: int
    looked: int
    unsaid: int

    @property
    def few(self) -> bool:
        """Are there too few for the share to say much?"""
        return self.looked < FEW


Rates = Mapping[str, tuple[Rate, ...]]
"""By flag: one rate for each place, the nearest first."""


def beside(session: Session, place: str, year: int) -> Rates:
    """The rates of every flag of a year: of a place, of the district and the country above it."""
    spots = register.trail(session, place)
    kept = {"district", "country"}
    near = [spot.code for spot in reversed(spots) if spot.code == place or spot.kind in kept]
    return of_places(session, near, year)


def of_places(session: Session, places: Collection[str], year: int) -> Rates:
    """The rates of every flag in a year, of these places in their order. One statement."""
    of = FlagTotal
    rows = session.execute(
        select(of.flag, of.scope, of.raised, of.not_raised, of.cannot_say).where(
            of.scope.in_(list(places)), of.year == year
        )
    )
    found: dict[str, dict[str, Rate]] = {}
    for flag, scope, raised, not_raised, unsaid in rows:
        rate = Rate(scope, raised, raised + not_raised, unsaid)
        found.setdefault(flag, {})[scope] = rate
    return {
        flag: tuple(rates[place] for place in places if place in rates)
        for flag, rates in found.items()
    }
