"""Commands: text for people, one JSON document for programs, and the exit code."""

import json
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from core.access import Role
from journal.models import Entry
from tests.doors import a_country, a_person, make_app, send
from tests.world import COUNTRY
from tracker.accounts import reports
from tracker.accounts.models import Membership, OneTimeLink


@pytest.fixture
def run(url, tmp_path, writer):
    a_country(writer)
    app = make_app(url, tmp_path / "instance")

    def invoke(line):
        done = app.test_cli_runner().invoke(args=line.split())
        return done.exit_code, done.stdout, done.stderr

    invoke.app = app
    return invoke


def test_an_account_is_made_with_a_link_that_works(run, writer):
    code, out, _err = run(
        f"accounts create Bek@Example.kg --role approver --place {COUNTRY} --json"
    )
    made = json.loads(out)

    assert code == 0
    assert made.keys() == {"account", "link", "expires_at"}
    assert made["link"].startswith("http://127.0.0.1:5000/ky/accounts/set-password/")
    answer = send(run.app.test_client(), urlsplit(made["link"]).path, {"password": "беш жаңы алма"})
    assert answer.status_code == 303
    with Session(writer) as session:
        assert reports.actor(session, made["account"]).holds(Role.APPROVER) == (COUNTRY,)


def test_an_account_with_a_password_gets_the_role_and_no_link(run, writer):
    account = a_person(writer)
    line = f"accounts create aida@example.kg --role approver --place {COUNTRY}"
    code, out, _err = run(f"{line} --json")

    assert code == 0
    assert json.loads(out) == {"account": account, "link": None, "expires_at": None}
    with Session(writer) as session:
        assert session.scalars(select(OneTimeLink)).all() == []
        assert reports.actor(session, account).holds(Role.APPROVER) == (COUNTRY,)
    assert "password already" in run(line.replace("approver", "editor"))[1]


def test_without_as_the_operator_acts_and_the_leaf_says_so(run, writer):
    run(f"accounts create bek@example.kg --role officer --place {COUNTRY}")
    with Session(writer) as session:
        leaf = session.scalars(select(Entry.leaf).where(Entry.table == "memberships")).one()

    assert json.loads(leaf)["by"] == {"account": 0, "place": COUNTRY, "role": "operator"}


@pytest.mark.parametrize(
    ("line", "code", "error"),
    [
        ("accounts create a@example.kg --role officer --place 999 --json", 1, "place.unknown"),
        ("accounts create a --role officer --place KG --json", 1, "account.email_shape"),
        ("accounts end a@example.kg --role officer --place KG --json", 1, "account.unknown"),
        ("accounts disable a@example.kg --json", 1, "account.unknown"),
        (
            "accounts create a@example.kg --role officer --place KG --as b@example.kg --json",
            1,
            "account.unknown",
        ),
        (
            "accounts create a@example.kg --role officer --place KG --as aida@example.kg --json",
            1,
            "access.not_permitted",
        ),
    ],
)
def test_a_refusal_is_one_json_document_and_exit_code_one(run, writer, line, code, error):
    a_person(writer)
    found, out, _err = run(line)
    document = json.loads(out)

    assert found == code
    assert document.keys() == {"error"}
    assert document["error"].keys() == {"code", "message", "field"}
    assert document["error"]["code"] == error
    assert "%(" not in document["error"]["message"]


@pytest.mark.parametrize(
    "line",
    [
        "accounts create a@example.kg --role king --place KG",
        "accounts create a@example.kg --role operator --place KG",
        "accounts create a@example.kg",
        "accounts dance",
        "journal verify --loudly",
    ],
)
def test_wrong_use_is_exit_code_two(run, line):
    assert run(line)[0] == 2


def test_for_people_a_refusal_is_a_sentence_on_stderr(run):
    code, out, err = run("accounts disable a@example.kg")

    assert (code, out) == (1, "")
    assert "There is no account with this address: a@example.kg." in err


def test_a_role_is_ended_and_an_account_closed(run, writer):
    a_person(writer)
    assert run(f"accounts end aida@example.kg --role officer --place {COUNTRY}")[0] == 0
    code, out, _err = run("accounts disable aida@example.kg --json")

    assert (code, json.loads(out)["disabled"]) == (0, True)
    assert run("accounts disable aida@example.kg")[0] == 1


def test_a_whole_journal_is_found_whole(run, writer):
    a_person(writer)
    for line in ("journal verify --json", "journal audit --json"):
        code, out, _err = run(line)
        document = json.loads(out)
        assert (code, document["ok"], document["problems"]) == (0, True, [])
        assert document["size"] > 0
        assert len(document["root"]) == 64


def test_a_row_changed_behind_the_journal_is_named(run, writer):
    a_person(writer)
    with Session(writer) as session, session.begin():
        session.execute(update(Membership).values(role="admin"))
    code, out, _err = run("journal audit --json")
    (problem,) = json.loads(out)["problems"]

    assert code == 1
    assert problem.keys() == {"table", "key", "column", "in_table", "in_leaf", "leaf", "code"}
    assert (problem["table"], problem["column"]) == ("memberships", "role")
    assert (problem["in_table"], problem["in_leaf"]) == ("admin", "officer")
    assert run("journal verify")[0] == 0
