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
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from register.profile_keys import Section
from register.rows import STANDINGS

FACTS = ("pupils", "shifts", "climate", "area")
WHOLE = 1000  # thousandths
UNKNOWN = -1
BATCH = 256  # schools compared with all others at once: a country fits into some megabytes


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
        "pupils": _apart(_size(one.pupils), _size(other.pupils), _span(scale)),
        "shifts": _apart(one.shifts, other.shifts, scale.shifts),
        "climate": climate,
        "area": same,
    }


def _apart(one: int | None, other: int | None, whole: int) -> int | None:
    if one is None or other is None:
        return None
    return min(WHOLE, abs(one - other) * WHOLE // whole)


def _size(pupils: int | None) -> int | None:
    """Pupils on a scale on which twice as many is always the same step."""
    return round(1000 * math.log(pupils)) if pupils else None


def _span(scale: Scale) -> int:
    return max(1, round(1000 * math.log(scale.pupils_times)))


def distance(one: Facts, other: Facts, scale: Scale) -> int:
    """How far two schools are from each other, in thousandths, rounded half up; itself: 0."""
    if one.code == other.code:
        return 0
    apart = differences(one, other, scale)
    parts = ((scale.weights[fact], WHOLE if d is None else d) for fact, d in apart.items())
    return _rounded(sum(weight * part for weight, part in parts), scale)


def _rounded(total: Any, scale: Scale) -> Any:
    whole = sum(scale.weights.values())
    return (2 * total + whole) // (2 * whole)


def nearest(schools: Sequence[Facts], scale: Scale) -> dict[str, tuple[Peer, ...]]:
    """For each school the nearest others, at most `scale.peers`; equally far ones by code."""
    ordered = sorted(schools, key=lambda school: school.code)
    if not ordered:
        return {}
    columns = _columns(ordered)
    found: dict[str, tuple[Peer, ...]] = {}
    for start in range(0, len(ordered), BATCH):
        found |= _batch(ordered, columns, start, scale)
    return found


def _columns(schools: Sequence[Facts]) -> dict[str, Any]:
    areas = {area: number for number, area in enumerate(sorted({s.area or "" for s in schools}))}
    told = {
        "pupils": [_size(school.pupils) for school in schools],
        "shifts": [school.shifts for school in schools],
        "heating_days": [school.heating_days for school in schools],
        "altitude": [school.altitude for school in schools],
        "area": [areas[school.area] if school.area else None for school in schools],
    }
    return {
        name: np.array([UNKNOWN if value is None else value for value in values], dtype=np.int64)
        for name, values in told.items()
    }


def _batch(
    schools: Sequence[Facts], columns: Mapping[str, Any], start: int, scale: Scale
) -> dict[str, tuple[Peer, ...]]:
    """A batch of schools beside all: the same sums as `distance`, for many at once."""
    count, end = len(schools), min(start + BATCH, len(schools))
    part = {name: _parts(column, start, end) for name, column in columns.items()}
    heat = _wholly(*part["heating_days"], scale.heating_days)
    height = _wholly(*part["altitude"], scale.altitude)
    far = {
        "pupils": _wholly(*part["pupils"], _span(scale)),
        "shifts": _wholly(*part["shifts"], scale.shifts),
        "climate": np.where(part["heating_days"][1], height, heat),
        "area": _wholly(*part["area"], 1),
    }
    apart = _rounded(sum(scale.weights[fact] * far[fact] for fact in FACTS), scale)
    keys = apart * count + np.arange(count)  # by distance, then by code: no two keys are equal
    rows = np.arange(start, end)
    keys[rows - start, rows] = np.iinfo(np.int64).max  # no school is its own peer
    kept = np.sort(np.partition(keys, min(scale.peers, count) - 1, axis=1)[:, : scale.peers])
    return {
        schools[row].code: tuple(
            Peer(schools[int(key % count)].code, int(key // count))
            for key in kept[row - start][: count - 1]
        )
        for row in range(start, end)
    }


def _parts(column: Any, start: int, end: int) -> tuple[Any, Any]:
    """How far each of a batch is from each school, and where one of the two is not known."""
    mine = column[start:end, None]
    return np.abs(mine - column[None, :]), (mine == UNKNOWN) | (column[None, :] == UNKNOWN)


def _wholly(apart: Any, unknown: Any, whole: int) -> Any:
    return np.where(unknown, WHOLE, np.minimum(WHOLE, apart * WHOLE // whole))
