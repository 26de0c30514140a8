"""Units of measure: every way they are written, converted exactly, and the price of one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import TYIYN
from core.words import LANGUAGES
from register import units

KNOWN = list(units.known().values())

WRITTEN = """
кг        kilogram      1
Кг.       kilogram      1
г         kilogram      0.001
100_г     kilogram      0.1
0,5_л     litre         0.5
тн        kilogram      1000
ШТ.       piece         1
даана     piece         1
шт        piece         1
дюжина    piece         12
тыс._шт.  piece         1000
упаковка  package       1
комплект  set           1
кв.м      square_metre  1
м²        square_metre  1
жуп       pair          1
"""


@pytest.mark.parametrize("row", WRITTEN.strip().splitlines())
def test_a_unit_is_known_however_it_is_written(row: str) -> None:
    text, base, factor = row.split()
    assert units.comparable(text.replace("_", " "), None) == (base, Decimal(factor))


@pytest.mark.parametrize("unit", KNOWN, ids=lambda unit: unit.code)
def test_every_unit_has_three_names_by_which_it_is_read(unit: units.Unit) -> None:
    assert unit.base in units.known()
    assert units.known()[unit.base].base == unit.base
    assert unit.factor > 0
    for lang in LANGUAGES:
        name = getattr(unit.names, lang)
        assert units.read(name or "").unit == unit, (lang, name)
        assert units.told(unit.code, lang) == name


def test_a_hundred_grams_at_twelve_som_are_a_hundred_and_twenty_a_kilogram() -> None:
    assert units.read("100 г").per_base(Decimal(12)) == Decimal("120.00")
    assert units.read("г").per_base(Decimal("0.12")) == Decimal("120.00")


@given(
    price=st.decimals("0.01", "99999", places=2),
    unit=st.sampled_from(KNOWN),
    times=st.integers(1, 999),
)
def test_what_is_bought_costs_the_same_in_any_unit(price, unit, times) -> None:
    measure = units.Measure(unit, Decimal(times))
    there = measure.in_base(Decimal(3))
    assert there / measure.factor == 3  # and back
    exact = price / measure.factor
    assert abs(measure.per_base(price) - exact) <= TYIYN / 2


@pytest.mark.parametrize(
    "text", ["", " ", "0 г", "-5 кг", "г 100", "кг/кг", "9" * 60, "٣ кг", "бака"]
)
def test_what_is_no_unit_of_the_list_is_kept_as_its_own_word_or_nothing(text: str) -> None:
    assert units.read(text) is None
    found = units.comparable(text, None)
    assert found is None or (found[1] == 1 and len(found[0]) <= 40)
    assert units.told(text, "ky") == text


@pytest.mark.parametrize(
    ("text", "item", "compares"),
    [
        ("шартуу бирдик", None, False),
        ("усл. ед.", "15811100-7", False),
        ("услуга", "90919300-5", False),
        ("шт.", "45261910-6", False),  # a piece of building works
        ("шт.", "35111320-4", True),
        ("м²", "45261910-6", True),
    ],
)
def test_a_conditional_unit_is_not_compared(text: str, item: str | None, compares: bool) -> None:
    assert (units.comparable(text, item) is not None) == compares
