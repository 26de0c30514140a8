"""Voluntary help as everybody reads it: sums, reports, what is owed; never a giver."""

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
from tests.doors import site
from tests.test_budgets_gifts import MAY, THINGS, recorded, told, undone
from tests.world import AIMAK, DISTRICT, World

SCHOOL = "/en/schools/S-1001/2026"
PLACE = f"/en/places/{AIMAK}/2026"


@pytest.fixture
def app(world: World, tmp_path: Path, sqlite_only: str) -> Iterator[Flask]:
    """The site over the small world."""
    with site(world, tmp_path / "site") as app:
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Somebody without an account."""
    return app.test_client()


def test_pages_link_to_it_only_when_there_is_something(client: FlaskClient, world: World) -> None:
    for page in (SCHOOL, PLACE):
        assert f"{page}/gifts" not in client.get(page).text
        empty = client.get(f"{page}/gifts")
        assert (empty.status_code, "Nothing was entered" in empty.text) == (200, True)
        assert "Forced collection of money at school is banned." in empty.text
    recorded(world)
    for page in (SCHOOL, PLACE):
        assert f'href="{page}/gifts"' in client.get(page).text


def test_sums_stand_there_and_single_gifts_do_not(client: FlaskClient, world: World) -> None:
    recorded(world, about="Сырткы көрүнүш")
    recorded(world, values=THINGS, on=MAY)
    undone(world, recorded(world, value=som(777)))
    recorded(world, "S-1002", value=som(100))
    page = client.get(f"{SCHOOL}/gifts").text
    assert "12,000\u00a0som" in page
    assert "9,000\u00a0som" in page
    assert "777" not in page
    assert "Сырткы көрүнүш" not in page
    assert "No. 81 of 30 May 2014" in page
    assert 'Source: <span lang="en">sputnik.kg' in page
    data = client.get(f"{PLACE}/gifts.json").get_json()["data"]
    assert data["received"] == {"money": "12100.00", "goods": "9000.00", "works": "0.00"}
    assert [(row["code"], row["money"], row["goods"]) for row in data["parts"]] == [
        ("S-1001", "12000.00", "9000.00"),
        ("S-1002", "100.00", "0.00"),
    ]
    assert [(row["quarter"], row["money"]) for row in data["quarters"]] == [
        (1, "12100.00"),
        (2, "0.00"),
    ]
    for word in ("giver", "donor", "recorded_by", "document"):
        assert word not in str(data)


def test_reports_and_what_is_owed_stand_there(client: FlaskClient, world: World) -> None:
    recorded(world)
    recorded(world, on=MAY)
    told(world)
    late = recorded(world, value=som(800))
    page = client.get(f"{SCHOOL}/gifts").text
    assert "Бардыгы мектепке жумшалды." in page
    assert "The records have changed since. Now in money: 12,800\u00a0som." in page
    assert "A default value, not a norm." in page
    told(world, reason="Кечиккен жазуу.")
    undone(world, late)
    data = client.get(f"{SCHOOL}/gifts.json").get_json()["data"]
    assert [(row["standing"], row["money"]) for row in data["reports"]] == [
        ("stands", "12800.00"),
        ("replaced", "12000.00"),
    ]
    [owed] = data["owed"]
    assert (owed["quarter"], owed["due_on"], owed["standing"]) == (2, "2026-07-30", "overdue")
    below = client.get(f"/en/places/{DISTRICT}/2026/gifts.json").get_json()["data"]
    assert (below["reports"], len(below["reports_below"])) == ([], 2)


def test_what_was_also_bought_stands_beside_it(client: FlaskClient, world: World) -> None:
    recorded(world, values=THINGS)
    assert "also bought" not in client.get(f"{SCHOOL}/gifts").text
    purchase = world.purchase()
    page = client.get(f"{SCHOOL}/gifts").text
    assert "What was given and also bought?" in page
    assert f"/en/purchases/{purchase}" in page
    text = client.get(f"{PLACE}/gifts.csv?table=doubles").data.decode("utf-8-sig")
    [row] = csv.DictReader(StringIO(text))
    assert (row["given"], row["bought"], row["school"]) == ("3", "7", "S-1001")


def test_a_page_answers_in_every_language_whole_and_small(
    client: FlaskClient, world: World
) -> None:
    recorded(world, values=THINGS)
    world.purchase()
    told(world)
    for lang in ("ky", "ru", "en"):
        for page in ("schools/S-1001/2026/gifts", f"places/{DISTRICT}/2026/gifts"):
            answer = client.get(f"/{lang}/{page}", headers={"Accept-Encoding": "br"})
            assert answer.status_code == 200, page
            assert len(answer.data) <= 13_500
            text = brotli.decompress(answer.data).decode()
            assert " style=" not in text
            assert len(re.findall("<h1", text)) == 1
    for ending in ("json", "csv", "xlsx"):
        assert client.get(f"{PLACE}/gifts.{ending}").status_code == 200


def test_what_is_not_is_404_and_a_new_entry_changes_the_mark(
    client: FlaskClient, world: World
) -> None:
    for path in ("schools/S-9999/2026", "places/99/2026", "schools/S-1001/1999"):
        assert client.get(f"/en/{path}/gifts").status_code == 404
    first = client.get(f"{PLACE}/gifts")
    mark = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"{PLACE}/gifts", headers=mark).status_code == 304
    recorded(world)
    assert client.get(f"{PLACE}/gifts", headers=mark).status_code == 200
