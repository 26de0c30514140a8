"""Duties: what a passport and a criterion make of each other."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standard import catalogue_file
from standard.passport import FROM_OTHERS, GIVEN, bases, known_facts
from standard.rules import Norm, duty, holds, lapses, later, norm, up
from tests.world import catalogue

CATALOGUE = catalogue_file.read(catalogue())
NORMS = {
    entry.code: norm(
        entry.code,
        entry.criterion,
        derived=CATALOGUE.lists.bases[entry.criterion.basis].counted == "derived",
        lasts=entry.lasts.months if entry.lasts else None,
    )
    for entry in CATALOGUE.requirements
}


def needed(code: str, **facts: str) -> Decimal | None:
    found = duty(NORMS[code], bases(facts))
    return None if found is None else Decimal(found) / 1000


def test_a_duty_follows_from_the_passport(table):
    """
    code    fact             value  needed
    FIR-01  floor            3      6
    FIR-01  floor            1      2
    MED-03  pupil            500    1
    MED-03  pupil            501    2
    WSH-09  pupil            31     2
    WSH-11  pupil            301    150.5
    PHY-17  pupil            3      7.5
    PHY-01  perimeter_m      480.5  480.5
    ECO-01  territory_m2     999    499.5
    MED-05  staff            17     9
    PHY-20  boiler_house     0      0
    WSH-03  piped_water      1      0
    WSH-03  piped_water      0      1
    FIR-02  extinguisher     8      8
    INF-04  class_group      12     24
    """
    for row in table:
        assert needed(row["code"], **{row["fact"]: row["value"]}) == Decimal(row["needed"]), row


def test_what_the_passport_does_not_say_cannot_be_said():
    assert needed("FIR-01") is None
    assert needed("FIR-01", pupil="300") is None
    assert needed("MED-01") == 1  # every school is one school


def test_pupils_are_girls_and_boys_where_they_are_not_told_together():
    assert needed("MED-03", girl="300", boy="201") == 2
    assert needed("MED-03", girl="300") is None


def test_every_asked_basis_of_the_catalogue_can_be_told():
    asked = {code for code, basis in CATALOGUE.lists.bases.items() if basis.counted == "asked"}
    assert asked <= set(known_facts()) | GIVEN | set(FROM_OTHERS)


def test_every_requirement_knows_how_it_is_answered():
    kinds = {code: norm.entry for code, norm in NORMS.items()}
    assert {kinds[code] for code in ("PHY-14", "PHY-09", "MED-06")} == {"value"}
    assert {kinds[code] for code in ("FIR-02", "FIR-12", "WSH-11")} == {"event"}
    assert {kinds[code] for code in ("FIR-01", "PHY-01", "WSH-04")} == {"count"}
    assert {kinds[code] for code in ("MGT-04", "FOD-05", "MGT-10")} == {None}


@given(st.integers(0, 10**7), st.integers(1, 10**6), st.integers(1, 10**6), st.booleans())
def test_a_duty_never_shrinks_when_the_school_grows(count, quantity, per, whole):
    one = replace(NORMS["FIR-01"], quantity=quantity, per=per, whole=whole)
    less, more = (duty(one, {"floor": number}) for number in (count, count + 1000))
    assert 0 <= less <= more
    assert not whole or less % 1000 == 0


@given(st.integers(0, 10**12), st.integers(1, 10**9))
def test_rounding_up_is_never_less_and_less_than_one_piece_more(numerator, denominator):
    whole = up(numerator, denominator, whole=True)
    assert whole * denominator >= numerator
    assert (whole - 1000) * denominator < numerator


@pytest.mark.parametrize(
    ("comparator", "met"),
    [(">=", (False, True, True)), ("<=", (True, True, False)), ("==", (False, True, False))],
)
def test_bounds_are_kept_on_their_own_side(comparator, met):
    assert tuple(holds(comparator, value, 5) for value in (4, 5, 6)) == met


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(1, 240))
def test_months_later_is_later_and_never_skips_a_month(day, months):
    then = later(day, months)
    assert then > day
    assert (then.year - day.year) * 12 + then.month - day.month == months


def test_the_last_day_of_a_month_stays_in_it():
    assert later(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert later(date(2026, 3, 31), -1) == date(2026, 2, 28)


def test_things_lapse_by_window_or_by_how_long_they_last():
    day = date(2024, 5, 10)
    assert lapses(day, NORMS["FIR-02"]) == date(2025, 5, 10)  # a check a year
    assert lapses(day, NORMS["PHY-07"]) == date(2029, 5, 10)  # a report in five years
    assert lapses(day, NORMS["FOD-04"]) == date(2024, 5, 17)  # a menu a week
    assert lapses(day, NORMS["INF-08"]) == date(2024, 6, 10)  # a copy a month
    assert lapses(day, NORMS["MED-04"]) == date(2026, 5, 10)  # a first-aid kit
    assert lapses(day, NORMS["PHY-01"]) is None  # a fence


def test_a_norm_is_plain_data():
    assert isinstance(NORMS["FIR-01"], Norm)
    assert NORMS["MGT-04"].measure == "purchase_in_plan"
    assert NORMS["FOD-05"].measure is None
