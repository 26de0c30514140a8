"""What every answer says to the browser, and whose requests are believed."""

import logging
import re
from base64 import b64encode
from hashlib import sha256
from io import BytesIO

import pytest
from flask import request

from tests.doors import (
    HTTPS,
    a_country,
    a_person,
    make_app,
    make_production,
    send,
    sign_in,
    token_in,
)
from tracker import built

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture
def app(sqlite_only, tmp_path):
    app = make_app(sqlite_only, tmp_path / "instance", PROPAGATE_EXCEPTIONS=False)

    @app.get("/break")
    def break_it():
        raise RuntimeError("secret words of the inside")

    return app


@pytest.fixture
def browser(app):
    return app.test_client()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 302),
        ("/ky/accounts/sign-in", 200),
        ("/en/nothing-here", 404),
        ("/healthz", 200),
        ("/break", 500),
        ("/ky/accounts/sign-out", 405),
        ("/static/built/manifest.json", 404),
        ("/static/../config.py", 404),
        ("/static/built/" + built._manifest()["site.js"], 200),
    ],
)
def test_every_answer_has_the_headers(browser, path, status):
    answer = browser.get(path)

    assert answer.status_code == status
    assert EVERYWHERE.items() <= dict(answer.headers).items()
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self' 'sha256-")
    assert policy.endswith("frame-ancestors 'none'")
    assert "unsafe" not in policy
    assert "Cache-Control" in answer.headers
    assert "Strict-Transport-Security" not in answer.headers


def test_production_tells_browsers_to_stay_on_https(sqlite_only, tmp_path):
    app = make_production(sqlite_only, tmp_path / "instance")
    answer = app.test_client().get("/ky/accounts/sign-in", **HTTPS)

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-notes=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))


def test_the_policy_lets_exactly_the_inlined_sheet_through(app):
    with app.test_request_context("/"):
        sheet = app.jinja_env.from_string("<style>{{ public_css() }}</style>").render()
    inside = re.fullmatch("<style>(.*)</style>", sheet, re.S)[1]
    expected = b64encode(sha256(inside.encode()).digest()).decode()

    assert f"'sha256-{expected}'" in app.config["POLICY"]


def test_what_broke_is_told_to_nobody(browser):
    answer = browser.get("/break")

    assert "secret words" not in answer.text
    assert "RuntimeError" not in answer.text
    assert "Эч нерсе сакталган жок" in answer.text  # an address without a language speaks Kyrgyz


def test_another_host_name_is_refused(browser):
    assert browser.get("/ky/accounts/sign-in", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 422),
        ({"Origin": "http://localhost"}, 422),
        ({"Sec-Fetch-Site": "same-origin"}, 422),
        ({"Sec-Fetch-Site": "none"}, 422),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost.evil.example"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_where_a_form_comes_from_is_judged_only_if_the_browser_says(browser, headers, status):
    token = token_in(browser.get("/en/accounts/sign-in"))
    values = {"email": "nobody@example.kg", "password": "x", "csrf_token": token}

    assert browser.post("/en/accounts/sign-in", data=values, headers=headers).status_code == status


def test_a_form_without_its_token_comes_back_as_typed_and_does_nothing(browser, writer):
    a_country(writer)
    a_person(writer)
    values = {"email": "aida@example.kg", "password": "токой арасында жол"}
    answer = browser.post("/en/accounts/sign-in", data=values)

    assert answer.status_code == 422
    assert "open for too long" in answer.text
    assert 'value="aida@example.kg"' in answer.text
    assert "session" not in {cookie.key for cookie in browser._cookies.values()}


def test_an_act_without_its_token_is_not_done(browser, writer):
    a_country(writer)
    a_person(writer)
    sign_in(browser)

    assert browser.post("/en/accounts/sign-out").status_code == 400
    assert browser.get("/en/accounts/sessions").status_code == 200


def test_a_token_belongs_to_one_session(app, writer):
    a_country(writer)
    a_person(writer)
    mine, other = app.test_client(), app.test_client()
    anonymous = token_in(mine.get("/en/accounts/sign-in"))
    sign_in(mine)
    sign_in(other)
    foreign = token_in(other.get("/en/accounts/sessions"))

    for token in (anonymous, foreign, "", "nonsense"):
        answer = mine.post("/en/accounts/sign-out", data={"csrf_token": token})
        assert answer.status_code == 400
    own = token_in(mine.get("/en/accounts/sessions"))
    assert mine.post("/en/accounts/sign-out", data={"csrf_token": own}).status_code == 303


def test_notes_copied_from_another_session_are_void(app, writer):
    a_country(writer)
    a_person(writer)
    mine, other = app.test_client(), app.test_client()
    sign_in(mine)
    sign_in(other)
    foreign = token_in(other.get("/en/accounts/sessions"))
    mine.set_cookie("notes", other.get_cookie("notes").value)

    answer = mine.post("/en/accounts/sign-out", data={"csrf_token": foreign})

    assert answer.status_code == 400


def test_an_upload_over_the_limit_is_refused_before_it_is_read(browser):
    answer = browser.post(
        "/en/accounts/sign-in",
        data={"file": (BytesIO(b"x" * 21 * 1024 * 1024), "large.xlsx")},
    )

    assert answer.status_code == 413
    assert "too large" in answer.text


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("br, gzip", "br"), ("gzip", "gzip"), ("gzip, br;q=0", "gzip"), ("", None)],
)
def test_built_files_are_packed_as_asked_and_kept_for_good(browser, accepted, encoding):
    path = "/static/built/" + built._manifest()["site.js"]
    answer = browser.get(path, headers={"Accept-Encoding": accepted})

    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.content_type == "text/javascript; charset=utf-8"
    again = browser.get(
        path, headers={"Accept-Encoding": accepted, "If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_error_pages_are_in_the_language_of_the_address(browser, lang):
    assert f'<html lang="{lang}"' in browser.get(f"/{lang}/nothing-here").text


def test_programs_get_their_errors_as_problem_json(browser):
    answer = browser.get("/en/schools/S-0000/2026.json")

    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"
    assert answer.json["status"] == 404


@pytest.mark.parametrize(
    ("cookie", "languages", "to"),
    [
        (None, "", "/ky/"),
        (None, "ru-RU,ru;q=0.9,en;q=0.8", "/ru/"),
        (None, "de", "/ky/"),
        ("en", "ru", "/en/"),
        ("xx", "en", "/en/"),
    ],
)
def test_the_front_door_leads_to_the_language_preferred(browser, cookie, languages, to):
    if cookie:
        browser.set_cookie("lang", cookie)
    answer = browser.get("/", headers={"Accept-Language": languages})

    assert (answer.status_code, answer.headers["Location"]) == (302, to)


def test_changing_the_language_is_remembered(browser):
    came_from = {"Referer": "http://localhost/ky/accounts/sign-in"}
    browser.get("/ru/accounts/sign-in", headers=came_from)

    assert browser.get("/").headers["Location"] == "/ru/"


def test_sending_a_form_needs_nothing_but_its_page(browser):
    answer = send(browser, "/en/accounts/sign-in", {"email": "a@example.kg", "password": "x"})

    assert answer.status_code == 422
    assert "address or the password is wrong" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/en/search?q=%00",
        "/en/search.json?q=a%00",
        "/en/standard/%00",
        "/?%00",
        "/en/journal?%00=1",
    ],
)
def test_a_nul_in_an_address_is_refused_in_words(browser, path):
    answer = browser.get(path)

    assert answer.status_code == 400
    assert "Go back, load the page again" in answer.text or "Артка" in answer.text


@pytest.mark.parametrize("field", ["email", "password", "csrf_token", "no\0field"])
def test_a_nul_in_a_form_is_refused_in_words(browser, field):
    token = token_in(browser.get("/en/accounts/sign-in"))
    values = {"email": "a@example.kg", "password": "x", "csrf_token": token}
    answer = browser.post("/en/accounts/sign-in", data={**values, field: "a\0b"})

    assert answer.status_code == 400
    assert "Nothing was saved" in answer.text
    assert "\0" not in answer.text


def test_no_log_holds_a_one_time_link(app, browser, caplog):
    @app.get("/ky/accounts/set-password/<token>/broken")
    def broken(token):
        raise RuntimeError(f"at {request.path}")

    assert browser.get("/ky/accounts/set-password/TOKEN-OF-A-LINK/broken").status_code == 500
    for name in ("werkzeug", "granian.access"):
        line = '"GET %(path)s HTTP/1.1" 200'
        logging.getLogger(name).error(line, {"path": "/ru/accounts/set-password/TOKEN-OF-A-LINK"})

    assert caplog.text.count("/accounts/set-password/…") >= 4
    assert "RuntimeError" in caplog.text
    assert "TOKEN-OF-A-LINK" not in caplog.text
