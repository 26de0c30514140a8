"""A table comes in through the office: upload, preview, confirm, receipt; nothing half saved."""

import io
import os
import re
import time

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets.models import Budget, DraftLine, Version
from core.access import Role
from opendata.sheets import reading
from tests import tables
from tests.doors import PASSWORD, make_app, once_in, sign_in, token_in
from tests.tables import HEADER, LOCAL
from tests.world import AIMAK, OPERATOR, OTHER_AIMAK, YEAR
from tracker.accounts import acts, passwords

NEW = f"/en/office/imports/new?place={AIMAK}&year={YEAR}"
GOOD = tables.grid(HEADER[1:], ("S-1001", "FIR-01", LOCAL, 60_000))
ON_SQLITE = pytest.mark.parametrize("world", ["sqlite"], indirect=True)


@pytest.fixture
def app(world, tmp_path):
    people = {
        "officer@example.invalid": (Role.OFFICER, AIMAK),
        "other@example.invalid": (Role.OFFICER, OTHER_AIMAK),
        "second@example.invalid": (Role.OFFICER, AIMAK),
        "approver@example.invalid": (Role.APPROVER, AIMAK),
    }
    with Session(world.writer) as session, session.begin():
        for email, (role, place) in people.items():
            account = acts.create(session, OPERATOR, email, role, place)
            passwords.set_hash(session, account.id, passwords.hash_of(PASSWORD))
    url = world.writer.url.render_as_string(hide_password=False)
    return make_app(url, tmp_path / "instance")


def browser(app, who="officer"):
    client = app.test_client()
    assert sign_in(client, f"{who}@example.invalid").status_code == 303
    return client


def upload(client, content, name="budget.xlsx", path=NEW):
    token = token_in(client.get(path))
    form = {"csrf_token": token, "file": (io.BytesIO(content), name)}
    return client.post(path, data=form, content_type="multipart/form-data")


def lines_of_draft(world):
    with Session(world.writer) as session:
        lines = select(func.count(DraftLine.id)).join(Version, Version.id == DraftLine.version_id)
        return session.scalar(lines.where(Version.status == "draft"))


def test_a_table_is_looked_at_then_confirmed_once(app, world):
    client = browser(app)
    sent = upload(client, GOOD)
    assert sent.status_code == 303
    page = client.get(sent.location)
    assert page.status_code == 200
    assert "50,000" in page.text
    assert "60,000" in page.text
    assert lines_of_draft(world) == 0

    form = {"csrf_token": token_in(page), "once": once_in(page), "seen": seen_in(page)}
    done = client.post(sent.location, data=form)
    assert done.status_code == 303
    assert lines_of_draft(world) == 1
    assert client.post(sent.location, data=form).location == done.location
    receipt = client.get(done.location)
    assert re.search(r"[0-9a-f]{64}", receipt.text)
    assert "60,000" in receipt.text


def seen_in(page):
    return re.search(r'name="seen"[^>]*value="([^"]+)"', page.text)[1]


@ON_SQLITE
def test_every_fault_stands_on_the_page_with_its_cell_and_remedy(app, world):
    client = browser(app)
    sent = upload(client, tables.workbook(tables.officers_own))
    page = client.get(sent.location)
    assert "F8" in page.text
    assert "The sum is not a number: “12x”." in page.text
    assert "Write it like 1 250 000,50." in page.text
    assert "F9" in page.text
    assert 'name="seen"' not in page.text

    marked = client.get(sent.location + "/errors.xlsx")
    (sheet,) = reading.read(marked.data, "errors.xlsx")
    assert "12x" in sheet.at(8, 8).text

    forced = client.post(sent.location, data={"csrf_token": token_in(client.get(NEW)), "seen": 1})
    assert forced.status_code == 422
    assert lines_of_draft(world) == 0


@ON_SQLITE
@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"<html>", "a.xlsx", "not the table its name says"),
        (tables.bomb_far_cell(), "a.xlsx", "too large to be read"),
        (b"x", "a.docx", "This is no table"),
        (b"", "a.xlsx", "file"),
    ],
)
def test_a_bad_file_is_refused_on_the_form(app, content, name, sentence):
    answer = upload(browser(app), content, name)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'href="#file"' in answer.text


@ON_SQLITE
def test_without_a_file_the_form_says_so(app):
    client = browser(app)
    answer = client.post(NEW, data={"csrf_token": token_in(client.get(NEW))})
    assert answer.status_code == 422
    assert "Choose a file." in answer.text


@ON_SQLITE
def test_what_another_looked_at_nobody_else_confirms(app, world):
    sent = upload(browser(app), GOOD)
    for who in ("second", "other", "approver"):
        client = browser(app, who)
        for path in (sent.location, sent.location + "/errors.xlsx"):
            assert client.get(path).status_code in (403, 404, 422)
        token = token_in(client.get("/en/accounts/sessions"))
        assert client.post(sent.location, data={"csrf_token": token}).status_code in (403, 404, 422)
    assert lines_of_draft(world) == 0


@ON_SQLITE
@pytest.mark.parametrize(("who", "status"), [("other", 404), ("approver", 403)])
def test_only_an_officer_of_the_place_brings_tables_in(app, who, status):
    client = browser(app, who)
    template = f"/en/office/budgets/{AIMAK}/{YEAR}/template.xlsx"
    assert client.get(NEW).status_code == status
    assert client.get(template).status_code == status


@ON_SQLITE
@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_template_of_the_page_comes_back_unchanged(app, lang):
    client = browser(app)
    answer = client.get(f"/{lang}/office/budgets/{AIMAK}/{YEAR}/template.xlsx")
    assert answer.status_code == 200
    sent = upload(client, answer.data, "template.xlsx", NEW.replace("/en/", f"/{lang}/"))
    page = client.get(sent.location)
    assert page.status_code == 200
    assert 'name="seen"' in page.text


def test_when_the_draft_changed_since_the_preview_nothing_is_kept(app, world):
    client = browser(app)
    sent = upload(client, GOOD)
    page = client.get(sent.location)
    form = {"csrf_token": token_in(page), "once": once_in(page), "seen": seen_in(page)}
    with world.act() as session:
        session.scalar(select(Budget)).version += 1
    assert client.post(sent.location, data=form).status_code == 409
    assert lines_of_draft(world) == 0


@ON_SQLITE
def test_an_upload_is_forgotten_after_a_day(app, tmp_path):
    client = browser(app)
    sent = upload(client, GOOD)
    both = list((tmp_path / "instance/uploads").iterdir())
    assert len(both) == 2  # the file, and what its reader told
    day_ago = time.time() - 25 * 60 * 60
    for kept in both:
        assert kept.stat().st_mode & 0o077 == 0
        os.utime(kept, (day_ago, day_ago))
    upload(client, tables.grid(HEADER[1:], ("S-1002", "FIR-01", LOCAL, 5)))
    assert not any(kept.exists() for kept in both)
    assert client.get(sent.location).status_code == 422
