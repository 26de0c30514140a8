"""Rounds and visits: announced, typed in parts, handed in whole; what was found, and the trend."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from core.access import Act, Role
from core.columns import FINEST
from core.errors import NotPermitted, Refusal
from journal.audit import journaled, problems
from journal.models import Entry, Scope
from oversight.reports import following
from oversight.visits import acts, rules
from oversight.visits.models import VisitDraft
from oversight.visits.reports import not_seen, rounds, trends, visits
from oversight.visits.rules import Told
from standard.acts.assessments import record
from standard.coverage import Found, Stock, answer
from standard.models import Assessment, Coverage
from standard.rules import Norm
from tests.visits_world import NOTE, TODAY, announced, described, visited
from tests.world import AIMAK, DAY, DISTRICT, OTHER_AIMAK, World, held
from tracker.recounts import RECOUNTS

FIRE = {"FIR-01": Told("differs", Decimal(3), NOTE, correct=True)}
POST = {"PSY-01": Told("as_said")}
BELOW = held(41, (Role.COUNCIL, AIMAK))
"""Another council: the round of the district is not its own."""


def sound(world: World) -> None:
    """The tables say what the journal says, and every kept sum is what is counted."""
    with world.act() as session:
        assert problems(session, journaled(), RECOUNTS) == []


def test_a_visit_is_typed_in_parts_and_handed_in_by_one_act(world: World) -> None:
    described(world)
    with world.act() as session:
        number = announced(session, world).id
        before = session.scalar(select(func.count()).select_from(Entry))
        typed = acts.draft(session, world.council, number, "S-1001", on=TODAY, visitors=["council"])
        acts.keep_part(session, world.council, typed.id, "physical", FIRE)
        acts.keep_part(session, world.council, typed.id, "psychological", POST)
        assert set(typed.answers) == {"FIR-01", "PSY-01"}  # a saved part stays
        assert session.scalar(select(func.count()).select_from(Entry)) == before
    with world.act() as session:
        visit = acts.hand_in(session, world.council, typed.id)
        assert session.get(VisitDraft, typed.id) is None
    with world.act() as session:
        card = visits.visit(session, visit.id)
        told = {one.requirement: one for one in card.answers}
        fire, post = told["FIR-01"], told["PSY-01"]
        assert (fire.said, fire.value, fire.needed, fire.state) == (4, 3, 4, "partly")
        assert (fire.became, post.became, post.state) == ("correction", None, "missing")
        said, own = session.scalars(
            select(Assessment).where(Assessment.requirement == "FIR-01").order_by(Assessment.id)
        )
        assert (said.checked, said.checked_note, own.value, own.role) == (
            "differs",
            NOTE,
            3,
            "council",
        )
        assert session.get(Coverage, ("S-1001", "FIR-01")).state == "partly"
        size = dict(session.execute(select(Scope.code, Scope.size)).tuples().all())
        assert size["S-1001"] == size[AIMAK] == size[DISTRICT]
        assert following.of_school(session, "S-1001")[0].act == Act.HAND_IN_VISIT
        with pytest.raises(Refusal, match=r"visit\.done"):
            acts.draft(session, world.council, number, "S-1001", on=TODAY, visitors=["council"])
    sound(world)


def test_what_is_newer_or_refused_is_not_put_right_and_stays_open(world: World) -> None:
    described(world)
    day = TODAY - timedelta(days=10)
    with world.act() as session:
        number = announced(session, world).id
        record(session, world.school, "S-1001", "FIR-01", on=TODAY, value=Decimal(5))
        visit = visited(session, world, number, {"physical": FIRE}, on=day).id
    with world.act() as session:
        (fire,) = visits.visit(session, visit).answers
        assert (fire.became, fire.said, fire.value) == ("finding", 5, 3)
        assert [one.kind for one in session.scalars(select(Assessment))].count("count") == 3
        assert session.get(Coverage, ("S-1001", "FIR-01")).state == "met"
    sound(world)


def test_what_cannot_be_is_refused_in_words(lasting_world: World) -> None:
    described(lasting_world)
    with lasting_world.act() as session:
        world, council = lasting_world, lasting_world.council
        refused = {
            "round.ends_before": {"last_on": DAY - timedelta(1)},
            "round.no_domain": {"domains": ()},
            "round.unknown_domain": {"domains": ("magic",)},
            "round.school_elsewhere": {"schools": ("S-9999",)},
            "text.holds_personal_data": {"about": "+996 555 12 34 56"},
        }
        for code, how in refused.items():
            with pytest.raises(Refusal) as told:
                announced(session, world, **how)
            assert told.value.code == code
        with pytest.raises(NotPermitted):
            announced(session, replace(world, council=BELOW))
        number = announced(session, world, schools=("S-1001",)).id
        typing = {"on": TODAY, "visitors": ("council",)}
        heads = (
            ("S-1002", {}, "round.school_elsewhere"),
            ("S-1001", {"on": DAY - timedelta(1)}, "visit.outside_round"),
            ("S-1001", {"on": TODAY + timedelta(1)}, "date.in_future"),
            ("S-1001", {"visitors": ("the mayor",)}, "visit.nobody"),
        )
        for school, how, code in heads:
            with pytest.raises(Refusal) as told:
                acts.draft(session, council, number, school, **{**typing, **how})
            assert told.value.code == code
        typed = acts.draft(session, council, number, "S-1001", **typing).id
        parts = (
            ("FIR-01", Told("perhaps"), "visit.choose"),
            ("FIR-02", Told("as_said"), "visit.nothing_said"),
            ("FIR-01", Told("differs", note=NOTE), "visit.no_figure"),
            ("FIR-01", Told("differs", Decimal(4), NOTE), "visit.same_figure"),
            ("FIR-01", Told("differs", Decimal(3)), "visit.say_what_differs"),
            ("FIR-01", Told("differs", Decimal("2.5"), NOTE), "assessment.not_whole"),
            ("FIR-01", Told("not_seen", note="aida@example.kg"), "text.holds_personal_data"),
            ("PSY-01", Told("not_seen"), "requirement.unknown"),
        )
        for code, answer_, refusal in parts:
            with pytest.raises(Refusal) as told:
                acts.keep_part(session, council, typed, "physical", {code: answer_})
            assert told.value.code == refusal
        for act in (acts.hand_in, acts.discard):
            with pytest.raises(NotPermitted):
                act(session, BELOW, typed)
        with pytest.raises(Refusal, match=r"visit\.nothing_looked_at"):
            acts.hand_in(session, council, typed)
        with pytest.raises(Refusal, match=r"round\.drafts_open"):
            acts.close(session, council, number)
        acts.discard(session, council, typed)
        acts.close(session, council, number)
        with pytest.raises(Refusal, match=r"round\.closed"):
            acts.close(session, council, number)
        session.rollback()


def test_this_round_is_held_beside_the_one_before_at_the_schools_of_both(world: World) -> None:
    described(world)
    described(world, "S-1002")
    met, bare = Told("as_said"), Told("differs", Decimal(0), NOTE)
    with world.act() as session:
        first = announced(session, world, last_on=DAY + timedelta(30)).id
        day = DAY + timedelta(3)
        visited(session, world, first, {"physical": {"FIR-01": bare}}, "S-1001", day)
        visited(session, world, first, {"physical": {"FIR-01": bare}}, "S-1002", day)
        second = announced(session, world, DAY + timedelta(40)).id
        visited(session, world, second, {"physical": {"FIR-01": met, "EMR-01": met}}, "S-1001")
        assert trends.trends(session, rounds.card(session, second)) == ()  # not closed yet
        acts.close(session, world.council, first)
    with world.act() as session:
        (physical,) = trends.trends(session, rounds.card(session, second))
        (fire,) = physical.rows  # EMR-01 was not looked at before
        assert (physical.domain, physical.before.id, physical.whole.schools) == (
            "physical",
            first,
            1,
        )
        assert (fire.before["missing"], fire.now["met"], fire.schools) == (1, 1, 1)
        assert (fire.is_few, fire.shares()) == (True, None)
        found = {one.requirement: one for one in rounds.found(session, first)}
        assert (found["FIR-01"].schools["missing"], found["FIR-01"].differ) == (2, 2)
        lines = {
            line.school: line for line in rounds.schools(session, rounds.card(session, second))
        }
        assert (lines["S-1001"].looked_at, lines["S-1002"].visit) == (2, None)


@given(st.tuples(*[st.integers(0, 40)] * 3), st.tuples(*[st.integers(0, 40)] * 3))
def test_shares_are_told_of_enough_schools_only(
    before: tuple[int, ...], now: tuple[int, ...]
) -> None:
    counts = (dict(zip(rules.JUDGED, part, strict=True)) for part in (before, now))
    told = trends.Trend("FIR-01", min(sum(before), sum(now)), *counts)
    shares = told.shares()
    assert (shares is None) == (min(sum(before), sum(now)) < rules.FEW)
    assert shares is None or all(0 <= share <= 1 for share in shares)


def test_what_was_bought_and_not_seen_is_told_by_line_until_it_is_seen(world: World) -> None:
    described(world)
    world.accepted(world.delivered(world.contract(), {"S-1001": 7}), refused=2)
    with world.act() as session:
        first = announced(session, world, last_on=DAY + timedelta(90)).id
        gone = {"physical": {"FIR-01": Told("not_seen"), "EMR-01": Told("not_seen")}}
        visit = visited(session, world, first, gone, on=DAY + timedelta(9))
    with world.act() as session:
        (one,) = not_seen(session, places=[AIMAK])
        assert (one.purchase, one.school, one.requirement, one.accepted) == (
            1,
            "S-1001",
            "FIR-01",
            5,
        )
        assert (one.visit, one.on) == (visit.id, DAY + timedelta(9))
        assert not_seen(session, purchases=[1]) == (one,)
        assert not_seen(session, purchases=[2]) == not_seen(session, places=[OTHER_AIMAK]) == ()
        later = announced(session, world).id
        visited(session, world, later, {"physical": {"FIR-01": Told("as_said")}})
        assert not_seen(session) == ()


NUMBERS = st.integers(0, 12).map(lambda number: Decimal(number).quantize(FINEST))


@given(NUMBERS, st.integers(1, 12), st.sampled_from([">=", "<=", "=="]), st.booleans())
def test_a_visit_finds_what_the_inventory_would_find(
    value: Decimal, needed: int, comparator: str, judged: bool
) -> None:
    kind = "threshold" if judged else "per_unit"
    norm = Norm(
        code="X-01",
        type=kind,
        basis="school",
        quantity=needed * 1000,
        per=1000,
        comparator=comparator,
        within=None,
        period=None,
        whole=True,
        derived=False,
        measure=None,
        lasts=None,
    )
    number = int(value * 1000)
    kept = answer(
        norm,
        {"school": 1000},
        DAY,
        stock=[Stock(number, DAY, None)],
        found=Found(number, DAY, None),
    )
    assert rules.state_of(norm, Decimal(needed), value) == kept.state
