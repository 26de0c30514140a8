"""The flags that Cardinal defines say of its fixtures what it says, and hold some laws."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oversight.cardinal import many, one
from oversight.cardinal.process import Award, Bid, Process
from oversight.cardinal.results import Settings, indicators
from oversight.cardinal.spread import percentile, spread
from tests.cardinal_releases import told

SETTINGS = {
    "R003-threshold-10": Settings(short=10),
    "R003-procurement_method_details-x-5-y-10": Settings(short_by_details={"x": 5, "y": 10}),
    "R003-procurement_methods-open+selective": Settings(short_methods=("open", "selective")),
}
"""By the name of a fixture; another has Cardinal's defaults."""
DEMONSTRATED = {  # of the documentation: example → group, key, value
    "003": ("OCID", "F", "1"),
    "018": ("OCID", "F", "1"),
    "024": ("OCID", "F", "1"),
    "025": ("Tenderer", "F", "0.16666666666666666"),
    "028": ("OCID", "F", "1"),
    "030": ("OCID", "F", "1"),
    "035": ("OCID", "F", "1"),
    "036": ("OCID", "F", "1"),
    "038": ("Buyer", "B", "0.5"),
    "048": ("Tenderer", "F", "2"),
    "058": ("OCID", "F", "99"),
}


@pytest.fixture(scope="session")
def cardinal(test_data: Path) -> Path:
    folder = test_data / "ocds/cardinal"
    if not folder.is_dir():
        pytest.skip("TEST_DATA has no ocds/cardinal")
    return folder


def said(path: Path, flag: str) -> dict:
    """Of one flag, what is said of a file, without the meta."""
    settings = SETTINGS.get(path.stem, Settings(least_processes=1))
    found = indicators(told(path), settings)
    groups = {
        group: {key: {flag: float(of[flag])} for key, of in keys.items() if flag in of}
        for group, keys in found.items()
        if group != "Meta"
    }
    return {group: keys for group, keys in groups.items() if keys}


def test_every_fixture_of_cardinal_is_judged_as_it_expects(cardinal: Path) -> None:
    paths = sorted(cardinal.glob("indicators/*.jsonl"))
    assert len(paths) >= 7
    for path in paths:
        expected = json.loads(path.with_suffix(".expected").read_text(encoding="utf-8"))
        assert said(path, path.name[:4]) == expected, path.name


@pytest.mark.parametrize("number", DEMONSTRATED)
def test_every_example_of_its_documentation_is_judged_as_demonstrated(
    cardinal: Path, number: str
) -> None:
    group, key, value = DEMONSTRATED[number]
    found = said(cardinal / f"examples/R/{number}.jsonl", f"R{number}")
    assert found[group] == {key: {f"R{number}": float(value)}}


def test_the_quartiles_are_those_cardinal_tells_of_its_fixture(cardinal: Path) -> None:
    meta = indicators(told(cardinal / "indicators/R024.jsonl"))["Meta"]["R024"]
    assert meta == {
        "q1": Decimal("66.6667"),
        "q3": Decimal("100.0000"),
        "lower_fence": Decimal("16.6667"),
    }


AMOUNTS = st.lists(st.decimals("0.01", "1000", places=2), min_size=1, max_size=30)


@given(AMOUNTS, st.integers(1, 99))
def test_a_percentile_lies_within_the_values_and_grows_with_them(values, percent) -> None:
    found = percentile(values, percent)
    assert min(values) <= found <= max(values)
    assert percentile([value + 1 for value in values], percent) == pytest.approx(found + 1)
    between = spread(values)
    assert between.low <= between.first <= between.third <= between.high


def process(*amounts: str, out: str = "", chosen: int = 0) -> Process:
    """Offers by number, those in `out` disqualified, one chosen."""
    bids = [
        Bid("disqualified" if str(number) in out else "valid", (number,), Decimal(amount))
        for number, amount in enumerate(amounts)
    ]
    return Process(tuple(bids), (Award("active", (chosen,)),))


@given(AMOUNTS.filter(lambda values: len(values) > 1), st.randoms())
def test_the_order_of_the_offers_changes_nothing(values, random) -> None:
    first = process(*map(str, values), out="1", chosen=values.index(min(values)))
    bids = list(first.bids)
    random.shuffle(bids)
    second = Process(tuple(bids), first.awards)
    for rule in (one.identical, one.others_disqualified, one.lowest_disqualified):
        assert rule(first) == rule(second)
    a, b = one.closeness(first), one.closeness(second)
    assert (a and a.ratio) == (b and b.ratio)


def test_where_nearly_nobody_is_disqualified_the_others_are_not_flagged() -> None:
    assert many.wide([Decimal(0)] * 20 + [Decimal(1)]) is None
    assert many.losing({number: many.Share(0, 1) for number in range(9)}) is None
    assert many.close([Decimal(0)] * 5) is None
    assert many.various([]) is None


def test_a_tie_of_the_lowest_is_nobodys_disqualification() -> None:
    assert not one.lowest_disqualified(process("1", "1", out="1"))
    assert one.lowest_disqualified(process("2", "1", out="1"))
    assert not one.lowest_disqualified(process("2", "1", out="01"))
