"""How like schools are, and sums of one year in som of another: rules without a database."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from register import inflation, profile, register_file
from register.inflation import Indexes
from register.likeness import Facts, differences, distance
from register.nearest import nearest

SCALE = profile.load("KG").likeness


def maybe(least: int, most: int) -> st.SearchStrategy[int | None]:
    """A number, or not known."""
    return st.none() | st.integers(least, most)


FACTS = st.builds(
    Facts,
    code=st.integers(0, 9999).map("S-{:04}".format),
    pupils=maybe(0, 3000),
    shifts=maybe(1, 3),
    heating_days=maybe(100, 220),
    altitude=maybe(300, 3500),
    area=st.sampled_from([None, "urban", "rural"]),
)


@given(FACTS, FACTS)
def test_a_distance_is_the_same_from_both_sides_and_none_to_itself(one: Facts, other: Facts):
    assert distance(one, other, SCALE) == distance(other, one, SCALE)
    assert 0 <= distance(one, other, SCALE) <= 1000
    assert distance(one, one, SCALE) == 0
    if len(one.known()) == 4:  # a twin of which all is known is no way off
        assert distance(one, replace(one, code="twin"), SCALE) == 0


@given(FACTS, FACTS)
def test_what_is_not_known_brings_no_schools_together(one: Facts, other: Facts):
    other = replace(other, code="other")
    less = replace(one, pupils=None, area=None)
    assert distance(less, other, SCALE) >= distance(one, other, SCALE)
    assert {"pupils", "area"}.isdisjoint(less.known())
    assert differences(less, other, SCALE)["pupils"] is None


def test_the_weights_say_how_far_schools_are_apart():
    one = Facts("a", 200, 1, 160, 800, "rural")
    assert distance(one, replace(one, code="b", pupils=800), SCALE) == 400  # four times: wholly
    assert distance(one, replace(one, code="b", pupils=400), SCALE) == 200  # twice: by half
    assert distance(one, replace(one, code="b", shifts=2), SCALE) == 100
    assert distance(one, replace(one, code="b", heating_days=190), SCALE) == 100
    assert distance(one, replace(one, code="b", heating_days=None, altitude=1300), SCALE) == 100
    assert distance(one, replace(one, code="b", area="urban"), SCALE) == 200


@settings(max_examples=40)
@given(st.lists(FACTS, max_size=45, unique_by=lambda one: one.code), st.randoms())
def test_the_nearest_are_those_of_the_distance_whatever_the_order_of_rows(schools, chance):
    found = nearest(schools, SCALE)
    mixed = list(schools)
    chance.shuffle(mixed)
    assert nearest(mixed, SCALE) == found
    for one in schools[:3]:
        others = [other for other in schools if other is not one]
        wanted = sorted((distance(one, other, SCALE), other.code) for other in others)
        told = [(peer.distance, peer.code) for peer in found[one.code]]
        assert told == wanted[: SCALE.peers]


YEARS = range(2018, 2028)
TABLES = st.dictionaries(st.sampled_from(YEARS), st.integers(1, 300_000), min_size=1).map(
    lambda told: Indexes(told, ("source",), True, False)
)


@given(TABLES, *[st.sampled_from(YEARS)] * 3)
def test_factors_are_exact_there_and_back_and_stop_at_a_gap(table, first, second, third):
    there, back = table.factor(first, second), table.factor(second, first)
    assert (there is None) == (back is None)
    if there is not None and (on := table.factor(second, third)) is not None:
        assert there * back == 1
        assert table.factor(first, third) == there * on
    gone = set(range(min(first, second) + 1, max(first, second) + 1)) - set(table.thousandths)
    assert there is None or not gone


@given(
    st.decimals("-1000000000", "1000000000", places=2),
    st.fractions(Fraction(1, 1000), 1000, max_denominator=10**9),
)
def test_a_sum_in_som_of_another_year_is_the_nearest_tyiyn(amount, factor):
    told = inflation.told(amount, factor)
    assert abs(Fraction(told) - Fraction(amount) * factor) <= Fraction(1, 200)
    assert inflation.told(-amount, factor) == -told
    assert inflation.told(amount, Fraction(1)) == amount


def test_half_a_tyiyn_is_rounded_up():
    assert inflation.told(Decimal("0.01"), Fraction(1, 2)) == Decimal("0.01")
    assert inflation.told(Decimal("100.00"), Fraction(108, 100)) == Decimal("108.00")


def test_a_file_of_indexes_is_known_by_its_header_and_needs_a_source():
    head = b"year,percent,standing,source\n"
    file = register_file.read(head + b"2025,107.125,sourced,a yearbook\n")
    assert (file.kind, file.errors) == ("price_indexes", ())
    assert (file.rows[0].year, file.rows[0].percent) == (2025, Decimal("107.125"))
    wrong = register_file.read(head + b"2025,0,sourced,a yearbook\n2026,105,sourced,\n1999,1,x,y\n")
    columns = {error.column for error in wrong.errors}
    assert columns >= {"percent", "source", "year"}


def test_the_invented_indexes_of_the_example_say_so():
    file = register_file.read(profile.load("KG").folder / "example/price_indexes.csv")
    assert (file.kind, len(file.rows), file.errors) == ("price_indexes", 3, ())
    assert all(row.example and "invented" in row.source for row in file.rows)
    assert {row.standing for row in file.rows} == {"default"}
