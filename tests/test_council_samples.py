"""Audit samples at the doors: the council's pages, everybody's, the files, the command."""

import csv
import json
import shlex
import subprocess
import sys
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy.orm import Session

from core.access import Role
from oversight.samples.reports import samples
from tests.office_world import Browser, build_app, let_in
from tests.test_oversight_samples import announced, buy, drawn
from tests.world import AIMAK, DISTRICT, OTHER_AIMAK, YEAR, World

PUBLIC = "/en/samples/1"


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
