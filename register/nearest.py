"""The nearest schools of many, by the distance of register.likeness, for all of them at once.

Apart from it because numpy takes longer to import than all the rest of a page's program.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from register.likeness import FACTS, WHOLE, Facts, Peer, Scale, rounded, size, span

UNKNOWN = -1
BATCH = 256  # schools compared with all others at once: a country fits into some megabytes


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
        "pupils": [size(school.pupils) for school in schools],
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
        "pupils": _wholly(*part["pupils"], span(scale)),
        "shifts": _wholly(*part["shifts"], scale.shifts),
        "climate": np.where(part["heating_days"][1], height, heat),
        "area": _wholly(*part["area"], 1),
    }
    apart = rounded(sum(scale.weights[fact] * far[fact] for fact in FACTS), scale)
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
