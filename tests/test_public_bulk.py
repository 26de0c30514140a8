"""The bulk files at their addresses, the catalogue of them, the map of the site for searchers."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from opendata.bulk import kept
from tests.doors import HTTPS, closing, make_production, site
from tests.world import AIMAK, YEAR, World
from tracker import bulk

BASE = "http://127.0.0.1:5000"
MAP = {"": "http://www.sitemaps.org/schemas/sitemap/0.9", "xhtml": "http://www.w3.org/1999/xhtml"}
pytestmark = pytest.mark.usefixtures("sqlite_only")


@pytest.fixture(scope="module")
def app(lasting_world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    lasting_world.contract()
    with site(lasting_world, tmp_path_factory.mktemp("site")) as opened:
        yield opened


@pytest.fixture(scope="module")
def before(app: Flask) -> TestResponse:
    """The page while no file was made."""
    return app.test_client().get("/en/data")


@pytest.fixture(scope="module")
def made(app: Flask, before: TestResponse) -> kept.Kept:
    with app.app_context():
        return bulk.renew().kept


@pytest.fixture
def client(app: Flask, made: kept.Kept) -> FlaskClient:
    return app.test_client()


def test_each_file_is_at_its_address_whole_and_in_parts(
    client: FlaskClient, made: kept.Kept
) -> None:
    assert client.get("/data/").json == made.manifest
    for path, file in made.files.items():
        answer = client.get(f"/data/{path}")
        assert hashlib.sha256(answer.data).hexdigest() == file.sha256, path
        assert (answer.status_code, answer.headers["ETag"]) == (200, f'"{file.sha256}"')
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert "Set-Cookie" not in answer.headers
    for path in ("totals.csv", "totals.xlsx", "SHA256SUMS"):
        known = {"If-None-Match": client.head(f"/data/{path}").headers["ETag"]}
        again = client.get(f"/data/{path}", headers=known)
        assert (again.status_code, again.data) == (304, b"")
    whole = client.get("/data/totals.csv").data
    part = client.get("/data/totals.csv", headers={"Range": "bytes=10-"})
    assert (part.status_code, part.data) == (206, whole[10:])
    other = {"Range": "bytes=10-", "If-Range": '"another"'}
    assert client.get("/data/totals.csv", headers=other).data == whole
    kinds = {path: client.head(f"/data/{path}").mimetype for path in made.files}
    assert kinds["totals.csv"] == "text/csv"
    assert kinds["totals.csv.gz"] == "application/gzip"
    assert kinds["ocds/compiled.jsonl"] == "application/x-ndjson"


@pytest.mark.parametrize("path", ["nope.csv", "../data.db", "%2e%2e/%2e%2e/secret.key", "ocds/"])
def test_nothing_else_is_there(client: FlaskClient, path: str) -> None:
    assert client.get(f"/data/{path}").status_code == 404


def test_a_mistyped_key_is_told(client: FlaskClient) -> None:
    assert client.get("/data/totals.csv?yaer=2026").status_code == 422


def test_the_catalogue_names_every_file_with_its_size_and_hash(
    client: FlaskClient, made: kept.Kept
) -> None:
    answer = client.get("/catalog.jsonld")
    told = json.loads(answer.data)
    files = {
        one["dct:title"]: one for each in told["dcat:dataset"] for one in each["dcat:distribution"]
    }
    assert files.keys() == made.files.keys() - {"SHA256SUMS", "datapackage.json"}
    for path, one in files.items():
        assert one["dcat:byteSize"]["@value"] == str(made.files[path].bytes)
        assert one["spdx:checksum"]["spdx:checksumValue"]["@value"] == made.files[path].sha256
        assert one["dcat:downloadURL"]["@id"] == f"{BASE}/data/{path}"
    tag = {"If-None-Match": answer.headers["ETag"]}
    assert client.get("/catalog.jsonld", headers=tag).status_code == 304


def test_the_page_says_what_there_is_or_how_to_make_it(
    before: TestResponse, client: FlaskClient, made: kept.Kept
) -> None:
    assert "opendata bulk" in before.text
    page = client.get("/en/data")
    assert page.headers["ETag"] != before.headers["ETag"]
    links = set(re.findall(r'href="(/data/[^"]*|/catalog.jsonld)"', page.text))
    unpacked = {f"/data/{path}" for path in made.files if not path.endswith(".gz")}
    assert unpacked <= links
    for link in links:
        assert client.get(link).status_code == 200, link
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page.text, re.DOTALL)
    about = json.loads(found[1])
    assert about["@type"] == "Dataset"
    assert len(about["description"]) >= 50
    told = client.get("/en/data.json").json["data"]["bulk"]
    assert told["journal_size"] == made.manifest["journal_size"]
    assert {file["path"]: file["sha256"] for file in told["files"]}.items() >= {
        f"/data/{path}": file.sha256 for path, file in made.files.items() if "/" not in path
    }.items() - {("/data/SHA256SUMS", made.files["SHA256SUMS"].sha256)} - {
        ("/data/datapackage.json", made.files["datapackage.json"].sha256)
    }


def _read(answer: TestResponse, what: str) -> list[ElementTree.Element]:
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    return ElementTree.fromstring(answer.data).findall(what, MAP)


def test_every_address_of_the_map_answers_in_each_language(client: FlaskClient) -> None:
    parts = [one.text for one in _read(client.get("/sitemap.xml"), "sitemap/loc")]
    paths = []
    for part in parts:
        answer = client.get(part.removeprefix(BASE))
        tag = {"If-None-Match": answer.headers["ETag"]}
        assert client.get(part.removeprefix(BASE), headers=tag).status_code == 304
        pages = _read(answer, "url")
        for page in pages:
            others = {link.get("hreflang") for link in page.findall("xhtml:link", MAP)}
            assert others == {"ky", "ru", "en", "x-default"}
        paths += [page.find("loc", MAP).text.removeprefix(BASE) for page in pages]
        if "/places-" in part:
            assert any(page.find("lastmod", MAP) is not None for page in pages)
    assert len(paths) == len(set(paths))
    assert {f"/ky/places/{AIMAK}/{YEAR}", f"/ru/schools/S-1001/{YEAR}", "/en/purchases/1"} <= {
        *paths
    }
    shown = [path for path in paths if "/standard/" not in path] + ["/ky/standard/FIR-01"]
    for path in shown:
        assert client.get(path).status_code == 200, path
    for wrong in ("places-2", "places-0", "drafts-1"):
        assert client.get(f"/sitemap/{wrong}.xml").status_code == 404


def test_a_page_names_itself_in_all_languages_and_without_its_query(client: FlaskClient) -> None:
    path = f"/schools/S-1001/{YEAR}"
    page = client.get(f"/ru{path}").text
    assert f'hreflang="x-default" href="/ky{path}"' in page
    assert "canonical" not in page
    assert f'rel="canonical" href="{BASE}/ru{path}"' in client.get(f"/ru{path}?utm=1").text
    assert "canonical" not in client.get(f"/ru{path}?page=2").text


def test_searchers_are_sent_away_from_an_example_and_from_closed_rooms(
    client: FlaskClient, lasting_world: World, tmp_path: Path
) -> None:
    assert "Disallow: /\n" in client.get("/robots.txt").text
    url = lasting_world.writer.url.render_as_string(hide_password=False)
    with closing(make_production(url, tmp_path / "real")) as app:
        told = app.test_client().get("/robots.txt", **HTTPS).text.splitlines()
    assert {"Disallow: /ky/office/", "Disallow: /en/accounts/", "Allow: /"} <= {*told}
    assert f"Sitemap: {HTTPS['base_url']}/sitemap.xml" in told


def test_the_command_and_the_night_make_the_files(app: Flask, made: kept.Kept) -> None:
    def run(*words: str) -> dict[str, Any]:
        done = app.test_cli_runner().invoke(args=[*words, "--json"], catch_exceptions=False)
        assert done.exit_code == 0
        return json.loads(done.stdout)

    told = run("opendata", "bulk")
    assert (told["made"], told["journal_size"]) == (False, made.manifest["journal_size"])
    assert {file["path"] for file in told["files"]} == set(made.files)
    assert run("nightly")["files"] == {"journal_size": told["journal_size"], "made": False}
