"""How like two schools are, by what the register knows of them. Pure.

The distance is the weighted mean of four differences, each between 0 (the same) and 1000 (wholly
different): pupils, on a scale of times; shifts; climate; urban or rural. A fact that is not known
of one of the two is a whole difference: not knowing brings no schools together. Weights and what
counts as whole stand in the country profile, with their standing, and pages show them. Everything
is whole numbers, so that each machine and each database finds the same schools.

Where it is from: comparisons of schools by weighted distance to the thirty nearest; the facts are
those that make a school dear or cheap to run without anybody's doing.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from register.profile_keys import Section
from register.rows import STANDINGS

FACTS = ("pupils", "shifts", "climate", "area")
WHOLE = 1000  # thousandths


@dataclass(frozen=True, slots=True)
class Scale:
    """Weights by fact, what differs wholly, how many schools to look for, and what is weak."""

    weights: Mapping[str, int]
    pupils_times: int
    shifts: int
    heating_days: int
    altitude: int
    peers: int
    least: int
    close: int
    standing: str
    source: str


def read(section: Section) -> Scale:
    """The scale as a country profile writes it; every number is whole and above zero."""
    weights = section.section("weights", lambda of: {fact: of.read(fact, _count) for fact in FACTS})
    names = ("pupils_times", "shifts", "heating_days", "altitude")
    whole = section.section("whole", lambda of: {name: of.read(name, _count) for name in names})
    counts = {name: section.read(name, _count) for name in ("peers", "least", "close")}
    return Scale(
        weights=weights,
        **whole,
        **counts,
        standing=section.one_of("standing", STANDINGS),
        source=section.text("source"),
    )


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


@dataclass(frozen=True, slots=True)
class Facts:
    """What is compared of a school; None is not known."""

    code: str
    pupils: int | None = None
    shifts: int | None = None
    heating_days: int | None = None
    altitude: int | None = None
    area: str | None = None

    def known(self) -> tuple[str, ...]:
        """Which of FACTS are known. Climate is, by the heating season or by the altitude."""
        told = {
            "pupils": bool(self.pupils),
            "shifts": self.shifts is not None,
            "climate": self.heating_days is not None or self.altitude is not None,
            "area": self.area is not None,
        }
        return tuple(fact for fact in FACTS if told[fact])


@dataclass(frozen=True, slots=True)
class Peer:
    """A similar school and how far it is, in thousandths."""

    code: str
    distance: int


def differences(one: Facts, other: Facts, scale: Scale) -> dict[str, int | None]:
    """The four differences in thousandths; None where a fact is not known of one of the two."""
    climate = _apart(one.heating_days, other.heating_days, scale.heating_days)
    if climate is None:
        climate = _apart(one.altitude, other.altitude, scale.altitude)
    same = None if None in (one.area, other.area) else WHOLE * (one.area != other.area)
    return {
        "pupils": _apart(size(one.pupils), size(other.pupils), span(scale)),
        "shifts": _apart(one.shifts, other.shifts, scale.shifts),
        "climate": climate,
        "area": same,
    }


def _apart(one: int | None, other: int | None, whole: int) -> int | None:
    if one is None or other is None:
        return None
    return min(WHOLE, abs(one - other) * WHOLE // whole)


def size(pupils: int | None) -> int | None:
    """Pupils on a scale on which twice as many is always the same step."""
    return round(1000 * math.log(pupils)) if pupils else None


def span(scale: Scale) -> int:
    """The step on that scale that counts as a whole difference."""
    return max(1, round(1000 * math.log(scale.pupils_times)))


def distance(one: Facts, other: Facts, scale: Scale) -> int:
    """How far two schools are from each other, in thousandths, rounded half up; itself: 0."""
    if one.code == other.code:
        return 0
    apart = differences(one, other, scale)
    parts = ((scale.weights[fact], WHOLE if d is None else d) for fact, d in apart.items())
    return rounded(sum(weight * part for weight, part in parts), scale)


def rounded(total: Any, scale: Scale) -> Any:
    """A weighted sum as a distance, half up; of one number or of an array of them."""
    whole = sum(scale.weights.values())
    return (2 * total + whole) // (2 * whole)
