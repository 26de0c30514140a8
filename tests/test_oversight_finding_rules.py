"""Findings: the table of moves, how votes are counted, and what the country says of them."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from core.access import Act
from core.errors import Refusal
from oversight.findings import acts, moves, votes
from oversight.findings.models import Finding
from oversight.findings.values import EvidenceValues
from register import profile
from tests.finding_world import MEMBER, opened, violations
from tests.scans import paper
from tests.test_house_floors import ROOT
from tests.world import World

CHOICES = st.lists(st.sampled_from(votes.CHOICES), min_size=1, max_size=15)
ACTS = tuple(dict.fromkeys(move.act for move in moves.MOVES))


def test_every_state_is_reached_and_every_living_one_can_end() -> None:
    ways = {state: {m.end for m in moves.MOVES if m.start == state} for state in moves.STATES}
    assert {end for found in ways.values() for end in found} == set(moves.STATES)
    for state in moves.LIVE:
        assert "withdrawn" in ways[state]
    for state in moves.ENDS:
        assert ways[state] == set()
        assert all(moves.refusal(state, act) for act in ACTS)
    needs = {need for move in moves.MOVES for need in move.needs}
    assert needs == set(moves.NEEDS)
    [closing] = [move for move in moves.MOVES if move.end == "closed"]
    assert closing.needs == ("quorum", "evidence")


@given(CHOICES)
def test_a_result_is_what_more_than_half_reach_at_least(choices: list[str]) -> None:
    rank = {word: at for at, word in enumerate(votes.CHOICES)}
    told = votes.result(choices)
    reach = [sum(rank[one] <= at for one in choices) * 2 > len(choices) for at in range(3)]
    assert rank[told] == reach.index(True)
    assert votes.result(reversed(choices)) == told
    assert sum(int(count) for count in votes.tally(choices).values()) == len(choices)


@given(st.integers(0, 200), st.integers(0, 99))
def test_a_quorum_can_always_be_met_and_is_more_than_its_share(members: int, percent: int) -> None:
    needed = votes.needed(members, percent)
    assert 1 <= needed <= max(members, 1)
    assert needed == 1 or needed == members or needed * 100 > members * percent


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        (["complete"], "complete"),
        (["complete", "none"], "none"),
        (["complete", "partly"], "partly"),
        (["complete", "complete", "partly", "none"], "partly"),
        (["complete", "partly", "none"], "partly"),
    ],
)
def test_an_even_split_says_the_less(choices: list[str], told: str) -> None:
    assert votes.result(choices) == told


def test_a_finding_is_put_right_as_its_violations_are() -> None:
    assert votes.whole(["complete", "complete"]) == "complete"
    assert votes.whole(["none"]) == "none"
    assert votes.whole(["complete", "none"]) == "partly"


def test_every_legal_basis_is_a_row_of_the_page_of_law_and_is_neutral_in_words() -> None:
    law = (ROOT / "docs/law.md").read_text(encoding="utf-8")
    lists = profile.load().findings
    for one in lists.bases:
        row = f"| Legal basis `{one.code}` of a finding: {one.names.en} | {one.standing} |"
        assert f"{row} {one.source} |" in law, one.code
    assert len(re.findall(r"^\| Legal basis `", law, re.M)) == len(lists.bases)
    for named in (*lists.violations, *lists.bodies, *lists.bases):
        assert all((named.names.ky, named.names.ru, named.names.en))
        said = f"{named.names.ky} {named.names.ru}".lower()
        assert not re.search("бузуу|уурдоо|шектүү|коррупци|нарушени|хищени|подозрит", said)
    for term in ("answer_to_finding", "objection_to_finding"):
        assert {one.standing for one in profile.load().terms if one.code == term} == {"default"}


def _do(session: Session, world: World, act: Act, finding: int, choice: str) -> None:
    """One act as those who may do it would."""
    said = {"text": "Жазылды.", "language": "ky"}
    officer, file = world.officer, EvidenceValues(paper("c"))
    state = session.get_one(Finding, finding).state
    numbers = violations(session, finding)
    ballot = {None: choice} if state == "objected" else dict.fromkeys(numbers, choice)
    done = {number: acts.Done("Алынды.") for number in numbers}
    {
        Act.ANSWER_FINDING: lambda: acts.answer(session, officer, finding, **said),
        Act.DISCUSS_FINDING: lambda: acts.discuss(session, MEMBER, finding, asks=True, **said),
        Act.PROVE_FINDING: lambda: acts.prove(session, officer, finding, file),
        Act.REPORT_REMEDY: lambda: acts.report_remedy(
            session, officer, finding, done, language="ky"
        ),
        Act.OBJECT_TO_FINDING: lambda: acts.object_to(session, officer, finding, **said),
        Act.VOTE_ON_FINDING: lambda: acts.vote(session, MEMBER, finding, ballot),
        Act.DECIDE_FINDING: lambda: acts.decide(session, MEMBER, finding, members=1),
        Act.RETURN_REMEDY: lambda: acts.send_back(session, MEMBER, finding, **said),
        Act.WITHDRAW_FINDING: lambda: acts.withdraw(session, MEMBER, finding, **said),
    }[act]()


STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.sampled_from((*votes.CHOICES, *votes.ON_OBJECTION))),
    max_size=14,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_a_finding_lives_as_the_table_of_moves_says(
    world: World, sqlite_only: str, steps: list[tuple[Act, str]]
) -> None:
    """A refusal changes nothing; what is done leaves it where the table says it may."""
    with world.act() as session:
        number = session.query(Finding.id).limit(1).scalar()
    number = number or opened(world)
    with Session(world.writer) as session:
        for act, choice in steps:
            before = session.get_one(Finding, number).state
            refused = None
            try:
                with session.begin_nested():
                    _do(session, world, act, number, choice)
            except Refusal as refusal:
                refused = refusal.code
            after = session.get_one(Finding, number).state
            if not moves.may(before, act):
                assert refused == moves.refusal(before, act)
            assert after == before if refused else after in moves.ends(before, act)
        session.rollback()
