"""Audit samples at the doors: the council's pages, everybody's, the files, the command."""

import csv
import json
import shlex
import subprocess
import sys
from collections.abc import Mapping
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from core.access import Role
from core.money import som
from opendata.sheets import NUMBER, TEXT, Cell, reading
from opendata.workbook import marked
from oversight.samples.reports import samples
from tests.office_world import Browser, build_app, filled, let_in
from tests.test_oversight_samples import announced, buy, drawn
from tests.world import AIMAK, DISTRICT, OTHER_AIMAK, YEAR, World

PUBLIC = "/en/samples/1"
UPLOAD = "/samples/1/table"


@pytest.fixture
def app(world: World, tmp_path: Path, sqlite_only: str) -> Flask:
    """The site over a small world in which seven contracts are signed."""
    buy(world, 3, 5, 7, 11, 13, 17, 200)
    app = build_app(world, tmp_path)
    with world.act() as session:
        let_in(session, "neighbour", 34, [(Role.COUNCIL, OTHER_AIMAK)])
    return app


@pytest.fixture
def council(app: Flask) -> Browser:
    """A member of the district's council."""
    browser = Browser(app, "council")
    browser.root = "/en/council"
    return browser


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV of ours."""
    return list(csv.DictReader(StringIO(text.lstrip("\ufeff"))))


def test_a_council_announces_waits_draws_and_looks(
    world: World, council: Browser, app: Flask
) -> None:
    assert "No sample is announced yet." in council.get("/samples").text
    refused = council.send("/samples/new", {"place": AIMAK, "size": "8"})
    assert (refused.status_code, "There are: 7." in refused.text) == (422, True)
    sent = council.resend(refused, "/samples/new", {"size": "4", "strata": "flags"})
    assert sent.headers["Location"].endswith("/en/council/samples/1")
    page = council.get("/samples/1").text
    assert ("Nobody knows yet" in page, "<button" in page.split("<main")[1]) == (True, False)
    assert "Nobody knows yet" in app.test_client().get(PUBLIC).text
    buy(world, 1)
    old = council.send("/samples/1", {"checkpoint": "5"})
    assert (old.status_code, "of an old checkpoint" in old.text) == (422, True)
    assert council.send("/samples/1").status_code == 303
    page = council.get("/samples/1").text
    assert "A flag is a reason to look, not a verdict." in page
    with Session(world.writer) as session:
        chosen = [one.purchase for one in samples.chosen(session, 1)]
    for purchase in chosen:
        assert f"/en/council/samples/1/items/{purchase}" in page
    item = f"/samples/1/items/{chosen[0]}"
    wrong = council.send(item, {"audited": "1", "evidence": "К-1"})
    assert (wrong.status_code, "say what was found" in wrong.text) == (422, True)
    for purchase in chosen:
        done = council.send(f"/samples/1/items/{purchase}", {"evidence": "К-1"})
        assert done.status_code == 303
    told = app.test_client().get(PUBLIC).text
    assert "With a confidence of 95% the error is not above:" in told


def test_nobody_else_has_business_there(world: World, app: Flask, council: Browser) -> None:
    sample = announced(world, AIMAK)
    buy(world, 1)
    [first, *_] = drawn(world, sample)
    paths = ("/samples/1", f"/samples/1/items/{first}", "/samples/1/worksheet")
    stranger = Browser(app, "neighbour")
    stranger.root = "/en/council"
    for path in (*paths, "/samples/1/worksheet.xlsx"):
        assert council.get(path).status_code == 200
        assert stranger.get(path).status_code == 404
    assert "№ 1" not in stranger.get("/samples").text
    assert council.get("/samples/1/items/999").status_code == 404
    assert council.get("/samples/2").status_code == 404
    officer = Browser(app, "officer")
    due = officer.get("/deadlines").text
    assert ("Sample № 1. Lay ready" in due, 'href="/en/samples/1"' in due) == (True, True)
    officer.root = "/en/council"
    assert officer.get("/samples").status_code == 403


def test_everybody_draws_it_again_from_the_files(
    world: World, app: Flask, council: Browser, tmp_path: Path
) -> None:
    sample = announced(world, DISTRICT, size=4)
    reader = app.test_client()
    before = reader.get(f"{PUBLIC}.json").get_json()["data"]
    assert (before["drawing"], before["result"], before["sample"]) == (None, None, [])
    buy(world, 1)
    chosen = drawn(world, sample)
    data = reader.get(f"{PUBLIC}.json").get_json()["data"]
    assert data["promise"] == before["promise"]
    assert (data["purchases"], data["amount"]) == (7, "25600.00")
    (tmp_path / "redraw.py").write_bytes(reader.get("/en/samples/redraw.py").data)
    population = reader.get(f"{PUBLIC}.csv?table=population")
    name = population.headers["Content-Disposition"].partition('"')[2].rstrip('"')
    (tmp_path / name).write_bytes(population.data)
    command = [sys.executable, *shlex.split(data["drawing"]["command"])[1:]]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    again = rows(ran.stdout)
    assert [int(row["purchase"]) for row in again] == list(chosen)
    shown = rows(reader.get(f"{PUBLIC}.csv").text)
    told = ("purchase", "amount", "certain")
    assert [[row[key] for key in told] for row in again] == [
        [row[key] for key in told] for row in shown
    ]
    assert reader.get(f"{PUBLIC}.xlsx").status_code == 200
    sheet = CalamineWorkbook.from_filelike(BytesIO(council.get("/samples/1/worksheet.xlsx").data))
    filled = sheet.get_sheet_by_index(0).to_python()
    assert [int(row[0]) for row in filled[1:]] == list(chosen)
    assert data["drawing"]["seed"] in council.get("/samples/1/worksheet").text
    listed = reader.get(f"/en/places/{DISTRICT}/samples.json").get_json()["data"]
    assert [one["id"] for one in listed["samples"]] == [1]
    assert reader.get("/en/samples/2").status_code == 404
    assert "/ky/samples/1<" in reader.get("/sitemap/samples-1.xml").text


def test_a_page_of_the_past_tells_what_was_known_then(world: World, app: Flask) -> None:
    sample = announced(world, AIMAK)
    reader = app.test_client()
    then = reader.get(f"{PUBLIC}.json").get_json()["meta"]["as_of"]
    buy(world, 1)
    drawn(world, sample)
    assert reader.get(f"{PUBLIC}.json").get_json()["data"]["drawing"]
    past = reader.get(f"{PUBLIC}.json?as_of={then}").get_json()["data"]
    assert (past["drawing"], past["sample"]) == (None, [])


def test_the_command_draws_and_refuses_in_words(world: World, app: Flask) -> None:
    def ran(*asked: str) -> tuple[int, dict[str, object]]:
        command = ["oversight", "sample", *asked, "--json"]
        result = app.test_cli_runner().invoke(args=command)
        return result.exit_code, json.loads(result.stdout)

    where = (DISTRICT, str(YEAR), "--size")
    code, told = ran(*where, "4")
    assert code == 0
    assert set(told) == {"seed", "checkpoint", "interval", "population", "items"}
    assert (len(told["items"]), told["checkpoint"]["root"]) == (4, told["seed"])
    assert ran(*where, "4", "--seed", told["seed"]) == (0, told)
    buy(world, 1)
    code, told = ran(*where, "4", "--seed", told["seed"])
    assert (code, told["error"]["code"]) == (1, "sample.old_seed")
    code, told = ran(*where, "9")
    assert (code, told["error"]["code"]) == (1, "sample.larger_than_population")
    code, told = ran(*where, "4", "--seed", "xyz")
    assert (code, told["error"]["code"]) == (1, "sample.bad_seed")
    code, told = ran(*where, "4", "--seed", "0f" * 32)
    assert (code, told["checkpoint"]) == (0, None)


def worksheet(council: Browser, cells: Mapping[tuple[int, str], object]) -> bytes:
    """The sample's own worksheet with these cells, by row of the sheet and heading, filled in."""
    content = council.get("/samples/1/worksheet.xlsx").data
    sheet, *others = reading.read(content, "worksheet.xlsx")
    headings = {cell.text: column for (row, column), cell in sheet.cells.items() if row == 1}
    for (row, heading), value in cells.items():
        kind = TEXT if isinstance(value, str) else NUMBER
        sheet.cells[row, headings[heading]] = Cell(kind, str(value))
    return marked.marked(sheet, (), (), "en", mark=others[-1])


def sent(council: Browser, content: bytes, name: str = "worksheet.xlsx") -> tuple[str, str]:
    """Send a file; the address of its preview without the root, and the preview's text."""
    fields = filled(council.get(UPLOAD).text) | {"file": (BytesIO(content), name)}
    answer = council.client.post(council.root + UPLOAD, data=fields)
    assert answer.status_code == 303, answer.text
    path = answer.headers["Location"].partition("/en/council")[2]
    return path, council.get(path).text


def ready(world: World) -> list[samples.ItemCard]:
    """A sample that is drawn, with nothing looked at."""
    announced(world, DISTRICT, size=4)
    buy(world, 1)
    drawn(world, 1)
    return chosen(world)


def chosen(world: World) -> list[samples.ItemCard]:
    """The chosen purchases as they stand."""
    with Session(world.writer) as session:
        return list(samples.chosen(session, 1))


def test_a_filled_worksheet_is_previewed_by_cell_and_entered_whole(
    world: World,
    app: Flask,
    council: Browser,
) -> None:
    first, second, *rest = ready(world)
    cells = {
        (2, "Found due"): first.amount,
        (2, "By which papers"): "К-1",
        (3, "Found due"): 0,
        (3, "What was found"): "it did not come, or not all of it",
        (3, "Note"): "nothing at the school",
        (3, "By which papers"): "К-2",
    }
    path, page = sent(council, worksheet(council, cells))
    assert ("to be entered" in page, "nothing at the school" in page) == (True, True)
    assert all(one.audited is None for one in chosen(world))
    before = filled(page)
    one = council.send(f"/samples/1/items/{rest[0].purchase}", {"evidence": "К-3"})
    assert one.status_code == 303
    assert council.client.post(council.root + path, data=before).status_code == 409
    assert chosen(world)[0].audited is None
    done = council.send(path)
    assert done.status_code == 303
    receipt = council.get(done.headers["Location"].partition("/en/council")[2])
    assert "The table is entered" in receipt.text
    assert council.get(f"{UPLOAD.replace('table', 'receipts')}/1/file").status_code == 200
    assert council.get("/samples/2/receipts/1").status_code == 404
    now = {one.purchase: one for one in chosen(world)}
    assert (now[first.purchase].audited, now[first.purchase].error) == (first.amount, None)
    found = now[second.purchase]
    assert (found.audited, found.error, found.note) == (som(0), "not_come", "nothing at the school")
    _path, page = sent(council, worksheet(council, {}))
    assert "The table changes nothing" in page


def test_a_worksheet_with_a_fault_enters_nothing(
    world: World,
    app: Flask,
    council: Browser,
) -> None:
    first, *_ = ready(world)
    cells = {
        (2, "Found due"): first.amount,
        (2, "By which papers"): "К-1",
        (3, "Found due"): 99_999_999,
        (3, "By which papers"): "К-2",
        (4, "Note"): "call +996 700 123 456",
        (5, "Number"): 999,
        (5, "Found due"): "x",
        (5, "What was found"): "a surprise",
    }
    content = worksheet(council, cells)
    path, page = sent(council, content)
    assert "Rows with errors: 3." in page
    for told in (
        "That is more than the contracts bind",
        "It is not said how much is due.",
        "No purchase of this sample has this number: 999.",
        "These words are not in the list of what was found: a surprise.",
    ):
        assert told in page
    fields = {**filled(council.get(UPLOAD).text), "seen": "0", "once": "a" * 32}
    assert council.client.post(council.root + path, data=fields).status_code == 422
    assert council.get(f"{path}/errors.xlsx").status_code == 200
    assert all(one.audited is None for one in chosen(world))


def test_a_table_that_is_no_worksheet_of_it_is_refused_in_words(
    world: World,
    app: Flask,
    council: Browser,
) -> None:
    ready(world)
    fields = filled(council.get(UPLOAD).text)
    fields["file"] = (BytesIO(b"a,b\r\n1,2\r\n"), "other.csv")
    answer = council.client.post(council.root + UPLOAD, data=fields)
    assert (answer.status_code, "This is no worksheet" in answer.text) == (422, True)
    own = worksheet(council, {(2, "By which papers"): "К-1", (2, "Found due"): 1})
    announced(world, DISTRICT, size=4)
    buy(world, 1)
    drawn(world, 2)
    fields = filled(council.get("/samples/2/table").text)
    fields["file"] = (BytesIO(own), "worksheet.xlsx")
    answer = council.client.post("/en/council/samples/2/table", data=fields)
    page = council.get(answer.headers["Location"].partition("/en/council")[2]).text
    assert "This is the worksheet of another sample." in page
    stranger = Browser(app, "neighbour")
    stranger.root = "/en/council"
    assert stranger.get(UPLOAD).status_code == 404
    book = CalamineWorkbook.from_filelike(BytesIO(own))
    assert "_meta" in book.sheet_names
