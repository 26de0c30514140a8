"""Pages for everybody and their files: the same numbers, in three languages, no script."""

import csv
import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook
from sqlalchemy import event

from core.upsert import upsert
from journal.models import Scope
from opendata import search
from register import acts as register
from register.rows import PlaceRow
from tests.doors import site
from tests.world import AIMAK, COUNTRY, DISTRICT, OPERATOR, OTHER_AIMAK, YEAR, World

SCHOOL = f"schools/S-1001/{YEAR}"
LANGUAGES = ("ky", "ru", "en")


@pytest.fixture
def client(world: World, tmp_path: Path) -> Iterator[FlaskClient]:
    """The site over the small world, with one purchase delivered, accepted in part and paid."""
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7}), refused=2)
    world.paid(contract, "10000")
    with world.act() as session:
        search.catch_up(session)
    with site(world, tmp_path) as app:
        yield app.test_client()


PAGES = (
    "",
    "search?q=2",
    f"places/{COUNTRY}/{YEAR}",
    f"places/{DISTRICT}/{YEAR}",
    f"places/{AIMAK}/{YEAR}",
    SCHOOL,
    "purchases/1",
    "suppliers/1",
    "standard/",
    "standard/FIR-01",
    "journal",
    "data",
)


def test_every_page_answers_in_every_language_and_small(client: FlaskClient) -> None:
    for lang in LANGUAGES:
        for page in PAGES:
            answer = client.get(f"/{lang}/{page}", headers={"Accept-Encoding": "br"})
            assert answer.status_code == 200, (lang, page)
            assert len(answer.data) <= 13_500, (lang, page, len(answer.data))
            text = brotli.decompress(answer.data).decode()
            assert f'<html lang="{lang}"' in text
            assert " style=" not in text
            assert len(re.findall("<h1", text)) == 1
            assert "Traceback" not in text


def test_the_page_its_json_csv_and_workbook_tell_the_same_numbers(client: FlaskClient) -> None:
    page = client.get(f"/en/{SCHOOL}").text
    document = client.get(f"/en/{SCHOOL}.json").get_json()
    figures = document["data"]["figures"]
    assert figures == {
        "planned": "72400.00",
        "committed": "22400.00",
        "accepted": "16000.00",
        "paid": "10000.00",
        "free": "50000.00",
    }
    assert "72,400\u00a0som" in page
    assert document["meta"]["currency"] == "KGS"
    assert len(document["meta"]["root"]) == 64
    rows = list(csv.DictReader(StringIO(client.get(f"/en/{SCHOOL}.csv").data.decode("utf-8-sig"))))
    assert [(row["category"], row["planned"], row["paid"]) for row in rows] == [
        ("emergency", "72400.00", "10000.00")
    ]
    assert document["data"]["categories"][0]["planned"] == rows[0]["planned"]
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(f"/en/{SCHOOL}.xlsx").data))
    assert book.get_sheet_by_index(0).to_python()[1][2] == 72400
    missing = document["data"]["missing"][0]
    assert (missing["missing"], missing["checking"]) == ("2", "0")


def test_a_program_that_mistypes_is_told_and_a_person_forgiven(client: FlaskClient) -> None:
    assert client.get(f"/en/{SCHOOL}?pgae=2").status_code == 200
    assert client.get(f"/en/{SCHOOL}?page=x").status_code == 200
    for address in (
        f"/en/{SCHOOL}.json?pgae=2",
        f"/en/{SCHOOL}.json?page=0",
        f"/en/{SCHOOL}.json?page=1&page=2",
        f"/en/{SCHOOL}.csv?table=nothing",
        f"/en/{SCHOOL}.xlsx?table=categories",
        f"/en/{SCHOOL}/charts/categories.json?x=1",
    ):
        answer = client.get(address)
        assert answer.status_code == 422, address
        assert answer.mimetype == "application/problem+json"
    assert client.get(f"/en/{SCHOOL}.csv?table=missing").status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "leads"),
    [
        ("/ky/schools/S-1001", 302, f"/ky/schools/S-1001/{YEAR}"),
        (f"/ky/places/{AIMAK}", 302, f"/ky/places/{AIMAK}/{YEAR}"),
        ("/ky/schools/S-9999", 404, None),
        (f"/ky/schools/S-9999/{YEAR}", 404, None),
        ("/ky/schools/S-1001/1999", 404, None),
        ("/ky/schools/S-1001/2031", 200, None),
        (f"/ky/places/nowhere/{YEAR}", 404, None),
        ("/ky/purchases/999", 404, None),
        ("/ky/purchases/99999999999999999999", 404, None),
        ("/ky/suppliers/999", 404, None),
        ("/ky/standard/XXX-01", 404, None),
        ("/de/", 404, None),
    ],
)
def test_addresses(client: FlaskClient, address: str, status: int, leads: str | None) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers.get("Location")) == (status, leads)


def test_a_year_without_data_says_so_and_shows_no_zero(client: FlaskClient) -> None:
    text = client.get("/en/schools/S-1001/2031").text
    assert "No data" in text
    assert "0\u00a0som" not in text
    document = client.get("/en/schools/S-1001/2031.json").get_json()
    assert set(document["data"]["figures"].values()) == {None}


def test_nothing_is_changed_through_a_public_page(client: FlaskClient) -> None:
    for page in PAGES:
        assert client.post(f"/ky/{page}").status_code in (400, 403, 405)


def test_an_unchanged_page_is_not_sent_twice_and_an_act_changes_only_its_own(
    client: FlaskClient, world: World
) -> None:
    def tag(page: str) -> str:
        return client.get(f"/ky/{page}").headers["ETag"]

    other = f"schools/S-1003/{YEAR}"
    before, unconcerned = tag(SCHOOL), tag(other)
    assert client.get(f"/ky/{SCHOOL}", headers={"If-None-Match": before}).status_code == 304
    world.purchase()
    assert tag(SCHOOL) != before
    assert tag(other) == unconcerned


def test_a_search_finds_schools_and_places_and_a_long_one_is_answered_shortly(
    client: FlaskClient,
) -> None:
    found = client.get("/ky/search.json?q=мектеп 2").get_json()["data"]
    assert [row["code"] for row in found["schools"]] == ["S-1002"]
    assert client.get("/ky/search.json?q=булак").get_json()["data"]["places"][0]["code"] == AIMAK
    long = client.get("/ky/search?q=" + "a" * 5000)
    assert (long.status_code, long.headers["Location"]) == (302, "/ky/search?q=" + "a" * 100)
    assert len(client.get("/ky/search.json?q=" + "a" * 5000).data) < 1000
    assert client.get("/ky/search.json?q=%25_").get_json()["data"]["schools"] == []
    assert "&lt;b&gt;" in client.get("/ky/search?q=<b>").text


def test_the_money_trail_tells_what_was_done_and_what_is_still_due(client: FlaskClient) -> None:
    data = client.get("/en/purchases/1.json").get_json()["data"]
    assert [step["step"] for step in data["steps"]] == [
        "set_aside",
        "planned",
        "awarded",
        "signed",
        "delivered",
        "accepted",
        "payment",
        "delivered",
        "accepted",
        "paid",
    ]
    still = {step["step"]: step for step in data["steps"] if step["state"] != "done"}
    assert still["accepted"]["amount"] == "16000.00"
    assert still["paid"]["amount"] == "22000.00"
    assert (data["planned"], data["paid"]) == ("32000.00", "10000.00")


def test_a_chart_is_a_figure_with_the_page_s_numbers(client: FlaskClient) -> None:
    figure = client.get(f"/ky/{SCHOOL}/charts/categories.json").get_json()
    assert [trace["x"] for trace in figure["data"]] == [
        ["72400.00"],
        ["22400.00"],
        ["16000.00"],
        ["10000.00"],
    ]
    assert client.get(f"/ky/places/{AIMAK}/{YEAR}/charts/categories.json").status_code == 200


def test_a_school_page_asks_few_questions_of_the_database(
    client: FlaskClient,
) -> None:
    client.get(f"/ky/{SCHOOL}")  # the catalogue is read once per program
    with client.application.app_context():
        reader = client.application.extensions["sqlalchemy"].engine
    said: list[str] = []
    event.listen(reader, "before_cursor_execute", lambda *args: said.append(args[2]))
    assert client.get(f"/ky/{SCHOOL}").status_code == 200
    assert len(said) <= 20, said  # of these: similar schools, the table of prices, findings


def test_a_page_is_new_when_something_changes_in_a_place_merged_into_its_own(
    world: World, client: FlaskClient
) -> None:
    rows = [
        PlaceRow(
            code=OTHER_AIMAK,
            kind="aimak",
            parent=DISTRICT,
            name_ky="Талаа айыл аймагы",
            successor=AIMAK,
            valid_until=date(2026, 6, 1),
        )
    ]
    with world.act() as session:
        register.load(session, OPERATOR, COUNTRY, "places", rows)
    page = f"/en/places/{AIMAK}/{YEAR}"
    known = {"If-None-Match": client.get(page).headers["ETag"]}
    assert client.get(page, headers=known).status_code == 304
    with world.act() as session:
        upsert(session, Scope, [{"code": OTHER_AIMAK, "size": 10_000}])
    assert client.get(page, headers=known).status_code == 200


def test_an_answer_that_sets_a_cookie_is_kept_by_no_one_else(client: FlaskClient) -> None:
    came_from = {"Referer": "http://localhost/ky/"}
    answer = client.get("/en/purchases/1", headers=came_from)
    assert answer.headers["Set-Cookie"].startswith("lang=en")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert client.get("/en/purchases/1").headers["Cache-Control"] == "no-cache"
