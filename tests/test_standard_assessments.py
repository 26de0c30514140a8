"""Stock-taking: counts, events and measurements, what lapses, and the council's check."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock
from core.access import NOBODY, Actor, Grant, Role
from core.errors import NotPermitted, Refusal
from journal import audit
from procurement.reports.evidence import papers
from standard import totals
from standard.acts import assessments as acts
from standard.acts import passports
from standard.answers import answers
from standard.coverage import Found, Stock, answer
from standard.models import Assessment, Coverage, Holding
from standard.norms import norms
from standard.passport import bases
from standard.reports import assessments as reports
from standard.reports import evidence
from tests.world import AIMAK, DAY, DISTRICT, OTHER_AIMAK, YEAR, World
from tracker.recounts import RECOUNTS

SCHOOL = "S-1001"
LATER = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def floors(world: World) -> None:
    """The school has two floors: four extinguishers are needed; and forty of staff."""
    with world.act() as session:
        passports.fill(session, world.school, SCHOOL, YEAR, {"floor": "2", "staff": "40"})


def record(world: World, code: str, value: str, on: date = DAY, **how: object) -> int:
    """Something found by the school."""
    actor = how.pop("actor", world.school)
    with world.act() as session:
        return acts.record(session, actor, SCHOOL, code, on=on, value=Decimal(value), **how).id


def state(world: World, code: str) -> tuple[str, int | None, int | None]:
    """The kept answer: state, needed and have in pieces."""
    with Session(world.writer) as session:
        row = session.get(Coverage, (SCHOOL, code))
        parts = (None if value is None else value // 1000 for value in (row.needed, row.have))
        return (row.state, *parts)


def answered(world: World, code: str, on: date) -> str:
    """The state on another day, from all that is known today."""
    with Session(world.writer) as session:
        return next(answers(session, [SCHOOL], [code], on, norms(session)))["state"]


def refused(world: World, code: str, value: str, **how: object) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as found:
        record(world, code, value, **how)
    return found.value.code, found.value.field


def problems(world: World) -> list[object]:
    with Session(world.writer) as session:
        return audit.problems(session, audit.journaled(), RECOUNTS)


def test_a_count_takes_the_place_of_what_was_there(world: World) -> None:
    record(world, "FIR-01", "3")
    assert state(world, "FIR-01") == ("partly", 4, 3)
    record(world, "FIR-01", "4", on=LATER)
    assert state(world, "FIR-01") == ("met", 4, 4)
    with Session(world.writer) as session:
        first, second = session.scalars(select(Holding).order_by(Holding.id))
    assert (first.since, first.until) == (DAY, LATER)
    assert (second.since, second.quantity) == (LATER, 4)
    assert problems(world) == []


def test_two_counts_of_one_day_leave_the_second(world: World) -> None:
    record(world, "FIR-01", "3")
    record(world, "FIR-01", "2")
    assert state(world, "FIR-01") == ("partly", 4, 2)


def test_what_is_accepted_after_a_count_is_added_to_it(world: World) -> None:
    record(world, "FIR-01", "1", on=DAY - timedelta(days=1))
    world.accepted(world.delivered(world.contract(), {SCHOOL: 2}))
    assert state(world, "FIR-01") == ("partly", 4, 3)
    assert problems(world) == []


def test_a_count_ends_what_was_accepted_before_it(world: World) -> None:
    world.accepted(world.delivered(world.contract(), {SCHOOL: 7}))
    record(world, "FIR-01", "2", on=LATER)
    assert state(world, "FIR-01") == ("partly", 4, 2)
    assert problems(world) == []


def test_an_acceptance_of_an_earlier_day_entered_late_is_not_counted_twice(world: World) -> None:
    delivery = world.delivered(world.contract(), {SCHOOL: 3})
    record(world, "FIR-01", "3", on=LATER)
    world.accepted(delivery)
    assert state(world, "FIR-01") == ("partly", 4, 3)
    with Session(world.writer) as session:
        paper = session.scalars(select(Holding).where(Holding.since == DAY)).one()
    assert paper.until == LATER
    assert problems(world) == []


def test_a_count_older_than_the_last_one_is_refused(world: World) -> None:
    record(world, "FIR-01", "3", on=LATER)
    assert refused(world, "FIR-01", "4") == ("assessment.before_last", "on")


def test_events_add_up_within_their_window(world: World) -> None:
    record(world, "FIR-11", "1", on=date(2026, 1, 10))
    assert state(world, "FIR-11") == ("partly", 2, 1)
    record(world, "FIR-11", "1", on=LATER)
    assert state(world, "FIR-11") == ("met", 2, 2)
    assert answered(world, "FIR-11", date(2027, 1, 9)) == "met"
    assert answered(world, "FIR-11", date(2027, 1, 10)) == "partly"
    assert answered(world, "FIR-11", date(2027, 3, 20)) == "missing"


def test_the_night_counts_what_has_lapsed(world: World) -> None:
    record(world, "FIR-11", "2")
    with world.act() as session:
        assert totals.lapse(session, date(2027, 3, 1)) == 0
    with world.act() as session:
        assert totals.lapse(session, date(2027, 3, 2)) > 0
    assert state(world, "FIR-11") == ("missing", 2, 0)


def test_met_in_2024_lapses_in_2026(world: World) -> None:
    with Session(world.writer) as session:
        kits = norms(session)["MED-04"]
    counts = bases({"floor": "2"})
    stock = [Stock(2_000, date(2024, 9, 1), date(2026, 9, 1))]
    assert answer(kits, counts, date(2024, 9, 1), stock=stock).state == "met"
    last = answer(kits, counts, date(2026, 8, 31), stock=stock)
    assert (last.state, last.changes_on) == ("met", date(2026, 9, 1))
    gone = answer(kits, counts, date(2026, 9, 1), stock=stock)
    assert (gone.state, gone.why, gone.to_buy) == ("missing", "lapsed", 2_000)


def test_a_count_lasts_as_long_as_the_requirement_says_unless_told(world: World) -> None:
    record(world, "MED-04", "2", on=date(2024, 9, 1))
    record(world, "EMR-04", "2", on=date(2024, 9, 1), until=date(2025, 1, 1))
    with Session(world.writer) as session:
        ends = dict(session.execute(select(Holding.requirement, Holding.until)).all())
    assert ends == {"MED-04": date(2026, 9, 1), "EMR-04": date(2025, 1, 1)}
    assert answered(world, "MED-04", date(2026, 8, 31)) == "met"
    assert answered(world, "MED-04", date(2026, 9, 1)) == "missing"


def test_a_measurement_is_relied_on_until_it_lapses(world: World) -> None:
    with Session(world.writer) as session:
        light = norms(session)["PHY-14"]
    counts = bases({"classroom": "10"})
    found = Found(350_000, date(2024, 10, 1), date(2025, 10, 1))
    assert answer(light, counts, date(2025, 9, 30), found=found).state == "met"
    lapsed = answer(light, counts, date(2026, 1, 1), found=found)
    assert (lapsed.state, lapsed.why) == ("unknown", "lapsed")
    dark = Found(299_999, date(2026, 1, 1), None)
    assert answer(light, counts, date(2026, 1, 2), found=dark).state == "missing"


def test_a_yes_is_met_and_a_later_no_is_not(world: World) -> None:
    record(world, "EMR-01", "1")
    assert state(world, "EMR-01")[0] == "met"
    record(world, "EMR-01", "0", on=LATER)
    assert state(world, "EMR-01")[0] == "missing"
    record(world, "EMR-01", "1", on=DAY + timedelta(days=1))  # entered late: not the last word
    assert state(world, "EMR-01")[0] == "missing"


def test_what_cannot_be_is_refused_at_its_field(world: World) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    assert refused(world, "FIR-01", "1", on=tomorrow) == ("date.in_future", "on")
    assert refused(world, "FIR-01", "1.5") == ("assessment.not_whole", "value")
    assert refused(world, "FIR-01", "1.0005") == ("quantity.too_fine", "value")
    assert refused(world, "FIR-01", "-1") == ("quantity.negative", "value")
    assert refused(world, "EMR-01", "2") == ("assessment.yes_or_no", "value")
    assert refused(world, "FIR-12", "41") == ("assessment.over_basis", "value")
    assert refused(world, "FOD-05", "1") == ("assessment.derived", "requirement")
    assert refused(world, "NO-99", "1") == ("requirement.unknown", "requirement")
    assert refused(world, "FIR-01", "1", until=DAY) == ("assessment.until_before", "until")
    assert refused(world, "FIR-01", "1", note="ө" * 1001) == ("assessment.long_note", "note")
    seven = [{"sha256": "0" * 64, "kind": "jpg", "size": "1"}] * 7
    assert refused(world, "FIR-01", "1", files=seven) == ("assessment.many_files", "files")
    with Session(world.writer) as session:
        assert session.scalars(select(Assessment)).all() == []
    assert problems(world) == []


def test_the_longest_note_with_most_files_and_a_check_fits_its_leaf(world: World) -> None:
    six = [{"sha256": f"{n:064}", "kind": "jpg", "size": "10485760"} for n in range(6)]
    number = record(world, "FIR-01", "1", note="ө" * 1000, files=six)
    with world.act() as session:
        acts.check(session, world.council, number, agrees=False, on=LATER, note="ң" * 1000)
    assert problems(world) == []


def test_many_counts_are_entered_together_or_not_at_all(world: World) -> None:
    values = {"FIR-01": Decimal(4), "MED-04": Decimal(1)}
    with world.act() as session:
        acts.record_many(session, world.school, SCHOOL, values, on=DAY, note="Эсептелди.")
    assert state(world, "FIR-01") == ("met", 4, 4)
    assert state(world, "MED-04") == ("partly", 2, 1)
    assert state(world, "EMR-04")[0] == "unknown"  # not counted is not zero
    wrong = {"FIR-01": Decimal(3), "MED-04": Decimal("0.5")}
    with pytest.raises(Refusal) as refusal, world.act() as session:
        acts.record_many(session, world.school, SCHOOL, wrong, on=LATER)
    assert (refusal.value.code, refusal.value.field) == ("assessment.not_whole", "MED-04")
    assert state(world, "FIR-01") == ("met", 4, 4)
    assert problems(world) == []


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "assessment.nothing_counted"),
        ({"FIR-11": Decimal(1)}, "assessment.no_count"),
        ({"FOD-05": Decimal(1)}, "assessment.no_count"),
        ({"NO-99": Decimal(1)}, "requirement.unknown"),
    ],
)
def test_only_what_is_counted_can_be_counted(
    world: World, sqlite_only: str, values: dict[str, Decimal], code: str
) -> None:
    with pytest.raises(Refusal, match=code), world.act() as session:
        acts.record_many(session, world.school, SCHOOL, values, on=DAY)


def test_only_those_of_the_school_and_its_places_may_enter(world: World) -> None:
    other = Actor(21, (Grant(Role.SCHOOL, "S-1002"),))
    for stranger in (NOBODY, other, world.other_officer, world.approver):
        with pytest.raises(NotPermitted):
            record(world, "FIR-01", "1", actor=stranger)
        with pytest.raises(NotPermitted), world.act() as session:
            acts.record_many(session, stranger, SCHOOL, {"FIR-01": Decimal(1)}, on=DAY)
    for actor, role in ((world.officer, "officer"), (world.council, "council")):
        number = record(world, "FIR-01", "1", actor=actor)
        with Session(world.writer) as session:
            assert session.get(Assessment, number).role == role


def check(world: World, number: int, *, agrees: bool, **how: object) -> None:
    actor = how.pop("actor", world.council)
    how.setdefault("on", LATER)
    with world.act() as session:
        acts.check(session, actor, number, agrees=agrees, **how)


def test_a_council_agrees(world: World) -> None:
    number = record(world, "FIR-01", "3")
    check(world, number, agrees=True)
    with Session(world.writer) as session:
        found = session.get(Assessment, number)
        assert (found.checked, found.checked_on) == ("agrees", LATER)
    assert state(world, "FIR-01") == ("partly", 4, 3)
    assert problems(world) == []


def test_what_a_council_counted_itself_takes_the_place_of_what_was_said(world: World) -> None:
    number = record(world, "FIR-01", "4")
    check(world, number, agrees=False, note="Бирөө бош.", value=Decimal(3))
    assert state(world, "FIR-01") == ("partly", 4, 3)
    with Session(world.writer) as session:
        said, found = session.scalars(select(Assessment).order_by(Assessment.id))
    assert (said.value, said.checked, said.checked_note) == (4, "differs", "Бирөө бош.")
    assert (found.value, found.role, found.on) == (3, "council", LATER)
    assert problems(world) == []


def test_an_event_a_council_found_otherwise_counts_no_more(world: World) -> None:
    number = record(world, "FIR-11", "2")
    check(world, number, agrees=False, note="Бир гана жолу болгон.", value=Decimal(1))
    assert state(world, "FIR-11") == ("partly", 2, 1)
    with Session(world.writer) as session:
        found = session.scalars(select(Assessment).order_by(Assessment.id.desc())).first()
    assert (found.on, found.role) == (DAY, "council")
    assert problems(world) == []


def test_a_check_that_cannot_be_is_refused(world: World) -> None:
    number = record(world, "FIR-01", "4", on=LATER)
    own = record(world, "EMR-01", "1", actor=world.council)
    both = Actor(15, (Grant(Role.COUNCIL, DISTRICT),))  # the school's person in a council
    cases = [
        (number, {"agrees": False}, "assessment.needs_note"),
        (number, {"agrees": False, "note": "  "}, "assessment.needs_note"),
        (number, {"agrees": True, "on": DAY}, "assessment.check_before"),
        (number, {"agrees": True, "value": Decimal(4)}, "assessment.agreed_and_counted"),
        (number, {"agrees": True, "on": clock.today() + timedelta(days=2)}, "date.in_future"),
        (number, {"agrees": False, "note": "-", "value": Decimal("0.5")}, "assessment.not_whole"),
        (number, {"agrees": True, "actor": both}, "assessment.own_check"),
        (own, {"agrees": True}, "assessment.own_check"),
        (999, {"agrees": True}, "record.unknown"),
    ]
    for key, how, code in cases:
        with pytest.raises(Refusal, match=code):
            check(world, key, **how)
    for stranger in (world.officer, world.school, NOBODY):
        with pytest.raises(NotPermitted):
            check(world, number, agrees=True, actor=stranger)
    check(world, number, agrees=True)
    with pytest.raises(Refusal, match=r"assessment\.checked_before"):
        check(world, number, agrees=True)
    assert state(world, "FIR-01") == ("met", 4, 4)


def test_a_council_checks_the_last_word_and_every_event(world: World) -> None:
    record(world, "FIR-01", "3")
    last = record(world, "FIR-01", "4", on=LATER)
    drills = [record(world, "FIR-11", "1", on=day) for day in (DAY, LATER)]
    record(world, "EMR-01", "1", actor=world.council)
    with Session(world.writer) as session:
        today = date(2026, 4, 1)
        there = reports.waiting(session, [DISTRICT], today)
        assert {one.id for one in there} == {last, *drills}
        assert reports.waiting(session, ["S-1002"], today) == []
        much_later = reports.waiting(session, [SCHOOL], date(2030, 1, 1))
        assert {one.id for one in much_later} == {last, drills[1]}


def test_a_school_sees_what_it_has_and_what_lapses_soon(world: World) -> None:
    world.accepted(world.delivered(world.contract(), {SCHOOL: 2}))
    record(world, "MED-04", "2", until=date(2026, 6, 1))
    record(world, "EMR-01", "1", until=date(2026, 6, 29))
    with Session(world.writer) as session:
        rows = {
            row.requirement: row for row in reports.of_school(session, SCHOOL, date(2026, 4, 1))
        }
        history = reports.history(session, SCHOOL, "FIR-01")
        listed = reports.schools(session, [AIMAK], date(2026, 4, 1))
    fire = rows["FIR-01"]
    assert (fire.entry, fire.needed, fire.have, fire.last) == ("count", 4, 2, None)
    assert fire.held[0].reference.startswith("acceptance_line:")
    assert rows["MED-04"].lapses_on == date(2026, 6, 1)
    assert rows["EMR-01"].lapses_on == date(2026, 6, 29)
    assert rows["FIR-11"].lapses_on is None
    assert (len(history.findings), len(history.held)) == (0, 1)
    assert [row.code for row in listed.rows] == ["S-1001", "S-1002"]
    assert listed.count == 2
    assert sum(listed.rows[0].states.values()) == len(rows)


def test_papers_are_found_by_their_references(world: World) -> None:
    purchase = world.purchase()
    world.accepted(world.delivered(world.contract(purchase), {SCHOOL: 2}), number="А-7")
    with Session(world.writer) as session:
        reference = session.scalars(select(Holding.reference)).one()
        found = papers(session, [reference, "assessment:1"])
    assert {key: (one.number, one.on, one.purchase) for key, one in found.items()} == {
        reference: ("А-7", DAY, purchase)
    }


def test_a_file_belongs_to_the_school_its_record_is_about(world: World) -> None:
    name = "ab" * 32
    record(world, "FIR-01", "3", files=[{"sha256": name, "kind": "jpg", "size": "10"}])
    with Session(world.writer) as session:
        for place in (SCHOOL, AIMAK, DISTRICT):
            assert evidence.is_of(session, name, [place])
        for places in ([], ["S-1002"], [OTHER_AIMAK], ["S-1003", OTHER_AIMAK]):
            assert not evidence.is_of(session, name, places)
        for other in ("ab" * 31, "%", "cd" * 32):
            assert not evidence.is_of(session, other, [DISTRICT])
        assert not evidence.is_public(session, name)
