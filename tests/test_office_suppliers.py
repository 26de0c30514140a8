"""Suppliers at the doors: an officer keeps contacts, an editor the list, a council compares."""

from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from tests import office_world
from tests.office_world import Browser, build_app
from tests.tables import grid
from tests.test_procurement_suppliers import awarded, named
from tests.world import COUNTRY, World

HEAD = ("ИНН", "Аталышы", "Башталышы", "Аягы", "Негизи")


@pytest.fixture
def app(world: World, tmp_path: Path, sqlite_only: str, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The site over the small world, with an editor."""
    monkeypatch.setitem(office_world.PEOPLE, "editor", (30, [("editor", COUNTRY)]))
    return build_app(world, tmp_path)


def upload(editor: Browser, content: bytes):
    """Send a table; the answer."""
    token = editor.get("/unreliable").text.split('name="csrf_token" type="hidden" value="')[1]
    return editor.client.post(
        f"{editor.root}/unreliable",
        data={"csrf_token": token.split('"')[0], "file": (BytesIO(content), "list.xlsx")},
    )


def test_a_contact_is_added_ended_and_never_public(app: Flask, world: World) -> None:
    world.contract()
    officer = Browser(app, "officer")
    assert "«Сыноо» ЖЧК" in officer.get("/suppliers?q=сыноо").text
    refused = officer.send("/suppliers/1", {"kind": "phone", "value": "12"})
    assert (refused.status_code, "at least nine digits" in refused.text) == (422, True)
    assert 'value="12"' in refused.text
    assert (
        officer.send("/suppliers/1", {"kind": "phone", "value": "0555 123456"}).status_code == 303
    )
    assert "0555 123456" in officer.get("/suppliers/1").text
    assert "0555" not in app.test_client().get("/en/suppliers/1").text
    assert officer.send("/suppliers/contacts/1/end").status_code == 303
    assert "not used since" in officer.get("/suppliers/1").text
    assert officer.get("/suppliers/contacts/1/end").status_code == 404
    assert Browser(app, "school").get("/suppliers").status_code == 404


def test_the_list_is_looked_at_before_it_is_kept_and_then_public(app: Flask, world: World) -> None:
    world.contract()
    editor = Browser(app, "editor")
    faulty = upload(editor, grid(HEAD, ("1", "Нур", "10.01.2026", "", "Чечим")))
    page = editor.client.get(faulty.location)
    assert "14 digits" in page.text
    assert 'name="source"' not in page.text
    sent = upload(editor, grid(HEAD, ("00000000000001", "Сыноо", "10.01.2026", "", "Чечим № 7")))
    path = sent.location.removeprefix(editor.root)
    assert "Чечим № 7" in editor.get(path).text
    assert editor.send(path, {"source": ""}).status_code == 422
    assert editor.send(path, {"source": "Кат № 1"}).status_code == 303
    assert "Кат № 1" in editor.get("/unreliable").text
    public = app.test_client().get("/en/suppliers/1").text
    assert "stands on the list of unreliable suppliers" in public
    assert "Чечим № 7" in public
    assert Browser(app, "officer").get("/unreliable").status_code == 403


def test_a_council_sees_who_looks_alike_within_its_territory(app: Flask, world: World) -> None:
    world.contract()
    awarded(world, "single_source", named(world, "ОсОО Сыноо", "00000000000002"))
    council = Browser(app, "council")
    council.root = "/en/council"
    page = council.get("/suppliers").text
    assert "the same name" in page
    assert "Whom does it look like?" in council.get("/suppliers/1").text
    assert council.get("/suppliers/9").status_code == 404
    for lang in ("ky", "ru"):
        council.root = f"/{lang}/council"
        assert council.get("/suppliers").status_code == 200


def test_the_page_of_a_supplier_tells_how_its_contracts_were_kept(app: Flask, world: World) -> None:
    world.accepted(world.delivered(world.contract(), {"S-1001": 7, "S-1002": 3}))
    told = app.test_client().get("/en/suppliers/1.json").json["data"]
    assert {row["code"]: (row["count"], row["of"]) for row in told["record"]} == {
        "in_time": (1, 1),
        "late": (0, 1),
        "waited_for": (0, 1),
        "refused": (0, 2),
        "alone": (1, 1),
    }
