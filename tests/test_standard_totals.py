"""Kept answers: each act keeps them up, the night counts anew, the audit finds what differs."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from core import clock
from journal import audit
from procurement import recounts as procurement_recounts
from register.rows import SchoolRow
from standard import recounts, totals
from standard.acts.assessments import record
from standard.acts.passports import fill
from standard.acts.registers import load_register
from standard.models import Coverage, CoverageTotal, Holding
from tests.world import AIMAK, COUNTRY, DAY, DISTRICT, OBLAST, OPERATOR, OTHER_AIMAK, World

PLACES = (AIMAK, DISTRICT, OBLAST, COUNTRY)


def kept(session: Session, school: str, code: str) -> Coverage:
    return session.get_one(Coverage, (school, code), populate_existing=True)


def total(session: Session, scope: str, code: str) -> CoverageTotal:
    return session.get_one(CoverageTotal, (scope, code), populate_existing=True)


def floors(session: Session, world: World, school: str, count: int) -> None:
    fill(session, world.officer, school, DAY.year, {"floor": str(count)})


def nothing_differs(session: Session) -> None:
    recounted = [*recounts.RECOUNTS, *procurement_recounts.RECOUNTS]
    assert audit.problems(session, audit.journaled(), recounted) == []


def test_eight_of_ten_delivered_are_eighty_per_cent_all_the_way_up(world: World) -> None:
    with world.act() as session:
        floors(session, world, "S-1001", 5)
    delivery = world.delivered(world.contract(), {"S-1001": 7})
    world.accepted(delivery)
    with world.act() as session:
        record(session, world.school, "S-1001", "FIR-02", on=DAY, value=Decimal(1))
        answer = kept(session, "S-1001", "FIR-01")
        assert (answer.state, answer.needed, answer.have) == ("partly", 10_000, 7_000)
        for scope in PLACES:
            sums = total(session, scope, "FIR-01")
            assert (sums.needed, sums.counted, sums.to_buy) == (10_000, 7_000, 3_000)
            assert (sums.partly, sums.unknown) == (1, 1 if scope == AIMAK else 2)
        assert total(session, OTHER_AIMAK, "FIR-01").unknown == 1
        nothing_differs(session)


def test_paid_is_not_accepted(world: World) -> None:
    with world.act() as session:
        floors(session, world, "S-1001", 5)
    contract = world.contract(advance_limit=Decimal(9600))
    world.paid(contract, "9600", kind="advance")
    with world.act() as session:
        assert kept(session, "S-1001", "FIR-01").state == "unknown"


def test_a_refused_part_covers_nothing(world: World) -> None:
    with world.act() as session:
        floors(session, world, "S-1001", 5)
    world.accepted(world.delivered(world.contract(), {"S-1001": 7}), refused=2)
    with world.act() as session:
        assert kept(session, "S-1001", "FIR-01").have == 5_000


def test_a_new_passport_changes_the_duty_and_its_sums(world: World) -> None:
    with world.act() as session:
        floors(session, world, "S-1001", 5)
        record(session, world.school, "S-1001", "FIR-01", on=DAY, value=Decimal(8))
        assert total(session, COUNTRY, "FIR-01").to_buy == 2_000
        floors(session, world, "S-1001", 4)
        assert kept(session, "S-1001", "FIR-01").state == "met"
        assert total(session, COUNTRY, "FIR-01").to_buy == 0
        floors(session, world, "S-1002", 1)
        nothing_differs(session)


def test_every_school_is_answered_from_the_first_edition_on(world: World) -> None:
    with world.act() as session:
        states = session.execute(select(Coverage.school, Coverage.state)).all()
        assert len(states) == 3 * 120
        assert {state for _, state in states} == {"unknown", "idle"}


def test_a_school_that_a_register_brings_is_counted_too(world: World) -> None:
    with world.act() as session:
        row = SchoolRow(code="S-1009", place=AIMAK, kind="primary", name_ky="№ 9", name_ru="№ 9")
        load_register(session, OPERATOR, COUNTRY, "schools", [row])
        assert kept(session, "S-1009", "FIR-01").state == "unknown"
        assert total(session, AIMAK, "FIR-01").unknown == 3


def test_the_whole_counted_anew_is_what_the_acts_kept(world: World) -> None:
    with world.act() as session:
        floors(session, world, "S-1001", 5)
        floors(session, world, "S-1002", 2)
    world.accepted(world.delivered(world.contract(), {"S-1001": 7, "S-1002": 3}))
    with world.act() as session:
        record(session, world.school, "S-1001", "PHY-09", on=DAY, value=Decimal(0))
        before = {tuple(row) for row in session.execute(select(*CoverageTotal.__table__.c))}
        assert totals.recount(session) == 360
        after = {tuple(row) for row in session.execute(select(*CoverageTotal.__table__.c))}
        assert {row for row in before if any(row[2:])} == {row for row in after if any(row[2:])}


def test_what_lapses_is_counted_when_its_day_has_come(world: World) -> None:
    tomorrow = clock.today() + timedelta(1)
    with world.act() as session:
        floors(session, world, "S-1001", 4)
        record(session, world.school, "S-1001", "FIR-01", on=DAY, value=Decimal(8), until=tomorrow)
        assert kept(session, "S-1001", "FIR-01").state == "met"
        assert totals.lapse(session, clock.today()) == 0
        assert totals.lapse(session, tomorrow) == 1
        answer = kept(session, "S-1001", "FIR-01")
        assert (answer.state, answer.why, answer.changes_on) == ("missing", "lapsed", None)
        assert total(session, DISTRICT, "FIR-01").missing == 1


def test_the_audit_names_a_kept_answer_that_was_changed_behind_its_back(world: World) -> None:
    with world.act() as session:
        floors(session, world, "S-1001", 5)
        record(session, world.school, "S-1001", "FIR-01", on=DAY, value=Decimal(8))
        session.execute(
            update(Coverage)
            .where(Coverage.school == "S-1001", Coverage.requirement == "FIR-01")
            .values(state="met", counted=10_000, to_buy=0)
        )
        found = {(one.table, one.key, one.column) for one in recounts.coverage(session)}
        assert ("coverage", "S-1001/FIR-01", "state") in found
        assert any(one.table == "coverage_totals" for one in recounts.sums(session))


@pytest.mark.parametrize("planted", ["until", "quantity"])
def test_the_audit_names_a_holding_that_was_changed(world: World, planted: str) -> None:
    value = date(2026, 4, 1) if planted == "until" else Decimal(99)
    with world.act() as session:
        floors(session, world, "S-1001", 5)
        record(session, world.school, "S-1001", "FIR-01", on=DAY, value=Decimal(8))
        session.execute(update(Holding).values({planted: value}))
        found = {(one.code, one.table, one.column) for one in audit.problems(session, [Holding])}
        assert found == {("row.differs", "holdings", planted)}


def more_schools(session: Session, count: int) -> None:
    names = [f"S-2{number:03d}" for number in range(count)]
    rows = [
        SchoolRow(code=name, place=OTHER_AIMAK, kind="primary", name_ky=name, name_ru=name)
        for name in names
    ]
    load_register(session, OPERATOR, COUNTRY, "schools", rows)


def test_an_act_asks_the_same_whatever_the_size_of_the_country(world: World) -> None:
    """The statements of one act, before and after two hundred more schools."""
    counts = []
    asked: list[object] = []
    noted = asked.append
    for size, code in ((0, "PSY-02"), (200, "MED-01")):
        with world.act() as session:
            more_schools(session, size)
        event.listen(world.writer, "before_cursor_execute", lambda *told: noted(told))
        with world.act() as session:
            record(session, world.school, "S-1001", code, on=DAY, value=Decimal(1))
        world.writer.dispatch.before_cursor_execute.clear()
        counts.append(len(asked))
        asked.clear()
    assert counts[0] == counts[1]


def test_a_purchase_planned_and_accepted_answers_what_is_derived(world: World) -> None:
    world.accepted(world.delivered(world.contract(), {"S-1001": 7}))
    with world.act() as session:
        assert kept(session, "S-1001", "MGT-04").state == "missing"  # outside the published plan
        assert kept(session, "S-1001", "MGT-06").state == "missing"  # no parent in the commission
        assert kept(session, "S-1003", "MGT-06").why == "nothing_happened"
        nothing_differs(session)


def test_a_closed_school_is_not_counted_again_by_what_is_written_of_it(world: World) -> None:
    with world.act() as session:
        closed = SchoolRow(
            code="S-1002", place=AIMAK, kind="secondary", valid_until=date(2026, 1, 10)
        )
        load_register(session, OPERATOR, COUNTRY, "schools", [closed])
        assert total(session, AIMAK, "FIR-01").unknown == 1
        floors(session, world, "S-1002", 5)
        assert total(session, AIMAK, "FIR-01").needed == 0
        assert session.get(Coverage, ("S-1002", "FIR-01")) is None
        floors(session, world, "S-1001", 5)
        nothing_differs(session)


def test_a_school_that_closed_since_the_night_is_kept_up_until_the_next(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = clock.today() + timedelta(1)
    with world.act() as session:
        closing = SchoolRow(code="S-1002", place=AIMAK, kind="secondary", valid_until=tomorrow)
        load_register(session, OPERATOR, COUNTRY, "schools", [closing])
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    with world.act() as session:
        floors(session, world, "S-1002", 5)
        assert total(session, AIMAK, "FIR-01").unknown == 2  # nothing counted, and nothing lost
        nothing_differs(session)
        totals.recount(session)
        assert total(session, AIMAK, "FIR-01").unknown == 1
