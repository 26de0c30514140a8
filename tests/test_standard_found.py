"""What may be written down of a school, by property."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from standard.found import Before, faults
from tests.test_standard_rules import NORMS

DAY = date(2026, 3, 2)
NUMBERS = st.decimals("-5", "5000", places=3)


@given(value=NUMBERS, whole=st.integers(0, 5_000_000))
def test_a_share_is_within_its_whole_or_refused(value: Decimal, whole: int) -> None:
    found = {fault.code for fault in faults(NORMS["PHY-01"], DAY, value, Before(whole=whole))}
    assert bool(found) == (value < 0 or value * 1000 > whole)


@given(value=NUMBERS)
def test_only_whole_things_are_counted_and_measures_in_parts(value: Decimal) -> None:
    pieces = list(faults(NORMS["FIR-01"], DAY, value, Before()))
    assert bool(pieces) == (value < 0 or value != int(value))
    metres = list(faults(NORMS["PHY-17"], DAY, value, Before()))
    assert bool(metres) == (value < 0)


@given(days=st.integers(-400, 400))
def test_a_count_is_never_older_than_the_last(days: int) -> None:
    on = DAY + timedelta(days=days)
    found = [fault.field for fault in faults(NORMS["FIR-01"], on, Decimal(1), Before(last=DAY))]
    assert found == (["on"] if days < 0 else [])
    assert not list(faults(NORMS["FIR-11"], on, Decimal(1), Before(last=DAY)))  # an event
