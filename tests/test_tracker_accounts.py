"""Signing in and out, and what a session is worth."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core import clock
from core.access import NOBODY, Act, Role
from core.errors import NotPermitted, Refusal
from journal.models import Entry
from register import acts as register
from register.rows import PlaceRow
from tests.doors import (
    PASSWORD,
    a_country,
    a_person,
    make_app,
    send,
    sign_in,
    token_in,
)
from tests.world import AIMAK, COUNTRY, OPERATOR, held
from tracker.accounts import acts, failures, passwords, reports
from tracker.accounts.models import Membership, OneTimeLink, SignInFailure, WebSession
from tracker.accounts.sessions import hashed

DESK = "/en/accounts/sessions"


@pytest.fixture
def app(url, tmp_path):
    return make_app(url, tmp_path / "instance")


@pytest.fixture
def person(writer):
    a_country(writer)
    return a_person(writer)


def change(writer, statement):
    with Session(writer) as session, session.begin():
        session.execute(statement)


def sessions_of(writer):
    with Session(writer) as session:
        return session.scalars(select(WebSession)).all()


def test_an_officer_signs_in_and_comes_to_the_office(app, person):
    browser = app.test_client()
    answer = sign_in(browser)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/en/office/")
    cookie = next(value for value in answer.headers.getlist("Set-Cookie") if "session=" in value)
    assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert browser.get(DESK).status_code == 200


def test_the_address_may_be_typed_in_capitals(app, person):
    assert sign_in(app.test_client(), email=" AIDA@Example.KG ").status_code == 303


def test_the_cookie_has_the_token_and_the_table_only_its_hash(app, writer, person):
    browser = app.test_client()
    sign_in(browser)
    token = browser.get_cookie("session").value
    (row,) = sessions_of(writer)

    assert len(token) >= 43
    assert token.encode() not in row.token_sha256
    assert len(row.token_sha256) == 32


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(app, person):
    texts = set()
    for email in ("aida@example.kg", "nobody@example.kg"):
        answer = sign_in(app.test_client(), email=email, password="wrong")
        assert answer.status_code == 422
        assert f'value="{email}"' in answer.text
        assert "wrong" not in [part for part in answer.text.split('"') if part == "wrong"]
        texts.add(answer.text.replace(email, "").replace(token_in(answer), ""))
    assert len(texts) == 1


def test_signing_out_ends_the_session_for_a_copied_cookie_too(app, person):
    browser, thief = app.test_client(), app.test_client()
    sign_in(browser)
    thief.set_cookie("session", browser.get_cookie("session").value)
    assert thief.get(DESK).status_code == 200

    token = token_in(browser.get(DESK))
    browser.post("/en/accounts/sign-out", data={"csrf_token": token})

    assert thief.get(DESK).status_code == 303
    assert browser.get(DESK).status_code == 303


def test_each_sign_in_has_a_new_token_and_ends_the_one_before(app, writer, person):
    browser = app.test_client()
    sign_in(browser)
    first = browser.get_cookie("session").value
    sign_in(browser)

    assert browser.get_cookie("session").value != first
    assert len(sessions_of(writer)) == 1


def test_a_token_planted_before_signing_in_is_not_taken_over(app, person):
    browser, planter = app.test_client(), app.test_client()
    browser.set_cookie("session", "planted-by-somebody-else")
    sign_in(browser)
    planter.set_cookie("session", "planted-by-somebody-else")

    assert browser.get_cookie("session").value != "planted-by-somebody-else"
    assert planter.get(DESK).status_code == 303


@pytest.mark.parametrize(
    ("values", "holds"),
    [
        ({"seen_at": timedelta(minutes=-29)}, True),
        ({"seen_at": timedelta(minutes=-31)}, False),
        ({"expires_at": timedelta(seconds=-1)}, False),
    ],
)
def test_a_session_ends_after_half_an_hour_of_rest_or_at_its_end(
    app, writer, person, values, holds
):
    browser = app.test_client()
    sign_in(browser)
    change(writer, update(WebSession).values({k: clock.now() + v for k, v in values.items()}))

    assert browser.get(DESK).status_code == (200 if holds else 303)


def test_being_seen_is_noted_at_most_once_a_minute(app, writer, person):
    browser = app.test_client()
    sign_in(browser)
    before = sessions_of(writer)[0].seen_at - timedelta(seconds=30)
    change(writer, update(WebSession).values(seen_at=before))
    browser.get(DESK)
    assert sessions_of(writer)[0].seen_at == before

    change(writer, update(WebSession).values(seen_at=before - timedelta(minutes=2)))
    browser.get(DESK)
    assert sessions_of(writer)[0].seen_at > before


def session_id(writer, browser):
    with Session(writer) as session:
        token = hashed(browser.get_cookie("session").value)
        return session.get(WebSession, token).id


def test_a_person_ends_a_session_elsewhere(app, writer, person):
    mine, phone = app.test_client(), app.test_client()
    sign_in(mine)
    sign_in(phone)

    send(mine, DESK, {"session": session_id(writer, phone)})

    assert mine.get(DESK).status_code == 200
    assert phone.get(DESK).status_code == 303


def test_nobody_ends_or_sees_the_session_of_another_person(app, writer, person):
    a_person(writer, "other@example.kg")
    mine, other = app.test_client(), app.test_client()
    sign_in(mine)
    sign_in(other, email="other@example.kg")
    foreign = session_id(writer, other)

    assert foreign not in mine.get(DESK).text
    send(mine, DESK, {"session": foreign})
    assert other.get(DESK).status_code == 200


def test_a_disabled_account_is_out_at_once_and_stays_out(app, writer, person):
    browser = app.test_client()
    sign_in(browser)
    with Session(writer) as session, session.begin():
        acts.disable(session, OPERATOR, person)

    assert browser.get(DESK).status_code == 303
    assert sign_in(app.test_client()).status_code == 422


def test_a_change_of_roles_ends_open_sessions(app, writer, person):
    browser = app.test_client()
    sign_in(browser)
    with Session(writer) as session, session.begin():
        acts.grant(session, OPERATOR, person, Role.APPROVER, COUNTRY)

    assert browser.get(DESK).status_code == 303


@pytest.mark.parametrize(
    ("asked", "to"),
    [
        ("/ru/office/budgets/7?year=2026", "/ru/office/budgets/7?year=2026"),
        ("//evil.example/", "/en/office/"),
        ("https://evil.example/", "/en/office/"),
        ("/\\evil.example", "/en/office/"),
        ("javascript:alert(1)", "/en/office/"),
        ("/\t/evil.example", "/en/office/"),
        ("", "/en/office/"),
    ],
)
def test_one_returns_only_to_pages_of_this_site(app, person, asked, to):
    browser = app.test_client()
    token = token_in(browser.get("/en/accounts/sign-in"))
    values = {"email": "aida@example.kg", "password": PASSWORD, "csrf_token": token}
    answer = browser.post("/en/accounts/sign-in", query_string={"next": asked}, data=values)

    assert answer.headers["Location"] == to


@pytest.mark.parametrize(
    ("kind", "count", "seconds"),
    [
        ("account", 0, 0),
        ("account", 4, 0),
        ("account", 5, 1),
        ("account", 7, 4),
        ("account", 9, 16),
        ("account", 10, 900),
        ("account", 500, 900),
        ("address", 14, 0),
        ("address", 15, 1),
        ("address", 25, 900),
        ("address", 30, 900),
    ],
)
def test_each_failure_makes_the_next_attempt_wait_longer(kind, count, seconds):
    now = clock.now()
    assert failures.wait(kind, count, now, now) == seconds


def test_after_ten_failures_even_the_right_password_waits(app, writer, person):
    subject, _ = failures.subjects("aida@example.kg", None)
    for _attempt in range(5):
        assert sign_in(app.test_client(), password="wrong").status_code == 422
    change(
        writer,
        update(SignInFailure).where(SignInFailure.subject == subject).values(count=10),
    )

    answer = sign_in(app.test_client())
    assert answer.status_code == 429
    assert 890 <= int(answer.headers["Retry-After"]) <= 900
    assert "seconds left" in answer.text

    quarter_hour_ago = clock.now() - timedelta(minutes=15, seconds=1)
    change(writer, update(SignInFailure).values(last_at=quarter_hour_ago))
    assert sign_in(app.test_client()).status_code == 303


def test_an_unknown_address_waits_just_the_same(app, writer):
    sign_in(app.test_client(), email="nobody@example.kg")
    change(writer, update(SignInFailure).values(count=10))

    assert sign_in(app.test_client(), email="nobody@example.kg").status_code == 429


def test_success_clears_the_accounts_failures(app, writer, person):
    for _attempt in range(4):
        sign_in(app.test_client(), password="wrong")
    sign_in(app.test_client())

    subject, _ = failures.subjects("aida@example.kg", None)
    with Session(writer) as session:
        assert session.get(SignInFailure, subject).count == 0


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("short", "password.too_short"),
        ("1234567", "password.too_short"),
        ("x" * 201, "password.too_long"),
        ("qwerty123", "password.common"),
        ("QWERTY123", "password.common"),
        ("йцукен123", "password.common"),
        ("aaaaaaaaaaaa", "password.common"),
        ("aida@example.kg", "password.same_as_email"),
    ],
)
def test_a_password_too_easily_found_is_refused(password, code):
    with pytest.raises(Refusal) as refused:
        passwords.judge(password, "aida@example.kg")

    assert (refused.value.code, refused.value.field) == (code, "password")


def test_a_password_of_four_words_is_taken():
    passwords.judge("тоодогу ак булут", "aida@example.kg")


def test_a_password_is_the_same_however_its_letters_are_composed():
    assert passwords.fits("\u0439од-йод-йод", passwords.hash_of("\u0438\u0306од-йод-йод"))


def test_a_link_sets_the_password_once(app, writer, person):
    with Session(writer) as session, session.begin():
        token, _until = passwords.new_link(session, person)
    path, browser = f"/en/accounts/set-password/{token}", app.test_client()

    assert send(browser, path, {"password": "qwerty123"}).status_code == 422
    assert send(browser, path, {"password": "таза суу жана нан"}).status_code == 303
    assert browser.get(path).status_code == 404
    assert sign_in(app.test_client(), password="таза суу жана нан").status_code == 303
    assert sign_in(app.test_client()).status_code == 422


def test_a_link_that_ran_out_says_so(app, writer, person):
    with Session(writer) as session, session.begin():
        token, _until = passwords.new_link(session, person)
    change(writer, update(OneTimeLink).values(expires_at=clock.now()))
    answer = app.test_client().get(f"/en/accounts/set-password/{token}")

    assert answer.status_code == 404
    assert "does not work any more" in answer.text


def test_giving_and_ending_a_role_is_in_the_journal_without_the_address(writer, person):
    with Session(writer) as session, session.begin():
        acts.end(session, OPERATOR, person, Role.OFFICER, COUNTRY)
    with Session(writer) as session:
        leaves = session.scalars(
            select(Entry.leaf).where(Entry.table == "memberships").order_by(Entry.number)
        ).all()
        membership = session.scalars(select(Membership)).one()

    assert [Act.GRANT_ROLE.value in leaves[0], Act.END_ROLE.value in leaves[1]] == [True, True]
    assert "aida" not in "".join(leaves)
    assert membership.until == clock.today()


def test_a_role_ended_today_does_not_count_today(writer, person):
    with Session(writer) as session, session.begin():
        assert reports.actor(session, person).holds(Role.OFFICER) == (COUNTRY,)
        acts.end(session, OPERATOR, person, Role.OFFICER, COUNTRY)
        assert reports.actor(session, person).grants == ()


def test_only_those_who_manage_accounts_give_roles(writer, person):
    for actor in (NOBODY, held(1, (Role.OFFICER, COUNTRY))):
        with Session(writer) as session, pytest.raises(NotPermitted):
            acts.grant(session, actor, person, Role.ADMIN, COUNTRY)


def test_who_manages_accounts_above_manages_them_below(writer, person):
    rows = [
        PlaceRow(code="41700010000000", kind="oblast", parent=COUNTRY, name_ky="О", name_ru="О")
    ]
    with Session(writer) as session, session.begin():
        register.load(session, OPERATOR, COUNTRY, "places", rows)
        admin = held(77, (Role.ADMIN, COUNTRY))
        acts.grant(session, admin, person, Role.EDITOR, "41700010000000")
        below = held(78, (Role.ADMIN, "41700010000000"))
        with pytest.raises(NotPermitted):
            acts.grant(session, below, person, Role.EDITOR, COUNTRY)


@pytest.mark.parametrize(
    ("email", "role", "place", "code"),
    [
        ("no address", Role.OFFICER, COUNTRY, "account.email_shape"),
        ("two@at@example.kg", Role.OFFICER, COUNTRY, "account.email_shape"),
        ("x" * 250 + "@example.kg", Role.OFFICER, COUNTRY, "account.email_shape"),
        ("aida@example.kg", Role.OFFICER, COUNTRY, "account.role_held"),
    ],
)
def test_an_account_that_cannot_be_is_refused(writer, person, email, role, place, code):
    with Session(writer) as session, pytest.raises(Refusal) as refused:
        acts.create(session, OPERATOR, email, role, place)

    assert refused.value.code == code


def test_a_role_at_an_unknown_place_is_refused(writer, person):
    with Session(writer) as session, pytest.raises(Refusal) as refused:
        acts.create(session, OPERATOR, "b@example.kg", Role.OFFICER, "41799999999999")

    assert (refused.value.code, refused.value.field) == ("place.unknown", "place")


@pytest.mark.parametrize(
    ("role", "place"),
    [(Role.SCHOOL, AIMAK), (Role.SCHOOL, COUNTRY)]
    + [(role, "S-1001") for role in Role if role is not Role.SCHOOL],
)
def test_a_school_role_is_held_at_a_school_and_no_other_there(world, role, place):
    with world.act() as session:
        with pytest.raises(Refusal) as refused:
            acts.create(session, OPERATOR, "b@example.kg", role, place)
        assert acts.create(session, OPERATOR, "s@example.kg", Role.SCHOOL, "S-1001")

    assert refused.value.code == "account.role_elsewhere"
    assert refused.value.facts == {"role": role.value, "place": place}
