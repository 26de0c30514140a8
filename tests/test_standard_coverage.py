"""Answers: duty against what a school has, by the kind of criterion."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standard.coverage import Answer, Found, Kept, Stock, answer
from standard.models.coverage import STATES
from standard.passport import bases
from tests.test_standard_rules import NORMS

DAY = date(2026, 11, 26)
FLOORS = bases({"floor": "5"})


def state(code: str, facts: dict[str, str], *stock: Stock, on: date = DAY) -> Answer:
    return answer(NORMS[code], bases(facts), on, stock=stock)


def had(pieces: int, since: date = date(2026, 3, 1), until: date | None = None) -> Stock:
    return Stock(pieces * 1000, since, until)


def test_eight_of_ten_extinguishers_are_eighty_per_cent():
    told = state("FIR-01", {"floor": "5"}, had(8))
    assert (told.state, told.needed, told.have, told.counted) == ("partly", 10_000, 8_000, 8_000)
    assert told.to_buy == 2_000
    assert told.counted * 100 // told.needed == 80


def test_ten_of_ten_are_met_and_more_do_not_count():
    told = state("FIR-01", {"floor": "5"}, had(8), had(7))
    assert (told.state, told.have, told.counted, told.to_buy) == ("met", 15_000, 10_000, 0)


def test_nobody_counted_is_not_nothing_there():
    assert state("FIR-01", {"floor": "5"}).state == "unknown"
    assert state("FIR-01", {"floor": "5"}).why == "not_counted"
    nothing = state("FIR-01", {"floor": "5"}, had(0))
    assert (nothing.state, nothing.have, nothing.to_buy) == ("missing", 0, 10_000)


def test_floors_unknown_is_a_third_answer():
    told = state("FIR-01", {"pupil": "300"}, had(8))
    assert (told.state, told.why, told.needed, told.have) == ("unknown", "basis:floor", None, 8_000)
    assert (told.counted, told.to_buy) == (0, 0)


def test_what_does_not_bind_is_idle():
    assert state("PHY-20", {"boiler_house": "0"}).state == "idle"
    assert state("WSH-08", {"outdoor_latrine": "0"}).state == "idle"


def test_a_requirement_met_in_2024_lapses_in_2026():
    kit = Stock(5_000, date(2024, 5, 10), date(2026, 5, 10))
    facts = {"floor": "5"}
    assert state("MED-04", facts, kit, on=date(2024, 12, 31)).state == "met"
    assert state("MED-04", facts, kit, on=date(2024, 12, 31)).changes_on == date(2026, 5, 10)
    assert state("MED-04", facts, kit, on=date(2026, 5, 9)).state == "met"
    gone = state("MED-04", facts, kit, on=date(2026, 5, 10))
    assert (gone.state, gone.why, gone.to_buy) == ("missing", "lapsed", 5_000)


def test_a_later_count_tells_more_than_what_lapsed_before():
    kits = (Stock(5_000, date(2024, 5, 10), date(2026, 5, 10)), had(2, date(2026, 6, 1)))
    told = state("MED-04", {"floor": "5"}, *kits)
    assert (told.state, told.why) == ("partly", None)


def test_events_count_within_their_window():
    check = Stock(6_000, date(2025, 12, 1), None)
    facts = {"extinguisher": "6"}
    assert state("FIR-02", facts, check).state == "met"
    assert state("FIR-02", facts, check).changes_on == date(2026, 12, 1)
    assert state("FIR-02", facts, check, on=date(2026, 12, 1)).state == "missing"


def test_two_drills_a_year_are_asked_and_one_is_a_part():
    assert state("FIR-11", {}, had(1, date(2026, 4, 1))).state == "partly"
    both = (had(1, date(2026, 4, 1)), had(1, date(2026, 9, 1)))
    assert state("FIR-11", {}, *both).state == "met"
    assert state("FIR-11", {}, *both).changes_on == date(2027, 4, 1)


def test_a_share_is_counted_in_pieces():
    told = state("PHY-01", {"perimeter_m": "480"}, Stock(120_500, DAY, None))
    assert (told.state, told.needed, told.have) == ("partly", 480_000, 120_500)
    assert told.to_buy == 360_000  # 359.5 metres are bought as 360


def test_a_count_replaces_what_was_held_and_nothing_reads_as_lapsed():
    day = date(2026, 6, 1)
    replaced = (Stock(8_000, date(2026, 3, 1), day), Stock(5_000, day, None))
    told = state("FIR-01", {"floor": "5"}, *replaced)
    assert (told.state, told.have, told.why) == ("partly", 5_000, None)


@pytest.mark.parametrize(
    ("code", "value", "expected"),
    [
        ("PHY-14", 350, "met"),
        ("PHY-14", 299, "missing"),
        ("PHY-09", 1, "met"),
        ("PHY-09", 0, "missing"),
        ("MED-06", 0, "met"),
        ("MED-06", 3, "missing"),
        ("ECO-09", 1000, "met"),
        ("ECO-09", 1001, "missing"),
        ("FOD-02", 14, "met"),
        ("FOD-02", 13, "missing"),
    ],
)
def test_an_assessment_decides_by_its_bound(code, value, expected):
    facts = bases({"building": "1", "classroom": "9"})
    found = Found(value * 1000, date(2026, 9, 1), date(2027, 9, 1))
    told = answer(NORMS[code], facts, DAY, found=found)
    assert (told.state, told.have) == (expected, value * 1000)
    assert told.changes_on == date(2027, 9, 1)
    late = answer(NORMS[code], facts, date(2027, 9, 1), found=found)
    assert (late.state, late.why) == ("unknown", "lapsed")


def test_our_own_records_answer_what_is_derived():
    assert answer(NORMS["MGT-06"], {}, DAY, kept=Kept(3, 4)).state == "partly"
    assert answer(NORMS["MGT-06"], {}, DAY, kept=Kept(4, 4)).state == "met"
    assert answer(NORMS["MGT-06"], {}, DAY, kept=Kept(0, 4)).state == "missing"
    assert answer(NORMS["MGT-06"], {}, DAY).why == "nothing_happened"
    assert answer(NORMS["FOD-05"], {}, DAY).why == "not_recorded"


stocks = st.lists(
    st.builds(
        lambda pieces, ago, lasting: Stock(
            pieces,
            DAY - timedelta(ago),
            None if lasting is None else DAY - timedelta(ago) + timedelta(lasting),
        ),
        st.integers(0, 50_000),
        st.integers(0, 900),
        st.none() | st.integers(0, 900),
    ),
    max_size=6,
)
counts = st.dictionaries(
    st.sampled_from(sorted({norm.basis for norm in NORMS.values()})),
    st.integers(0, 400).map(lambda n: n * 1000),
)
judged = st.none() | st.builds(
    Found,
    st.integers(0, 2_000_000),
    st.just(DAY - timedelta(30)),
    st.none() | st.dates(DAY - timedelta(20), DAY + timedelta(400)),
)
codes = st.sampled_from(sorted(NORMS))


@given(codes, counts, stocks, judged)
def test_coverage_never_exceeds_duty(code, facts, stock, found):
    told = answer(NORMS[code], facts, DAY, stock=stock, found=found)
    assert told.state in STATES
    assert 0 <= told.counted <= (told.needed or 0)
    assert (told.state == "met") <= (told.counted == told.needed or NORMS[code].comparator != ">=")
    assert told.to_buy % 1000 == 0
    assert told.to_buy >= 0
    assert (told.to_buy == 0) or told.state in ("missing", "partly")
    assert (told.state == "unknown") <= (told.why is not None)
    assert told.changes_on is None or told.changes_on > DAY


@given(codes, counts, stocks, st.integers(0, 60_000), st.integers(0, 300))
def test_adding_a_delivery_never_widens_a_gap(code, facts, stock, pieces, ago):
    norm = NORMS[code]
    before = answer(norm, facts, DAY, stock=stock)
    after = answer(norm, facts, DAY, stock=[*stock, Stock(pieces, DAY - timedelta(ago), None)])
    if before.state != "unknown" and norm.comparator == ">=":
        assert after.needed == before.needed
        assert after.counted >= before.counted
        assert after.to_buy <= before.to_buy


@given(codes, counts, stocks, judged, st.integers(1, 400))
def test_nothing_changes_before_the_day_that_was_said(code, facts, stock, found, days):
    norm = NORMS[code]
    now = answer(norm, facts, DAY, stock=stock, found=found)
    on = DAY + timedelta(days)
    if now.changes_on is None or on < now.changes_on:
        then = answer(norm, facts, on, stock=stock, found=found)
        assert (then.state, then.needed, then.counted) == (now.state, now.needed, now.counted)
