"""`?as_of=N`: the same figures for ever, exact to the journal."""

import fcntl
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core import clock
from core.engines import open_kept
from core.models import Base
from journal import audit
from journal.models import Entry, Salt
from procurement.filling import NOT_KEPT
from procurement.models import Contract, Supplier
from tests.doors import site
from tests.published import PERSON
from tests.versions import Lived, files, live
from tests.world import YEAR, World
from tracker.past import kept
from tracker.recounts import RECOUNTS

WORKSPACES = {"budget_ceilings", "budget_draft_lines", "journal_salts", "journal_scopes"}
SEARCH = "search_"
"""How its tables begin: it is of today whatever the page before it was (tracker/past/asking)."""
SCHOOL = f"/en/schools/S-1001/{YEAR}"


@pytest.fixture(scope="module")
def app(lasting_world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site over the world of this module."""
    with site(lasting_world, tmp_path_factory.mktemp("past")) as app:
        yield app


@pytest.fixture(scope="module")
def lived(lasting_world: World, app: Flask) -> Lived:
    """That world when all has happened in it, and what pages said on the way."""
    return live(lasting_world, app.test_client())


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    """Somebody who reads."""
    return app.test_client()


def forget(app: Flask) -> Path:
    """Take away every kept base; the folder they are in."""
    folder = app.config["TRACKER"].instance / kept.FOLDER
    for path in folder.glob("*.db"):
        path.unlink()
    return folder


def test_every_file_of_every_page_is_what_it_was_at_that_size(
    lived: Lived, browser: FlaskClient
) -> None:
    assert len(lived.sizes) == 3
    for size in lived.sizes:
        for path in files():
            status, content = lived.said[size][path]
            answer = browser.get(f"{path}?as_of={size}")
            assert answer.status_code == status, (size, path)
            assert status != 200 or answer.data == content, (size, path)


def test_a_rebuilt_base_stands_the_audit_and_lacks_only_workspaces_and_accounts(
    lived: Lived, browser: FlaskClient, app: Flask
) -> None:
    """A kept sum or a table that nobody fills is seen here: it needs a line in a `filling.py`."""
    size = lived.sizes[-1]
    assert browser.get(f"{SCHOOL}?as_of={size}").status_code == 200
    (path,) = (app.config["TRACKER"].instance / kept.FOLDER).glob(f"*-{size}-*.db")
    engine = open_kept(lambda: path)
    with Session(engine) as past, Session(lived.world.writer) as live:
        found = audit.problems(past, audit.journaled(), RECOUNTS)
        assert {one.column for one in found} == {"person_name", "person_inn"}  # salts stay apart
        empty = {
            table.name
            for table in Base.metadata.sorted_tables
            if live.execute(select(table).limit(1)).first() is not None
            and past.execute(select(table).limit(1)).first() is None
        }
    engine.dispose()
    assert {name for name in empty if not name.startswith(SEARCH)} == WORKSPACES


def test_it_stays_so_on_another_day_and_is_told_to_be_unchanged(
    lived: Lived, browser: FlaskClient
) -> None:
    path = f"{SCHOOL}?as_of={lived.sizes[1]}"
    before = browser.get(path)
    with clock.standing(clock.now() + timedelta(400)):
        after = browser.get(path)
        again = browser.get(path, headers={"If-None-Match": before.headers["ETag"]})
    assert (after.data, after.headers["ETag"]) == (before.data, before.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    assert after.headers["X-Robots-Tag"] == "noindex"


def test_the_page_says_which_version_it_is_and_leads_on_within_it(
    lived: Lived, browser: FlaskClient
) -> None:
    size = lived.sizes[1]
    page = browser.get(f"{SCHOOL}?as_of={size}").text
    assert f"exact to the journal. Entries: {size}, last day:" in page
    assert f'<a class="govuk-link" href="{SCHOOL}">To the newest version</a>' in page
    assert f'href="{SCHOOL}.csv?as_of={size}' in page
    assert f'href="/ru/schools/S-1001/{YEAR}?as_of={size}"' in page
    now = browser.get(SCHOOL).text
    assert 'id="past"' not in now
    assert f'rel="nofollow" href="?as_of={lived.sizes[-1]}">Permanent address</a>' in now
    link = browser.get(f"{SCHOOL}.json").get_json()["meta"]["permalink"]
    assert link.endswith(f"{SCHOOL}.json?as_of={lived.sizes[-1]}")
    assert f'name="as_of" value="{size}"' in browser.get(f"/en/standard/?as_of={size}").text
    assert "as_of=" not in browser.get(f"/en/search?q=2&as_of={size}").text.partition("<main")[2]


def test_what_the_journal_never_was_is_404_with_words(lived: Lived, browser: FlaskClient) -> None:
    size = lived.sizes[-1]
    for asked in (str(size + 1), "0", "x", "-1", "1.5", "", "٣", "9" * 40, "1"):
        for path in (SCHOOL, f"{SCHOOL}.json"):
            answer = browser.get(f"{path}?as_of={asked}")
            assert answer.status_code == 404, (path, asked)
            assert "leave out as_of for the newest version" in answer.text


def test_half_an_act_leads_to_the_end_of_the_act_before(lived: Lived, browser: FlaskClient) -> None:
    answer = browser.get(f"{SCHOOL}.csv?table=purchases&as_of={lived.sizes[0] - 1}")
    assert answer.status_code == 302
    address, _, size = answer.headers["Location"].rpartition("as_of=")
    assert address == f"{SCHOOL}.csv?table=purchases&"
    assert 0 < int(size) < lived.sizes[0] - 1
    assert browser.get(answer.headers["Location"]).status_code == 200


def test_an_amount_changed_behind_the_journal_s_back_is_told_as_the_leaf_has_it(
    lived: Lived, browser: FlaskClient, app: Flask
) -> None:
    size, path = lived.sizes[-1], "/ky/purchases/1.json"
    forget(app)
    with lived.world.act() as session:
        before = session.get_one(Contract, 1).amount
        session.execute(update(Contract).where(Contract.id == 1).values(amount=before + 1))
    try:
        assert browser.get(path).data != lived.said[size][path][1]
        assert browser.get(f"{path}?as_of={size}").data == lived.said[size][path][1]
    finally:
        with lived.world.act() as session:
            session.execute(update(Contract).where(Contract.id == 1).values(amount=before))


def test_a_damaged_leaf_is_not_made_a_page_of(
    lived: Lived, browser: FlaskClient, app: Flask
) -> None:
    forget(app)
    with lived.world.act() as session:
        before = session.get_one(Entry, 5).leaf
        session.execute(update(Entry).where(Entry.number == 5).values(leaf=before + " "))
    try:
        answer = browser.get(f"{SCHOOL}.json?as_of={lived.sizes[0]}")
        assert answer.status_code == 503
        assert answer.get_json()["code"] == "journal.leaf_damaged"
        assert "Entry: 5." in answer.text
        assert list(forget(app).glob("*-*")) == []
    finally:
        with lived.world.act() as session:
            session.execute(update(Entry).where(Entry.number == 5).values(leaf=before))


def test_of_a_long_journal_versions_are_made_by_a_command_and_kept(
    lived: Lived, browser: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_LEAVES", 10)
    monkeypatch.setattr(kept, "MOST_BYTES", 0)
    size = lived.sizes[0]
    forget(app)
    answer = browser.get(f"{SCHOOL}?as_of={size}")
    assert answer.status_code == 503
    assert f"flask --app app journal as-of {size}" in answer.text
    done = app.test_cli_runner().invoke(args=["journal", "as-of", str(size)])
    assert (done.exit_code, done.stdout.split()[0]) == (0, str(size))
    assert browser.get(f"{SCHOOL}?as_of={size}").status_code == 200
    wrong = app.test_cli_runner().invoke(args=["journal", "as-of", str(lived.sizes[-1] + 1)])
    assert wrong.exit_code == 1
    forget(app)


def test_few_are_kept_and_one_is_made_at_a_time(
    lived: Lived, browser: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = forget(app)
    for size in lived.sizes[:2]:
        assert browser.get(f"{SCHOOL}?as_of={size}").status_code == 200
    assert len(list(folder.glob("*.db"))) == 2
    assert os.stat(folder).st_mode & 0o077 == 0
    monkeypatch.setattr(kept, "MOST_BYTES", 1)
    monkeypatch.setattr(kept, "WAIT", 0)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        answer = browser.get(f"{SCHOOL}?as_of={lived.sizes[2]}")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
        assert browser.get(f"{SCHOOL}?as_of={lived.sizes[1]}").status_code == 200
    assert browser.get(f"{SCHOOL}?as_of={lived.sizes[2]}").status_code == 200
    assert [path.stat().st_mode & 0o077 for path in folder.glob("*.db")] == [0]


def test_an_erased_name_is_gone_from_every_version(
    lived: Lived, browser: FlaskClient, app: Flask
) -> None:
    size = lived.sizes[-1]
    path = f"/en/suppliers/2.json?as_of={size}"
    forget(app)
    assert PERSON in browser.get(path).get_json()["data"]["name"]
    browser.get(f"{SCHOOL}?as_of={lived.sizes[0]}")
    with lived.world.act() as session:
        session.execute(delete(Salt))
        person = {"person_name": None, "person_inn": None}
        session.execute(update(Supplier).where(Supplier.is_person).values(**person))
    assert browser.get(path).get_json()["data"]["name"] == NOT_KEPT
    folder = app.config["TRACKER"].instance / kept.FOLDER
    assert not any(PERSON.encode() in path.read_bytes() for path in folder.glob("*.db"))


def test_files_that_have_no_versions_say_so(browser: FlaskClient, sqlite_only: str) -> None:
    for path in ("/en/search.json?q=a&as_of=3", "/en/data.json?as_of=3"):
        assert browser.get(path).status_code == 422, path
    assert browser.get("/en/search?q=a&as_of=3").status_code == 200
