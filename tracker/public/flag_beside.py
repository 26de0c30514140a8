"""What stands beside a raised flag of a purchase: how usual it is, its history, its facts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from core.words import Words
from oversight.reports import raised, rates
from oversight.reports.raised import Change
from oversight.reports.rates import Rate
from procurement.reports.trail_parts import Trail
from tracker.extensions import db
from tracker.flags import ShownFlag
from tracker.phrases.flags.catalogue import BANDS

REGION = 1  # in a way down from the country: the country itself is the first


@dataclass(frozen=True, slots=True)
class Around:
    """By flag: the base rate in the purchase's region (`region` is its name) in the purchase's
    year, and when the flag went up and down. `facts` is the address of what all flags looked at."""

    region: Words
    year: int
    facts: str
    rates: Mapping[str, Rate] = field(default_factory=dict)
    changes: Mapping[str, Sequence[Change]] = field(default_factory=dict)

    def band(self, code: str) -> str:
        """How often it is raised there, in words."""
        return str(BANDS[self.rates.get(code, rates.NONE).band])


def facts(trail: Trail, flags: Collection[ShownFlag], spots: Sequence[Any]) -> dict[str, Any]:
    """The flags of a purchase, and what stands beside them, for its page."""
    return {"flags": flags, "around": around(trail, flags, spots)}


def around(trail: Trail, flags: Collection[ShownFlag], spots: Sequence[Any]) -> Around:
    """Two statements where a flag is raised or was answered, else none.

    `spots` is the way from the country down to the buyer.
    """
    region = spots[min(REGION, len(spots) - 1)] if spots else None
    name = region.name if region else Words(trail.place)
    facts = url_for("public.place_flag_facts", code=trail.place, year=trail.year)
    told = [one.code for one in flags if one.state == "raised" or one.answer]
    if not told or region is None:
        return Around(name, trail.year, facts)
    found = rates.of_scopes(db.session(), [region.code], trail.year, told)
    return Around(
        name,
        trail.year,
        facts,
        {flag: rate for (_, flag), rate in found.items()},
        raised.changes(db.session(), trail.id, told),
    )
