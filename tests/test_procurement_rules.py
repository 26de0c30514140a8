"""What a purchase may do: the table of moves, and sums that stay exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.access import Act
from core.money import som
from procurement import rules
from procurement.moves import MOVES, NEEDS, STATUSES, ends, may

COUNTS = st.integers(1, 10_000).map(Decimal)
AMOUNTS = st.decimals("0.01", "100000000", places=2)


def test_every_state_named_in_the_table_is_in_the_table() -> None:
    assert set(rules.PUBLIC) == set(STATUSES) - {"draft"}
    assert {need for move in MOVES for need in move.needs} == set(NEEDS)


def test_every_act_that_moves_a_purchase_leads_where_the_table_says() -> None:
    for status in STATUSES:
        for act in Act:
            assert may(status, act) == bool(ends(status, act))
            assert all(rules.may_move(status, end) for end in ends(status, act))


def test_from_every_state_but_an_end_a_purchase_can_come_to_an_end() -> None:
    reached = {"closed", "cancelled"}
    for _ in STATUSES:
        reached |= {move.start for move in MOVES if move.end in reached}
    assert reached == set(STATUSES)
    assert {move.start for move in MOVES}.isdisjoint({"closed", "cancelled"})


@given(
    st.lists(
        st.tuples(st.decimals(0, 10**6, places=2), st.decimals(0, 10**6, places=2)), min_size=1
    ),
    st.decimals(0, 1, places=2),
)
def test_a_refund_takes_first_what_was_paid_ahead(
    parts: list[tuple[Decimal, Decimal]], share: Decimal
) -> None:
    paid = sum((one for one, _ in parts), som(0))
    asked = som((paid * share).quantize(Decimal("0.01"), rounding="ROUND_DOWN"))
    given_back = rules.given_back(asked, parts)
    assert sum(given_back) == asked
    assert all(0 <= back <= had for back, (had, _) in zip(given_back, parts, strict=True))
    ahead = sum(max(had - worth, som(0)) for had, worth in parts)
    still = sum(
        max(had - back - worth, som(0))
        for back, (had, worth) in zip(given_back, parts, strict=True)
    )
    assert still == max(ahead - asked, som(0))


@given(
    amount=AMOUNTS,
    accepted=st.integers(0, 4),
    paid=st.integers(0, 4),
    delivered=st.booleans(),
    kept=st.booleans(),
)
def test_a_stage_is_told_of_sums_alone(
    amount: Decimal, accepted: int, paid: int, delivered: bool, kept: bool
) -> None:
    came = rules.value_so_far(amount, Decimal(4), Decimal(accepted))
    moved = rules.value_so_far(amount, Decimal(4), Decimal(paid))
    account = rules.Account(amount, came, moved, som(0))
    stage = rules.stage(account, delivered=delivered, kept=kept)
    assert stage in rules.STAGES
    assert (stage == "paid") == (came == amount and moved >= came)
    assert (stage == "partly_accepted") == (0 < came < amount)
    assert (stage == "refused") == (came == 0 and delivered and not kept)


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
