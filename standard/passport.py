"""What a passport may say, and what the norms count on of it. Pure: no session, no clock.

Facts come and go as decimal numbers in text, by code; one that is not known is left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from core.columns import plain, quantity
from core.errors import Refusal
from core.fiscal import is_year
from core.words import Words
from standard.catalogue_file import Lists

FILE = Path(__file__).parent / "passport_facts.yaml"
GIVEN = frozenset({"school", "school_zone", "pupil_primary_day"})
"""Bases every school has once; nobody is asked for them."""
FROM_OTHERS = {"school_without_piped_water": "piped_water"}
"""Bases told by another fact."""
ANY = (Decimal(0), Decimal(1_000_000))

# A part is never more than its whole; parts told in full add up to it. Graduates are no part of the
# upper grades: a school of nine grades has graduates and no tenth grade.
PARTS = (
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


def check_year(year: int, today: date) -> None:
    """Let pass the years a passport may be of: up to the next, since budgets are made ahead.

    Raises:
        Refusal: `passport.no_such_year` with the `last` there may be.
    """
    last = today.year + 1
    if not is_year(year) or year > last:
        raise Refusal("passport.no_such_year", "year", year=year, last=str(last))


def checked(facts: Mapping[str, str | Decimal], asked: Mapping[str, Fact]) -> dict[str, str]:
    """The facts as they are kept; every one judged by itself and beside the others.

    Raises:
        Refusal: at the field of the fact: `passport.unknown_fact`; `quantity.not_a_number`,
            `quantity.too_fine`; `passport.not_whole`; `passport.out_of_bounds` with `least` and
            `most`; `passport.part_over_whole` with `part`, `whole` (names) and the `found` and
            `limit` numbers; `passport.sum_differs` with `whole`, `parts` (names), `found` and
            `expected`; `passport.parts_over_whole` with the same names, `found` and `limit`.
    """
    for refusal in problems(facts, asked):
        raise refusal
    return {code: plain(_one(code, value, asked)) for code, value in facts.items()}


def problems(facts: Mapping[str, str | Decimal], asked: Mapping[str, Fact]) -> Iterator[Refusal]:
    """Every fault of a passport, each with its field; those of `checked`.

    A fact that is wrong by itself is not compared with others. A whole that is not told is taken
    for the sum of its parts, as `bases` takes it.
    """
    values: dict[str, Decimal] = {}
    for code, value in facts.items():
        try:
            values[code] = _one(code, value, asked)
        except Refusal as refusal:
            yield refusal
    wholes: dict[str, Decimal] = {}
    for parts, whole in SUMS:
        if whole not in facts and all(part in values for part in parts):
            wholes.setdefault(whole, sum((values[part] for part in parts), Decimal(0)))
    for whole, total in wholes.items():
        if not asked[whole].least <= total <= asked[whole].most:
            yield _out_of_bounds(asked[whole], total)
    yield from _parts({**wholes, **values}, asked)
    yield from _sums({**wholes, **values}, asked)


def _parts(values: Mapping[str, Decimal], asked: Mapping[str, Fact]) -> Iterator[Refusal]:
    """Each part beside its whole."""
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


def _sums(values: Mapping[str, Decimal], asked: Mapping[str, Fact]) -> Iterator[Refusal]:
    """Parts added up beside their whole; where one part is over it, that was said already."""
    for parts, whole in SUMS:
        told = [values[part] for part in parts if part in values]
        if whole not in values or any(part > values[whole] for part in told):
            continue
        total = sum(told, Decimal(0))
        names = {"whole": asked[whole].name, "parts": [asked[part].name for part in parts]}
        if len(told) == len(parts) and total != values[whole]:
            found, expected = values[whole], plain(total)
            yield Refusal("passport.sum_differs", whole, **names, found=found, expected=expected)
        elif total > values[whole]:
            limit = plain(values[whole])
            yield Refusal("passport.parts_over_whole", whole, **names, found=total, limit=limit)


def _one(code: str, value: str | Decimal, asked: Mapping[str, Fact]) -> Decimal:
    fact = asked.get(code)
    if fact is None:
        raise Refusal("passport.unknown_fact", code, fact=code[:40])
    try:
        number = quantity(value)
    except Refusal as refusal:
        raise Refusal(refusal.code, code, **refusal.facts) from refusal
    if fact.kind != "measure" and number != number.to_integral_value():
        raise Refusal("passport.not_whole", code, fact=fact.name, found=number)
    if not fact.least <= number <= fact.most:
        raise _out_of_bounds(fact, number)
    return abs(number)  # "-0" is zero


def _out_of_bounds(fact: Fact, found: Decimal) -> Refusal:
    least, most = plain(fact.least), plain(fact.most)
    return Refusal(
        "passport.out_of_bounds", fact.code, fact=fact.name, found=found, least=least, most=most
    )


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
