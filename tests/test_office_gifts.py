"""Voluntary gifts at the doors: an officer and a council enter them, a school reads."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from budgets.models import Gift, GiftReport
from core.money import som
from tests.office_world import Browser, build_app
from tests.test_budgets_gifts import MAY, THINGS, recorded, told
from tests.test_office_practices import photograph
from tests.world import AIMAK, DISTRICT, World

TYPED = {
    "scope": "S-1001",
    "on": "10.02.2026",
    "kind": "money",
    "about": "Спорт залга",
    "value": "12 000,50",
    "requirement": "category:emergency",
    "quantity": "",
    "document": "bank",
    "document_number": "17",
    "document_on": "10.02.2026",
}


@pytest.fixture
def app(world: World, tmp_path: Path, sqlite_only: str) -> Flask:
    """The site over the small world."""
    return build_app(world, tmp_path)


@pytest.fixture
def officer(app: Flask) -> Browser:
    """The officer of the aimak."""
    return Browser(app, "officer")


@pytest.fixture
def council(app: Flask) -> Browser:
    """A member of the district's council."""
    browser = Browser(app, "council")
    browser.root = "/en/council"
    return browser


def kept(world: World) -> list[Gift]:
    """All entries."""
    with world.act() as session:
        return list(session.scalars(select(Gift).order_by(Gift.id)))


@pytest.mark.parametrize("door", ["officer", "council"])
def test_what_came_is_entered_seen_and_reversed(
    app: Flask, world: World, door: str, request: pytest.FixtureRequest
) -> None:
    person: Browser = request.getfixturevalue(door)
    place = AIMAK if door == "officer" else DISTRICT
    sent = person.send(f"/gifts/{place}/new", TYPED)
    assert (sent.status_code, sent.location.endswith(f"/gifts/{place}?year=2026")) == (303, True)
    [gift] = kept(world)
    assert (gift.value, gift.scope, gift.category) == (som("12000.50"), "S-1001", "emergency")
    for code in (place, "S-1001"):
        page = person.get(f"/gifts/{code}?year=2026").text
        assert "Спорт залга" in page
        assert "12,000.50\u00a0som" in page
    back = person.send("/gifts/S-1001/1/reverse", {"reason": "Ката сумма."})
    assert back.status_code == 303
    page = person.get("/gifts/S-1001?year=2026").text
    assert "Ката сумма." in page
    assert "/gifts/S-1001/1/reverse" not in page
    again = person.get("/gifts/S-1001/1/reverse").text
    assert "This entry was reversed on" in again
    assert 'name="reason"' not in again


def test_bad_input_is_said_at_its_field_and_keeps_what_was_typed(
    world: World, council: Browser
) -> None:
    wrong = {**TYPED, "about": "Чалыңыз: 0555 12 34 56", "value": "12x", "on": "31.02.2026"}
    answer = council.send(f"/gifts/{DISTRICT}/new", wrong)
    assert answer.status_code == 422
    for typed in ("Чалыңыз: 0555 12 34 56", "12x", "31.02.2026"):
        assert f'value="{typed}"' in answer.text
    path = f"/gifts/{DISTRICT}/new"
    right = {"on": "10.02.2026", "value": "12", "kind": "goods"}
    answer = council.resend(answer, path, {**right, "requirement": "FIR-01", "quantity": "3"})
    assert answer.status_code == 422
    assert 'id="about-error"' in answer.text
    assert "Take out personal numbers and contacts" in answer.text
    assert 'value="3"' in answer.text
    answer = council.resend(answer, path, {"about": "Өрт өчүргүч", "quantity": ""})
    assert (answer.status_code, 'id="quantity-error"' in answer.text) == (422, True)
    assert kept(world) == []
    assert council.resend(answer, path, {"quantity": "3"}).status_code == 303
    assert len(kept(world)) == 1


def test_a_form_sent_twice_is_entered_once(world: World, officer: Browser) -> None:
    page = officer.get(f"/gifts/{AIMAK}/new")
    for _time in range(2):
        assert officer.resend(page, f"/gifts/{AIMAK}/new", TYPED).status_code == 303
    assert len(kept(world)) == 1


def test_an_officer_enters_for_the_own_place_and_its_schools_alone(
    world: World, officer: Browser, council: Browser
) -> None:
    page = officer.get(f"/gifts/{AIMAK}/new").text
    for code in (AIMAK, "S-1001", "S-1002"):
        assert f'value="{code}"' in page
    assert 'value="S-1003"' not in page
    assert officer.send(f"/gifts/{AIMAK}/new", {**TYPED, "scope": "S-1003"}).status_code == 422
    for code in (DISTRICT, "S-1003", "S-9999", "99"):
        assert officer.get(f"/gifts/{code}").status_code == 404
    assert 'value="S-1003"' in council.get(f"/gifts/{DISTRICT}/new").text
    assert council.get("/gifts/KG").status_code == 404


def test_a_school_reads_and_is_told_why_it_enters_nothing(app: Flask, world: World) -> None:
    recorded(world)
    school = Browser(app, "school")
    page = school.get("/gifts/S-1001?year=2026").text
    assert "neither the director nor teachers" in page
    assert "Спорт залга" in page
    assert "/gifts/S-1001/new" not in page
    for path in ("new", "1/reverse", "reports/2026/1"):
        answer = school.get(f"/gifts/S-1001/{path}")
        assert answer.status_code == 403
        assert "neither the director nor teachers" in answer.text
    assert school.get("/gifts/S-1002").status_code == 404
    approver = Browser(app, "approver")
    assert approver.get(f"/gifts/{AIMAK}?year=2026").status_code == 200
    assert approver.get(f"/gifts/{AIMAK}/new").status_code == 403


def test_a_scan_is_seen_by_officers_and_the_council_but_not_by_the_school(
    app: Flask, world: World, officer: Browser, council: Browser
) -> None:
    sent = officer.send(f"/gifts/{AIMAK}/new", {**TYPED, "files": (photograph(), "акт.png")})
    assert sent.status_code == 303
    [file] = kept(world)[0].files
    path = f"/files/{file['sha256']}.jpg"
    assert path in officer.get("/gifts/S-1001?year=2026").text
    assert officer.get(path).status_code == 200
    assert council.get(path).status_code == 200
    school = Browser(app, "school")
    assert path not in school.get("/gifts/S-1001?year=2026").text
    assert school.get(path).status_code == 404
    assert Browser(app, "other_officer").get(path).status_code == 404


def test_a_report_is_published_with_the_totals_seen_and_replaced_with_a_reason(
    world: World, council: Browser
) -> None:
    recorded(world)
    assert "1st quarter" in council.get("/gifts/S-1001?year=2026").text
    path = "/gifts/S-1001/reports/2026/1"
    typed = {"told": "Спорт залга жумшалды.", "minutes": "5", "minutes_on": "08.04.2026"}
    nothing = council.send(path, {"told": "Спорт залга жумшалды."})
    assert (nothing.status_code, "Спорт залга жумшалды." in nothing.text) == (422, True)
    shown = council.get(path)
    recorded(world, values=THINGS)
    assert council.resend(shown, path, typed).status_code == 409
    shown = council.get(path)
    for _time in range(2):  # sent twice it is published once
        assert council.resend(shown, path, typed).status_code == 303
    without = council.send(path, typed)
    assert (without.status_code, 'id="reason-error"' in without.text) == (422, True)
    assert "Say why a new one takes its place." in without.text
    assert council.send(path, {**typed, "reason": "Тактадык."}).status_code == 303
    with world.act() as session:
        assert session.scalar(select(func.count()).select_from(GiftReport)) == 2
    page = council.get("/gifts/S-1001?year=2026").text
    assert "a later one took its place" in page
    assert council.get("/gifts/S-1001/reports/2099/1").status_code == 404
    assert council.get("/gifts/S-1001/reports/1999/1").status_code == 404


def test_overdue_reports_stand_on_the_desk_and_before_the_council(
    world: World, officer: Browser, council: Browser
) -> None:
    recorded(world)
    recorded(world, "S-1003", on=MAY)
    desk = officer.get("/").text
    assert "№ 1 мектеп, 2026, 1st quarter" in desk
    assert "№ 3 мектеп" not in desk
    assert "overdue reports: 2" in council.get("/").text
    told(world)
    assert "Reports on voluntary help" not in officer.get("/").text
    assert "overdue reports: 1" in council.get("/").text
    assert f"/en/council/gifts/{DISTRICT}" in council.get("/").text
    assert "/en/council/gifts/S-1001" in council.get("/schools/S-1001").text
