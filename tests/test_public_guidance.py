"""Guidance where a parent reads and where a purchase is entered."""

from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from tests.doors import closing
from tests.office_world import Browser, build_app
from tests.test_standard_guidance import ONE, SHIPPED, published
from tests.world import AIMAK, YEAR, World
from tracker.public.guidance import for_requirement

NEW = f"/purchases/new?place={AIMAK}&year={YEAR}"


@pytest.fixture
def app(world: World, tmp_path: Path, sqlite_only: str) -> Iterator[Flask]:
    """The site over the small world."""
    with closing(build_app(world, tmp_path)) as app:
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody without an account."""
    return app.test_client()


def test_without_guidance_the_page_says_so(client: FlaskClient) -> None:
    assert "no guidance has been published yet" in client.get("/en/guidance").text


def test_all_guidance_is_listed_with_its_standing(client: FlaskClient, world: World) -> None:
    published(world, SHIPPED.read_text(encoding="utf-8"))
    for lang in ("ky", "ru", "en"):
        answer = client.get(f"/{lang}/guidance", headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200
        assert len(answer.data) <= 13_500, len(answer.data)
        text = brotli.decompress(answer.data).decode()
        assert " style=" not in text
        assert text.count("<h1") == 1
    assert "Food safety" in text
    assert "The text is not published on the net that we could find." in text
    assert 'href="https://cbd.minjust.gov.kg/act/view/ru-ru/111338"' in text
    assert text.count('href="https://') == 1  # no address was made up
    assert "/standard/FOD-01" in text


def test_page_and_files_tell_the_same(client: FlaskClient, world: World) -> None:
    published(world, ONE)
    row = client.get("/en/guidance.json").get_json()["data"]["publications"][0]
    assert (row["code"], row["year"], row["requirements"]) == ("rules", 2018, "FIR FOD-01")
    assert row["link"] == "https://example.kg/act"
    assert (row["series"], row["standing"]) == (False, "sourced")
    assert client.get("/en/guidance.csv").status_code == 200
    assert client.get("/en/guidance.xlsx").status_code == 200


def test_what_is_withdrawn_is_no_longer_there(client: FlaskClient, world: World) -> None:
    published(world, ONE)
    published(world, ONE.replace("code: rules", "code: other").replace("/act", "/other"))
    page = client.get("/en/guidance").text
    assert "https://example.kg/other" in page
    assert "https://example.kg/act" not in page


def test_the_macro_shows_what_bears_on_a_requirement(app: Flask, world: World) -> None:
    published(world, ONE)
    source = (
        "{% from 'public/_guidance.html' import publication_list %}{{ publication_list(rows) }}"
    )
    with app.test_request_context("/en/standard/FIR-07"):
        app.preprocess_request()
        text = render_template_string(source, rows=for_requirement("FIR-07"))
        empty = render_template_string(source, rows=for_requirement("PHY-01"))
    assert "https://example.kg/act" in text
    assert "We know of no publication about it." in empty


def test_a_purchase_shows_what_there_is_to_read(client: FlaskClient, world: World) -> None:
    number = world.purchase()
    assert "What is there to read about it?" not in client.get(f"/en/purchases/{number}").text
    published(world, ONE)
    page = client.get(f"/en/purchases/{number}").text
    assert "What is there to read about it? Publications: 1" in page
    assert "https://example.kg/act" in page


def test_guidance_stands_where_a_purchase_is_entered(app: Flask, world: World) -> None:
    published(world, ONE)
    officer = Browser(app, "officer")
    assert "appears here once it is chosen" in officer.get(NEW).text
    chosen = {"lines-0-requirement": "FIR-01", "lines-0-title": "Т", "do": "find"}
    page = officer.send(NEW, chosen).text
    assert "Guidance for what is chosen below" in page
    assert "https://example.kg/act" in page
    other = officer.send(NEW, {"lines-0-requirement": "PHY-01", "do": "find"}).text
    assert "https://example.kg/act" not in other
