"""Good practice and pilot schools: who tells, who confirms, and how pilots stand beside others."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from core import clock
from core.access import Actor, Role
from core.errors import NotPermitted, Refusal
from core.money import som
from core.upsert import upsert
from journal import audit
from register import acts as register
from register.rows import SchoolRow
from standard import totals
from standard.acts import practices as acts
from standard.models import Coverage, CoverageTotal, Practice
from standard.reports import pilots
from standard.reports import practices as reports
from tests.world import AIMAK, COUNTRY, DAY, DISTRICT, OPERATOR, OTHER_AIMAK, World, held
from tracker.recounts import RECOUNTS

PICTURE = {"sha256": "a" * 64, "kind": "jpg", "size": "10"}
EDITOR = held(21, (Role.EDITOR, COUNTRY))


def told(world: World, actor: Actor | None = None, school: str = "S-1001", **changes) -> int:
    """A practice told by the school, or by `actor`."""
    values = {
        "requirement": "FIR-01",
        "title": "Өрт өчүргүчтөр коюлду",
        "told": "Ата-энелер менен чогуу койдук.",
        "language": "ky",
        "cost": som(12_000),
        "on": DAY,
        "files": [PICTURE],
    } | changes
    requirement = values.pop("requirement")
    with world.act() as session:
        return acts.offer(session, actor or world.school, school, requirement, **values).id


def decided(world: World, practice: int, confirmed: bool = True, **values) -> Practice:
    """A decision of the district's council."""
    actor = values.pop("actor", world.council)
    with world.act() as session:
        return acts.decide(session, actor, practice, confirmed=confirmed, **{"on": DAY, **values})


@contextmanager
def refused(code: str, field: str | None = None) -> Iterator[None]:
    """What stands inside is refused, at this field."""
    with pytest.raises(Refusal) as caught:
        yield
    assert (caught.value.code, caught.value.field) == (code, field)


def read(world: World, report, *asked, **how):
    """What a report tells."""
    with Session(world.writer) as session:
        return report(session, *asked, **how)


def test_a_practice_is_public_once_the_council_confirms_it(world: World) -> None:
    number = told(world)
    assert read(world, reports.confirmed).count == 0
    assert read(world, reports.public, number) is None
    assert [one.id for one in read(world, reports.waiting, [DISTRICT])] == [number]
    decided(world, number, note="Көрдүк.")
    card = read(world, reports.public, number)
    assert (card.cost, card.photographs, card.note) == (som(12_000), ("a" * 64,), "Көрдүк.")
    assert read(world, reports.waiting, [DISTRICT]) == ()
    assert read(world, reports.confirmed, requirement="FIR-01").count == 1
    assert read(world, reports.confirmed, requirement="FIR-02").count == 0
    assert read(world, reports.confirmed, school="S-1002").count == 0
    assert read(world, reports.confirmed, domain="physical").count == 1
    assert read(world, reports.confirmed, domain="ecological").count == 0
    with Session(world.writer) as session:
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []


def test_lists_come_a_page_at_a_time(world: World) -> None:
    numbers = [told(world, title=f"Тажрыйба {count}") for count in range(3)]
    for number in numbers:
        decided(world, number)
    first = read(world, reports.confirmed, per_page=2)
    second = read(world, reports.confirmed, per_page=2, page=2)
    assert [one.id for one in (*first.rows, *second.rows)] == numbers[::-1]
    assert (first.last, first.count, second.page) == (2, 3, 2)
    assert read(world, reports.confirmed, per_page=2, page=9).rows == ()


def test_a_school_sees_all_it_told_and_a_council_only_its_own(world: World) -> None:
    numbers = [told(world), told(world, world.other_officer, "S-1003")]
    decided(world, numbers[0], confirmed=False, note="Сүрөтү жок.")
    assert [(one.status, one.note) for one in read(world, reports.of_school, "S-1001")] == [
        ("declined", "Сүрөтү жок.")
    ]
    assert [one.id for one in read(world, reports.waiting, [OTHER_AIMAK])] == [numbers[1]]
    assert read(world, reports.waiting, [AIMAK]) == ()
    assert read(world, reports.waiting, []) == ()


def test_who_told_a_practice_does_not_confirm_it(world: World) -> None:
    both = held(31, (Role.SCHOOL, "S-1001"), (Role.COUNCIL, AIMAK))
    number = told(world, both)
    with refused("practice.own"):
        decided(world, number, actor=both)
    decided(world, number)


def test_only_those_of_the_place_tell_and_only_its_council_decides(world: World) -> None:
    for stranger in (world.other_officer, world.council, world.approver):
        with pytest.raises(NotPermitted):
            told(world, stranger)
    number = told(world)
    for stranger in (world.officer, world.school, held(32, (Role.COUNCIL, OTHER_AIMAK))):
        with pytest.raises(NotPermitted):
            decided(world, number, actor=stranger)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"school": "S-9999"}, "school.unknown", "school"),
        ({"requirement": "FIR-99"}, "requirement.unknown", "requirement"),
        ({"title": "  "}, "practice.no_title", "title"),
        ({"told": "\n"}, "practice.no_text", "told"),
        ({"language": "de"}, "practice.language", "language"),
        ({"cost": Decimal(-1)}, "money.negative", "cost"),
        ({"on": clock.today() + timedelta(days=2)}, "date.in_future", "on"),
        ({"files": [PICTURE] * 7}, "assessment.many_files", "files"),
        ({"files": [{**PICTURE, "kind": "pdf"}]}, "practice.not_photographs", "files"),
    ],
)
def test_what_cannot_be_told_is_refused(world: World, changes: dict, code: str, field: str) -> None:
    with refused(code, field):
        told(world, **changes)
    assert read(world, reports.of_school, "S-1001") == ()


def test_a_decision_has_its_reason_and_its_day(world: World) -> None:
    number = told(world)
    with refused("practice.needs_reason", "note"):
        decided(world, number, confirmed=False, note=" ")
    with refused("practice.decided_early", "on"):
        decided(world, number, on=DAY - timedelta(days=1))
    with refused("date.in_future", "on"):
        decided(world, number, on=clock.today() + timedelta(days=1))
    decided(world, number)
    with refused("practice.decided"):
        decided(world, number)


def test_a_confirmed_practice_is_taken_off_and_stays_off(world: World) -> None:
    number = told(world)
    decided(world, number, on=DAY + timedelta(days=2))
    with refused("practice.decided_early", "on"):
        decided(world, number, confirmed=False, note="Бала таанылат.", on=DAY)
    decided(world, number, confirmed=False, note="Бала таанылат.", on=DAY + timedelta(days=3))
    assert read(world, reports.public, number) is None
    with refused("practice.decided"):
        decided(world, number, on=DAY + timedelta(days=4))
    with Session(world.writer) as session:
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []


def marked(world: World, school: str, since: date = DAY, source: str = "Буйрук № 1") -> int:
    """A pilot school."""
    with world.act() as session:
        return acts.mark_pilot(session, EDITOR, COUNTRY, school, since=since, source=source).id


def test_a_school_is_a_pilot_from_a_day_until_a_day(world: World) -> None:
    number = marked(world, "S-1001")
    with world.act() as session:
        acts.end_pilot(session, EDITOR, COUNTRY, number, until=DAY + timedelta(days=10))
    days = {-1: 0, 0: 1, 9: 1, 10: 0}
    for after, count in days.items():
        assert len(read(world, pilots.pilots, DAY + timedelta(days=after))) == count
    assert len(read(world, pilots.pilots)) == 1
    assert read(world, pilots.pilots, DAY, scope=OTHER_AIMAK) == ()
    assert len(read(world, pilots.pilots, DAY, scope=DISTRICT)) == 1
    marked(world, "S-1001", since=DAY + timedelta(days=10))
    with Session(world.writer) as session:
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []


def test_what_cannot_be_of_a_pilot_is_refused(world: World) -> None:
    with pytest.raises(NotPermitted), world.act() as session:
        acts.mark_pilot(session, world.officer, COUNTRY, "S-1001", since=DAY, source="Мен")
    with refused("school.unknown", "school"):
        marked(world, "S-9999")
    with refused("pilot.no_source", "source"):
        marked(world, "S-1001", source=" ")
    with refused("date.in_future", "since"):
        marked(world, "S-1001", since=clock.today() + timedelta(days=1))
    number = marked(world, "S-1001")
    with refused("pilot.already", "school"):
        marked(world, "S-1001")
    for until, code in (
        (DAY, "pilot.until_before"),
        (clock.today() + timedelta(days=2), "date.in_future"),
    ):
        with refused(code, "until"), world.act() as session:
            acts.end_pilot(session, EDITOR, COUNTRY, number, until=until)
    with world.act() as session:
        acts.end_pilot(session, EDITOR, COUNTRY, number, until=DAY + timedelta(days=5))
    with refused("pilot.ended"), world.act() as session:
        acts.end_pilot(session, EDITOR, COUNTRY, number, until=DAY + timedelta(days=6))
    with refused("pilot.overlaps", "since"):
        marked(world, "S-1001", since=DAY + timedelta(days=4))


def many_schools(world: World, tried: int, others: int) -> None:
    """New schools in one aimak: pilots meet two of three requirements, others one of three.

    A fourth answer of each cannot be said, and is in no share.
    """
    codes = [f"S-2{number:03}" for number in range(tried + others)]
    rows = [
        SchoolRow(code=code, place=AIMAK, kind="secondary", name_ky=code, pupils={2026: 10})
        for code in codes
    ]
    with world.act() as session:
        register.load(session, OPERATOR, COUNTRY, "schools", rows)
        kept = []
        for place, code in enumerate(codes):
            second = "met" if place < tried else "missing"
            states = {"FIR-01": "met", "FIR-02": second, "ECO-01": "partly", "ECO-02": "unknown"}
            kept += [
                {
                    "school": code,
                    "requirement": requirement,
                    "state": state,
                    "why": None,
                    "needed": None,
                    "have": None,
                    "counted": 0,
                    "to_buy": 0,
                    "changes_on": None,
                }
                for requirement, state in states.items()
            ]
        upsert(session, Coverage, kept)
        upsert(
            session,
            CoverageTotal,
            [
                {"scope": scope, "requirement": code, **dict(zip(totals.SUMS, sums, strict=True))}
                for (scope, code), sums in totals.summed(session).items()
            ],
        )
    for code in codes[:tried]:
        marked(world, code)


def test_pilots_are_compared_with_the_other_schools_of_the_place(world: World) -> None:
    many_schools(world, tried=5, others=6)
    found = {one.domain: one for one in read(world, pilots.compared, AIMAK, DAY)}
    whole, fire, green = found[None], found["physical"], found["ecological"]
    assert whole.pilots == pilots.Side(schools=5, answered=15, met=10)
    assert fire.pilots.share == 1
    assert green.pilots == pilots.Side(schools=5, answered=5, met=0)
    assert not whole.too_few
    with Session(world.writer) as session:
        before = {
            one.domain: one for one in pilots.compared(session, AIMAK, DAY - timedelta(days=1))
        }
    assert before[None].pilots == pilots.Side()
    assert before[None].others.schools == whole.pilots.schools + whole.others.schools
    assert before[None].others.met == whole.pilots.met + whole.others.met
    assert read(world, pilots.compared, OTHER_AIMAK, DAY)[0].pilots == pilots.Side()


def test_fewer_than_five_pilot_schools_are_too_few_to_compare(world: World) -> None:
    many_schools(world, tried=4, others=6)
    assert read(world, pilots.compared, COUNTRY, DAY)[0].too_few


def test_nothing_answered_has_no_share() -> None:
    assert pilots.Side().share is None
    assert pilots.Comparison(None, pilots.Side(), pilots.Side()).too_few
