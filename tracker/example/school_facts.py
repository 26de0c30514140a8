"""What a synthetic school is and has, drawn from its number. Pure."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import NamedTuple

from standard.passport import bases
from standard.rules import Norm, duty


def facts(number: int, pupils: int, *, knows_all: bool = False) -> dict[str, str]:
    """A passport: sizes that fit the number of pupils; now and then something is not known."""
    chance = Random(f"passport:{number}")
    told = _people(chance, pupils) | _buildings(chance, pupils) | _rooms(chance, pupils)
    told["extinguisher"] = told["floor"]
    unknown = [] if knows_all else chance.sample(sorted(told), chance.randrange(0, 5))
    return {code: str(value) for code, value in told.items() if code not in unknown}


def _people(chance: Random, pupils: int) -> dict[str, int]:
    girls = pupils * chance.randrange(46, 54) // 100
    primary = pupils * 2 // 5
    upper = pupils // 7
    staff = max(4, pupils // 14)
    return {
        "pupil": pupils,
        "girl": girls,
        "boy": pupils - girls,
        "pupil_primary": primary,
        "pupil_basic": pupils - primary - upper,
        "pupil_upper": upper,
        "graduate": upper // 2,
        "pupil_primary_shift": -(-primary // 2),
        "class_group": max(1, pupils // 25),
        "shifts": 1 + (pupils > 400),
        "staff": staff,
        "teacher": staff * 7 // 10,
        "kitchen_staff": 1 + pupils // 250,
    }


def _buildings(chance: Random, pupils: int) -> dict[str, int]:
    buildings = 1 + (pupils > 600)
    floors = buildings * chance.randrange(1, 4)
    return {
        "building": buildings,
        "floor": floors,
        "staircase": floors,
        "wooden_roof": chance.randrange(0, buildings + 1),
        "entrance_or_path": 3 + buildings,
        "entrance_or_floor": 3 + buildings + floors,
        "evacuation_route": 2 * floors,
        "boiler_house": chance.randrange(0, 2),
        "hydrant": 0 if floors < 3 else 2 * floors,
        "perimeter_m": 240 + pupils // 2,
        "territory_m2": 4000 + pupils * 8,
        "fire_station_km": chance.randrange(1, 40),
        "piped_water": chance.randrange(0, 2),
        "outdoor_latrine": chance.randrange(0, 2),
    }


def _rooms(chance: Random, pupils: int) -> dict[str, int]:
    rooms = max(1, pupils // 25 * 2 // 3)
    return {
        "window": rooms * 4,
        "classroom": rooms,
        "laboratory": pupils // 300,
        "sports_hall": chance.randrange(0, 2),
        "kitchen": 1,
        "heavy_item": rooms * 3,
        "lamp": rooms * 9,
        "computer": pupils // 25,
        "internet_device": pupils // 18,
        "medical_list_item": 42,
        "kitchen_list_item": 25,
        "toilet_cabin": 2 + pupils // 60,
        "girls_toilet": 1 + pupils // 300,
        "basin": 2 + pupils // 70,
    }


class Entry(NamedTuple):
    """Something to write down of a school: `kind` and `value` as standard.models.Assessment."""

    requirement: str
    kind: str
    value: int
    on: date


def entries(number: int, told: dict[str, str], norms: list[Norm], until: date) -> Iterator[Entry]:
    """What was found at a school in the two years before `until`: about three requirements in five.

    Values are whole thousandths.
    """
    chance = Random(f"entries:{number}")
    counts = bases(told)
    for norm in norms:
        if norm.entry is None or chance.random() > 0.6:
            continue
        on = date.fromordinal(until.toordinal() - chance.randrange(1, 700))
        if norm.judged:
            well = chance.random() < 0.6
            value = norm.quantity if well else max(0, norm.quantity - 1000)
            if norm.comparator == "<=" and not well:
                value = norm.quantity + 2000
            yield Entry(norm.code, "value", value, on)
        else:
            needed = duty(norm, counts)
            if needed == 0:
                continue
            needed = 1000 if needed is None else needed
            share = chance.choice((0, 25, 50, 75, 100, 100, 120))
            if norm.type == "percentage":
                share = min(share, 100)
            yield Entry(norm.code, norm.entry, needed * share // 100 // 1000 * 1000, on)
