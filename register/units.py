"""Units of measure as people write them: what they are called, and what they are a part of.

The list is a file of the country profile, `units.csv`: a unit's code, the unit it is counted in
(`base`), how many of that it is (`factor`), its three names and the ways it is written. A unit
that is "vague" measures nothing ("conditional unit", "service"): the price of one cannot be
compared. `vague_in` names the divisions of item codes in which an else good unit measures
nothing: a piece of building works (45).

What was typed is kept as typed; nothing is refused here. Pure but for reading the file once.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from core.money import TYIYN
from core.words import LANGUAGES, Words, folded
from register import profile

FILE = "units.csv"
_TIMES = re.compile(r"\s*([0-9]{1,6}(?:[.,][0-9]{1,3})?)\s*([^\d\s].*)", re.DOTALL)
"""A number before a unit, as in "100 g" or "0,5 л"."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the list. `factor` is how many of its `base` one of it is."""

    code: str
    base: str
    factor: Decimal
    names: Words
    vague: bool
    vague_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit as it was typed: `times` of a unit, 100 in "100 g"; 1 where no number stands."""

    unit: Unit
    times: Decimal

    @property
    def factor(self) -> Decimal:
        """How many of the base unit one of this is: 0.1 kilogram in "100 g"."""
        return self.times * self.unit.factor

    def in_base(self, quantity: Decimal) -> Decimal:
        """So many of this, in the base unit; exact."""
        return quantity * self.factor

    def per_base(self, price: Decimal) -> Decimal:
        """Som for one base unit, to the tyiyn, when one of this costs `price`."""
        return (price / self.factor).quantize(TYIYN, rounding=ROUND_HALF_UP)

    def compares(self, item_code: str | None) -> bool:
        """Can the price of one of these be compared, for this thing?"""
        return not (self.unit.vague or (item_code or "")[:2] in self.unit.vague_in)


@cache
def known() -> Mapping[str, Unit]:
    """The units of the country profile by code, in the order of their file."""
    with (profile.load().folder / FILE).open(encoding="utf-8", newline="") as file:
        return {row["code"]: _unit(row) for row in csv.DictReader(file)}


def _unit(row: Mapping[str, str]) -> Unit:
    return Unit(
        row["code"],
        row["base"],
        Decimal(row["factor"]),
        Words(row["name_ky"], row["name_ru"], row["name_en"]),
        row["vague"] == "yes",
        tuple(row["vague_in"].split()),
    )


@cache
def _written() -> Mapping[str, Unit]:
    """Every way a unit is written, folded: its code, its names, its aliases."""
    units = known()
    ways: dict[str, Unit] = {}
    with (profile.load().folder / FILE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = [row[f"name_{lang}"] for lang in LANGUAGES]
            for way in (row["code"], *names, *row["aliases"].split(";")):
                ways.setdefault(folded(way.replace("_", " ")), units[row["code"]])
    return ways


def read(text: str) -> Measure | None:
    """The measure that a text names, or None where it is no unit of the list."""
    ways = _written()
    whole = ways.get(folded(text.replace("_", " ")))
    if whole is not None:
        return Measure(whole, Decimal(1))
    found = _TIMES.fullmatch(text)
    unit = ways.get(folded(found[2])) if found else None
    times = Decimal(found[1].replace(",", ".")) if found else Decimal(0)
    return Measure(unit, times) if unit is not None and times > 0 else None


@lru_cache(maxsize=8192)
def comparable(text: str, item_code: str | None) -> tuple[str, Decimal] | None:
    """What a price in this unit is compared in: its base unit (or, of a unit that is not in the
    list, the text itself, small and plain) and how many of that one is.

    None where the unit measures nothing: such a price is not compared at all.
    """
    measure = read(text)
    if measure is None:
        plain = folded(text)[:40]
        return (plain, Decimal(1)) if plain else None
    return (measure.unit.base, measure.factor) if measure.compares(item_code) else None


def told(code: str, language: str) -> str:
    """What a unit is called; a text that is no code of the list stands as it is."""
    unit = known().get(code)
    return unit.names.told(language)[0] if unit else code
