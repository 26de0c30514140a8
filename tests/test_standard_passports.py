"""Passports as schools and officers fill them in: who may, what it changes, what stays."""

from datetime import date

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from core import clock
from core.access import NOBODY, Actor, Role
from core.errors import NotPermitted, Refusal
from journal import audit
from journal.models import Entry
from register import acts as register
from register.rows import SchoolRow
from standard import totals
from standard.acts.passports import fill
from standard.models import Coverage, Passport
from standard.reports import passports
from standard.reports.passports import FactChange
from tests.world import AIMAK, COUNTRY, DISTRICT, OPERATOR, OTHER_AIMAK, World, held
from tracker.recounts import RECOUNTS

YEAR = clock.today().year
FACTS = {"pupil": "300", "girl": "140", "boy": "160", "floor": "3"}
DISTRICT_OFFICER = held(21, (Role.OFFICER, DISTRICT))


def filled(world: World, facts: dict[str, str], actor: Actor | None = None, **how: int) -> int:
    """The version of S-1001's passport after saying these facts."""
    year = how.pop("year", YEAR)
    with world.act() as session:
        return fill(session, actor or world.school, "S-1001", year, facts, **how).version


def count(world: World, *where: object) -> int:
    """How many passports there are."""
    with Session(world.writer) as session:
        return session.scalar(select(func.count(Passport.id)).where(*where)) or 0


def test_a_passport_is_filled_in_once_and_kept_with_a_leaf_of_every_version(world: World) -> None:
    assert filled(world, FACTS) == 1
    assert filled(world, FACTS) == 1  # the same again is no new version
    assert filled(world, {**FACTS, "floor": "4", "window": "40"}, world.officer, seen=1) == 2
    with Session(world.writer) as session:
        leaves = session.scalars(select(Entry).where(Entry.table == "passports")).all()
        assert len(leaves) == 2
        newest, first = passports.history(session, "S-1001", YEAR)
        assert (first.version, first.role, first.place, first.answered) == (
            1,
            "school",
            "S-1001",
            4,
        )
        assert (newest.version, newest.role, newest.place) == (2, "officer", AIMAK)
        assert newest.changes == (FactChange("floor", "3", "4"), FactChange("window", None, "40"))
        assert set(first.changes) == {FactChange(c, None, v) for c, v in FACTS.items()}
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []


def test_what_the_passport_says_can_be_counted_on_at_once(world: World) -> None:
    with world.act() as session:
        totals.recount(session)
    with Session(world.writer) as session:
        before = passports.reach(session, "S-1001")
        assert before.waiting["floor"] > 0
    filled(world, FACTS)
    with Session(world.writer) as session:
        after = passports.reach(session, "S-1001")
        waiting = session.scalar(
            select(func.count()).where(
                Coverage.school == "S-1001", Coverage.why.like("basis:floor%")
            )
        )
    assert waiting == 0
    assert "floor" not in after.waiting
    assert after.requirements == before.requirements
    assert after.answerable >= before.answerable + before.waiting["floor"]


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (held(15, (Role.SCHOOL, "S-1001")), True),
        (held(11, (Role.OFFICER, AIMAK)), True),
        (DISTRICT_OFFICER, True),
        (OPERATOR, True),
        (held(16, (Role.SCHOOL, "S-1002")), False),
        (held(13, (Role.OFFICER, OTHER_AIMAK)), False),
        (held(12, (Role.APPROVER, AIMAK)), False),
        (held(14, (Role.COUNCIL, DISTRICT)), False),
        (NOBODY, False),
    ],
)
def test_the_school_and_officers_above_it_fill_it_in_and_nobody_else(
    world: World, actor: Actor, may: bool
) -> None:
    if may:
        assert filled(world, FACTS, actor) == 1
        return
    with pytest.raises(NotPermitted):
        filled(world, FACTS, actor)
    assert count(world) == 0


@pytest.mark.parametrize(
    ("facts", "year", "code", "field"),
    [
        ({**FACTS, "boy": "100"}, YEAR, "passport.sum_differs", "pupil"),
        ({"floor": "0"}, YEAR, "passport.out_of_bounds", "floor"),
        (FACTS, YEAR + 2, "passport.no_such_year", "year"),
        ({}, YEAR, "passport.nothing_said", None),
        ({"cinema": "1"}, YEAR, "passport.unknown_fact", "cinema"),
    ],
)
def test_what_is_refused_leaves_nothing(
    world: World, facts: dict[str, str], year: int, code: str, field: str | None
) -> None:
    with pytest.raises(Refusal) as refused:
        filled(world, facts, year=year)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert count(world) == 0


def test_of_two_editors_the_second_is_told(world: World) -> None:
    filled(world, FACTS, seen=0)
    with pytest.raises(Refusal) as refused:
        filled(world, {"pupil": "310"}, seen=0)
    assert refused.value.code == "record.changed_meanwhile"
    filled(world, {}, seen=1)  # what was said can be taken back; the history keeps it
    with Session(world.writer) as session:
        assert len(passports.history(session, "S-1001", YEAR)) == 2


def test_the_last_passport_before_applies_until_there_is_one_of_the_year(world: World) -> None:
    filled(world, FACTS, year=YEAR - 2)
    filled(world, {"pupil": "280"}, year=YEAR + 1)
    with Session(world.writer) as session:
        assert passports.years(session, "S-1001") == (YEAR + 1, YEAR - 2)
        applies = passports.applying(session, "S-1001", YEAR)
        assert applies is not None
        assert (applies.year, dict(applies.facts)) == (YEAR - 2, FACTS)
        assert passports.of_year(session, "S-1001", YEAR) is None
        assert passports.applying(session, "S-1001", YEAR - 3) is None


def test_all_schools_of_a_place_are_told_in_one_query(world: World) -> None:
    filled(world, FACTS, year=YEAR - 1)
    closed = SchoolRow(
        code="S-1009",
        place=AIMAK,
        kind="secondary",
        name_ky="№ 9 мектеп",
        valid_until=date(YEAR, 1, 1),
    )
    with world.act() as session:
        register.load(session, OPERATOR, COUNTRY, "schools", [closed])
    with Session(world.writer) as session:
        questions = passports.asked(session)
        asked: list[str] = []
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
        rows = passports.standings(session, [DISTRICT], YEAR, questions=questions, on=clock.today())
        assert len(asked) == 1
        assert [one.school for one in rows] == ["S-1001", "S-1002", "S-1003"]
        first, second, _ = rows
        assert (first.year, first.answered, first.asked) == (YEAR - 1, 4, len(questions))
        assert (second.year, second.answered, second.on, second.version) == (None, 0, None, 0)
        own = passports.standings(session, ["S-1002"], YEAR, questions=questions, on=clock.today())
        assert [one.school for one in own] == ["S-1002"]


def test_the_register_gives_what_it_knows_and_never_a_zero(world: World) -> None:
    rows = [
        SchoolRow(
            code="S-1004",
            place=AIMAK,
            kind="secondary",
            name_ky="№ 4 мектеп",
            shifts=2,
            pupils={YEAR - 3: 80, YEAR - 1: 90, YEAR + 1: 99},
            primary={YEAR - 1: 40},
        ),
        SchoolRow(
            code="S-1005", place=AIMAK, kind="secondary", name_ky="№ 5 мектеп", pupils={YEAR: 0}
        ),
    ]
    with world.act() as session:
        register.load(session, OPERATOR, COUNTRY, "schools", rows)
    with Session(world.writer) as session:
        questions = passports.asked(session)
        told = passports.registered(session, ["S-1004", "S-1005"], YEAR, questions)
    assert told["S-1004"] == {"pupil": "90", "pupil_primary": "40", "shifts": "2"}
    assert "pupil" not in told["S-1005"]


def test_a_place_has_no_passport(world: World) -> None:
    with world.act() as session, pytest.raises(Refusal) as refused:
        fill(session, world.officer, AIMAK, YEAR, FACTS)
    assert (refused.value.code, refused.value.facts) == ("school.unknown", {"code": AIMAK})
