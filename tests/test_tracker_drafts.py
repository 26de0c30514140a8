"""What is typed is kept until it is sent: offered, gone on with, thrown away, and nobody else's."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import func, select, text, update
from werkzeug.test import TestResponse

from budgets.models import DraftLine
from core import clock
from tests.office_world import Browser, build_app, filled
from tests.world import AIMAK, YEAR, World
from tracker import create_app
from tracker.accounts import kept
from tracker.accounts.models import TypedDraft, WebSession
from tracker.extensions import writer

NOW = f"/budgets/{AIMAK}/{YEAR}"
NEW = f"{NOW}/lines/new"
TYPED = {
    "beneficiary": AIMAK,
    "code": "2235",
    "source": "local_own",
    "amount": "12x",
    "note": "Өрт",
}
GOOD = {"beneficiary": "S-1001", "requirement": "FIR-02", "source": "local_own", "amount": "7"}
ONE_DATABASE = pytest.mark.parametrize("world", ["sqlite"], indirect=True)
"""For what pages say: no database says it otherwise."""


@pytest.fixture
def app(world: World, tmp_path: Path) -> Flask:
    app = build_app(world, tmp_path)
    Browser(app, "officer").send(f"{NOW}/draft", on=NOW)
    return app


@pytest.fixture
def officer(app: Flask) -> Browser:
    return Browser(app, "officer")


def drafts(world: World) -> list[TypedDraft]:
    with world.act() as session:
        return list(session.scalars(select(TypedDraft).order_by(TypedDraft.saved_at)))


def keep(person: Browser, typed: dict[str, str], on: str = NEW) -> str:
    """Keep a form for later; the address it comes back at, without the office's part."""
    answer = person.send(on, {**typed, "do": "keep"})
    assert answer.status_code == 303
    return answer.headers["Location"].removeprefix(person.root)


def script_keeps(client: FlaskClient, path: str, fields: dict[str, object]) -> TestResponse:
    """What the page's script sends by itself."""
    data = {**fields, "do": "keep"}
    return client.post(path, data=data, headers={"Accept": "application/json"})


def lines(world: World) -> int:
    with world.act() as session:
        return session.scalar(select(func.count(DraftLine.id)))


def test_a_form_is_kept_unjudged_and_comes_back_as_it_was(officer: Browser, world: World) -> None:
    before = lines(world)
    back = officer.get(keep(officer, TYPED))
    assert {name: filled(back.text)[name] for name in TYPED} == TYPED
    assert "Nothing of it is entered yet." in back.text
    assert 'id="amount-error"' not in back.text
    assert lines(world) == before


@ONE_DATABASE
def test_it_is_offered_at_its_form_and_never_put_over_what_stands_there(officer: Browser) -> None:
    where = keep(officer, TYPED)
    page = officer.get(NEW)
    assert "You have not finished this form." in page.text
    assert f'href="{officer.root}{where}"' in page.text
    assert filled(page.text)["amount"] == ""
    assert "You have not finished" not in officer.get(f"{NOW}/ceilings").text


@ONE_DATABASE
def test_it_is_the_same_form_in_every_language(app: Flask, officer: Browser) -> None:
    where = keep(officer, TYPED)
    assert filled(Browser(app, "officer", "ky").get(where).text)["note"] == "Өрт"
    assert "kept=" in Browser(app, "officer", "ru").get(NEW).text


def test_when_its_act_is_done_it_is_gone(officer: Browser, world: World) -> None:
    where = keep(officer, TYPED)
    assert officer.send(where, {**GOOD, "do": "save"}).status_code == 303
    assert drafts(world) == []
    assert "not finished" not in officer.get(NEW).text


@ONE_DATABASE
def test_a_refused_form_leaves_its_draft(officer: Browser, world: World) -> None:
    where = keep(officer, TYPED)
    assert officer.send(where, {"do": "save"}).status_code == 422
    assert len(drafts(world)) == 1


def test_it_is_thrown_away_when_asked(officer: Browser, world: World) -> None:
    where = keep(officer, TYPED)
    answer = officer.send(where, {"do": "throw-away"})
    assert answer.headers["Location"] == officer.root + NEW
    assert drafts(world) == []
    assert "is thrown away" in officer.get(NEW).text


def test_kept_twice_one_page_is_one_draft_and_two_pages_are_two(
    officer: Browser, world: World
) -> None:
    first, second = (filled(officer.get(NEW).text) for _page in range(2))
    path = officer.root + NEW
    for fields, note in ((first, "1"), (second, "2"), (first, "3")):
        answer = script_keeps(officer.client, path, {**fields, "note": note})
        assert answer.get_json()["said"].startswith("Kept at: ")
        assert 1_700 < answer.get_json()["seconds"] <= 1_800
    notes = {dict(json.loads(one.typed))["note"] for one in drafts(world)}
    assert notes == {"2", "3"}


def test_what_comes_too_late_after_its_act_is_not_kept(officer: Browser, world: World) -> None:
    fields = {**filled(officer.get(NEW).text), **GOOD}
    path = officer.root + NEW
    assert script_keeps(officer.client, path, fields).status_code == 200
    assert officer.client.post(path, data=fields).status_code == 303
    assert drafts(world) == []
    assert script_keeps(officer.client, path, fields).status_code == 422
    assert drafts(world) == []


def test_nobody_else_sees_changes_or_lets_go_what_one_has_typed(app: Flask, world: World) -> None:
    officer, other = Browser(app, "officer"), Browser(app, "both")
    where = keep(officer, TYPED)
    assert "not finished" not in other.get(NEW).text
    assert filled(other.get(where).text)["note"] == ""
    other.send(where, {"do": "throw-away"})
    theirs = keep(other, {"note": "Башка"}, on=where)
    assert theirs != where
    assert filled(officer.get(where).text)["note"] == "Өрт"


@ONE_DATABASE
def test_without_the_token_of_our_page_nothing_is_kept_or_let_go(
    officer: Browser, world: World
) -> None:
    where = keep(officer, TYPED)
    fields = {**filled(officer.get(NEW).text), "csrf_token": "forged"}
    assert script_keeps(officer.client, officer.root + NEW, fields).status_code == 400
    gone = officer.client.post(officer.root + where, data={"do": "throw-away"})
    assert gone.status_code == 400
    assert len(drafts(world)) == 1


@ONE_DATABASE
def test_secrets_and_keys_are_never_kept_but_a_code_of_the_classification_is(
    officer: Browser, world: World
) -> None:
    keep(officer, {**TYPED, "password": "тоодогу жол", "password_again": "тоодогу жол"})
    (draft,) = drafts(world)
    names = {name for name, _value in json.loads(draft.typed)}
    assert not names & {"csrf_token", "once", "do", "password", "password_again"}
    assert "code" in names
    assert "тоодогу" not in draft.typed


def test_drafts_are_bounded_in_size_number_and_age(officer: Browser, world: World) -> None:
    answer = officer.send(NEW, {"note": "ө" * kept.LARGEST, "do": "keep"})
    assert answer.status_code == 422
    assert "not kept for later" in answer.text
    assert drafts(world) == []
    with world.act() as session:
        for number in range(kept.MOST + 5):
            at = clock.now() - timedelta(days=1, minutes=number)
            draft = {"id": f"old {number}", "account": 11, "path": "/x", "typed": "[]"}
            session.add(TypedDraft(**draft, saved_at=at))
        at = clock.now() - kept.KEPT_FOR - timedelta(minutes=1)
        session.add(TypedDraft(id="stale", account=12, path="/x", typed="[]", saved_at=at))
    keep(officer, TYPED)
    left = {one.id for one in drafts(world)}
    assert len(left) == kept.MOST
    assert "old 0" in left
    assert not left & {"stale", f"old {kept.MOST}"}


@ONE_DATABASE
def test_what_has_grown_too_old_is_not_shown_even_before_it_is_swept(
    officer: Browser, world: World
) -> None:
    where = keep(officer, TYPED)
    with world.act() as session:
        ago = clock.now() - kept.KEPT_FOR - timedelta(minutes=1)
        session.execute(update(TypedDraft).values(saved_at=ago))
    assert filled(officer.get(where).text)["note"] == ""
    assert "not finished" not in officer.get(NEW).text


@ONE_DATABASE
def test_one_who_comes_back_is_told_that_the_record_has_changed_and_can_still_save(
    officer: Browser,
) -> None:
    where = keep(officer, GOOD)
    told = "was changed after you typed it"
    assert told not in officer.get(where).text
    other = {**GOOD, "requirement": "FIR-03", "do": "save"}
    assert officer.send(NEW, other).status_code == 303
    page = officer.get(where).text
    assert told in page
    assert f'href="{officer.root}{NEW}" target="_blank"' in page
    assert officer.send(where, {"do": "save"}).status_code == 303


@ONE_DATABASE
def test_a_form_of_many_rows_comes_back_whole(officer: Browser) -> None:
    path = f"/purchases/new?place={AIMAK}&year={YEAR}"
    rows = {"title": "Өчүргүч", "lines-0-title": "ОП-4", "lines-0-shares-1-quantity": "3,x"}
    where = keep(officer, {**rows, "lines-0-requirement": "FIR-01"}, on=path)
    assert where.startswith(f"{path}&kept=")
    back = filled(officer.get(where).text)
    assert {name: back[name] for name in rows} == rows
    assert back["lines-0-requirement"] == "FIR-01"
    assert "not finished" in officer.get(path).text
    assert "not finished" not in officer.get("/purchases/new?year=2031").text


def test_a_session_that_runs_out_leaves_the_same_draft(officer: Browser, world: World) -> None:
    fields = {**filled(officer.get(NEW).text), **TYPED}
    script_keeps(officer.client, officer.root + NEW, fields)
    with world.act() as session:
        session.execute(update(WebSession).values(seen_at=clock.now() - timedelta(hours=2)))
    answer = officer.client.post(officer.root + NEW, data={**fields, "note": "Кийинчерээк"})
    (draft,) = drafts(world)
    assert f"kept%3D{draft.id}" in answer.headers["Location"]
    assert dict(json.loads(draft.typed))["note"] == "Кийинчерээк"


@ONE_DATABASE
def test_the_newest_few_are_offered_and_older_ones_when_these_are_gone(officer: Browser) -> None:
    for number in range(kept.OFFERED + 1):
        where = keep(officer, {**TYPED, "note": str(number)})
    page = officer.get(NEW).text
    assert page.count("You have not finished this form.") == kept.OFFERED
    officer.send(where, {"do": "throw-away"})
    assert officer.get(NEW).text.count("You have not finished this form.") == kept.OFFERED


def session_is(world: World, *, idle: int, lasts: int) -> None:
    """Everybody's session: unused for `idle` minutes, to end in any case in `lasts` minutes."""
    now = clock.now()
    with world.act() as session:
        seen, ends = now - timedelta(minutes=idle), now + timedelta(minutes=lasts)
        session.execute(update(WebSession).values(seen_at=seen, expires_at=ends))


def left(answer: TestResponse) -> tuple[int, bool]:
    """Whole minutes that are left, begun ones counted; and whether they are the last."""
    told = answer.get_json()
    return -(-told["seconds"] // 60), told["last"]


def test_to_ask_how_long_a_session_lasts_does_not_prolong_it_and_to_stay_does(
    officer: Browser, world: World
) -> None:
    address = "/en/accounts/session"
    token = filled(officer.get(NEW).text)["csrf_token"]
    session_is(world, idle=27, lasts=60)
    for _time in range(2):
        assert left(officer.client.get(address)) == (3, False)
    assert officer.client.post(address).status_code == 400
    assert left(officer.client.get(address)) == (3, False)
    stayed = officer.client.post(address, headers={"X-CSRFToken": token})
    assert left(stayed) == left(officer.client.get(address)) == (30, False)
    session_is(world, idle=27, lasts=10)
    assert left(officer.client.post(address, headers={"X-CSRFToken": token})) == (10, True)
    session_is(world, idle=31, lasts=10)
    assert left(officer.client.post(address, headers={"X-CSRFToken": token})) == (0, True)


@ONE_DATABASE
def test_a_form_says_until_when_one_is_signed_in(officer: Browser, world: World) -> None:
    session_is(world, idle=27, lasts=10)
    page = officer.get(NEW).text
    assert re.search(r"You are signed in until: \d\d:\d\d\.", page)
    seconds = int(re.search(r'id="ending"[^>]*data-seconds="(\d+)"', page)[1])
    assert 590 <= seconds <= 600
    assert 'data-last="yes"' in page
    assert 'id="ending"' not in officer.client.get("/en/").text


def test_a_line_in_thousands_is_exact_and_the_next_one_begins_in_them(
    officer: Browser, world: World
) -> None:
    sent = officer.send(NEW, {**GOOD, "amount": "1,50005", "unit": "thousand", "do": "another"})
    page = officer.get(sent.headers["Location"].removeprefix(officer.root))
    assert "Left: 48,499.95\u00a0som" in page.text
    assert filled(page.text)["unit"] == "thousand"
    school = re.search(r'<select[^>]*name="beneficiary"[^>]*>', page.text)[0]
    assert "autofocus" in school
    assert 'aria-describedby="notice"' in school
    with world.act() as session:
        newest = session.scalars(select(DraftLine).order_by(DraftLine.id.desc())).first()
        assert str(newest.amount) == "1500.05"
    refused = officer.send(NEW, {**GOOD, "amount": "1,234567", "unit": "thousand"})
    assert refused.status_code == 422
    assert "Finer than a tyiyn: “1,234567”" in refused.text
    assert filled(officer.get(NEW).text)["unit"] == "som"


def test_what_was_kept_before_drafts_had_a_table_is_offered_at_its_form(
    tmp_path: Path, url_of_nothing: str
) -> None:
    settings = {"TRACKER_MODE": "example", "TRACKER_DATABASE_URL": url_of_nothing}
    app = create_app(**settings, TRACKER_INSTANCE=str(tmp_path))
    with app.app_context():
        upgrade(revision="0003")
        with writer().begin() as connection:
            connection.execute(
                text(
                    "INSERT INTO accounts (id, email, created_at, example)"
                    " VALUES (1, 'a@example.invalid', '2026-01-01 00:00:00', false)"
                )
            )
            connection.execute(
                text("INSERT INTO kept_forms VALUES (:token, 1, '/ky/office/x', '[]', :at)"),
                {"token": b"\xab" * 32, "at": "2026-01-01 00:00:00"},
            )
        upgrade()
        with writer().connect() as connection:
            rows = connection.execute(text("SELECT id, account, path, typed FROM typed_drafts"))
            assert [tuple(row) for row in rows] == [("ab" * 16, 1, "/office/x", "[]")]
