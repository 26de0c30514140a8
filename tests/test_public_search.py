"""The page of the search and its files; what is done through the doors is found at once."""

import csv
import json
from collections.abc import Iterator
from io import StringIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from core.words import Words
from opendata import search
from opendata.search.finding import RANKED
from opendata.search.index import Writer
from opendata.search.things import Thing
from register import acts as register
from register.rows import SchoolRow
from tests.doors import site
from tests.world import AIMAK, COUNTRY, DISTRICT, OPERATOR, OTHER_AIMAK, World
from tracker import edge
from tracker.extensions import db


@pytest.fixture(scope="module")
def app(story: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site over the world in which all happened, indexed by the command."""
    with site(story, tmp_path_factory.mktemp("search")) as app:
        ran = app.test_cli_runner().invoke(args=["site", "index", "--json"])
        assert json.loads(ran.stdout)["entries"] > 100
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor."""
    return app.test_client()


def data(client: FlaskClient, query: str) -> dict[str, object]:
    """What the JSON says."""
    return client.get(f"/en/search.json?{query}").get_json()["data"]


def test_results_stand_by_kind_with_where_they_lie(client: FlaskClient) -> None:
    page = client.get("/ky/search?q=Булак").text
    for name in ("№ 1 мектеп", "Булак айыл аймагы", "Өрт өчүргүчтөр"):
        assert name in page
    assert "Кайсы мектептер?" in page
    found = data(client, "q=булак")
    assert {kind: found["counts"][kind] for kind in ("schools", "places", "purchases")} == {
        "schools": 2,
        "places": 1,
        "purchases": 4,
    }
    assert found["schools"][0] == {
        "name": "№ 1 мектеп",
        "code": "S-1001",
        "within": "Булак айыл аймагы, Сыноо району",
    }
    assert [row["within"] for row in found["places"]] == ["Сыноо району, Сыноо облусу"]


def test_a_kind_and_a_place_narrow_what_is_shown_and_given(client: FlaskClient) -> None:
    only = data(client, f"q=мектеп&kind=school&place={OTHER_AIMAK}")
    assert [row["code"] for row in only["schools"]] == ["S-1003"]
    assert only["counts"]["purchases"] == 0
    assert len(data(client, f"q=мектеп&place={DISTRICT}")["schools"]) == 3
    answer = client.get(f"/ru/search.csv?q=мектеп&table=schools&place={AIMAK}")
    rows = list(csv.DictReader(StringIO(answer.data.decode("utf-8-sig"))))
    assert [row["code"] for row in rows] == ["S-1001", "S-1002"]
    assert client.get("/ky/search.xlsx?q=мектеп").data.startswith(b"PK")
    assert client.get("/ky/search.json?q=мектеп&kind=teacher").status_code == 422
    assert client.get("/ky/search.json?q=мектеп&place=417").status_code == 422
    assert client.get("/ky/search?q=мектеп&place=417&kind=teacher").status_code == 200


def test_nothing_asked_and_nothing_found_say_what_to_do(client: FlaskClient) -> None:
    for query in ("", "?q=", "?q=%25_", "?q=щщщщщ"):
        page = client.get(f"/en/search{query}").text
        assert "What can be found?" in page
        assert "start from a place" in page
    assert "Nothing found for “щщщщщ”." in page
    close = client.get("/en/search?q=огнетушишели").text
    assert "close to what you wrote" in close
    assert data(client, "q=огнетушишели")["instead"][0]["typed"] == "огнетушишели"


def test_a_long_list_is_leafed_through_to_its_end(app: Flask, client: FlaskClient) -> None:
    many = [
        Thing("supplier", str(number), Words(ky=f"Кум {number}"), (f"Кумдуу {number}",))
        for number in range(1001, 1002 + RANKED)
    ]
    with app.app_context(), edge.writing() as session:
        writer = Writer(session)
        writer.put(many)
        writer.close()
    seen: list[str] = []
    for page in range(1, 10):
        with app.test_request_context():
            found = search.find(db.session(), "кумдуу", kind="supplier", page=page, per_page=25)
        seen += [one.key for one in found.groups[0].found]
    assert found.groups[0].count == len(many)
    assert sorted(set(seen), key=int) == [thing.key for thing in many]
    assert len(seen) == len(many)
    page = client.get("/ky/search?q=кумдуу&kind=supplier&page=9").text
    assert 'rel="prev"' in page
    assert 'rel="next"' not in page


def test_what_an_act_brought_is_found_when_it_is_kept(app: Flask, client: FlaskClient) -> None:
    row = SchoolRow(code="S-2077", place=AIMAK, kind="secondary", name_ky="Жаңы-Талап мектеби")
    with app.app_context(), edge.writing() as session:
        register.load(session, OPERATOR, COUNTRY, "schools", [row])
    assert [row["code"] for row in data(client, "q=jany talap")["schools"]] == ["S-2077"]
    with app.app_context(), edge.writing() as session:
        assert not search.behind(session)
        Writer(session).take_out("school", ["S-2077"])
    run = app.test_cli_runner().invoke
    ran = run(args=["site", "index", "--check", "--json"])
    assert (ran.exit_code, json.loads(ran.stdout)["ok"]) == (1, False)
    assert run(args=["site", "index"]).exit_code == 0
    ran = run(args=["site", "index", "--check", "--json"])
    assert (ran.exit_code, json.loads(ran.stdout)["ok"]) == (0, True)


def test_an_act_asks_the_index_as_much_as_it_has_to(app: Flask) -> None:
    """An act that changes nothing that can be found costs a few statements, whatever its size."""
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        asked.append(statement)

    with app.app_context():
        engine = app.extensions["writer"]
        event.listen(engine, "before_cursor_execute", note)
        with edge.writing() as session:
            session.connection()
        event.remove(engine, "before_cursor_execute", note)
    of_others = ("pg_advisory", "flag_state")
    assert len([one for one in asked if not any(word in one for word in of_others)]) <= 2
