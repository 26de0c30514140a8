"""Food as everybody reads it: five figures, days that are unknown, schools of a place by name."""

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
from procurement.acts import DayCount
from tests.doors import site
from tests.test_procurement_meals import (
    MENU,
    MONDAY,
    SUNDAY,
    WEEK,
    bread,
    counted,
    line_of,
    menu,
    peopled,
    say,
)
from tests.world import AIMAK, DISTRICT, World
from tracker.charts.chain import ChainWords, Step, chain

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


def fed(world: World) -> None:
    """A contract of which a third came, four days counted, one without lessons, one worked."""
    peopled(world, children=100)
    contract = bread(world)
    world.accepted(world.delivered(contract, {"S-1001": 250, "S-1002": 100}))
    counted(world, [90, 80, None, 85, 95])
    say(
        world,
        [
            DayCount(WEEK[2], None, note="Карантин"),
            DayCount(SUNDAY, 50, worked=True),
        ],
    )


def test_a_school_is_told_in_one_sentence_and_a_day_nobody_counted_is_unknown(
    client: FlaskClient, world: World
) -> None:
    assert "/food" not in client.get(f"{PLACE[:-4]}2025").text
    fed(world)
    for page in (SCHOOL, PLACE):
        assert f'href="{page}/food"' in client.get(page).text
    page = client.get(f"{SCHOOL}/food").text
    said = re.search(r"Per child per day: ([^<]*)\.</p>", page)
    assert said is not None
    assert said[1].startswith("norm 14\u00a0som, budgeted ")
    assert "eaten from " in said[1]
    data = client.get(f"{SCHOOL}/food.json").get_json()["data"]
    assert data["per_child_day"]["norm"] == "14.00"
    assert data["per_child_day"]["eaten_high"] == "37.50"  # 15 000 som over 400 meals
    days = data["days_of_school"]
    assert (days["counted"], days["no_lessons"], days["counted_on_free_days"]) == (4, 1, 1)
    assert days["unknown"] == days["due"] - 5 > 50
    [march] = [row for row in data["months"] if row["month"] == 3]
    assert (march["meals"], march["normed"], march["accepted"]) == (400, "5600.00", "15000.00")
    [january] = [row for row in data["months"] if row["month"] == 1]
    assert (january["meals"], january["normed"], january["counted"]) == (None, None, 0)
    assert '<span class="st-none">unknown</span>' in page
    every = {row["on"]: row for row in data["days"]}
    assert every["2026-03-04"]["standing"] == "no_lessons"
    assert every["2026-03-04"]["note"] == "Карантин"
    assert every["2026-03-08"]["free"] == "yes"
    assert (every["2026-03-09"]["standing"], every["2026-03-09"]["served"]) == ("unknown", None)


def test_what_cannot_be_said_says_why(client: FlaskClient, world: World) -> None:
    page = client.get("/en/schools/S-1003/2026/food").text
    assert "delivered cannot be said" in page
    assert "no money of this kind is entered" in page
    old = client.get("/en/schools/S-1001/2023/food").text
    assert "norm cannot be said" in old
    assert "highland and remote places" in old
    data = client.get("/en/schools/S-1001/2023/food.json").get_json()["data"]
    assert data["per_child_day"]["norm"] is None
    assert [row["amount"] for row in data["norms"]] == ["7.00", "10.00", "14.00"]


def test_the_menu_stands_there_with_what_its_contract_comes_to(
    client: FlaskClient, world: World
) -> None:
    peopled(world, children=100)
    line = line_of(world, bread(world))
    menu(world, line)
    page = client.get(f"{SCHOOL}/food").text
    assert "<li>Ботко, нан, чай</li>" in page
    assert "The contract comes to 150\u00a0som per child per day." in page  # 60 000 / (100 × 4)
    data = client.get(f"{SCHOOL}/food.json").get_json()["data"]
    [row] = data["contracts"]
    assert (row["since"], row["last"]) == (MENU.since.isoformat(), "2026-03-05")
    assert data["per_child_day"]["contracted"] == "112.50"


def test_schools_add_up_to_their_place_and_stand_by_name(client: FlaskClient, world: World) -> None:
    fed(world)
    peopled(world, "S-1002", children=10)
    data = client.get(f"{PLACE}/food.json").get_json()["data"]
    links = {row["link"]: row for row in data["chain"]}
    assert links["delivered"]["amount"] == "21000.00"
    assert links["delivered"]["schools"] == 2
    assert links["eaten"]["schools"] == data["schools_that_count"] == 1
    assert (data["schools_count"], data["not_assigned"]) == (2, "40000.00")
    own = [
        client.get(f"/en/schools/{code}/2026/food.json").get_json()["data"]["chain"]
        for code in ("S-1001", "S-1002")
    ]
    for link in ("budgeted", "contracted", "delivered"):
        parts = [row for of in own for row in of if row["link"] == link]
        assert links[link]["child_days"] == sum(row["child_days"] for row in parts)
    assert [row["code"] for row in data["schools"]] == ["S-1001", "S-1002"]
    page = client.get(f"/en/places/{DISTRICT}/2026/food").text
    assert "Schools that count meals: 1 of 3." in page
    text = client.get(f"{PLACE}/food.csv").data.decode("utf-8-sig")
    first, second = csv.DictReader(StringIO(text))
    assert (first["counted"], second["counted"], second["eaten_high"]) == ("4", "0", "")


def test_pages_answer_in_every_language_whole_and_small_and_change_with_a_count(
    client: FlaskClient, world: World
) -> None:
    fed(world)
    for lang in ("ky", "ru", "en"):
        for page in ("schools/S-1001/2026/food", f"places/{DISTRICT}/2026/food"):
            answer = client.get(f"/{lang}/{page}", headers={"Accept-Encoding": "br"})
            assert (answer.status_code, len(answer.data) <= 13_500) == (200, True)
            text = brotli.decompress(answer.data).decode()
            assert " style=" not in text
            assert len(re.findall("<h1", text)) == 1
    for ending in ("json", "csv", "xlsx"):
        for page in (SCHOOL, PLACE):
            assert client.get(f"{page}/food.{ending}").status_code == 200
    for path in ("schools/S-9999/2026", "places/99/2026", "schools/S-1001/1999"):
        assert client.get(f"/en/{path}/food").status_code == 404
    mark = {"If-None-Match": client.get(f"{PLACE}/food").headers["ETag"]}
    assert client.get(f"{PLACE}/food", headers=mark).status_code == 304
    counted(world, [100], first=MONDAY.replace(day=9))
    assert client.get(f"{PLACE}/food", headers=mark).status_code == 200


def test_the_drawing_tells_the_known_from_what_lies_between_and_escapes() -> None:
    words = ChainWords("known", "between", "norm")
    drawn = chain(
        [
            Step("<b>", "12", som(12), som(12)),
            Step("eaten", "6 – 24", som(6), som(24)),
            Step("upmost", "24", None, som(24)),
            Step("nothing", "?", None, None),
        ],
        som(14),
        words,
    )
    assert "&lt;b&gt;" in drawn
    assert 'width="24.5%"' in drawn
    assert 'x="24.5%" y="5" width="73.5%"' in drawn
    assert drawn.count("stroke-dasharray") == 4  # the legend, two bands and a frame
    assert "between" not in chain([Step("a", "1", som(1), som(1))], None, words)
