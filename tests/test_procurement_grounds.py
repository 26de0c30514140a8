"""Grounds for going without competition: which law names them, on which day, and how sure."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refusal
from procurement import acts, ground_rules
from procurement.models import Purchase
from procurement.reports import trail
from register import profile
from tests.world import AIMAK, YEAR, World, extinguishers

KG = profile.load("KG")
DAYS = st.dates(min_value=date(2010, 1, 1), max_value=date(2030, 12, 31))
METHODS = st.sampled_from(KG.methods)
CODES = st.sampled_from([None, ground_rules.OTHER, *{one.code for one in KG.grounds}])


@given(method=METHODS, on=DAYS)
def test_a_ground_fits_only_a_method_of_its_own_law_on_a_day_of_its_own(method, on):
    fitting = ground_rules.fitting(method, KG.grounds, on)
    assert not (fitting and method.competitive)
    codes = [one.code for one in fitting]
    assert len(codes) == len(set(codes))
    for one in fitting:
        assert one.law == method.law
        assert one.in_force(on)
        assert method.in_force(on)


@given(method=METHODS, code=CODES, text=st.sampled_from([None, " ", "Себеби бар."]), on=DAYS)
def test_a_purchase_without_competition_names_a_ground_of_that_day_or_tells_another(
    method, code, text, on
):
    wrong = ground_rules.wrong(method, code, text, KG.grounds, on)
    if method.competitive:
        assert wrong is None
    elif code is None:
        assert wrong == "ground.missing"
    elif code == ground_rules.OTHER:
        assert (wrong is None) is bool((text or "").strip())
    else:
        known = {one.code for one in ground_rules.fitting(method, KG.grounds, on)}
        assert (wrong is None) is (code in known)


def test_the_limit_of_additional_goods_changed_on_its_day():
    law = KG.law("procurement_2015")
    before, after = date(2019, 6, 28), date(2019, 6, 29)
    on = {day: {one.code for one in KG.grounds_on(day)} for day in (before, after)}
    assert {"additional_15", "additional_25"} <= on[before]
    assert "additional_5" not in on[before]
    assert "additional_5" in on[after]
    assert not {"additional_15", "additional_25"} & on[after]
    assert KG.ground("additional_15", law, after).valid_until == after
    assert KG.ground("dragons", law, after) is None


@pytest.mark.parametrize("ground", KG.grounds, ids=lambda one: f"{one.code}-{one.law.number}")
def test_only_quoted_grounds_are_sourced_and_none_of_the_2022_law(ground):
    assert ground.portal
    assert ground.source
    assert (ground.standing == "sourced") is (ground.article is not None)
    if ground.law.code == "procurement_2022":
        assert ground.standing == "default"
        assert "not found" in ground.source


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"method_ground": None}, "ground.missing"),
        ({"method_ground": "other"}, "ground.needs_text"),
        ({"method_ground": "additional_15"}, "ground.not_in_force"),
        ({"method_ground": "friendship"}, "ground.unknown"),
    ],
)
def test_a_purchase_with_no_lawful_ground_stays_a_draft(world: World, changes, code):
    with pytest.raises(Refusal) as caught:
        world.purchase(**changes)
    assert caught.value.code == code


def test_a_ground_is_told_and_a_competitive_purchase_has_none(world: World):
    named = world.purchase(method_ground="urgent_need")
    worded = world.purchase(method_ground="other", method_reason="Башка эч ким сатпайт.")
    with world.act() as session:
        told = {number: trail.trail(session, number).method_ground for number in (named, worded)}
        assert told == {named: "urgent_need", worded: "other"}
        values = extinguishers(world.lines["fire"])
        open_one = replace(values, method="unlimited", method_ground="urgent_need")
        number = acts.draft(session, world.officer, AIMAK, YEAR, open_one).id
        assert session.get(Purchase, number).method_ground is None
