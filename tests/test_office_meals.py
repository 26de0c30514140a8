"""Meals at the doors: a school counts its week, pastes a month; an officer writes a menu."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from procurement.models import MealDay, MenuCycle
from tests.office_world import Browser, build_app
from tests.test_procurement_meals import MONDAY, bread, counted, line_of, peopled
from tests.world import AIMAK, World
from tracker.accounts.models import Membership

MEALS = "/schools/S-1001/meals"
WEEK = f"{MEALS}?week=2026-03-04"


@pytest.fixture
def app(world: World, tmp_path: Path, sqlite_only: str) -> Flask:
    """The site over the small world."""
    return build_app(world, tmp_path)


@pytest.fixture
def school(app: Flask) -> Browser:
    """Somebody of the school."""
    return Browser(app, "school")


@pytest.fixture
def officer(app: Flask) -> Browser:
    """The officer of the aimak."""
    return Browser(app, "officer")


def days(world: World) -> list[tuple[str, int | None, str | None]]:
    """What is said of each day."""
    with world.act() as session:
        rows = session.scalars(select(MealDay).order_by(MealDay.on))
        return [(row.on.isoformat(), row.served, row.note) for row in rows]


def test_a_week_is_counted_and_what_is_left_empty_stays_unknown(
    school: Browser, world: World
) -> None:
    peopled(world)
    page = school.get("/").text
    assert f'href="/en/office{MEALS}"' in page
    page = school.get(WEEK).text
    assert "Pupils of grades 1–4: 420." in page
    assert "Monday, 02.03.2026" in page
    typed = {
        "2026-03-02": "410",
        "present-2026-03-02": "415",
        "closed-2026-03-04": "1",
        "note-2026-03-04": "Карантин",
        "2026-03-08": "50",
        "worked-2026-03-08": "1",
    }
    sent = school.send(WEEK, typed)
    assert (sent.status_code, sent.location.endswith("meals?week=2026-03-02")) == (303, True)
    assert days(world) == [
        ("2026-03-02", 410, None),
        ("2026-03-04", None, "Карантин"),
        ("2026-03-08", 50, None),
    ]
    page = school.get(WEEK).text
    assert 'value="410"' in page
    assert page.count("not counted") == 3


def test_a_day_is_put_right_with_a_reason_and_never_emptied(school: Browser, world: World) -> None:
    peopled(world)
    counted(world, [410, 400])
    bare = school.send(WEEK, {"2026-03-02": "411"})
    assert bare.status_code == 422
    assert "To put it right, write the reason below." in bare.text
    assert 'value="411"' in bare.text
    empty = school.send(WEEK, {"2026-03-02": ""})
    assert (empty.status_code, "A counted day stays counted" in empty.text) == (422, True)
    both = school.send(WEEK, {"closed-2026-03-02": "1"})
    assert "Children ate, or there were no lessons?" in both.text
    right = school.resend(bare, WEEK, {"reason": "Бир бала кийин келди."})
    assert right.status_code == 303
    assert days(world)[0] == ("2026-03-02", 411, None)
    assert "(put right)" in school.get(WEEK).text


def test_a_refusal_stands_at_its_day_and_somebody_elses_count_is_seen(
    school: Browser, world: World
) -> None:
    peopled(world)
    for typed, said in (
        ({"2026-03-02": "421"}, "In the passport: 420."),
        ({"2026-03-08": "5"}, "mark that the school worked"),
        ({"2026-03-03": "4,5"}, "Not a number of children"),
        ({"closed-2026-03-03": "1"}, "why there were no lessons"),
        ({"note-2026-03-03": "Эскертүү"}, "How many ate? Write the number."),
        ({}, "Nothing is written."),
    ):
        answer = school.send(WEEK, typed)
        assert (answer.status_code, said in answer.text) == (422, True), said
    assert days(world) == []
    page = school.get(WEEK).text
    counted(world, [400])
    seen = page.split('name="seen"')[1].split('value="')[1].split('"')[0]
    assert school.send(WEEK, {"2026-03-03": "10", "seen": seen}).status_code == 409


def test_a_month_is_pasted_out_of_a_table(school: Browser, world: World) -> None:
    peopled(world)
    path = f"{MEALS}/table"
    rows = "02.03.2026\t410\t415\t\r\n2026-03-03;400\n04.03.2026\t-\t\tКарантин\n"
    bad = school.send(path, {"rows": "02.03.2026\t410\n31.02.2026\t5\n03.03.2026\tx"})
    assert bad.status_code == 422
    assert "Line 2: Not a date" in bad.text
    assert "Line 3: Not a number of children" in bad.text
    over = school.send(path, {"rows": "02.03.2026\t500"})
    assert "02.03.2026: More children than the passport has" in over.text
    assert school.send(path, {"rows": rows}).status_code == 303
    assert days(world) == [
        ("2026-03-02", 410, None),
        ("2026-03-03", 400, None),
        ("2026-03-04", None, "Карантин"),
    ]


def test_only_ones_own_school_is_counted(app: Flask, officer: Browser, world: World) -> None:
    assert Browser(app, "other_school").get(MEALS).status_code == 403
    assert Browser(app, "other_officer").get(MEALS).status_code == 403
    assert officer.get(MEALS).status_code == 200
    assert officer.get("/schools/S-9999/meals").status_code == 404
    assert officer.get(f"{MEALS}?week=nonsense").status_code == 200
    assert f'href="/en/office{MEALS}"' in officer.get("/schools/S-1001/stock").text


def test_a_menu_is_written_from_the_purchase(
    officer: Browser, school: Browser, world: World
) -> None:
    line = line_of(world, bread(world))
    path = f"/purchases/1/menu/{line}"
    page = officer.get("/purchases/1").text
    assert "No menu is written for this line of food." in page
    assert f'href="/en/office{path}"' in page
    typed = {
        "title": "Беш күндүк меню",
        "days": "Ботко, нан\r\nШорпо, нан\r\n",
        "children": "100",
        "since": "02.03.2026",
        "last": "06.03.2026",
    }
    assert officer.send(path, typed).status_code == 303
    with world.act() as session:
        kept = session.scalars(select(MenuCycle)).one()
        assert (kept.days, kept.until) == ("Ботко, нан\nШорпо, нан", MONDAY.replace(day=7))
    assert "Menu: Беш күндүк меню. Children: 100." in officer.get("/purchases/1").text
    again = officer.send(path, {"children": "90"})
    assert (again.status_code, "Say why it is changed." in again.text) == (422, True)
    assert officer.resend(again, path, {"reason": "Балдар азайды."}).status_code == 303
    assert "Write the menu" not in school.get("/purchases/1").text
    assert school.get(path).status_code == 403
    world.contract(number="К-2")
    assert officer.get("/purchases/2/menu/2").status_code == 404


def test_days_not_counted_this_week_are_due(
    officer: Browser, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted(world, [10])
    with world.act() as session:
        session.execute(update(Membership).values(since=date(2026, 1, 1)))
    monkeypatch.setattr("core.clock.today", lambda: MONDAY.replace(day=4))
    page = officer.get(f"/deadlines?place={AIMAK}").text
    assert "This week. Schools: 1. Days: 2." in page
    assert f"/en/places/{AIMAK}/2026/food#schools" in page
