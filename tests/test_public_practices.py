"""Good practice and pilot schools as everybody reads them."""

import csv
import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.money import som
from standard.acts import practices as acts
from tests.doors import site
from tests.test_standard_practices import decided, many_schools, marked, told
from tests.world import AIMAK, DAY, World


@pytest.fixture
def app(world: World, tmp_path: Path, sqlite_only: str) -> Iterator[Flask]:
    """The site over the small world."""
    with site(world, tmp_path / "site") as app:
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody without an account."""
    return app.test_client()


def test_only_confirmed_practices_are_there(client: FlaskClient, world: World) -> None:
    assert "No practice is confirmed yet." in client.get("/en/practices").text
    number = told(world)
    for ending in ("", ".json"):
        assert client.get(f"/en/practices/{number}{ending}").status_code == 404
    assert "Өрт өчүргүчтөр" not in client.get("/en/practices").text
    decided(world, number)
    page = client.get(f"/en/practices/{number}").text
    assert "Ата-энелер менен чогуу койдук." in page
    assert "the school’s own word" in page
    assert 'alt="Photograph 1: Өрт өчүргүчтөр коюлду"' in page
    assert "02.03.2026" in page
    assert "Өрт өчүргүчтөр" in client.get("/en/practices").text


def test_a_page_answers_in_every_language_whole_and_small(
    client: FlaskClient, world: World
) -> None:
    for count in range(3):
        decided(world, told(world, title=f"Тажрыйба {count}"))
    marked(world, "S-1001")
    for lang in ("ky", "ru", "en"):
        for page in ("practices", "practices/1", "pilots", "practices?domain=physical&page=1"):
            answer = client.get(f"/{lang}/{page}", headers={"Accept-Encoding": "br"})
            assert answer.status_code == 200, page
            assert len(answer.data) <= 13_500
            text = brotli.decompress(answer.data).decode()
            assert " style=" not in text
            assert len(re.findall("<h1", text)) == 1


def test_page_and_files_tell_the_same(client: FlaskClient, world: World) -> None:
    decided(world, told(world))
    decided(world, told(world, title="Баасыз", cost=None))
    document = client.get("/en/practices.json").get_json()["data"]
    assert [row["cost"] for row in document["practices"]] == [None, "12000.00"]
    text = client.get("/en/practices.csv").data.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert [row["cost"] for row in rows] == ["", "12000.00"]
    one = client.get("/en/practices/1.json").get_json()["data"]
    assert (one["cost"], one["requirement"], one["school"]) == ("12000.00", "FIR-01", "S-1001")
    assert "written_by" not in str(one)
    assert client.get("/en/practices.xlsx").status_code == 200
    without = client.get("/en/practices/2").text
    assert "The school did not say what it cost." in without


def test_a_domain_of_the_address_narrows_the_list(client: FlaskClient, world: World) -> None:
    decided(world, told(world))
    assert client.get("/en/practices.json?domain=physical").get_json()["data"]["count"] == 1
    assert client.get("/en/practices.json?domain=ecological").get_json()["data"]["count"] == 0
    assert client.get("/en/practices?domain=moon").status_code == 200
    assert client.get("/en/practices.json?domain=moon").status_code == 422


def test_what_was_told_runs_nothing(client: FlaskClient, world: World) -> None:
    decided(world, told(world, title="<script>x</script>", told="<img src=x onerror=y>"))
    for page in ("practices", "practices/1"):
        text = client.get(f"/en/{page}").text
        assert "<script>x" not in text
        assert "<img src=x" not in text


def test_the_macro_shows_the_newest_of_a_requirement(app: Flask, world: World) -> None:
    from flask import render_template_string

    from tracker.public.practices import for_requirement

    for count in range(7):
        decided(world, told(world, title=f"Тажрыйба {count}"))
    source = "{% from 'public/_practices.html' import practice_list %}{{ practice_list(rows) }}"
    with app.test_request_context("/en/standard/FIR-01"):
        app.preprocess_request()
        rows = for_requirement("FIR-01")
        text = render_template_string(source, rows=rows)
        empty = render_template_string(source, rows=for_requirement("FIR-02"))
    assert [row.title for row in rows] == [f"Тажрыйба {count}" for count in (6, 5, 4, 3, 2)]
    assert text.count("/practices/") == 5
    assert "12,000\u00a0som" in text
    assert "No school has told of it yet" in empty


def test_pilot_schools_say_by_whose_word(client: FlaskClient, world: World) -> None:
    assert "No school is marked as a pilot school." in client.get("/en/pilots").text
    marked(world, "S-1001", source="Министрликтин буйругу № 1")
    page = client.get("/en/pilots").text
    assert "Министрликтин буйругу № 1" in page
    assert "too few to compare" in page
    assert "%" not in page.split("<h2")[1].split("</main>")[0]
    with world.act() as session:
        from tests.test_standard_practices import EDITOR
        from tests.world import COUNTRY

        acts.end_pilot(session, EDITOR, COUNTRY, 1, until=DAY.replace(day=9))
    assert "Министрликтин буйругу № 1" not in client.get("/en/pilots").text


def test_a_share_is_never_told_without_its_numbers(client: FlaskClient, world: World) -> None:
    many_schools(world, tried=5, others=6)
    page = client.get(f"/en/pilots?place={AIMAK}").text
    assert "67%" in page
    assert "schools: 5, answers: 15" in page
    document = client.get(f"/en/pilots.json?place={AIMAK}").get_json()["data"]
    whole = document["comparison"][0]
    assert (whole["pilot_schools"], whole["pilot_answers"], whole["pilot_met"]) == (5, 15, 10)
    assert whole["pilot_share"] == "0.6667"
    assert (document["place"], document["fewest"]) == (AIMAK, 5)
    text = client.get("/en/pilots.csv?table=comparison").data.decode("utf-8-sig")
    assert next(csv.DictReader(StringIO(text)))["pilot_schools"] == "5"
    assert client.get("/en/pilots?place=nowhere").status_code == 404


def test_a_decision_makes_the_page_new(client: FlaskClient, world: World) -> None:
    first = client.get("/en/practices")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get("/en/practices", headers=tag).status_code == 304
    decided(world, told(world, cost=som(1)))
    assert client.get("/en/practices", headers=tag).status_code == 200
