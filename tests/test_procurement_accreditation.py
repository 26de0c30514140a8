"""Evidence for accreditation: what each answer rests on, and sums that are those of the schools."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from core import clock
from core.access import Actor
from procurement.reports import accreditation, accreditation_places
from procurement.reports.accreditation import RESTS, SAID, Point
from procurement.reports.accreditation_lines import in_force
from standard import totals
from standard.acts import assessments, passports
from standard.models import Assessment, Holding
from standard.models.coverage import STATES
from standard.norms import norms
from standard.rules import counts_until
from tests.world import AIMAK, COUNTRY, DAY, DISTRICT, YEAR, World

SCHOOL, OTHER = "S-1001", "S-1002"
PHOTO = {"sha256": "ab" * 32, "kind": "jpg", "size": "1000"}
FACTS = {"pupil": "300", "floor": "2", "building": "1", "classroom": "12", "staff": "30"}


def fill(world: World, school: str = SCHOOL, **facts: str) -> None:
    with world.act() as session:
        passports.fill(session, world.officer, school, YEAR, FACTS | facts)


def look(
    world: World,
    requirement: str,
    value: str,
    *,
    by: Actor | None = None,
    school: str = SCHOOL,
    on: date = DAY,
    until: date | None = None,
    files: tuple[dict[str, str], ...] = (),
) -> int:
    """Something is found at a school, by its officer unless told."""
    with world.act() as session:
        found = assessments.record(
            session,
            by or world.officer,
            school,
            requirement,
            on=on,
            value=Decimal(value),
            until=until,
            files=files,
        )
        return found.id


def check(world: World, number: int, *, agrees: bool = True) -> None:
    with world.act() as session:
        note = None if agrees else "Башкача табылды."
        assessments.check(session, world.council, number, agrees=agrees, on=DAY, note=note)


def bought(world: World) -> None:
    """Two extinguishers come to the school and are accepted."""
    world.accepted(world.delivered(world.contract(), {SCHOOL: 2}), number="А-7")


def report(world: World, school: str = SCHOOL) -> dict[str, Point]:
    with world.act() as session:
        told = accreditation.of_school(session, school)
        assert told is not None
        return {point.card.code: point for point in told.points}


def test_an_acceptance_is_led_back_to_its_act_its_purchase_and_its_contract(world: World) -> None:
    fill(world)
    bought(world)
    point = report(world)["FIR-01"]
    assert (point.state, point.needed, point.have) == ("partly", 4, 2)
    assert point.rests == "papers"
    (line,) = point.lines
    assert line.paper is not None
    assert line.look is None
    assert (line.paper.number, line.paper.on, line.paper.contract) == ("А-7", DAY, "К-1")
    assert (line.paper.title, line.paper.language) == ("Өрт өчүргүчтөр", "ky")
    assert line.until == date(2036, 3, 2), "an extinguisher lasts 120 months"


def test_a_count_is_led_back_to_who_looked_and_its_photographs(world: World) -> None:
    fill(world)
    bought(world)
    number = look(world, "FIR-01", "4", by=world.school, files=(PHOTO,))
    point = report(world)["FIR-01"]
    assert (point.state, point.rests) == ("met", "word")
    (line,) = point.lines  # what was accepted before is counted in it
    assert line.look is not None
    assert (line.look.id, line.look.role, line.look.files) == (number, "school", ("ab" * 32,))
    assert not line.look.confirmed
    check(world, number)
    point = report(world)["FIR-01"]
    assert point.rests == "council"
    assert point.lines[0].look.checked_on == DAY


def test_where_the_council_found_otherwise_the_answer_says_so(world: World) -> None:
    fill(world)
    number = look(world, "MGT-02", "1")
    assert report(world)["MGT-02"].rests == "word"
    check(world, number, agrees=False)
    point = report(world)["MGT-02"]
    assert (point.state, point.rests, point.judged) == ("met", "disputed", True)


def test_what_a_council_found_itself_is_confirmed(world: World) -> None:
    look(world, "MGT-02", "0", by=world.council)
    point = report(world)["MGT-02"]
    assert (point.state, point.rests, point.have) == ("missing", "council", 0)


def test_only_the_last_measurement_stands_for_a_value(world: World) -> None:
    fill(world)
    look(world, "PHY-14", "200", on=DAY - timedelta(days=5))
    last = look(world, "PHY-14", "320", on=DAY)
    point = report(world)["PHY-14"]
    assert point.state == "met"
    assert [(line.look.id, line.quantity) for line in point.lines] == [(last, Decimal(320))]
    assert point.until == date(2027, 3, 2)


def test_what_has_lapsed_is_shown_as_lapsed_and_is_no_evidence(world: World) -> None:
    fill(world)
    look(world, "FIR-01", "4", until=DAY + timedelta(days=1))
    look(world, "MGT-02", "1", until=DAY + timedelta(days=1))
    points = report(world)
    held, judged = points["FIR-01"], points["MGT-02"]
    assert (held.state, held.why, held.rests) == ("missing", "lapsed", "lapsed")
    assert (judged.state, judged.why, judged.rests) == ("unknown", "lapsed", None)
    for point in (held, judged):
        assert [(line.counts, line.until) for line in point.lines] == [
            (False, DAY + timedelta(days=1))
        ]


def test_our_own_records_answer_a_derived_requirement(world: World) -> None:
    bought(world)
    point = report(world)["MGT-06"]
    assert (point.derived, point.state, point.rests) == (True, "missing", "records")
    assert point.cases is not None
    assert (point.cases.part, point.cases.whole, point.cases.year) == (0, 1, YEAR)
    assert point.lines == ()


def busy(world: World) -> None:
    """Three schools of which different things are known."""
    fill(world)
    fill(world, OTHER, pupil="100")
    bought(world)
    check(world, look(world, "FIR-11", "1", on=DAY - timedelta(days=9)))
    look(world, "FIR-11", "1", by=world.council)
    look(world, "FIR-11", "1", on=date(2024, 5, 1))  # out of its window of a year
    look(world, "FIR-01", "1", school=OTHER, until=DAY + timedelta(days=1))
    check(world, look(world, "PHY-09", "1", school=OTHER), agrees=False)
    look(world, "EMR-01", "0", school=OTHER)
    look(world, "FIR-05", "2", by=world.school, files=(PHOTO,))
    check(world, look(world, "MGT-02", "1"))


def test_the_states_add_up_to_the_edition_and_evidence_to_what_is_there(world: World) -> None:
    busy(world)
    with world.act() as session:
        known = norms(session)
        for school in (SCHOOL, OTHER, "S-1003"):
            told = accreditation.of_school(session, school)
            assert sum(told.states.values()) == len(told.points) == len(known)
            assert sum(sum(states.values()) for states in told.domains.values()) == len(known)
            assert sum(told.rests.values()) == sum(told.states[state] for state in SAID)
            for point in told.points:
                counts = [line.quantity for line in point.lines if line.counts]
                if counts and point.state != "unknown":
                    assert sum(counts) == point.have, point.card.code


def test_a_passport_says_its_year_and_how_much_of_it_is_answered(world: World) -> None:
    with world.act() as session:
        assert accreditation.of_school(session, SCHOOL).passport is None
    fill(world)
    with world.act() as session:
        told = accreditation.of_school(session, SCHOOL).passport
    assert (told.year, told.answered, told.on) == (YEAR, len(FACTS), clock.today())
    assert told.asked > told.answered


@pytest.mark.parametrize("scope", [AIMAK, DISTRICT, COUNTRY])
def test_a_place_is_the_sum_of_its_schools(world: World, scope: str) -> None:
    busy(world)
    with world.act() as session:
        place = accreditation_places.of_place(session, scope)
        each = accreditation_places.schools(session, scope)
        single = {school: accreditation.of_school(session, school) for school in each}
        answers = list(accreditation_places.answers(session, scope))
    assert place.schools == len(each) == (2 if scope == AIMAK else 3)
    for school, told in single.items():
        assert each[school].domains == told.domains
        assert each[school].states == told.states
        assert each[school].rests == told.rests
    for state in STATES:
        assert place.states[state] == sum(told.states[state] for told in single.values())
        assert place.states[state] == sum(answer.state == state for answer in answers)
    for what in RESTS:
        assert place.rests[what] == sum(told.rests[what] for told in single.values())
    for row in place.requirements:
        points = [
            point
            for told in single.values()
            for point in told.points
            if point.card.code == row.card.code and point.state != "unknown"
        ]
        assert row.needed == sum(point.needed for point in points)
    assert len(answers) == place.schools * len(place.requirements)


def test_parts_of_a_place_are_told_each_by_itself(world: World) -> None:
    busy(world)
    with world.act() as session:
        parts = accreditation_places.parts(session, [AIMAK, "nowhere"])
        assert parts == {AIMAK: accreditation_places.of_place(session, AIMAK).states}


def test_a_place_asks_as_few_questions_for_three_schools_as_for_two(world: World) -> None:
    busy(world)

    def asked(scope: str) -> int:
        said: list[str] = []

        def note(*args: object) -> None:
            said.append(str(args[2]))

        with Session(world.writer) as session:
            norms(session)
            event.listen(world.writer, "before_cursor_execute", note)
            accreditation_places.of_place(session, scope)
            accreditation_places.schools(session, scope)
            event.remove(world.writer, "before_cursor_execute", note)
        return len(said)

    assert asked(AIMAK) == asked(DISTRICT) <= 14


def test_the_database_and_the_rule_agree_on_what_counts(world: World) -> None:
    busy(world)
    with world.act() as session:
        known = norms(session)
        for day in (DAY, DAY + timedelta(days=1), date(2025, 4, 30), date(2027, 3, 2)):
            said = set(session.scalars(select(Holding.id).where(in_force(day, known))))
            ruled = {
                held.id
                for held in session.scalars(select(Holding))
                if (counts_until(held.since, held.until, known[held.requirement]) or date.max) > day
            }
            assert said == ruled, day


def test_nothing_is_told_of_an_unknown_school(world: World) -> None:
    with world.act() as session:
        assert accreditation.of_school(session, "S-9999") is None


def test_the_kept_answers_are_those_of_the_day_they_were_counted(world: World) -> None:
    fill(world)
    with world.act() as session:
        totals.recount(session, clock.today())
        assert accreditation.of_school(session, SCHOOL).counted_on == clock.today()
        assert session.scalars(select(Assessment)).all() == []
