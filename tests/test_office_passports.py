"""Passports in the office: the list, the form with all its faults, the workbook and back."""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from core import clock
from journal import audit
from opendata.models import Batch
from opendata.passport_rows.known import known
from opendata.sheets import Sheet, letters, reading
from opendata.workbook.passports import template
from standard.acts.passports import fill
from standard.models import Passport
from tests import tables
from tests.office_world import Browser, build_app, filled
from tests.world import AIMAK, DISTRICT, World
from tracker.extensions import writer
from tracker.recounts import RECOUNTS

YEAR = clock.today().year
FORM = f"/schools/S-1001/passport/{YEAR}"
UPLOAD = f"/passports/{AIMAK}/{YEAR}/upload"
FACTS = {"pupil": "300", "girl": "140", "boy": "160", "floor": "3", "piped_water": "0"}
ON_SQLITE = pytest.mark.parametrize("world", ["sqlite"], indirect=True)


@pytest.fixture
def app(world: World, tmp_path: Path) -> Iterator[Flask]:
    """The office over the small world."""
    app = build_app(world, tmp_path)
    yield app
    with app.app_context():
        writer().dispose()


def said(world: World, school: str = "S-1001", year: int = YEAR) -> dict[str, str] | None:
    """What is kept of a school."""
    with Session(world.writer) as session:
        return session.scalar(
            select(Passport.facts).where(Passport.school == school, Passport.year == year)
        )


def passports(world: World) -> int:
    """How many passports there are."""
    with Session(world.writer) as session:
        return session.scalar(select(func.count(Passport.id))) or 0


def fill_in(world: World, school: str, facts: dict[str, str], year: int = YEAR) -> None:
    """A passport by the act itself."""
    with world.act() as session:
        fill(session, world.officer, school, year, facts)


def typed(**answers: str) -> dict[str, object]:
    """What is typed into the fields of these questions."""
    return {f"fact-{code}": text for code, text in answers.items()}


# The form


def test_the_form_saves_what_is_told_and_leaves_the_rest_unknown(app: Flask, world: World) -> None:
    page = Browser(app, "officer").send(
        FORM, typed(girl="140", boy="160", floor="3", piped_water="0")
    )
    assert page.status_code == 303
    assert said(world) == FACTS  # the pupils stood there already: from the register
    shown = Browser(app, "officer").get(FORM)
    assert "The passport is saved" not in shown.text
    assert 'value="3"' in shown.text
    with Session(world.writer) as session:
        assert audit.problems(session, [Passport], RECOUNTS) == []


@ON_SQLITE
def test_after_saving_it_says_what_can_now_be_answered_and_leads_to_the_public(app: Flask) -> None:
    officer = Browser(app, "officer")
    officer.send(FORM, typed(floor="3"))
    page = officer.get(FORM)
    assert "The passport is saved: № 1 мектеп." in page.text
    assert "Requirements that can now be answered:" in page.text
    assert "/en/schools/S-1001/passport" in page.text
    assert 'href="/en/schools/S-1001"' in page.text


@ON_SQLITE
def test_a_first_passport_begins_with_the_register_and_says_so(app: Flask) -> None:
    page = Browser(app, "school").get(FORM)
    assert "from the register" in page.text
    assert filled(page.text)["fact-pupil"] == "300"
    assert filled(page.text)["fact-floor"] == ""
    assert "Requirements that wait for this answer:" not in page.text or "floor" in page.text


@ON_SQLITE
def test_a_new_year_begins_with_the_passport_before_and_says_which(
    app: Flask, world: World
) -> None:
    fill_in(world, "S-1001", FACTS, YEAR - 1)
    page = Browser(app, "officer").get(FORM)
    assert f"of the year: {YEAR - 1}" in page.text
    fields = filled(page.text)
    assert (fields["fact-girl"], fields["fact-piped_water"], fields["seen"]) == ("140", "0", "0")
    Browser(app, "officer").send(FORM, typed(floor="4"))
    assert said(world) == {**FACTS, "floor": "4"}
    assert said(world, year=YEAR - 1) == FACTS


@ON_SQLITE
@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_every_question_is_asked_in_every_language(app: Flask, lang: str) -> None:
    page = Browser(app, "officer", lang).get(FORM)
    assert page.status_code == 200
    assert page.text.count('name="fact-') == 42 + 3  # one question is answered by three radios


@ON_SQLITE
@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        ({"floor": "0"}, "floor", "Check the number"),
        ({"floor": "10 000"}, "floor", "Plausible is: 1 – 60"),
        ({"graduate": "301"}, "graduate", "A part is more than its whole"),
        ({"girl": "100", "boy": "100"}, "pupil", "The parts do not make the whole"),
        ({"floor": "three"}, "floor", "Not a number: “three”."),
        ({"floor": "З0"}, "floor", "only look like digits"),
        ({"floor": "-3"}, "floor", "below zero"),
        ({"girl": "12,5"}, "girl", "Write a whole number"),
        ({"pupil": "NaN"}, "pupil", "Not a number: “NaN”."),
        ({"piped_water": "7"}, "piped_water", "Not a valid choice"),
        ({"perimeter_m": "400,0001"}, "perimeter_m", "Round it"),
    ],
)
def test_a_wrong_answer_gets_its_sentence_at_its_own_field(
    app: Flask, world: World, answers: dict[str, str], field: str, sentence: str
) -> None:
    page = Browser(app, "officer").send(FORM, typed(**answers))
    assert page.status_code == 422
    assert sentence in page.text
    assert f'href="#fact-{field}' in page.text
    if field != "piped_water":
        assert f'id="fact-{field}-error"' in page.text
        assert filled(page.text)[f"fact-{field}"] == answers.get(field, "300")
    assert passports(world) == 0


@ON_SQLITE
def test_all_faults_are_told_at_once_and_what_was_typed_is_kept(app: Flask, world: World) -> None:
    officer = Browser(app, "officer")
    page = officer.send(FORM, typed(floor="0", girl="x", graduate="400", window="2,5"))
    assert page.status_code == 422
    for field in ("floor", "girl", "graduate", "window"):
        assert f'id="fact-{field}-error"' in page.text
    kept = filled(page.text)
    assert [kept[f"fact-{f}"] for f in ("floor", "girl", "window")] == ["0", "x", "2,5"]
    mended = typed(floor="1", girl="", graduate="40", window="25")
    assert officer.resend(page, FORM, mended).status_code == 303
    assert said(world) == {"pupil": "300", "floor": "1", "graduate": "40", "window": "25"}


@ON_SQLITE
def test_a_question_nobody_asks_is_not_read(app: Flask, world: World) -> None:
    Browser(app, "officer").send(FORM, typed(floor="3", swimming_pool="1"))
    assert said(world) == {"pupil": "300", "floor": "3"}


@ON_SQLITE
def test_of_two_editors_the_second_is_told(app: Flask, world: World) -> None:
    fill_in(world, "S-1001", FACTS)
    officer = Browser(app, "officer")
    page = officer.get(FORM)
    fill_in(world, "S-1001", {**FACTS, "floor": "2"})
    assert officer.resend(page, FORM, typed(floor="5")).status_code == 409
    assert said(world) == {**FACTS, "floor": "2"}


@ON_SQLITE
def test_a_form_sent_twice_fills_in_once(app: Flask, world: World) -> None:
    officer = Browser(app, "officer")
    page = officer.get(FORM)
    first = officer.resend(page, FORM, typed(floor="3"))
    again = officer.resend(page, FORM, typed(floor="3"))
    assert (first.status_code, again.status_code) == (303, 303)
    with Session(world.writer) as session:
        assert session.scalars(select(Passport.version)).all() == [1]


@ON_SQLITE
@pytest.mark.parametrize(
    ("who", "school", "status"),
    [
        ("officer", "S-1002", 200),
        ("school", "S-1001", 200),
        ("school", "S-1002", 403),
        ("officer", "S-1003", 403),
        ("other_officer", "S-1001", 403),
        ("approver", "S-1001", 403),
        ("council", "S-1001", 403),
        ("officer", "S-9999", 404),
    ],
)
def test_only_the_school_and_officers_above_it_open_the_form(
    app: Flask, who: str, school: str, status: int
) -> None:
    assert Browser(app, who).get(f"/schools/{school}/passport/{YEAR}").status_code == status


@ON_SQLITE
def test_a_year_ahead_of_the_next_is_refused_with_the_last_possible(app: Flask) -> None:
    officer = Browser(app, "officer")
    for path in (f"/schools/S-1001/passport/{YEAR + 2}", f"/passports/{AIMAK}/{YEAR + 2}/upload"):
        page = officer.get(path)
        assert page.status_code == 422
        assert f"the last one possible: {YEAR + 1}" in page.text


@ON_SQLITE
def test_save_and_next_leads_through_the_schools_of_ones_places(app: Flask) -> None:
    officer = Browser(app, "officer")
    first = officer.send(FORM, {**typed(floor="3"), "do": "next"})
    assert first.location.endswith(f"/schools/S-1002/passport/{YEAR}")
    last = officer.send(f"/schools/S-1002/passport/{YEAR}", {**typed(floor="2"), "do": "next"})
    assert "/office/passports" in last.location
    assert "Save and go to the next school" not in Browser(app, "school").get(FORM).text


# The list


@ON_SQLITE
def test_the_list_shows_how_complete_each_passport_is(app: Flask, world: World) -> None:
    fill_in(world, "S-1001", FACTS)
    fill_in(world, "S-1002", {"pupil": "100"}, YEAR - 1)
    page = Browser(app, "officer").get("/passports")
    assert page.status_code == 200
    assert "answered in part" in page.text
    assert "of an earlier year" in page.text
    assert "S-1003" not in page.text
    assert f"/passports/{AIMAK}/{YEAR}/template.xlsx" in page.text
    own = Browser(app, "school").get("/passports")
    assert "S-1001" in own.text
    assert "S-1002" not in own.text
    assert "template.xlsx" not in own.text
    assert Browser(app, "approver").get("/passports").status_code == 403


# The workbook


def grid_of(content: bytes) -> Sheet:
    """The first sheet of a workbook."""
    return reading.read(content, "template.xlsx")[0]


def at(sheet: Sheet, school: str, code: str) -> str:
    """The cell of a school's answer."""
    row = next(r for r, cells in sheet.rows() if cells.get(1) and cells[1].text == school)
    column = next(c for c in range(1, 60) if sheet.at(1, c).text == code)
    return f"{letters(column)}{row}"


def edited(sheet: Sheet, changes: Mapping[tuple[str, str], Any]) -> bytes:
    """The sheet with other answers, as somebody's own table without the stamp."""
    cells: dict[tuple[int, int], Any] = {
        place: float(cell.text) if cell.kind == "number" else cell.text
        for place, cell in sheet.cells.items()
    }
    for (school, code), value in changes.items():
        row = next(r for r, filled in sheet.rows() if filled.get(1) and filled[1].text == school)
        column = next(c for c in range(1, 60) if sheet.at(1, c).text == code)
        cells[row, column] = value
    width = max(column for _, column in cells)
    height = max(row for row, _ in cells)
    return tables.grid(
        *(tuple(cells.get((r, c)) for c in range(1, width + 1)) for r in range(1, height + 1))
    )


def upload(browser: Browser, content: bytes, name: str = "passports.xlsx") -> TestResponse:
    """Send a table."""
    token = filled(browser.get(UPLOAD).text)["csrf_token"]
    return browser.client.post(
        browser.root + UPLOAD,
        data={"csrf_token": token, "file": (io.BytesIO(content), name)},
        content_type="multipart/form-data",
    )


def previewed(browser: Browser, content: bytes, name: str = "passports.xlsx") -> tuple[str, str]:
    """The preview's path in the office, and its page."""
    sent = upload(browser, content, name)
    assert sent.status_code == 303, sent.text
    path = sent.location.removeprefix(browser.root)
    page = browser.get(path)
    assert page.status_code == 200
    return path, page.text


@ON_SQLITE
@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_template_comes_back_without_a_change(app: Flask, world: World, lang: str) -> None:
    fill_in(world, "S-1001", {**FACTS, "perimeter_m": "412.125"})
    fill_in(world, "S-1002", {"pupil": "100"}, YEAR - 1)
    officer = Browser(app, "officer", lang)
    content = officer.get(f"/passports/{AIMAK}/{YEAR}/template.xlsx")
    assert content.status_code == 200
    sheet = grid_of(content.data)
    assert [sheet.at(row, 1).text for row in (3, 4)] == ["S-1001", "S-1002"]
    _path, page = previewed(officer, content.data)
    assert 'name="seen"' not in page
    with Session(world.writer) as session:
        from opendata.passport_rows.preview import preview

        found = preview(session, reading.read(content.data, "t.xlsx"), AIMAK, YEAR)
    assert (found.changes, found.errors, found.unchanged, dict(found.values)) == ((), (), 2, {})
    assert passports(world) == 2


def test_two_cells_edited_are_two_changes_and_kept_together(app: Flask, world: World) -> None:
    fill_in(world, "S-1001", FACTS)
    fill_in(world, "S-1002", {"pupil": "100", "floor": "1"})
    officer = Browser(app, "officer")
    sheet = grid_of(officer.get(f"/passports/{AIMAK}/{YEAR}/template.xlsx").data)
    content = edited(sheet, {("S-1001", "floor"): 4, ("S-1002", "floor"): None})
    path, page = previewed(officer, content)
    for cell in (at(sheet, "S-1001", "floor"), at(sheet, "S-1002", "floor")):
        assert cell in page
    assert "cells that change" in page
    assert said(world) == FACTS
    first = officer.send(path)
    assert first.status_code == 303
    assert said(world) == {**FACTS, "floor": "4"}
    assert said(world, "S-1002") == {"pupil": "100"}
    receipt = officer.get(first.location.removeprefix(officer.root))
    assert receipt.status_code == 200
    with Session(world.writer) as session:
        (batch,) = session.scalars(select(Batch)).all()
        assert (batch.kind, batch.place, batch.rows, batch.account) == ("passports", AIMAK, 2, 11)
        assert audit.problems(session, [Passport], RECOUNTS) == []
    assert officer.get(f"/imports/receipts/{batch.id}").status_code == 404


@ON_SQLITE
def test_a_yes_sent_twice_fills_in_once(app: Flask, world: World) -> None:
    officer = Browser(app, "officer")
    sheet = grid_of(officer.get(f"/passports/{AIMAK}/{YEAR}/template.xlsx").data)
    path, page = previewed(officer, edited(sheet, {("S-1001", "floor"): 4}))
    once = officer.client.post(officer.root + path, data=filled(page))
    again = officer.client.post(officer.root + path, data=filled(page))
    assert (once.status_code, again.status_code) == (303, 303)
    assert once.location == again.location
    assert said(world) == {"pupil": "300", "floor": "4"}
    assert said(world, "S-1002") is None  # a row left as it was is not saved


@ON_SQLITE
def test_when_a_passport_changed_since_the_preview_nothing_is_kept(
    app: Flask, world: World
) -> None:
    officer = Browser(app, "officer")
    sheet = grid_of(officer.get(f"/passports/{AIMAK}/{YEAR}/template.xlsx").data)
    path, page = previewed(officer, edited(sheet, {("S-1001", "floor"): 4}))
    fill_in(world, "S-1002", {"pupil": "120"})
    assert officer.client.post(officer.root + path, data=filled(page)).status_code == 409
    assert said(world) is None


@ON_SQLITE
def test_a_question_without_a_column_keeps_its_answer_and_an_empty_cell_unsays_it(
    app: Flask, world: World
) -> None:
    fill_in(world, "S-1001", FACTS)
    officer = Browser(app, "officer")
    header = ("Мектептин коду", "Кабаттар, бардык имаратта чогуу", "Окна", "girl")
    path, page = previewed(officer, tables.grid(header, ("S-1001", 5, 60, None)))
    assert "Questions without a column:" in page
    assert officer.send(path).status_code == 303
    kept = {code: value for code, value in FACTS.items() if code != "girl"}
    assert said(world) == {**kept, "floor": "5", "window": "60"}


@ON_SQLITE
@pytest.mark.parametrize(
    ("column", "value", "sentence", "remedy"),
    [
        ("floor", 0, "Plausible is: 1 – 60", "Check the number"),
        ("floor", 10_000, "10000", "Check the number"),
        ("graduate", 301, "A part is more than its whole", "Check the number"),
        ("girl", 100, "The parts do not make the whole", "Check the numbers"),
        ("floor", "three", "Not a number: “three”.", "leave it empty"),
        ("floor", "З0", "only look like digits: “З0”", "digits 0–9"),
        ("floor", -3, "below zero: “-3”", "without a minus"),
        ("girl", 12.5, "This is counted in whole numbers", "Write a whole number"),
        ("pupil", "NaN", "Not a number: “NaN”.", "leave it empty"),
        ("piped_water", "maybe", "Neither yes nor no", "Write yes or no"),
        ("perimeter_m", 400.0001, "Finer than three decimals", "Round it"),
        ("perimeter_m", "1.250,00", "which mark is the decimal one", "Part thousands by spaces"),
        ("pupil", 10**12, "too large", "Check the number of digits"),
        ("code", "S-1003", "does not lie here: “S-1003”", "Take the row out"),
        ("code", "S-9999", "no school with this code: “S-9999”", "Take the code from the template"),
        ("code", "S-1002", "stands twice: “S-1002”", "Leave one of the rows"),
    ],
)
def test_every_bad_cell_is_named_with_its_remedy_and_nothing_can_be_saved(
    app: Flask, world: World, column: str, value: Any, sentence: str, remedy: str
) -> None:
    fill_in(world, "S-1001", FACTS)
    officer = Browser(app, "officer")
    sheet = grid_of(officer.get(f"/passports/{AIMAK}/{YEAR}/template.xlsx").data)
    path, page = previewed(officer, edited(sheet, {("S-1001", column): value}))
    cell = at(sheet, "S-1001", "pupil" if "do not make" in sentence else column)
    if sentence.startswith("stands twice"):
        cell = at(sheet, "S-1002", column)
    assert f"<b>{cell}</b>" in page
    assert sentence in page
    assert remedy in page
    assert 'name="seen"' not in page
    token = filled(officer.get(UPLOAD).text)["csrf_token"]
    forced = officer.client.post(officer.root + path, data={"csrf_token": token, "seen": "1"})
    assert forced.status_code == 422
    assert said(world) == FACTS
    marked = officer.get(path + "/errors.xlsx")
    assert sentence in " ".join(cell.text for cell in grid_of(marked.data).cells.values())


@ON_SQLITE
def test_a_question_nobody_asks_is_named_at_its_header(app: Flask, world: World) -> None:
    officer = Browser(app, "officer")
    content = tables.grid(("code", "floor", "swimming_pool", "floor"), ("S-1001", 3, 1, 2))
    _path, page = previewed(officer, content)
    assert "<b>C1</b>" in page
    assert "The passport does not ask this: “swimming_pool”." in page
    assert "<b>D1</b>" in page
    assert "This question has two columns" in page
    assert 'name="seen"' not in page


@ON_SQLITE
def test_a_row_that_slipped_beside_another_code_is_pointed_out(app: Flask) -> None:
    content = tables.grid(("code", "name", "floor"), ("S-1001", "№ 2 мектеп", 3))
    _path, page = previewed(Browser(app, "officer"), content)
    assert "<b>B2</b>" in page
    assert "Another name stands beside the code" in page


@ON_SQLITE
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (tables.grid(("a", "b"), (1, 2)), "No row with the questions of a passport"),
        (tables.grid(("floor", "window"), (1, 2)), "The table lacks columns"),
        (b"<html>", "not the table its name says"),
    ],
)
def test_a_file_that_is_no_table_of_passports_is_refused_on_the_form(
    app: Flask, content: bytes, sentence: str
) -> None:
    answer = upload(Browser(app, "officer"), content)
    assert answer.status_code == 422
    assert sentence in answer.text


@ON_SQLITE
def test_a_template_of_another_place_or_year_is_refused(app: Flask, world: World) -> None:
    with Session(world.writer) as session:
        facts = known(session, DISTRICT, YEAR - 1)
    content = template(facts, "ky", issued_on="2026-01-01", key=b"")
    _path, page = previewed(Browser(app, "officer"), content)
    assert "The template is for another place" in page
    assert "The template is for another year" in page
    assert 'name="seen"' not in page


@ON_SQLITE
@pytest.mark.parametrize(
    ("who", "place", "status"),
    [
        ("officer", AIMAK, 200),
        ("other_officer", AIMAK, 403),
        ("approver", AIMAK, 403),
        ("school", AIMAK, 403),
        ("officer", DISTRICT, 403),
        ("officer", "S-1001", 404),
        ("officer", "nowhere", 404),
    ],
)
def test_only_an_officer_of_the_place_brings_its_passports_in(
    app: Flask, who: str, place: str, status: int
) -> None:
    browser = Browser(app, who)
    for page in ("template.xlsx", "upload"):
        assert browser.get(f"/passports/{place}/{YEAR}/{page}").status_code == status


@ON_SQLITE
def test_what_another_looked_at_nobody_else_confirms(app: Flask, world: World) -> None:
    officer = Browser(app, "officer")
    path, _page = previewed(officer, tables.grid(("code", "floor"), ("S-1001", 3)))
    for who in ("both", "other_officer", "school"):
        assert Browser(app, who).get(path).status_code in (403, 422)
    assert passports(world) == 0
