"""The second factor: asked of everybody in production, each code taken once."""

import re

import pyotp
import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core import clock
from core.errors import Refusal
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
from tracker.accounts import second_factor
from tracker.accounts.models import Account, SignInFailure

ASKED = "/en/accounts/second-factor"
DESK = "/en/accounts/sessions"


@pytest.fixture
def person(writer):
    a_country(writer)
    return a_person(writer)


@pytest.fixture
def app(sqlite_only, tmp_path, person):
    return make_production(sqlite_only, tmp_path / "instance")


def secret_shown(browser):
    return re.search(r"Key: ([A-Z2-7]{32})", browser.get(ASKED, **HTTPS).text)[1]


def enrolled(app):
    """A browser fully signed in, the app's secret, and the recovery codes."""
    browser = app.test_client()
    sign_in(browser, **HTTPS)
    secret = secret_shown(browser)
    answer = send(browser, ASKED, {"code": pyotp.TOTP(secret).now()}, **HTTPS)
    codes = re.findall(r"<code>([A-Z2-7-]{19})</code>", answer.text)
    return browser, secret, codes


def earlier(writer):
    """Let the code that was taken be an earlier one."""
    with Session(writer) as session, session.begin():
        session.execute(update(Account).values(totp_last=Account.totp_last - 2))


def test_the_password_alone_opens_nothing_in_production(app):
    browser = app.test_client()
    answer = sign_in(browser, query="?next=/en/office/budgets", **HTTPS)

    assert answer.headers["Location"] == ASKED + "?next=/en/office/budgets"
    assert browser.get(DESK, **HTTPS).headers["Location"].startswith(ASKED)


def test_an_app_is_tied_to_the_account_by_showing_a_code(app):
    browser, _secret, codes = enrolled(app)

    assert len(set(codes)) == 10
    assert browser.get(DESK, **HTTPS).status_code == 200


def test_of_two_browsers_with_the_password_one_ties_its_app(app, writer):
    late = app.test_client()
    sign_in(late, **HTTPS)
    secret = secret_shown(late)
    token = token_in(late.get(ASKED, **HTTPS))
    _browser, known, _codes = enrolled(app)
    code = pyotp.TOTP(secret).now()
    with Session(writer) as session:
        account = session.scalars(select(Account)).one()
        with pytest.raises(Refusal) as refused:
            second_factor.enrol(session, account, secret, code)
    late.post(ASKED, data={"code": code, "csrf_token": token}, **HTTPS)

    assert refused.value.code == "record.changed_meanwhile"
    with Session(writer) as session:
        assert session.scalars(select(Account.totp_secret)).one() == known
    assert late.get(DESK, **HTTPS).status_code == 303


def test_the_picture_holds_no_style_of_its_own(app):
    browser = app.test_client()
    sign_in(browser, **HTTPS)
    drawing = re.search(r"<svg.*?</svg>", browser.get(ASKED, **HTTPS).text, re.S)[0]

    assert "style" not in drawing
    assert "script" not in drawing


def test_a_wrong_code_ties_nothing_and_the_secret_stays_the_same(app, writer):
    browser = app.test_client()
    sign_in(browser, **HTTPS)
    before = secret_shown(browser)

    assert send(browser, ASKED, {"code": "000000"}, **HTTPS).status_code == 422
    assert secret_shown(browser) == before
    with Session(writer) as session:
        assert session.query(Account).one().totp_secret is None


def test_the_token_changes_with_the_second_factor(app):
    browser = app.test_client()
    sign_in(browser, **HTTPS)
    half = browser.get_cookie("__Host-session", domain="tracker.example.kg").value
    secret = secret_shown(browser)
    send(browser, ASKED, {"code": pyotp.TOTP(secret).now()}, **HTTPS)
    thief = app.test_client()
    thief.set_cookie("__Host-session", half, domain="tracker.example.kg", secure=True)

    assert thief.get(DESK, **HTTPS).headers["Location"].startswith("/en/accounts/sign-in")


def test_a_code_is_taken_once(app, writer):
    _browser, secret, _codes = enrolled(app)
    earlier(writer)
    code = {"code": pyotp.TOTP(secret).now()}
    first, second = app.test_client(), app.test_client()
    for browser in (first, second):
        sign_in(browser, **HTTPS)

    assert send(first, ASKED, code, **HTTPS).status_code == 303
    assert send(second, ASKED, code, **HTTPS).status_code == 422
    assert second.get(DESK, **HTTPS).status_code == 303


def test_a_recovery_code_lets_in_once_however_it_is_typed(app):
    _browser, _secret, codes = enrolled(app)
    typed = {"code": " " + codes[3].lower().replace("-", " ")}
    first, second = app.test_client(), app.test_client()
    for browser in (first, second):
        sign_in(browser, **HTTPS)

    assert send(first, ASKED, typed, **HTTPS).status_code == 303
    assert send(second, ASKED, typed, **HTTPS).status_code == 422


def test_guessing_codes_is_slowed_down(app, writer):
    enrolled(app)
    browser = app.test_client()
    sign_in(browser, **HTTPS)
    send(browser, ASKED, {"code": "000000"}, **HTTPS)
    with Session(writer) as session, session.begin():
        session.execute(update(SignInFailure).values(count=10))

    assert "Too many attempts" in send(browser, ASKED, {"code": "000000"}, **HTTPS).text


@pytest.mark.parametrize("code", ["", "12345", "1234567", "١٢٣٤٥٦", "abcdef", "12 34"])
def test_what_is_no_code_is_of_no_half_minute(code):
    assert second_factor.step_of("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", code) is None


def test_the_codes_of_the_neighbouring_half_minutes_are_taken_too():
    app = pyotp.TOTP(second_factor.new_secret())
    now = int(clock.now().timestamp()) // 30
    found = [
        second_factor.step_of(app.secret, app.generate_otp(now + n)) for n in (-3, -1, 0, 1, 3)
    ]

    assert found == [None, now - 1, now, now + 1, None]


def test_an_example_account_does_not_enter_in_production(app, writer):
    a_person(writer, "example@example.kg", example=True)

    assert sign_in(app.test_client(), email="example@example.kg", **HTTPS).status_code == 422


def test_the_example_asks_for_no_second_factor(sqlite_only, tmp_path, person):
    browser = make_app(sqlite_only, tmp_path / "instance").test_client()
    sign_in(browser)

    assert browser.get(DESK).status_code == 200
