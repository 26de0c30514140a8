"""Schools as their council sees them: what to check, its own count, a list to print."""

from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from core import clock
from core.access import Role
from register import acts as register
from register.rows import PlaceRow, SchoolRow
from standard.acts import assessments as acts
from standard.acts import passports
from standard.models import Assessment, Coverage
from tests.office_world import Browser, build_app
from tests.world import COUNTRY, DAY, OBLAST, OPERATOR, YEAR, World, held
from tracker.accounts.models import Membership

SCHOOL = "S-1001"
PAGE = f"/schools/{SCHOOL}"
OTHER_DISTRICT = "41700010200000"


@pytest.fixture
def app(world: World, sqlite_only: str, tmp_path: Path) -> Flask:
    """The school said: four extinguishers, and that evacuation plans are there."""
    with world.act() as session:
        passports.fill(session, world.school, SCHOOL, YEAR, {"floor": "2", "boiler_house": "0"})
        for code, value in (("FIR-01", 4), ("EMR-01", 1)):
            acts.record(session, world.school, SCHOOL, code, on=DAY, value=Decimal(value))
        place = PlaceRow(
            code=OTHER_DISTRICT, kind="district", parent=OBLAST, name_ky="Башка", name_ru="Башка"
        )
        register.load(session, OPERATOR, COUNTRY, "places", [place])
        school = SchoolRow(code="S-2001", place=OTHER_DISTRICT, kind="secondary", name_ky="№ 21")
        register.load(session, OPERATOR, COUNTRY, "schools", [school])
    return build_app(world, tmp_path)


def council(app: Flask, lang: str = "en") -> Browser:
    browser = Browser(app, "council", lang)
    browser.root = f"/{lang}/council"
    return browser


def findings(world: World) -> list[Assessment]:
    with Session(world.writer) as session:
        return list(session.scalars(select(Assessment).order_by(Assessment.id)))


def state(world: World) -> str:
    with Session(world.writer) as session:
        return session.get(Coverage, (SCHOOL, "FIR-01")).state


def test_the_start_lists_the_schools_of_ones_places_by_one_query(app: Flask) -> None:
    asked: list[str] = []

    def note(_connection, _cursor, statement: str, *_rest: object) -> None:
        if "coverage" in statement:
            asked.append(statement)

    with app.app_context():
        from tracker.extensions import db

        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    page = council(app).get("/").text
    event.remove(engine, "before_cursor_execute", note)
    assert len(asked) == 1
    for code in ("S-1001", "S-1002", "S-1003"):
        assert f"/en/council/schools/{code}" in page
    assert "S-2001" not in page
    assert "partly met" in page


def test_a_school_of_another_district_does_not_exist(world: World, app: Flask) -> None:
    browser = council(app)
    with world.act() as session:
        there = held(31, (Role.SCHOOL, "S-2001"))
        number = acts.record(session, there, "S-2001", "EMR-01", on=DAY, value=Decimal(1)).id
    for path in ("", "/stock/FIR-01", "/checklist", f"/checks/{number}"):
        assert browser.get(f"/schools/S-2001{path}").status_code == 404, path
    assert browser.get(f"{PAGE}/checks/{number}").status_code == 404
    assert browser.get("/schools/S-9999").status_code == 404
    for name in ("officer", "school"):
        stranger = Browser(app, name)
        stranger.root = "/en/council"
        assert stranger.get(PAGE).status_code == 403


def test_the_council_agrees(world: World, app: Flask) -> None:
    browser = council(app)
    page = browser.get(PAGE).text
    assert "What waits for your check?" in page
    assert f"{PAGE}/checks/1" in page
    answer = browser.send(f"{PAGE}/checks/1", {"verdict": "agrees"})
    assert answer.status_code == 303
    assert findings(world)[0].checked == "agrees"
    again = browser.get(PAGE).text
    assert f"{PAGE}/checks/1" not in again
    assert "the council found the same" in browser.get(f"{PAGE}/stock/FIR-01").text
    assert 'name="verdict"' not in browser.get(f"{PAGE}/checks/1").text


def test_the_council_finds_it_otherwise_and_its_count_stands(world: World, app: Flask) -> None:
    browser = council(app)
    typed = {"verdict": "differs", "value": "3", "on": "20.03.2026", "note": "Бирөө бош."}
    assert browser.send(f"{PAGE}/checks/1", typed).status_code == 303
    said, _, own = findings(world)
    assert (said.checked, said.checked_note, said.value) == ("differs", "Бирөө бош.", 4)
    assert (own.value, own.role) == (3, "council")
    assert state(world) == "partly"
    page = Browser(app, "school").get(f"{PAGE}/stock/FIR-01").text
    assert "the council found it otherwise" in page
    assert "Бирөө бош." in page


def test_a_no_of_the_council_stands(world: World, app: Flask) -> None:
    typed = {"verdict": "differs", "value": "0", "on": "20.03.2026", "note": "План жок."}
    assert council(app).send(f"{PAGE}/checks/2", typed).status_code == 303
    with Session(world.writer) as session:
        assert session.get(Coverage, (SCHOOL, "EMR-01")).state == "missing"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Choose one."),
        ({"verdict": "differs"}, "Say in a few words what is otherwise."),
        ({"verdict": "agrees", "value": "4"}, "You said that the same was found."),
        ({"verdict": "agrees", "on": "01.03.2026"}, "The check cannot be before what is checked."),
        ({"verdict": "differs", "note": "Аз", "value": "1,5"}, "Only whole ones are counted."),
    ],
)
def test_a_check_that_cannot_be_comes_back(
    world: World, app: Flask, typed: dict[str, str], sentence: str
) -> None:
    answer = council(app).send(f"{PAGE}/checks/1", {"on": "20.03.2026", **typed})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert [one.checked for one in findings(world)] == [None, None]


def test_the_council_writes_down_what_it_found_where_nobody_counted(
    world: World, app: Flask
) -> None:
    answer = council(app).send(f"{PAGE}/stock/MED-04", {"value": "1", "on": "20.03.2026"})
    assert answer.status_code == 303
    assert findings(world)[-1].role == "council"
    assert "not needed" in council(app).get(f"{PAGE}/stock/MED-04").text


def test_the_checklist_prints_without_javascript(world: World, app: Flask) -> None:
    page = council(app).get(f"{PAGE}/checklist").text
    main = page[page.index("<main") : page.index("</main>")]
    assert "<script" not in main
    assert " style=" not in main
    assert "FIR-01" in main
    assert "Not fewer" in main or "at least" in main.lower()
    assert "02.03.2026" in main
    assert "☐" in main
    assert "PHY-20" not in main  # no boiler house: it does not bind this school
    assert "MED-04" in main  # nobody counted: it cannot be said
    assert "FOD-05" not in main  # our own records answer it
    assert "example.invalid" not in main


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_pages_speak_each_language_without_a_gap(app: Flask, lang: str) -> None:
    browser = council(app, lang)
    for path in ("/", PAGE, f"{PAGE}/stock/FIR-01", f"{PAGE}/checks/1", f"{PAGE}/checklist"):
        page = browser.get(path)
        assert page.status_code == 200, path
        assert "%(" not in page.text


def test_a_council_that_is_a_school_too_does_not_check_itself(world: World, app: Flask) -> None:
    with world.act() as session:
        session.add(
            Membership(account=14, role=Role.SCHOOL.value, place=SCHOOL, since=clock.today())
        )
    both = council(app)
    both.root = "/en/office"
    sent = both.send(f"{PAGE}/stock/MED-04", {"value": "1", "on": "20.03.2026"})
    assert sent.status_code == 303
    number = findings(world)[-1].id
    both.root = "/en/council"
    answer = both.send(f"{PAGE}/checks/{number}", {"verdict": "agrees", "on": "21.03.2026"})
    assert answer.status_code == 422
    assert "is checked by somebody else" in answer.text
