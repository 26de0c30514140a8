"""One press: the year's package from the public page, the office, and at the addresses it names."""

import zipfile
from decimal import Decimal
from io import BytesIO

import pytest

from opendata.sheets import NUMBER, reading
from register import acts as register
from register.rows import PlaceRow
from tests import published
from tests.doors import site
from tests.published import DRAFT, ENDED
from tests.world import AIMAK, COUNTRY, DISTRICT, OPERATOR, OTHER_AIMAK, YEAR
from tracker import packages

PACKAGE = f"/ky/places/{AIMAK}/{YEAR}/package.zip"


@pytest.fixture(scope="module")
def client(story, tmp_path_factory):
    with site(story, tmp_path_factory.mktemp("site")) as app:
        yield app.test_client()


def test_one_press_gives_the_whole_year(client):
    page = client.get(f"/ky/places/{AIMAK}/{YEAR}")
    answer = client.get(PACKAGE)

    assert f'href="{PACKAGE}"' in page.text
    assert answer.mimetype == "application/zip"
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert f"filename={AIMAK}-{YEAR}.zip" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(BytesIO(answer.data)) as packed:
        assert packed.testzip() is None
        assert "xlsx/year.xlsx" in packed.namelist()
        assert "МИСАЛ" in packed.read("README.txt").decode()
        report = packed.read(f"report/{AIMAK}-{YEAR}-report.xlsx")
        cells = [cell for sheet in reading.read(report, "r.xlsx") for cell in sheet.cells.values()]
        told = client.get(f"/ky/places/{AIMAK}/{YEAR}/report.json").json["data"]["sums"]
        numbers = {Decimal(cell.text) for cell in cells if cell.kind == NUMBER}
        assert {Decimal(told[name]) for name in ("planned", "paid")} <= numbers


def test_it_is_told_to_be_unchanged_until_something_in_the_place_changes(world, tmp_path):
    with site(world, tmp_path) as app:
        browser = app.test_client()
        tag = browser.get(PACKAGE).headers["ETag"]
        again = browser.get(PACKAGE, headers={"If-None-Match": tag})
        world.purchase()
        after = browser.get(PACKAGE, headers={"If-None-Match": tag})

    assert (again.status_code, again.data) == (304, b"")
    assert after.status_code == 200


def test_the_data_page_leads_to_it(client):
    page = client.get("/en/data")

    assert f'href="/en/places/{COUNTRY}/{YEAR}/package.zip"' in page.text
    assert client.get("/en/data.json").json["data"]["packages"]


def test_what_is_too_large_for_a_request_names_the_command(client, monkeypatch):
    monkeypatch.setattr(packages, "MOST_PURCHASES", 3)
    answer = client.get(PACKAGE.replace("/ky/", "/en/"))

    assert answer.status_code == 422
    assert f"opendata export DIR --place {AIMAK} --year {YEAR}" in answer.text
    assert "opendata export DIR" in client.get("/en/data").text


def test_unknown_and_merged_places(world, tmp_path):
    with world.act() as session:
        row = PlaceRow(
            code=OTHER_AIMAK,
            kind="aimak",
            parent=DISTRICT,
            name_ky="Талаа айыл аймагы",
            successor=AIMAK,
        )
        register.load(session, OPERATOR, COUNTRY, "places", [row])
    with site(world, tmp_path) as app:
        browser = app.test_client()
        assert browser.get(f"/ky/places/999/{YEAR}/package.zip").status_code == 404
        assert browser.get(f"/ky/places/{AIMAK}/1800/package.zip").status_code == 404
        moved = browser.get(f"/ky/places/{OTHER_AIMAK}/{YEAR}/package.zip")
        assert (moved.status_code, moved.location) == (301, PACKAGE)


def test_a_release_stands_at_the_address_its_package_names(client, story, tmp_path):
    of = published.packed(story, tmp_path / "package")
    for form in ("releases", "records"):
        path = f"ocds/{form}/ocds-213czf-{ENDED}.json"
        there = client.get(f"/data/{path}").get_data(as_text=True)
        told = of.text(path).replace(published.BASE, "http://127.0.0.1:5000")
        assert there.replace(" (мисал)", "") == told
    for wrong in (f"ocds-213czf-{DRAFT}", "ocds-213czf-99", "ocds-h7i0z4-1", "ocds-213czf-01"):
        assert client.get(f"/data/ocds/releases/{wrong}.json").status_code == 404, wrong
    known = client.get("/data/ocds/extension/release-schema.json")
    assert "schoolShares" in known.json["definitions"]["Item"]["properties"]
