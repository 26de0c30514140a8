"""Pages for everybody: unchanged ones are said to be so, and all are packed for the way."""

import gzip

import brotli
import pytest
import zstandard
from flask import Blueprint, Response, jsonify
from sqlalchemy import event
from sqlalchemy.orm import Session

from core.upsert import upsert
from journal.models import Scope
from tests.doors import a_country, make_app
from tracker import edge, pages
from tracker.extensions import db, writer
from tracker.languages import PREFIX

LONG = "<p>" + "Мектеп 46% 1 250 000,50 " * 60


@pytest.fixture
def app(url, tmp_path):
    app = make_app(url, tmp_path / "instance")
    open_pages = Blueprint("open_pages", __name__, url_prefix=PREFIX)
    open_pages.before_request(edge.only_reading)

    @open_pages.get("/probe/<code>")
    @pages.page(scope="code")
    def probe(code):
        return LONG

    @open_pages.get("/probe")
    @pages.page()
    def country():
        return LONG

    @open_pages.get("/probe/<code>/named")
    @pages.page(scope=lambda code: code.upper())
    def named(code):
        return LONG if code != "gone" else (LONG, 404)

    @open_pages.get("/kind/<path:kind>")
    def kind(kind):
        return Response(LONG, content_type=kind)

    @open_pages.get("/short")
    def short():
        return jsonify(a=1)

    @open_pages.post("/post")
    def post():
        return "written"

    app.register_blueprint(open_pages)
    return app


@pytest.fixture
def browser(app):
    return app.test_client()


def changed(app, code, size):
    with app.app_context(), Session(writer()) as session, session.begin():
        upsert(session, Scope, [{"code": code, "size": size}])


def status(browser, path, tag):
    return browser.get(path, headers={"If-None-Match": tag}).status_code


def test_a_page_is_unchanged_until_something_in_its_place_changes(app, browser):
    answer = browser.get("/ky/probe/S-0001")
    tag = answer.headers["ETag"]

    assert tag.startswith('W/"')
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "Set-Cookie" not in answer.headers
    assert status(browser, "/ky/probe/S-0001", tag) == 304
    changed(app, "S-0002", 7)
    assert status(browser, "/ky/probe/S-0001", tag) == 304
    changed(app, "S-0001", 8)
    assert status(browser, "/ky/probe/S-0001", tag) == 200


def test_a_page_asked_for_with_a_star_is_always_told(browser):
    assert status(browser, "/ky/probe/S-0001", "*") == 200


@pytest.mark.parametrize("code", pages.GLOBAL)
def test_a_change_of_what_all_pages_rest_on_changes_every_page(app, browser, code):
    tag = browser.get("/ky/probe/S-0001").headers["ETag"]
    changed(app, code, 3)

    assert status(browser, "/ky/probe/S-0001", tag) == 200


def test_each_language_has_its_own_mark(browser):
    tag = browser.get("/ky/probe/S-0001").headers["ETag"]

    assert status(browser, "/ru/probe/S-0001", tag) == 200


def test_a_page_without_a_place_is_the_countrys(app, browser, writer):
    a_country(writer)
    tag = browser.get("/ky/probe").headers["ETag"]
    changed(app, "KG", 99)

    assert status(browser, "/ky/probe", tag) == 200


def test_the_place_may_be_worked_out_and_what_is_missing_has_no_mark(app, browser):
    tag = browser.get("/ky/probe/s-0001/named").headers["ETag"]
    changed(app, "S-0001", 5)

    assert status(browser, "/ky/probe/s-0001/named", tag) == 200
    assert "ETag" not in browser.get("/ky/probe/gone/named").headers


def test_an_unchanged_page_costs_one_query(app, browser):
    tag = browser.get("/ky/probe/S-0001").headers["ETag"]
    asked = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))

    assert status(browser, "/ky/probe/S-0001", tag) == 304
    assert len([line for line in asked if line.lstrip().upper().startswith("SELECT")]) == 1


def test_cookies_change_nothing_on_a_page_for_everybody(browser):
    plain = browser.get("/ky/probe/S-0001")
    browser.set_cookie("session", "whatever")
    browser.set_cookie("notes", "whatever")

    assert browser.get("/ky/probe/S-0001").headers["ETag"] == plain.headers["ETag"]
    assert "Cookie" not in browser.get("/ky/probe/S-0001").headers["Vary"]


UNPACK = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    "zstd": lambda packed: zstandard.ZstdDecompressor().decompress(packed),
    None: bytes,
}


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, zstd", "zstd"),
        ("gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("br;q=0, zstd;q=0, gzip", "gzip"),
        ("*", "br"),
        ("identity, br;q=0.5", None),
        ("br;q=0", None),
        ("deflate", None),
        ("", None),
    ],
)
def test_a_page_is_packed_as_the_browser_likes_it(browser, accepted, encoding):
    answer = browser.get("/ky/probe/S-0001", headers={"Accept-Encoding": accepted})

    assert answer.headers.get("Content-Encoding") == encoding
    assert UNPACK[encoding](answer.data).decode() == LONG
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("kind", "packed"),
    [
        ("text/csv", True),
        ("application/json", True),
        ("image/svg+xml", True),
        ("application/problem+json", True),
        ("application/zip", False),
        ("image/png", False),
    ],
)
def test_only_text_is_packed(browser, kind, packed):
    answer = browser.get(f"/ky/kind/{kind}", headers={"Accept-Encoding": "br"})

    assert ("Content-Encoding" in answer.headers) == packed


def test_what_fits_a_packet_is_left_as_it_is(browser):
    answer = browser.get("/ky/short", headers={"Accept-Encoding": "br"})

    assert "Content-Encoding" not in answer.headers


def test_behind_the_door_for_everybody_nothing_is_changed(browser):
    answer = browser.post("/ky/post")

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_the_foot_names_the_journal_the_page_was_made_from(app, writer):
    a_country(writer)
    with app.test_request_context("/ky/"):
        found = pages.as_of()

    assert found.size > 0
    assert len(found.root) == 64
