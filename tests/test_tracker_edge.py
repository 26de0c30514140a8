"""Where the web meets the domain: one act, one transaction, once; and the doors before it."""

import re
import sqlite3
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Blueprint, redirect
from sqlalchemy import event, literal, make_url, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from wtforms import FileField, PasswordField, StringField
from wtforms.validators import InputRequired

from core import clock
from core.access import OFFICIALS, Act, Role, require
from core.columns import Quantity
from core.errors import Refusal
from register import acts as register
from register.models import Place
from register.rows import SchoolRow
from tests.doors import PASSWORD, a_country, a_person, make_app, once_in, sign_in, token_in
from tests.world import COUNTRY, OPERATOR
from tracker import edge
from tracker.accounts import acts, passwords
from tracker.accounts.models import Account, TypedDraft, WebSession
from tracker.extensions import db
from tracker.forms.act import ActForm
from tracker.languages import PREFIX
from tracker.receipts import Receipt

NAMING = "/en/office/naming"


class NameForm(ActForm):
    """A name for the country."""

    name = StringField("Name", validators=[InputRequired("Type a name.")])
    password = PasswordField("Not to be kept")
    scan = FileField("Scan")


def rename(session, actor, code, *, name):
    """An act of the tests: officers name the country, but not every name will do."""
    require(actor, Act.DRAFT_BUDGET, code)
    place = session.get(Place, code)
    place.name_en = name
    session.flush()
    match name:
        case "bad":
            raise Refusal("money.not_a_number", field="name", text=name)
        case "whole":
            raise Refusal("base.busy")
        case "old":
            raise Refusal(
                "record.changed_meanwhile", now={"name": "Theirs"}, yours={"name": "Mine"}
            )
        case "double":
            session.add(Place(code=code, kind="country", sort_key="", search_key=""))
            session.expunge(place)
            session.flush()
        case "wide":
            session.add(Place(code="W" * 200, kind="country", sort_key=""))
            session.flush()
        case "fine":
            session.scalar(select(literal("0.0001", Quantity())))
    return place


@pytest.fixture
def app(url, tmp_path, writer):
    a_country(writer)
    a_person(writer)
    app = make_app(url, tmp_path / "instance")
    desk = Blueprint("desk", __name__, url_prefix=f"{PREFIX}/office")
    desk.before_request(edge.door(*OFFICIALS))

    @desk.route("/naming", methods=["GET", "POST"])
    def naming():
        form = NameForm()
        if form.validate_on_submit():
            place = edge.perform(form, rename, COUNTRY, name=form.name.data)
            if place:
                return redirect(f"/en/office/named/{place.code}", 303)
        page = "".join(str(form[name]()) for name in ("csrf_token", "once", "name"))
        said = " ".join(sentence for _target, sentence in form.problems())
        back = "BACK" if form.is_back else ""
        return f"{page} {said} {back}", 422 if form.errors else 200

    app.register_blueprint(desk)
    return app


@pytest.fixture
def officer(app):
    browser = app.test_client()
    sign_in(browser)
    return browser


def send(browser, path, values):
    """Open a page, fill its form and send it with its key, as a browser does."""
    page = browser.get(path)
    keys = {"once": once_in(page), "csrf_token": token_in(page)}
    return browser.post(path, data={**keys, **values})


def named(writer):
    with Session(writer) as session:
        return session.scalar(select(Place.name_en))


def counted(writer, model):
    with Session(writer) as session:
        return len(session.scalars(select(model)).all())


def test_an_act_is_done_and_kept(officer, writer):
    answer = send(officer, NAMING, {"name": "Country"})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/en/office/named/{COUNTRY}")
    assert named(writer) == "Country"


def test_a_refused_act_leaves_nothing_and_the_form_keeps_what_was_typed(officer, writer):
    answer = send(officer, NAMING, {"name": "bad"})

    assert answer.status_code == 422
    assert "Not a sum: “bad”" in answer.text
    assert 'value="bad"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert named(writer) is None
    assert counted(writer, Receipt) == 0


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("whole", "The database is busy"), ("double", "does not agree with what is stored")],
)
def test_what_concerns_the_whole_form_stands_above_it(officer, writer, name, sentence):
    answer = send(officer, NAMING, {"name": name})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert named(writer) is None


def test_a_form_sent_twice_is_done_once_and_answers_alike(officer, writer):
    page = officer.get(NAMING)
    values = {"name": "Once", "once": once_in(page), "csrf_token": token_in(page)}
    first = officer.post(NAMING, data=values)
    with Session(writer) as session, session.begin():
        session.execute(update(Place).values(name_en="Changed since"))
    second = officer.post(NAMING, data=values)

    assert (first.status_code, first.headers["Location"]) == (
        second.status_code,
        second.headers["Location"],
    )
    assert named(writer) == "Changed since"
    assert counted(writer, Receipt) == 1


@pytest.mark.parametrize("other", [("Other", b"one"), ("Once", b"another")])
def test_the_same_form_with_another_content_is_a_conflict(officer, writer, other):
    page = officer.get(NAMING)
    keys = {"once": once_in(page), "csrf_token": token_in(page)}
    first, second = (
        officer.post(NAMING, data={"name": name, "scan": (BytesIO(scan), "a.pdf"), **keys})
        for name, scan in (("Once", b"one"), other)
    )

    assert (first.status_code, second.status_code) == (303, 409)
    assert "sent already, with another content" in second.text
    assert named(writer) == "Once"


def test_a_refused_form_may_be_corrected_and_sent_again(officer, writer):
    page = officer.get(NAMING)
    keys = {"once": once_in(page), "csrf_token": token_in(page)}

    assert officer.post(NAMING, data={"name": "bad", **keys}).status_code == 422
    assert officer.post(NAMING, data={"name": "Good", **keys}).status_code == 303


def test_a_key_counts_for_one_person_only(app, officer, writer):
    a_person(writer, "other@example.kg")
    other = app.test_client()
    sign_in(other, email="other@example.kg")
    once = once_in(officer.get(NAMING))

    assert send(officer, NAMING, {"name": "Mine", "once": once}).status_code == 303
    assert send(other, NAMING, {"name": "Theirs", "once": once}).status_code == 303
    assert named(writer) == "Theirs"


def test_a_conflict_shows_both_versions(officer, writer):
    answer = send(officer, NAMING, {"name": "old"})

    assert answer.status_code == 409
    assert "Somebody changed this" in answer.text
    assert re.search(r"Theirs</td>\s*<td[^>]*>Mine", answer.text)
    assert named(writer) is None


def test_whoever_has_no_role_there_is_told_so(app, writer):
    a_person(writer, "council@example.kg", Role.COUNCIL)
    council = app.test_client()
    sign_in(council, email="council@example.kg")

    assert council.get(NAMING).status_code == 403
    with Session(writer) as session, session.begin():
        rows = [SchoolRow(code="S-0001", place=COUNTRY, kind="secondary", name_ky="№ 1 мектеп")]
        register.load(session, OPERATOR, COUNTRY, "schools", rows)
        account = acts.create(session, OPERATOR, "school@example.kg", Role.SCHOOL, "S-0001")
        passwords.set_hash(session, account.id, passwords.hash_of(PASSWORD))
    school = app.test_client()
    sign_in(school, email="school@example.kg")
    assert send(school, NAMING, {"name": "Mine"}).status_code == 403
    assert named(writer) is None


def test_without_signing_in_the_door_leads_to_the_sign_in_page_and_back(app):
    browser = app.test_client()
    answer = browser.get(NAMING + "?year=2026")

    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/en/accounts/sign-in?next={NAMING}?year%3D2026"
    assert sign_in(browser, query=f"?next={NAMING}").headers["Location"] == NAMING


def test_a_token_of_no_session_writes_nothing_even_in_the_hands_of_an_officer(officer, writer):
    answer = officer.post(NAMING, data={"name": "Forged", "csrf_token": "forged"})

    assert answer.status_code == 422
    assert 'value="Forged"' in answer.text
    assert named(writer) is None


def ended(writer):
    with Session(writer) as session, session.begin():
        ago = clock.now() - timedelta(hours=2)
        session.execute(update(WebSession).values(seen_at=ago))


def test_what_was_typed_when_the_session_ended_comes_back_after_signing_in(officer, writer):
    token = token_in(officer.get(NAMING))
    ended(writer)
    values = {"name": "Long thought of", "password": "never kept", "csrf_token": token}
    answer = officer.post(NAMING + "?year=2026", data=values)
    where = answer.headers["Location"]

    assert (answer.status_code, named(writer)) == (303, None)
    page = officer.get(where)
    assert "what you typed is kept" in page.text
    back = officer.post(
        where,
        data={
            "email": "aida@example.kg",
            "password": "токой арасында жол",
            "csrf_token": token_in(page),
        },
    )
    assert back.headers["Location"].startswith(f"{NAMING}?year=2026&kept=")
    form = officer.get(back.headers["Location"])
    assert 'value="Long thought of"' in form.text
    assert "BACK" in form.text
    assert named(writer) is None
    sent = officer.post(
        NAMING,
        data={"name": "Long thought of", "once": once_in(form), "csrf_token": token_in(form)},
    )
    assert (sent.status_code, named(writer)) == (303, "Long thought of")
    with Session(writer) as session:
        assert "never kept" not in session.scalars(select(TypedDraft.typed)).one()


def test_what_one_typed_is_not_shown_to_another(app, officer, writer):
    a_person(writer, "other@example.kg")
    token = token_in(officer.get(NAMING))
    ended(writer)
    where = officer.post(NAMING, data={"name": "Mine", "csrf_token": token}).headers["Location"]
    other = app.test_client()
    kept = re.search(r"kept%3D([\w-]+)", where)[1]
    sign_in(other, email="other@example.kg")

    assert "Mine" not in other.get(f"{NAMING}?kept={kept}").text


@pytest.mark.parametrize("forged", [True, False])
def test_a_stranger_can_leave_nothing_to_be_shown_later(app, officer, writer, forged):
    token = token_in(officer.get(NAMING))
    browser = officer if forged else app.test_client()
    ended(writer)
    sent = {"name": "Planted", "csrf_token": "forged" if forged else token}

    assert browser.post(NAMING, data=sent).status_code == 303
    assert counted(writer, TypedDraft) == 0


def test_a_database_that_is_taken_is_told_and_nothing_is_lost(sqlite_only, app, writer):
    browser = app.test_client()
    sign_in(browser)
    page = browser.get(NAMING)
    with app.app_context():
        fast = edge.writer()
        event.listen(fast, "connect", lambda raw, _record: raw.execute("PRAGMA busy_timeout=50"))
        fast.dispose()
    holder = sqlite3.connect(Path(make_url(sqlite_only).database), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    values = {"name": "Waiting", "once": once_in(page), "csrf_token": token_in(page)}
    answer = browser.post(NAMING, data=values)
    assert answer.status_code == 422
    assert "The database is busy" in answer.text
    assert 'value="Waiting"' in answer.text
    assert browser.get(NAMING).status_code == 200

    holder.execute("ROLLBACK")
    holder.close()
    assert browser.post(NAMING, data=values).status_code == 303
    assert named(writer) == "Waiting"


def test_pages_cannot_write(app):
    with app.app_context(), pytest.raises(DBAPIError):
        db.session.execute(update(Account).values(email="x"))


def test_a_form_without_its_key_is_not_done_and_comes_back_with_one(officer, writer):
    for key in ({}, {"once": ""}):
        token = token_in(officer.get(NAMING))
        answer = officer.post(NAMING, data={"name": "Keyless", "csrf_token": token, **key})

        assert answer.status_code == 422
        assert "send the form once more" in answer.text
        assert 'value="Keyless"' in answer.text
        assert once_in(answer)
    assert named(writer) is None


def test_the_same_form_at_another_query_is_another_content(officer, writer):
    page = officer.get(NAMING)
    values = {"name": "Once", "once": once_in(page), "csrf_token": token_in(page)}

    assert officer.post(NAMING + "?year=2026", data=values).status_code == 303
    assert officer.post(NAMING + "?year=2027", data=values).status_code == 409
    assert officer.post(NAMING + "?year=2026", data=values).status_code == 303


def test_what_a_column_refuses_is_told_in_its_own_words(officer, writer):
    answer = send(officer, NAMING, {"name": "fine"})

    assert answer.status_code == 422
    assert "Finer than three decimals: “0.0001”" in answer.text
    assert named(writer) is None


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_what_no_column_has_room_for_is_refused(officer, writer):
    answer = send(officer, NAMING, {"name": "wide"})

    assert answer.status_code == 422
    assert "does not agree with what is stored" in answer.text
    assert named(writer) is None


def test_the_log_names_the_constraint_and_no_value(officer, caplog):
    send(officer, NAMING, {"name": "double"})

    (line,) = (record.getMessage() for record in caplog.records if "constraint" in record.msg)
    assert "places" in line
    assert f"({COUNTRY})" not in caplog.text
    assert "DETAIL" not in caplog.text
