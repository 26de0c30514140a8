"""What a version changes against another, and the life of a budget's year, without adding any."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from budgets import acts
from budgets.acts import LineValues
from budgets.models import DraftLine
from budgets.reports import versions, years
from core import clock
from core.money import som
from tests.world import AIMAK, OTHER_AIMAK, YEAR, World


def changed(world: World) -> None:
    """A transfer by order, then an amendment: a line more, a line less, a line left out."""
    with world.act() as session:
        moved = acts.ask_transfer(
            session,
            world.officer,
            world.lines["fire"],
            world.lines["fire of S-1001"],
            amount=som(5_000),
            reason="Өрт өчүргүч керек.",
        )
        acts.order_transfer(session, world.approver, moved.id, order="Б-7", on=date(2026, 3, 10))
    with world.act() as session:
        version = acts.open_draft(session, world.officer, AIMAK, YEAR)
        rows = {row.line_id: row for row in session.scalars(select(DraftLine))}
        acts.remove_line(session, world.officer, rows[world.lines["food"]].id)
        values = acts.values_of(rows[world.lines["fire"]])
        less = replace(values, amount=som(90_000))
        acts.change_line(session, world.officer, rows[world.lines["fire"]].id, less)
        new = LineValues("S-1002", "medical", None, "republican", False, None, som(40_000))
        acts.allocate(session, world.officer, version.id, new)
        acts.submit(session, world.officer, version.id, reason="Тамак башка булактан.")
        acts.approve(session, world.approver, version.id, resolution="№ 9", on=date(2026, 4, 2))


def test_a_version_is_told_by_what_is_new_changed_and_left_out(world: World) -> None:
    changed(world)
    with world.act() as session:
        first, last = versions.public(session, AIMAK, YEAR)
        assert versions.one_before((first, last), 2) == first
        told = versions.compare(session, first, last)
    found = {(one.line.category, one.line.beneficiary): one for one in told.changes}
    assert {key: one.kind for key, one in found.items()} == {
        ("food", AIMAK): "left_out",
        ("medical", "S-1002"): "new",
        ("emergency", AIMAK): "changed",
        ("emergency", "S-1001"): "changed",
    }
    fire = found["emergency", AIMAK]
    assert (fire.before, fire.moved, fire.after) == (som(100_000), som(-5_000), som(90_000))
    school = found["emergency", "S-1001"]
    assert (school.before, school.moved, school.after) == (som(50_000), som(5_000), som(55_000))
    assert [one.line.category for one in told.changes][:2] == ["food", "medical"]
    assert told.purses == (
        ("local_own", som(150_000), som(145_000)),
        ("republican", som(100_000), som(40_000)),
    )
    (moved,) = told.transfers
    assert (moved.version, moved.order, moved.amount) == (1, "Б-7", som(5_000))
    assert (moved.giving.beneficiary, moved.taking.beneficiary) == (AIMAK, "S-1001")


def test_of_the_first_version_all_is_new_and_against_itself_nothing(world: World) -> None:
    with world.act() as session:
        (only,) = versions.public(session, AIMAK, YEAR)
        assert versions.one_before((only,), 1) is None
        first = versions.compare(session, None, only)
        same = versions.compare(session, only, only)
    assert {one.kind for one in first.changes} == {"new"}
    assert (same.changes, same.same) == ((), 3)
    assert sum((amount for _, _, amount in first.purses), som(0)) == only.total


def test_neither_a_draft_nor_a_returned_version_is_public(world: World) -> None:
    with world.act() as session:
        version = acts.open_draft(session, world.officer, AIMAK, YEAR)
        assert len(versions.public(session, AIMAK, YEAR)) == 1
        acts.submit(session, world.officer, version.id, reason="Баа көтөрүлдү.")
        assert [one.status for one in versions.public(session, AIMAK, YEAR)] == [
            "approved",
            "submitted",
        ]
        acts.send_back(session, world.approver, version.id, reason="Эсеп туура эмес.")
        assert len(versions.public(session, AIMAK, YEAR)) == 1
        assert versions.public(session, OTHER_AIMAK, YEAR) == ()


@pytest.fixture
def told(world: World) -> years.Year:
    today = clock.today()
    with world.act() as session:
        version = acts.begin_as_last(session, world.officer, AIMAK, YEAR + 1)
        hearing = acts.put_to_hearing(
            session,
            world.officer,
            version.id,
            due_on=today,
            venue="Клуб",
            noticed_on=today - timedelta(days=10),
        )
        first, _second = (
            acts.ask_question(session, world.officer, hearing.id, text=text, asker="parent")
            for text in ("Өрт өчүргүч келеби?", "Дарылар качан?")
        )
        acts.answer_question(
            session, world.officer, first.id, text="Ооба, үчүнчү кварталда.", outcome="taken_up"
        )
        acts.record_hearing(
            session,
            world.officer,
            hearing.id,
            held_on=today,
            women=31,
            men=12,
            protocol="П-1",
            decided="Долбоор жактырылды.",
        )
        return years.year(session, AIMAK, YEAR + 1)


def test_the_year_is_told_day_by_day_with_its_hearing_and_questions(told: years.Year) -> None:
    assert [(event.kind, event.number) for event in years.events(told)] == [
        ("put_to_hearing", 1),
        ("hearing_held", 1),
    ]
    assert years.events(told)[1].heads == 43
    assert told.in_force is None
    assert told.put_to_hearing is not None
    (hearing,) = told.hearings
    today = clock.today()
    assert [one.waits(today + timedelta(days=5)) for one in hearing.questions] == [None, 5]
    assert hearing.questions[0].outcome == "taken_up"


def test_an_amended_year_says_so_and_lists_its_transfer(world: World) -> None:
    changed(world)
    with world.act() as session:
        told = years.year(session, AIMAK, YEAR)
    kinds = [event.kind for event in years.events(told)]
    assert kinds == ["approved", "transfer", "amended"]
    assert [one.number for one in told.amendments] == [2]
    assert told.in_force == told.versions[-1]


def test_a_year_nobody_entered_has_no_life(world: World) -> None:
    with world.act() as session:
        told = years.year(session, OTHER_AIMAK, YEAR)
    assert (years.events(told), told.in_force, told.put_to_hearing) == ((), None, None)
