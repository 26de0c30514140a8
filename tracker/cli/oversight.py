"""Oversight from a terminal: what the red flags say."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import click

from core import clock
from core.errors import Refusal
from oversight import flags as rules
from oversight.flags.result import Result
from oversight.reports import flags as reports
from oversight.reports import years
from procurement.reports.market import Market
from register import reports as register
from tracker import flags as words
from tracker.cli.answers import Answer, answered
from tracker.extensions import db
from tracker.pages import as_of

oversight = click.Group(
    "oversight", help="Oversight: red flags of purchases and of years, audit samples."
)


@dataclass(frozen=True, slots=True)
class Said:
    """A result with what it is of: a purchase, or (None) the holder's whole year."""

    purchase: int | None
    place: str
    year: int
    result: Result

    def record(self) -> dict[str, Any]:
        """For programs."""
        of = {"purchase": self.purchase, "place": self.place, "year": self.year}
        return {**of, **words.record(self.result)}

    def line(self) -> str:
        """For people: tabs between the parts; a year stands as place and year."""
        one = self.result
        of = self.purchase or f"{self.place}/{self.year}"
        told: list[Any] = [of, one.flag, one.version, one.look.state, one.look.why or ""]
        facts = " ".join(f"{name}={value}" for name, value in one.look.facts.items())
        return "\t".join(map(str, (*told, facts))).rstrip()


@oversight.command("flags")
@click.option("--purchase", type=int, metavar="ID", help="Only of this purchase; a draft too.")
@click.option("--place", metavar="CODE", help="Only of what this place and those below it hold.")
@click.option("--raised", is_flag=True, help="Only what is raised: of a country, a small part.")
@answered()
def flags(purchase: int | None, place: str | None, raised: bool) -> Answer:
    """Say what each red flag finds: raised, not raised, or "cannot be said" with the reason.

    Of every public purchase, and of every year of whoever holds the money.
    """
    if purchase is not None and place is not None:
        raise click.UsageError("--purchase and --place: one of them.")
    said = _one(purchase) if purchase is not None else _all(_within(place))
    found = [one for one in said if one.result.raised or not raised]
    document = {"size": as_of().size, "results": [one.record() for one in found]}
    return Answer(document, [one.line() for one in found])


def _one(purchase: int) -> Iterator[Said]:
    matter = reports.matter(db.session(), purchase, clock.today())
    for result in rules.look(matter):
        yield Said(purchase, matter.place, matter.head.year, result)


def _within(place: str | None) -> Collection[str] | None:
    """The codes of a place and those below it; None where all are meant."""
    if place is None:
        return None
    if register.place(db.session(), place) is None:
        raise Refusal("place.unknown", "place", place=place[:32])
    return set(db.session().scalars(register.within([place])))


def _all(places: Collection[str] | None) -> Iterator[Said]:
    """Of all public purchases and their holders' years, one holder and year at a time."""
    session, today = db.session(), clock.today()
    market = Market(session)
    for place, year in reports.holders(session):
        if places is not None and place not in places:
            continue
        looked = reports.of_place(session, place, year, today, market)
        for number, results in sorted(looked.items()):
            yield from (Said(number, place, year, one) for one in results)
        for matter in years.gather(session, [(place, year)], today):
            yield from (Said(None, place, year, one) for one in rules.look_at_year(matter))
