"""Amounts in tables: exact, ASCII digits only, never a float."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refusal
from opendata import amounts
from opendata.sheets import number_text


@pytest.mark.parametrize(
    ("text", "factor", "som"),
    [
        ("1 250 000,50", 1, "1250000.50"),
        ("1\u00a0250\u202f000,5 сом", 1, "1250000.50"),
        ("1250000.5", 1, "1250000.50"),
        ("0", 1, "0.00"),
        ("12,345", 1000, "12345.00"),
        ("0,00001", 1000, "0.01"),
        ("1250.50 som", 1, "1250.50"),
    ],
)
def test_what_people_write_is_read_to_the_tyiyn(text, factor, som):
    assert str(amounts.read(text, factor)) == som


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12x", "amount.not_a_number"),
        ("NaN", "amount.not_a_number"),
        ("1e5", "amount.not_a_number"),
        ("1_000", "amount.not_a_number"),
        ("12 34,5", "amount.not_a_number"),
        ("١٢٣", "amount.lookalike_digits"),
        ("１２３", "amount.lookalike_digits"),
        ("1О0", "amount.lookalike_digits"),
        ("З50", "amount.lookalike_digits"),
        ("1.250,00", "amount.two_marks"),
        ("1,250.00", "amount.two_marks"),
        ("-5", "amount.negative"),
        ("−5", "amount.negative"),
        ("0,001", "amount.finer_than_tyiyn"),
        ("9999999999999999", "amount.too_large"),
    ],
)
def test_what_is_no_amount_is_refused_by_name(text, code):
    with pytest.raises(Refusal) as refused:
        amounts.read(text)
    assert refused.value.code == code
    assert refused.value.facts["found"] == text


@given(st.decimals(min_value=0, max_value=10**9, places=2), st.sampled_from([1, 1000]))
def test_thousands_are_exact(value, factor):
    text = f"{value:f}".replace(".", ",")
    assert amounts.read(text, factor) == value * factor
    assert amounts.counted(f"{value:f}", factor) == value * factor


def test_what_a_float_shows_behind_15_digits_is_no_amount():
    assert amounts.counted(number_text(1250.1 + 1e-12)) == Decimal("1250.10")
    assert amounts.counted(number_text(0.1 + 0.2)) == Decimal("0.30")


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_refusal(text):
    try:
        told = str(amounts.read(text))
    except Refusal as refusal:
        told = refusal.code
    assert told.startswith("amount.") or told[0].isdigit()
