"""The safety plan keeps its promises whatever is missing, whatever it costs."""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.money import from_tyiyn, som
from procurement import planning
from procurement.plan_search import Limits
from procurement.planning import Need, Plan, arranged, plan

SETTINGS = settings(max_examples=150, deadline=None)


@st.composite
def needs(draw: st.DrawFn, most: int = 8, pieces: int = 6) -> list[Need]:
    """Gaps of a few schools in a few requirements; prices to the tyiyn, perhaps by region."""
    codes = draw(st.lists(st.sampled_from("ABCD"), min_size=1, max_size=4, unique=True))
    lots = {code: draw(st.integers(1, 5)) for code in codes}
    priorities = {code: draw(st.integers(1, 3)) for code in codes}
    prices = {
        code: draw(st.lists(st.integers(1, 50_000), min_size=1, max_size=2)) for code in codes
    }
    pairs = draw(
        st.lists(
            st.tuples(st.sampled_from(["S1", "S2", "S3", "S4"]), st.sampled_from(codes)),
            max_size=most,
            unique=True,
        )
    )
    found = []
    for school, code in pairs:
        to_buy = draw(st.integers(1, pieces))
        found.append(
            Need(
                school,
                code,
                to_buy,
                from_tyiyn(draw(st.sampled_from(prices[code]))),
                lots[code],
                priorities[code],
                draw(st.integers(1, 900)),
                to_buy + draw(st.integers(0, 4)),
            )
        )
    return found


money = st.integers(0, 400_000).map(from_tyiyn)


def bought(found: Plan) -> dict[tuple[str, str], int]:
    return {part.need.pair: part.pieces for step in found.steps for part in step.parts}


def points(wanted: list[Need], pieces: dict[tuple[str, str], int]) -> int:
    """What pieces close, counted anew."""
    return sum(need.worth * pieces.get(need.pair, 0) for need in wanted)


@SETTINGS
@given(needs(), money)
def test_a_plan_never_spends_more_than_there_is(wanted: list[Need], there: Decimal) -> None:
    found = plan(wanted, there)
    cost = sum((need.price * bought(found).get(need.pair, 0) for need in wanted), Decimal(0))
    assert found.spent == cost <= there
    assert found.left == there - cost


@SETTINGS
@given(needs(), money)
def test_a_plan_buys_no_more_than_is_missing_and_keeps_every_lot(
    wanted: list[Need], there: Decimal
) -> None:
    found = plan(wanted, there)
    missing = {need.pair: need.to_buy for need in wanted}
    assert all(0 < count <= missing[pair] for pair, count in bought(found).items())
    lots = {need.requirement: need.lot for need in wanted}
    assert all(step.pieces >= lots[step.requirement] for step in found.steps)
    assert not any(step.under_lot for step in found.steps)


@SETTINGS
@given(needs(), money)
def test_a_plan_is_never_worse_than_greedy_buying_nor_better_than_its_bound(
    wanted: list[Need], there: Decimal
) -> None:
    found = plan(wanted, there)
    assert found.greedy <= found.worth <= found.bound
    assert found.worth == points(wanted, bought(found))
    assert 0 <= found.gap <= 1


@SETTINGS
@given(needs(), money)
def test_the_same_needs_give_the_same_plan_in_whatever_order(
    wanted: list[Need], there: Decimal
) -> None:
    assert plan(wanted, there) == plan(list(reversed(wanted)), there)


@SETTINGS
@given(needs())
def test_no_money_buys_nothing(wanted: list[Need]) -> None:
    found = plan(wanted, som(0))
    assert (found.steps, found.worth, found.spent) == ((), 0, 0)


@SETTINGS
@given(needs(), money, money)
def test_more_money_closes_no_less_within_the_proven_gap(
    wanted: list[Need], one: Decimal, other: Decimal
) -> None:
    less, more = sorted((one, other))
    assert plan(wanted, more).bound >= plan(wanted, less).worth


def best_of_all(wanted: list[Need], there: Decimal) -> int:
    """The most that any plan closes, by trying every one."""
    best = 0
    lots = {need.requirement: need.lot for need in wanted}
    for counts in product(*(range(need.to_buy + 1) for need in wanted)):
        if sum(n * need.price for n, need in zip(counts, wanted, strict=True)) > there:
            continue
        held = dict.fromkeys(lots, 0)
        for n, need in zip(counts, wanted, strict=True):
            held[need.requirement] += n
        if all(n == 0 or n >= lots[code] for code, n in held.items()):
            worth = sum(n * need.worth for n, need in zip(counts, wanted, strict=True))
            best = max(best, worth)
    return best


@settings(max_examples=200, deadline=None)
@given(needs(most=5, pieces=3), money)
def test_of_tiny_cases_the_best_plan_of_all_is_found(wanted: list[Need], there: Decimal) -> None:
    found, best = plan(wanted, there), best_of_all(wanted, there)
    assert found.bound >= best
    assert best - found.worth <= best // 1_000_000


@SETTINGS
@given(needs(), money)
def test_a_search_that_is_stopped_at_once_still_keeps_its_promises(
    wanted: list[Need], there: Decimal
) -> None:
    stopped, whole = plan(wanted, there, Limits(nodes=0, seconds=0.001)), plan(wanted, there)
    assert stopped.spent <= there
    assert stopped.greedy <= stopped.worth <= stopped.bound
    assert stopped.bound >= whole.worth


def need(**changes: object) -> Need:
    values = {
        "school": "S1",
        "requirement": "A",
        "to_buy": 2,
        "price": som(100),
        "lot": 1,
        "priority": 1,
        "pupils": 100,
        "needed": 4,
    }
    return Need(**{**values, **changes})


def test_a_lot_is_bought_whole_over_all_schools() -> None:
    two = [need(lot=4), need(school="S2", lot=4)]
    assert plan(two, som(399)).steps == ()
    assert bought(plan(two, som(400))) == {("S1", "A"): 2, ("S2", "A"): 2}


def test_less_than_a_lot_missing_is_told_apart() -> None:
    found = plan([need(lot=3)], som(10_000))
    assert found.steps == ()
    assert found.too_few == (planning.TooFew("A", 2, 3),)


def test_the_search_beats_greedy_buying_where_greed_is_blind() -> None:
    """For 100 som one piece at 60 is best by the som, but two at 50 close more."""
    wanted = [
        need(requirement="A", price=som(60), to_buy=1, needed=1, pupils=70),
        need(requirement="B", price=som(50), to_buy=2, needed=2, pupils=110),
    ]
    found = plan(wanted, som(100))
    assert bought(found) == {("S1", "B"): 2}
    assert found.worth > found.greedy
    assert found.gap < Decimal("0.00001")


def test_steps_come_by_what_they_close_for_a_som_and_tell_their_facts() -> None:
    wanted = [
        need(priority=3),
        need(requirement="B", to_buy=1, needed=1, price=som("250.50")),
        need(requirement="B", school="S2", to_buy=3, needed=3, price=som("250.50"), pupils=30),
    ]
    steps = arranged(wanted, {("S1", "A"): 2, ("S1", "B"): 1, ("S2", "B"): 1})
    assert [step.requirement for step in steps] == ["B", "A"]
    first = steps[0]
    assert (first.pieces, first.missing, first.pupils) == (2, 4, 130)
    assert first.cost == som(501)
    assert first.worth == (400 + 40) * planning.POINT
    assert [part.need.school for part in first.parts] == ["S1", "S2"]


@pytest.mark.parametrize("priority", [1, 2, 3])
def test_weights_are_known_for_every_priority(priority: int) -> None:
    assert need(priority=priority).worth == planning.WEIGHTS[priority] * 25 * planning.POINT
