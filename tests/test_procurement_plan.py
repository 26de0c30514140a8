"""The annual plan: proposed from the budget, entered, published, changed, compared with it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.errors import NotPermitted, Refusal
from core.money import ZERO, som
from journal.audit import problems
from procurement import acts, plan_rules
from procurement.acts import PlanValues
from procurement.models import PlanFunding, PlanLine
from procurement.plan_rules import Purse
from procurement.reports import plan as reports
from procurement.reports.plan_money import planned_by_line, purses
from tests.world import AIMAK, DAY, YEAR, World, extinguishers

SUMS = st.decimals(min_value="0.01", max_value="99999.99", places=2)
PURSES = st.lists(
    st.builds(
        Purse,
        line=st.integers(1, 9),
        category=st.sampled_from(["food", "emergency"]),
        requirement=st.sampled_from([None, "FIR-01"]),
        code=st.sampled_from([None, "2215"]),
        source=st.sampled_from(["local_own", "republican"]),
        amount=SUMS,
    ),
    max_size=6,
    unique_by=lambda one: one.line,
)
PLANNED = st.dictionaries(st.integers(1, 9), SUMS, max_size=6)


@settings(max_examples=40)
@given(purses=PURSES, planned=PLANNED)
def test_what_is_proposed_plans_exactly_the_rest_of_the_budget(purses, planned):
    proposed = plan_rules.proposed(purses, planned)
    given_again = dict(planned)
    for one in proposed:
        assert one.amount == sum(part for _, part in one.parts) > 0
        for line, part in one.parts:
            given_again[line] = given_again.get(line, ZERO) + part
    assert plan_rules.proposed(purses, given_again) == ()
    over = {one.key for one in plan_rules.over_lines(purses, planned)}
    assert over == {one.key for one in plan_rules.over_lines(purses, given_again)}
    assert len({(one.category, one.requirement, one.code) for one in proposed}) == len(proposed)


@settings(max_examples=40)
@given(purses=PURSES, amount=SUMS)
def test_a_sum_falls_on_its_budget_lines_to_the_tyiyn(purses, amount):
    parts = plan_rules.parts(amount, purses)
    assert sum((part for _, part in parts), ZERO) == (amount if purses else ZERO)
    assert all(part > 0 for _, part in parts)
    whole = sum((purse.amount for purse in purses), ZERO)
    if purses and amount <= whole:
        assert plan_rules.over_sources(purses, {}) == ()


@settings(max_examples=40)
@given(purses=PURSES, planned=PLANNED)
def test_a_source_is_exceeded_only_where_one_of_its_lines_is(purses, planned):
    lines = {one.key for one in plan_rules.over_lines(purses, planned)}
    for one in plan_rules.over_sources(purses, planned):
        assert one.by > 0
        assert any(purse.source == one.key and purse.line in lines for purse in purses)


@given(quarter=st.integers(-1, 6), month=st.integers(-1, 14))
def test_a_month_lies_in_its_quarter(quarter, month):
    fits = 1 <= month <= 12 and 1 <= quarter <= 4 and (month - 1) // 3 + 1 == quarter
    assert plan_rules.when_is_wrong(quarter, month) is not fits
    assert not plan_rules.when_is_wrong(None, None)


def values(world: World, **changes: object) -> PlanValues:
    """A line for extinguishers out of the common fire money."""
    first = PlanValues(
        title="Өрт өчүргүчтөр",
        language="ky",
        amount=som(60_000),
        requirement="FIR-01",
        quarter=2,
        method="quotations",
        budget_lines=(world.lines["fire"],),
    )
    return replace(first, **changes)


def published(world: World, **changes: object) -> int:
    """A published line."""
    with world.act() as session:
        number = acts.add_plan_line(
            session, world.officer, AIMAK, YEAR, values(world, **changes)
        ).id
        acts.publish_plan(session, world.officer, AIMAK, YEAR, on=DAY)
        return number


def refused(world: World, act, *keys, who=None, **how) -> str:
    """The code of what an act refuses."""
    with pytest.raises(Refusal) as caught, world.act() as session:
        act(session, who or world.officer, *keys, **how)
    return caught.value.code


def test_the_plan_is_proposed_from_the_budget_once(world: World):
    with world.act() as session:
        assert acts.propose_plan(session, world.officer, AIMAK, YEAR, language="ky") == 3
        lines = session.scalars(select(PlanLine)).all()
        assert {(line.category, line.requirement, line.amount) for line in lines} == {
            ("emergency", None, som(100_000)),
            ("emergency", "FIR-01", som(50_000)),
            ("food", None, som(100_000)),
        }
        assert all(line.standing == "draft" and line.title for line in lines)
    assert (
        refused(world, acts.propose_plan, AIMAK, YEAR, language="ky")
        == "plan_line.nothing_to_propose"
    )
    with world.act() as session:
        assert reports.plan(session, AIMAK, YEAR).lines == ()
        assert acts.publish_plan(session, world.officer, AIMAK, YEAR, on=DAY) == 3
    with world.act() as session:
        assert reports.plan(session, AIMAK, YEAR).planned == som(250_000)
        given_by = {one.line: one.amount for one in purses(session, AIMAK, YEAR)}
        assert planned_by_line(session, AIMAK, YEAR) == given_by
        assert problems(session, (PlanLine, PlanFunding)) == []


def test_only_the_officer_of_the_place_keeps_its_plan(world: World):
    for who in (world.other_officer, world.approver, world.council):
        with pytest.raises(NotPermitted), world.act() as session:
            acts.add_plan_line(session, who, AIMAK, YEAR, values(world))
        with pytest.raises(NotPermitted), world.act() as session:
            acts.publish_plan(session, who, AIMAK, YEAR, on=DAY)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "plan_line.no_title"),
        ({"amount": ZERO}, "price.not_positive"),
        ({"requirement": None}, "plan_line.no_purpose"),
        ({"requirement": "FIR-99"}, "requirement.unknown"),
        ({"requirement": None, "category": "dragons"}, "category.unknown"),
        ({"month": 13}, "plan_line.when"),
        ({"month": 1, "quarter": 2}, "plan_line.when"),
        ({"method": "by_friends"}, "method.unknown"),
        ({"method": "direct"}, "method.not_in_force"),
        ({"budget_lines": (999_999,)}, "line.unknown"),
        ({"requirement": "FOD-05"}, "funding.other_purpose"),
    ],
)
def test_what_is_no_line_of_a_plan_is_refused(world: World, changes, code):
    told = values(world, **changes)
    assert refused(world, acts.add_plan_line, AIMAK, YEAR, told) == code


def test_a_published_line_changes_as_a_new_version_with_a_reason(world: World):
    number = published(world)
    dearer = values(world, amount=som(70_000), quarter=None, month=8)
    assert refused(world, acts.change_plan_line, number, dearer, seen=2) == "plan_line.needs_reason"
    assert refused(world, acts.change_plan_line, number, dearer, seen=1, reason="—") == (
        "record.changed_meanwhile"
    )
    with world.act() as session:
        acts.change_plan_line(session, world.officer, number, dearer, seen=2, reason="Баасы өстү.")
    with world.act() as session:
        (card,) = reports.plan(session, AIMAK, YEAR).lines
        assert (card.standing, card.amount, card.quarter) == ("changed", som(70_000), 3)
        (told,) = reports.versions(session, [card])
        assert (told.before, told.amount) == (som(60_000), som(70_000))
        assert (told.reason, told.role, told.place) == ("Баасы өстү.", "officer", AIMAK)
        assert problems(session, (PlanLine, PlanFunding)) == []


def test_the_same_sum_of_the_same_budget_lines_stays_divided_as_it_was(world: World):
    both = (world.lines["fire"], world.lines["fire of S-1001"])
    uneven = ((both[0], som(1)), (both[1], som(59_999)))
    with world.act() as session:
        told = values(world, budget_lines=(), parts=uneven)
        number = acts.add_plan_line(session, world.officer, AIMAK, YEAR, told).id
        renamed = values(world, title="Башкача", budget_lines=both)
        acts.change_plan_line(session, world.officer, number, renamed, seen=1)
        assert reports.line(session, number)[2].fundings == uneven
        dearer = values(world, amount=som(90_000), budget_lines=both)
        acts.change_plan_line(session, world.officer, number, dearer, seen=2)
        assert reports.line(session, number)[2].fundings == (
            (both[0], som(60_000)),
            (both[1], som(30_000)),
        )


def test_a_draft_is_thrown_away_and_a_published_line_withdrawn_in_sight(world: World):
    with world.act() as session:
        draft = acts.add_plan_line(session, world.officer, AIMAK, YEAR, values(world)).id
        acts.drop_plan_line(session, world.officer, draft, seen=1)
    number = published(world)
    with world.act() as session:
        assert session.scalars(select(PlanLine.id)).all() == [number]
        acts.drop_plan_line(session, world.officer, number, seen=2, reason="Керек эмес.")
    assert (
        refused(world, acts.change_plan_line, number, values(world), seen=3, reason="—")
        == "plan_line.withdrawn"
    )
    with world.act() as session:
        told = reports.plan(session, AIMAK, YEAR)
        assert [line.standing for line in told.lines] == ["withdrawn"]
        assert told.planned == ZERO
        assert planned_by_line(session, AIMAK, YEAR) == {}
        assert problems(session, (PlanLine, PlanFunding)) == []


def test_purchases_stand_under_their_line_and_outside_it_with_a_reason(world: World):
    outside_before = world.purchase()
    number = published(world)
    under = world.purchase(plan_line_id=number)
    with pytest.raises(Refusal, match=r"purchase\.outside_plan"):
        world.purchase()
    told = world.purchase(outside_plan="Өрттөн кийин шашылыш керек болду.")
    with world.act() as session:
        plan = reports.plan(session, AIMAK, YEAR)
        (line,) = plan.lines
        assert [one.id for one in line.bought] == [under]
        assert (line.sum_bought, line.left) == (som(32_000), som(28_000))
        assert [(one.id, one.why) for one in plan.outside] == [
            (outside_before, None),
            (told, "Өрттөн кийин шашылыш керек болду."),
        ]
    assert refused(world, acts.drop_plan_line, number, seen=2, reason="—") == (
        "plan_line.has_purchases"
    )
    later = replace(extinguishers(world.lines["fire"]), plan_line_id=number)
    assert refused(world, acts.draft, AIMAK, YEAR + 1, later) == "plan_line.unknown"


def test_a_table_changes_all_its_lines_or_none(world: World):
    number = published(world)
    rows = [(number, values(world, amount=som(1))), (None, values(world, title=""))]
    assert refused(world, acts.keep_plan_lines, AIMAK, YEAR, rows, reason="—") == (
        "plan_line.no_title"
    )
    rows[1] = (None, values(world, amount=som("0.03")))
    with world.act() as session:
        acts.keep_plan_lines(session, world.officer, AIMAK, YEAR, rows, reason="Оңдолду.")
    with world.act() as session:
        sums = session.scalars(select(PlanLine.amount).order_by(PlanLine.id)).all()
        assert sums == [som(1), som("0.03")]
        assert sum(session.scalars(select(PlanFunding.amount))) == som("1.03")
        assert problems(session, (PlanLine, PlanFunding)) == []


def test_a_law_that_ended_within_the_year_still_plans_it():
    from procurement.acts.plan_entry import _method

    _method("direct", 2022)
    _method("single_source", 2022)
    for code, year in (("direct", 2023), ("single_source", 2021)):
        with pytest.raises(Refusal):
            _method(code, year)
