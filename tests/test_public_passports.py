"""What a school says of itself, for everybody: by groups, what is not known, and its history."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from python_calamine import CalamineWorkbook

from core import clock
from standard.acts.passports import fill
from tests.doors import site
from tests.world import World

YEAR = clock.today().year
PAGE = "/en/schools/S-1001/passport"
FACTS = {"pupil": "300", "girl": "140", "boy": "160", "floor": "3", "piped_water": "0"}
ON_SQLITE = pytest.mark.parametrize("world", ["sqlite"], indirect=True)


@pytest.fixture
def client(world: World, tmp_path: Path) -> Iterator[FlaskClient]:
    """The site over the small world, S-1001's passport filled in twice."""
    with world.act() as session:
        fill(session, world.school, "S-1001", YEAR - 1, FACTS)
    with world.act() as session:
        fill(session, world.officer, "S-1001", YEAR - 1, {**FACTS, "floor": "2"})
    with site(world, tmp_path) as app:
        yield app.test_client()


def test_the_page_and_its_files_say_the_same(client: FlaskClient) -> None:
    page = client.get(PAGE)
    assert page.status_code == 200
    assert f"Passport of the year: {YEAR - 1}. Answered: 5" in page.text
    assert f"For this year there is none yet: {YEAR}." in page.text
    assert f'href="/en/schools/S-1001/{YEAR}"' in page.text

    document = client.get(PAGE + ".json").get_json()["data"]
    assert (document["year"], document["passport_year"]) == (YEAR, YEAR - 1)
    assert (document["answered"], document["asked"]) == (5, 43)
    answers = {fact["fact"]: fact["value"] for fact in document["facts"]}
    assert len(answers) == 43
    told = {fact: value for fact, value in answers.items() if value is not None}
    assert told == {**FACTS, "floor": "2"}

    rows = list(csv.DictReader(StringIO(client.get(PAGE + ".csv").data.decode("utf-8-sig"))))
    assert {row["fact"]: row["value"] for row in rows if row["value"]} == told
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(PAGE + ".xlsx").data))
    assert len(book.sheet_names) == 2


@ON_SQLITE
def test_what_is_not_known_is_named_and_never_zero(client: FlaskClient) -> None:
    page = client.get(PAGE).text
    assert "Questions without an answer: 38. Not known is not zero." in page
    assert "Staircases" in page.split("What is not known?")[1]
    assert "Staircases" not in page.split("What is not known?")[0]
    assert ">0<" not in page


@ON_SQLITE
def test_the_history_tells_who_changed_what_when_and_names_nobody(client: FlaskClient) -> None:
    rows = client.get(PAGE + ".json").get_json()["data"]["history"]
    first = [row for row in rows if row["version"] == 1]
    (second,) = [row for row in rows if row["version"] == 2]
    assert (second["fact"], second["old"], second["new"]) == ("floor", "3", "2")
    assert second["role"] == "officer"
    assert {row["role"] for row in first} == {"school"}
    assert {row["old"] for row in first} == {None}
    assert len(second["hash"]) == 64
    assert "account" not in second
    table = client.get(f"{PAGE}.csv?table=history").data.decode("utf-8-sig")
    assert table.count("\r\n") == 1 + len(rows)


@ON_SQLITE
def test_a_year_asked_for_is_shown_and_its_address_forgives_only_the_page(
    client: FlaskClient, world: World
) -> None:
    with world.act() as session:
        fill(session, world.school, "S-1001", YEAR, {"pupil": "310"})
    assert f"Passport of the year: {YEAR}" in client.get(PAGE).text
    assert f"Passport of the year: {YEAR - 1}" in client.get(f"{PAGE}?year={YEAR - 1}").text
    assert f"year={YEAR - 1}" in client.get(PAGE).text
    assert client.get(f"{PAGE}?year=abc").status_code == 200
    assert client.get(f"{PAGE}.json?year=abc").status_code == 422


@ON_SQLITE
@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_page_is_whole_in_every_language_and_small(client: FlaskClient, lang: str) -> None:
    answer = client.get(f"/{lang}/schools/S-1001/passport", headers={"Accept-Encoding": "br"})
    assert answer.status_code == 200
    assert len(answer.data) <= 13_500
    text = client.get(f"/{lang}/schools/S-1001/passport").text
    assert text.count("<h1") == 1
    assert " style=" not in text
    assert "<h2" in text
    assert all("?" in part.split("</h2>")[0] for part in text.split("<h2")[1:])


@ON_SQLITE
def test_a_school_without_a_passport_says_who_owes_it(client: FlaskClient) -> None:
    page = client.get("/en/schools/S-1002/passport")
    assert page.status_code == 200
    assert "Not reported: the school has no passport yet." in page.text
    document = client.get("/en/schools/S-1002/passport.json").get_json()["data"]
    assert (document["passport_year"], document["answered"]) == (None, 0)
    assert document["history"] == []
    assert client.get("/en/schools/S-9999/passport").status_code == 404


@ON_SQLITE
def test_the_page_is_unchanged_until_the_passport_is(client: FlaskClient, world: World) -> None:
    tag = client.get(PAGE).headers["ETag"]
    assert client.get(PAGE, headers={"If-None-Match": tag}).status_code == 304
    with world.act() as session:
        fill(session, world.school, "S-1001", YEAR - 1, {**FACTS, "floor": "1"})
    again = client.get(PAGE, headers={"If-None-Match": tag})
    assert again.status_code == 200
