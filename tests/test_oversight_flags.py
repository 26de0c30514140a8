"""Each flag by two tables, raised and innocent; what cannot be said; laws by example-making."""

import ast
import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.money import som
from oversight import rules
from oversight.flags import (
    FLAGS,
    YEAR_FLAGS,
    look,
    no_requirement,
    paid_before_acceptance,
    paid_over_contract,
    price_outlier,
    split_purchases,
)
from oversight.matter import Direct, Line, Measured
from procurement.reports.compass import Placed
from procurement.reports.prices import Comparable, compared
from tests.flag_tables import CODE, DAY, contract, matter
from tests.test_house_floors import ROOT
from tracker.phrases import flags as words

# S01 ------------------------------------------------------------------------------------------


def test_a_line_that_closes_no_requirement_is_flagged_and_blocks() -> None:
    lines = tuple(Line(place, CODE, som(1), place != 2) for place in (1, 2, 3))
    found = no_requirement.look(matter(lines=lines))
    assert (found.state, found.severity) == ("raised", "blocks")
    assert found.refused_by == "requirement.unknown"
    assert found.facts == {"lines": "3", "untied": ["2"]}


def test_lines_with_requirements_are_innocent_and_without_lines_nothing_is_said() -> None:
    assert no_requirement.look(matter()).state == "not_raised"
    assert no_requirement.look(matter(lines=())).why == "no_lines"


# S03, R068 ------------------------------------------------------------------------------------

BEFORE = [  # moves, acceptances, advance allowed → ahead, still ahead, severity
    (((5, 300),), (), 300, "300.00", "300.00", "asks"),
    (((5, 300),), (), 0, "300.00", "300.00", "blocks"),
    (((5, 300),), ((6, 300),), 0, "300.00", "0.00", "asks"),
    (((5, 300), (7, 100)), ((6, 300), (9, 400)), 0, "300.00", "0.00", "asks"),
    (((5, 300), (6, -300)), (), 300, "300.00", "0.00", "asks"),
    (((9, 500),), ((5, 200),), 300, "300.00", "300.00", "asks"),
]


@pytest.mark.parametrize(("moves", "came", "advance", "ahead", "still", "severity"), BEFORE)
def test_money_before_an_acceptance_act_is_flagged(
    moves, came, advance, ahead, still, severity
) -> None:
    found = paid_before_acceptance.look(matter(contracts=(contract(moves, came, advance=advance),)))
    assert (found.state, found.severity) == ("raised", severity)
    assert (found.facts["ahead"], found.facts["still_ahead"]) == (ahead, still)


@pytest.mark.parametrize(
    ("moves", "came"),
    [
        (((5, 300),), ((5, 300),)),
        (((6, 300),), ((5, 500),)),
        (((6, 300), (8, 200), (9, -100)), ((5, 400), (7, 100))),
    ],
)
def test_money_after_an_acceptance_act_is_innocent(moves, came) -> None:
    assert paid_before_acceptance.look(matter(contracts=(contract(moves, came),))).state == (
        "not_raised"
    )


def test_before_any_payment_nothing_is_said_of_payments() -> None:
    for flag in (paid_before_acceptance, paid_over_contract):
        assert flag.look(matter()).why == "nothing_paid"
        assert flag.look(matter(contracts=(contract((), ((5, 10),)),))).why == "nothing_paid"


@pytest.mark.parametrize(
    ("moves", "over"),
    [(((5, 1001),), "1.00"), (((5, 900), (6, 200)), "100.00"), (((5, 1200), (6, -100)), "100.00")],
)
def test_more_than_the_contract_is_flagged_and_blocks(moves, over) -> None:
    found = paid_over_contract.look(matter(contracts=(contract(()), contract(moves))))
    assert (found.state, found.severity, found.facts["over"]) == ("raised", "blocks", over)
    assert found.refused_by == "payment.over_contract"


@pytest.mark.parametrize("moves", [((5, 1000),), ((5, 1100), (6, -100)), ((5, 1),)])
def test_up_to_the_contract_is_innocent(moves) -> None:
    assert paid_over_contract.look(matter(contracts=(contract(moves),))).state == "not_raised"


# R011 -----------------------------------------------------------------------------------------


def direct(number: int, days_before: int, amount: int, name: str = "3511") -> Direct:
    """An earlier direct purchase, all of one class."""
    on = DAY - timedelta(days=days_before)
    return Direct(number, on, som(amount), {name: som(amount)}, on.year)


SPLIT = {
    "two within 90 days": [(1, 89, 700_000)],
    "on the same day": [(1, 0, 600_001)],
    "three within the year": [(1, 150, 300_000), (2, 100, 301_000)],
}
INNOCENT = {
    "alone": [],
    "just the limit": [(1, 10, 600_000)],
    "another class": [(1, 10, 900_000, "1581")],
    "last year and long ago": [(1, 200, 900_000)],
    "above the limit by itself": [(1, 10, 1_000_001)],
}


@pytest.mark.parametrize("case", SPLIT)
def test_direct_purchases_that_together_exceed_the_limit_are_flagged(case: str) -> None:
    earlier = tuple(direct(*one) for one in SPLIT[case])
    found = split_purchases.look(matter(earlier=earlier))
    assert (found.state, found.severity) == ("raised", "asks")
    assert found.facts["purchases"] == [str(one.id) for one in earlier]
    assert found.facts["threshold_standing"] == "default"


@pytest.mark.parametrize("case", INNOCENT)
def test_what_does_not_add_up_above_the_limit_is_innocent(case: str) -> None:
    earlier = tuple(direct(*one) for one in INNOCENT[case])
    assert split_purchases.look(matter(earlier=earlier)).state == "not_raised"


def test_a_window_reaches_over_the_end_of_the_year() -> None:
    january = date(2026, 1, 10)
    december = Direct(1, date(2025, 12, 20), som(700_000), {"3511": som(700_000)}, 2025)
    found = split_purchases.look(matter(on=january, earlier=(december,)))
    assert found.state == "raised"
    assert (found.facts["sum_90_days"], found.facts["sum_year"]) == ("1100000.00", "400000.00")


def test_splitting_is_not_judged_without_its_facts() -> None:
    earlier = (direct(1, 5, 900_000),)
    for changes, why in (
        ({"competitive": True}, "no_threshold"),
        ({"limit": None}, "no_threshold"),
        ({"lines": (Line(1, None, som(400_000), True),)}, "no_item_code"),
    ):
        assert split_purchases.look(matter(earlier=earlier, **changes)).why == why
    assert split_purchases.look(matter(earlier=earlier, by_money=False)).state == "not_raised"
    assert split_purchases.look(matter(earlier=earlier, amount=som(2_000_000))).state == (
        "not_raised"
    )


PURCHASES = st.lists(
    st.tuples(st.integers(0, 400), st.integers(1, 1_200_000), st.sampled_from(["3511", "1581"])),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(PURCHASES, st.integers(0, 400), st.integers(1, 5_000_000), st.integers(1, 1_000_000))
def test_an_unrelated_purchase_never_raises_a_split_and_a_related_never_lowers_it(
    bought, days, other, same
) -> None:
    earlier = tuple(direct(number, *one) for number, one in enumerate(bought, start=10))
    before = split_purchases.look(matter(earlier=earlier)).state
    unrelated = direct(99, days, other, "9213")
    assert split_purchases.look(matter(earlier=(*earlier, unrelated))).state == before
    related = direct(98, days, same)
    after = split_purchases.look(matter(earlier=(*earlier, related))).state
    assert not (before == "raised" and after != "raised")


# R017 -----------------------------------------------------------------------------------------


def measured(price: str, others: Iterable[str]) -> Line:
    """A line at a price beside others of the same thing."""
    found = [Comparable("FIR-01", "p", CODE, "piece", som(other)) for other in others]
    placed = Placed(CODE, "piece", som(price), len(found), "region", compared(found))
    return Line(1, CODE, som(price), True, Measured(placed, agreed=False))


OTHERS = ["90", "100", "110", "120", "130"]  # quartiles 100 and 120, fences 70 and 150


@pytest.mark.parametrize(
    ("price", "state"),
    [
        ("150.01", "raised"),
        ("900", "raised"),
        ("69.99", "raised"),
        ("150", "not_raised"),
        ("110", "not_raised"),
        ("70", "not_raised"),
    ],
)
def test_a_price_is_flagged_outside_the_fences_and_not_on_them(price: str, state: str) -> None:
    found = price_outlier.look(matter(lines=(measured(price, OTHERS),)))
    assert found.state == state
    if state == "raised":
        assert found.severity == "asks"
        assert (found.facts["low_fence"], found.facts["high_fence"]) == ("70.00", "150.00")
        assert (found.facts["median"], found.facts["compared_prices"]) == ("110.00", "5")


def test_four_prices_are_too_few_to_compare() -> None:
    found = price_outlier.look(matter(lines=(measured("900", OTHERS[:4]),)))
    assert (found.state, found.why) == ("cannot_say", "too_few")
    assert found.facts == {"have": "4", "need": "5"}
    assert price_outlier.look(matter()).why == "no_item_code"
    bare = Line(1, CODE, som(1), True, vague=True)
    assert price_outlier.look(matter(lines=(bare,))).why == "vague_unit"


def test_of_several_lines_the_one_furthest_out_is_told_and_all_are_named() -> None:
    lines = []
    for position, price in enumerate(("160", "900", "110"), start=1):
        line = measured(price, OTHERS)
        lines.append(Line(position, CODE, line.amount, True, line.measured))
    found = price_outlier.look(matter(lines=tuple(lines)))
    assert (found.facts["line"], found.facts["outside"]) == ("2", ["1", "2"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.decimals("0.01", "1e6", places=2), min_size=5, max_size=20))
def test_the_median_price_is_never_flagged(prices: list[Decimal]) -> None:
    texts = [str(price) for price in prices]
    spread = measured("1", texts).measured.placed.spread
    found = price_outlier.look(matter(lines=(measured(str(spread.median), texts),)))
    assert found.state == "not_raised"


RULES = (*FLAGS, *YEAR_FLAGS)

# All ------------------------------------------------------------------------------------------


def test_every_flag_answers_in_order_with_its_version() -> None:
    results = look(matter())
    assert [one.flag for one in results] == [flag.CODE for flag in FLAGS]
    assert len({rule.CODE for rule in RULES}) == len(RULES)
    assert all(re.fullmatch(r"\d+\.\d+", one.version) for one in results)
    assert rules.unanswered(results, ()) == rules.blocking(results) == ()
    raised = look(matter(earlier=(direct(1, 1, 900_000),)))
    assert [one.flag for one in rules.unanswered(raised, ())] == ["R011"]
    assert rules.unanswered(raised, {"R011"}) == ()


def test_the_words_of_a_flag_are_those_of_its_headings() -> None:
    """The page in three languages is made from what the rule's own file says."""
    law = (ROOT / "docs/law.md").read_text(encoding="utf-8")
    for flag in RULES:
        text = " ".join((flag.__doc__ or "").split())
        parts = re.split(r" (?:Why it matters|Innocent when|Source): ", text)
        title, rule = parts[0].split(": ", 1)
        said = words.FLAGS[flag.CODE]
        told = (said.title, said.rule, said.why, said.innocent, said.source)
        written = (title, rule, *parts[1:])
        assert [str(one) for one in told] == [one[0].upper() + one[1:] for one in written]
        assert flag.CODE in law
        assert flag.STANDING in words.STANDINGS


def test_every_reason_fact_and_refusal_of_a_flag_has_its_words() -> None:
    shown = {"threshold_standing", "threshold_source", "requirement", "have", "need"}
    for flag in RULES:
        path = ROOT / (flag.__name__.replace(".", "/") + ".py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", "")
            if name == "cannot_say":
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        assert part.value in words.REASONS, part.value
            if name in ("raised", "noted", "not_raised"):
                for word in node.keywords:
                    if word.arg == "refused_by":
                        codes = [
                            n.value for n in ast.walk(word.value) if isinstance(n, ast.Constant)
                        ]
                        assert {code for code in codes if code} <= set(words.REFUSED)
                    elif word.arg:
                        assert word.arg in words.FACTS or word.arg in shown, word.arg
