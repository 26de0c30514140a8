"""budgets template, import, approve: the round trip from a terminal, and its JSON."""

import json

import pytest
from sqlalchemy.orm import Session

from budgets import acts
from core.access import Role
from tests import tables
from tests.doors import make_app
from tests.tables import HEADER, LOCAL
from tests.world import AIMAK, OPERATOR, YEAR
from tracker.accounts import acts as accounts
from tracker.accounts import reports

OFFICER, APPROVER = "officer@example.invalid", "approver@example.invalid"


@pytest.fixture
def run(world, tmp_path):
    for email, role in ((OFFICER, Role.OFFICER), (APPROVER, Role.APPROVER)):
        with Session(world.writer) as session, session.begin():
            accounts.create(session, OPERATOR, email, role, AIMAK)
    url = world.writer.url.render_as_string(hide_password=False)
    app = make_app(url, tmp_path / "instance")

    def invoke(*words):
        done = app.test_cli_runner().invoke(
            args=[str(word) for word in words], catch_exceptions=False
        )
        document = json.loads(done.stdout) if "--json" in words else None
        return done.exit_code, document, done.stdout + done.stderr

    return invoke


def write(tmp_path, content, name="budget.xlsx"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_the_template_comes_back_unchanged_and_then_changed(run, tmp_path):
    out = tmp_path / "template.xlsx"
    code, document, _ = run("budgets", "template", AIMAK, YEAR, "-o", out, "--json")
    assert (code, document["lines"]) == (0, 3)

    code, told, _ = run("budgets", "import", out, AIMAK, YEAR, "--dry-run", "--json")
    assert code == 0
    assert told == {
        "dry_run": True,
        "batch": None,
        "new": 0,
        "changed": [],
        "unchanged": 3,
        "errors": [],
        "warnings": [],
        "total": "250000.00",
    }


def test_an_import_needs_a_person_and_gives_a_batch(run, tmp_path):
    row = ("S-1001", "FIR-01", LOCAL, 60_000)
    path = write(tmp_path, tables.grid(HEADER[1:], row))

    code, told, _ = run("budgets", "import", path, AIMAK, YEAR, "--json")
    assert (code, told["error"]["code"]) == (1, "usage.nobody")
    code, told, _ = run("budgets", "import", path, AIMAK, YEAR, "--as", APPROVER, "--json")
    assert (code, told["error"]["code"]) == (1, "access.not_permitted")
    code, told, _ = run("budgets", "import", path, AIMAK, YEAR, "--as", OFFICER, "--json")
    assert (code, told["batch"]) == (0, 1)
    assert told["changed"] == [{"cell": "D2", "old": "50000.00", "new": "60000.00"}]
    assert told["total"] == "60000.00"
    code, told, _ = run("budgets", "import", path, AIMAK, YEAR, "--as", OFFICER, "--json")
    assert (told["unchanged"], told["changed"]) == (1, [])
    assert "import.same_file_before" in {one["code"] for one in told["warnings"]}


def test_faults_are_told_by_cell_with_a_remedy_and_nothing_is_saved(run, tmp_path):
    path = write(tmp_path, tables.workbook(tables.officers_own))
    code, told, _ = run("budgets", "import", path, AIMAK, YEAR, "--as", OFFICER, "--json")

    assert (code, told["batch"]) == (1, None)
    assert told["errors"][0] == {
        "sheet": "Лист1",
        "cell": "F8",
        "code": "amount.not_a_number",
        "found": "12x",
        "message": "Row: 8, column: F. The sum is not a number: “12x”.",
        "remedy": "Write it like 1 250 000,50.",
    }
    assert told["errors"][1]["cell"] == "F9"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"<html>", "a.xlsx", "import.not_a_table"),
        (tables.bomb_far_cell(), "a.xlsx", "import.file_too_large"),
        (b"x", "a.docx", "import.kind_unknown"),
    ],
)
def test_a_bad_file_is_refused_with_exit_code_one(run, tmp_path, content, name, code):
    path = write(tmp_path, content, name)
    done, told, _ = run("budgets", "import", path, AIMAK, YEAR, "--dry-run", "--json")
    assert (done, told["error"]["code"]) == (1, code)
    assert told["error"]["message"]


def test_wrong_use_is_exit_code_two(run, tmp_path):
    assert run("budgets", "import", tmp_path / "a.xlsx", AIMAK, "1066")[0] == 2
    assert run("budgets", "approve", AIMAK, YEAR, "--on", "2026-01-01")[0] == 2


def test_another_person_approves_what_was_handed_in(run, tmp_path, world):
    path = write(tmp_path, tables.grid(HEADER[1:], ("S-1001", "FIR-01", LOCAL, 60_000)))
    run("budgets", "import", path, AIMAK, YEAR, "--as", OFFICER)
    approve = ("budgets", "approve", AIMAK, YEAR, "--resolution", "№ 2", "--on", "2026-11-20")
    code, told, _ = run(*approve, "--as", APPROVER, "--json")
    assert (code, told["error"]["code"]) == (1, "budget.wrong_order")
    with Session(world.writer) as session, session.begin():
        officer = reports.actor(session, reports.by_email(session, OFFICER).id)
        draft = acts.open_draft(session, officer, AIMAK, YEAR)
        acts.submit(session, officer, draft.id, reason="Кошумча өрт өчүргүч керек.")
    code, told, _ = run(*approve, "--as", APPROVER, "--json")
    assert (code, told) == (0, {"version": 2, "lines": 1, "total": "60000.00"})
