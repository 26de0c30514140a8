"""What a passport may say, and what the norms count on of it. Pure: no session, no clock.

Facts come and go as decimal numbers in text, by code; one that is not known is left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from core.columns import plain, quantity
from core.errors import Refusal
from core.words import Words
from standard.catalogue_file import Lists

FILE = Path(__file__).parent / "passport_facts.yaml"
GIVEN = frozenset({"school", "school_zone", "pupil_primary_day"})
"""Bases every school has once; nobody is asked for them."""
FROM_OTHERS = {"school_without_piped_water": "piped_water"}
"""Bases told by another fact."""
ANY = (Decimal(0), Decimal(1_000_000))

# A part is never more than its whole; parts told in full add up to it.
PARTS = (
    ("graduate", "pupil_upper"),
    ("pupil_primary", "pupil"),
    ("pupil_basic", "pupil"),
    ("pupil_upper", "pupil"),
    ("girl", "pupil"),
    ("boy", "pupil"),
    ("graduate", "pupil"),
    ("pupil_primary_shift", "pupil_primary"),
    ("boarder", "pupil"),
    ("teacher", "staff"),
    ("kitchen_staff", "staff"),
    ("wooden_roof", "building"),
    ("building", "floor"),
)
SUMS = (
    (("girl", "boy"), "pupil"),
    (("pupil_primary", "pupil_basic", "pupil_upper"), "pupil"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A question of the passport. `least` and `most` are what is plausible, and no norm."""

    code: str
    group: str
    kind: str
    least: Decimal
    most: Decimal
    name: Words


@cache
def groups() -> Mapping[str, Words]:
    """The groups of questions, in the order they are asked."""
    return {code: Words(**name) for code, name in _file()["groups"].items()}


@cache
def known_facts() -> Mapping[str, Fact]:
    """The questions of the shipped list, by code, in the order they are asked."""
    return {
        code: Fact(
            code,
            entry["group"],
            entry["kind"],
            Decimal(entry.get("least", "0")),
            Decimal(entry.get("most", "1")),
            Words(**entry["name"]),
        )
        for code, entry in _file()["facts"].items()
    }


@cache
def _file() -> Mapping[str, dict]:
    content: Mapping[str, dict] = yaml.load(FILE.read_text("utf-8"), Loader=yaml.BaseLoader)
    return content


def questions(lists: Lists | None) -> dict[str, Fact]:
    """All questions: the shipped ones, then the asked bases of an edition that are not there."""
    asked = dict(known_facts())
    for code, basis in (lists.bases if lists else {}).items():
        if basis.counted == "asked" and code not in (*GIVEN, *FROM_OTHERS, *asked):
            asked[code] = Fact(code, "rooms", "measure", *ANY, basis.name)
    return asked


def checked(facts: Mapping[str, str | Decimal], asked: Mapping[str, Fact]) -> dict[str, str]:
    """The facts as they are kept; every one judged by itself and beside the others.

    Raises:
        Refusal: at the field of the fact: `passport.unknown_fact`; `quantity.not_a_number`,
            `quantity.too_fine`; `passport.not_whole`; `passport.out_of_bounds` with `least` and
            `most`; `passport.part_over_whole` with `part`, `whole` (names) and the `found` and
            `limit` numbers; `passport.sum_differs` with `whole`, `found` and `expected`.
    """
    for refusal in problems(facts, asked):
        raise refusal
    return {code: plain(quantity(value)) for code, value in facts.items()}


def problems(facts: Mapping[str, str | Decimal], asked: Mapping[str, Fact]) -> Iterator[Refusal]:
    """Every fault of a passport, each with its field; those of `checked`."""
    values: dict[str, Decimal] = {}
    for code, value in facts.items():
        try:
            values[code] = _one(code, value, asked)
        except Refusal as refusal:
            yield refusal
    for part, whole in PARTS:
        if part in values and whole in values and values[part] > values[whole]:
            yield Refusal(
                "passport.part_over_whole",
                part,
                part=asked[part].name,
                whole=asked[whole].name,
                found=values[part],
                limit=plain(values[whole]),
            )
    for parts, whole in SUMS:
        if whole in values and all(part in values for part in parts):
            total = sum(values[part] for part in parts)
            small = all(values[part] <= values[whole] for part in parts)
            if small and total != values[whole]:
                name = asked[whole].name
                yield Refusal(
                    "passport.sum_differs",
                    whole,
                    whole=name,
                    found=values[whole],
                    expected=plain(Decimal(total)),
                )


def _one(code: str, value: str | Decimal, asked: Mapping[str, Fact]) -> Decimal:
    fact = asked.get(code)
    if fact is None:
        raise Refusal("passport.unknown_fact", code, fact=code)
    try:
        number = quantity(value)
    except Refusal as refusal:
        raise Refusal(refusal.code, code, **refusal.facts) from refusal
    if fact.kind != "measure" and number != number.to_integral_value():
        raise Refusal("passport.not_whole", code, fact=fact.name, found=number)
    if not fact.least <= number <= fact.most:
        least, most = plain(fact.least), plain(fact.most)
        raise Refusal(
            "passport.out_of_bounds", code, fact=fact.name, found=number, least=least, most=most
        )
    return number


def bases(facts: Mapping[str, str]) -> dict[str, int]:
    """What criteria count on, in whole thousandths; a basis that is not known is left out."""
    counts = {code: int(Decimal(value) * 1000) for code, value in facts.items()}
    for parts, whole in SUMS:
        if whole not in counts and all(part in counts for part in parts):
            counts[whole] = sum(counts[part] for part in parts)
    for basis, fact in FROM_OTHERS.items():
        if fact in counts:
            counts[basis] = 1000 - counts[fact]
    return counts | dict.fromkeys(GIVEN, 1000)


def completeness(facts: Mapping[str, str], asked: Mapping[str, Fact]) -> tuple[int, int]:
    """How many of the questions are answered, of how many."""
    return sum(code in facts for code in asked), len(asked)
