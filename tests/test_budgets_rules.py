"""What a budget may do, whatever the sums are."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from budgets import rules
from core.money import TYIYN, ZERO, apportion, som

SUMS = st.decimals("0", "90000000", places=2)
MONTHS = st.integers(1, rules.MONTHS)
SOURCES = st.sampled_from(("republican", "local_own", "donor"))


@given(SUMS, MONTHS)
def test_twelfths_lie_less_than_a_tyiyn_below_the_exact_share(amount: Decimal, month: int) -> None:
    given_ = rules.twelfths(amount, month)
    assert given_ == som(given_)
    assert 0 <= amount * month - rules.MONTHS * given_ < rules.MONTHS * TYIYN


@given(SUMS)
def test_a_later_month_never_has_less_and_the_twelfth_has_all(amount: Decimal) -> None:
    months = [rules.twelfths(amount, month) for month in range(1, rules.MONTHS + 1)]
    assert months == sorted(months)
    assert months[-1] == amount


@given(SUMS, st.integers(0, 3), st.decimals("0.01", "9", places=2))
def test_quarters_add_up_to_the_tyiyn_or_not_at_all(
    amount: Decimal, where: int, more: Decimal
) -> None:
    quarters = apportion(amount, [Decimal(1)] * 4)
    assert rules.add_up(quarters, amount)
    quarters[where] += more
    assert not rules.add_up(quarters, amount)
    assert not rules.add_up(quarters[:3], sum(quarters[:3], ZERO))


@given(st.dictionaries(SOURCES, SUMS), st.lists(st.tuples(SOURCES, SUMS), max_size=6))
def test_a_ceiling_raised_by_what_it_is_exceeded_by_is_just_kept(
    ceilings: dict[str, Decimal], amounts: list[tuple[str, Decimal]]
) -> None:
    over = rules.over_ceilings(ceilings, amounts)
    assert all(by > 0 for by in over.values())
    raised = {
        source: ceilings.get(source, ZERO) + over.get(source, ZERO) for source in {*ceilings, *over}
    }
    assert rules.over_ceilings(raised, amounts) == {}
    for source in over:
        lower = raised | {source: raised[source] - TYIYN}
        assert rules.over_ceilings(lower, amounts) == {source: TYIYN}


def test_every_state_a_version_may_reach_is_a_state() -> None:
    reached = {to for after in rules.NEXT.values() for to in after}
    assert reached <= set(rules.NEXT)
    assert {state for state, after in rules.NEXT.items() if not after} == {
        "heard",
        "returned",
        "superseded",
    }
