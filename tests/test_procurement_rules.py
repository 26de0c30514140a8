"""What a purchase may do: the table of moves, and sums that stay exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import som
from procurement import rules

COUNTS = st.integers(1, 10_000).map(Decimal)
AMOUNTS = st.decimals("0.01", "100000000", places=2)


def test_every_state_named_in_the_table_is_in_the_table() -> None:
    assert {to for moves in rules.NEXT.values() for to in moves} <= set(rules.NEXT)
    assert set(rules.PUBLIC) == set(rules.NEXT) - {"draft"}


@pytest.mark.parametrize(
    ("status", "to"),
    [
        ("planned", "contracted"),
        ("draft", "announced"),
        ("closed", "contracted"),
        ("cancelled", "planned"),
        ("contracted", "cancelled"),
    ],
)
def test_steps_are_not_skipped_or_taken_back(status: str, to: str) -> None:
    assert not rules.may_move(status, to)


@given(AMOUNTS, st.lists(COUNTS, min_size=1, max_size=12))
def test_values_of_several_acceptances_add_up_to_the_amount(
    amount: Decimal, parts: list[Decimal]
) -> None:
    whole = sum(parts)
    so_far = Decimal(0)
    values = [rules.value_so_far(amount, whole, so_far)]
    for part in parts:
        so_far += part
        values.append(rules.value_so_far(amount, whole, so_far))

    assert values[0] == 0
    assert values == sorted(values)
    assert values[-1] == amount


@given(st.decimals("0.001", "10000", places=3), st.lists(COUNTS, min_size=1, max_size=20))
def test_a_quantity_split_over_schools_loses_nothing(
    quantity: Decimal, weights: list[Decimal]
) -> None:
    for step in (Decimal(1), Decimal("0.001")):
        parts = rules.split_quantity(quantity, weights, step)
        assert sum(parts) == quantity
        assert all(part >= 0 for part in parts)


@pytest.mark.parametrize(
    ("kind", "amount", "accepted", "paid", "limit", "most"),
    [
        ("payment", "100", "0", "0", "0", "0"),  # nothing came: nothing is owed
        ("payment", "100", "60", "10", "0", "50"),
        ("payment", "100", "100", "100", "0", "0"),
        ("payment", "100", "20", "30", "30", "0"),  # an advance ran ahead; wait for goods
        ("advance", "100", "0", "0", "0", "0"),  # the contract names no advance
        ("advance", "100", "0", "0", "30", "30"),
        ("advance", "100", "0", "20", "30", "10"),
        ("advance", "100", "20", "20", "30", "30"),  # the first advance is worked off
        ("advance", "100", "0", "90", "95", "5"),
        ("refund", "100", "60", "60", "0", "60"),
        ("refund", "100", "0", "0", "0", "0"),
    ],
)
def test_no_more_is_paid_than_was_accepted_but_for_a_named_advance(
    kind: str, amount: str, accepted: str, paid: str, limit: str, most: str
) -> None:
    account = rules.Account(som(amount), som(accepted), som(paid), som(limit))
    assert rules.most_payable(account, kind) == som(most)
