"""How often a flag is raised elsewhere: the base rates of oversight.reports.rates, place by place,
as they stand beside a flag."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from oversight.reports import rates
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
    kept = rates.of_scopes(session, places, year)
    return {
        flag: tuple(
            Rate(place, one.raised, one.told, one.cannot_say)
            for place in places
            if (one := kept.get((place, flag))) is not None
        )
        for flag in dict.fromkeys(flag for _place, flag in kept)
    }
