"""Money is exact, or refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.columns import plain, quantity
from core.errors import Refusal
from core.money import apportion, from_tyiyn, som, tyiyn

AMOUNTS = st.decimals("0", "1000000000", places=2)
WEIGHTS = st.lists(st.decimals("0", "1000000", places=3), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("١٢٣", "money.not_a_number"),
        ("１２３", "money.not_a_number"),
        ("1_000", "money.not_a_number"),
        ("1e3", "money.not_a_number"),
        ("NaN", "money.not_a_number"),
        ("Infinity", "money.not_a_number"),
        ("", "money.not_a_number"),
        ("1 000", "money.not_a_number"),
        (1.5, "money.not_a_number"),
        ("0.001", "money.finer_than_tyiyn"),
        ("9999999999999999", "money.too_large"),
    ],
)
def test_what_is_no_sum_is_refused(text: object, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        som(text)
    assert refused.value.code == code


@given(AMOUNTS)
def test_som_and_tyiyn_are_the_same_money(amount: Decimal) -> None:
    assert from_tyiyn(tyiyn(amount)) == amount


@given(AMOUNTS, WEIGHTS)
def test_parts_add_up_to_the_whole_and_stray_less_than_a_tyiyn(
    total: Decimal, weights: list[Decimal]
) -> None:
    parts = apportion(total, weights)

    assert sum(parts) == total
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        fair = total * weight / whole if whole else total / len(weights)
        assert abs(part - fair) < Decimal("0.01") + Decimal("1e-9")


@given(AMOUNTS, WEIGHTS)
def test_a_refund_is_split_as_the_payment_was(total: Decimal, weights: list[Decimal]) -> None:
    assert apportion(-total, weights) == [-part for part in apportion(total, weights)]


def test_equal_remainders_are_settled_by_order() -> None:
    assert apportion(som("0.02"), [Decimal(1)] * 3) == [som("0.01"), som("0.01"), som("0.00")]


WRONG = ["1e3", "NaN", "٣", "", "1,5", 1.5, "--5", "-", ".", "12345678901234567"]


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_quantity_is_refused(text: object) -> None:
    with pytest.raises(Refusal):
        quantity(text)


@given(st.decimals("-100000", "100000", places=3))
def test_a_plain_number_says_the_same(number: Decimal) -> None:
    assert Decimal(plain(number)) == number
    assert "E" not in plain(number)
