"""The tables of a budget's year come and go; the budgets that were there stay what they were."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from tracker import create_app
from tracker.extensions import writer

BEFORE, AFTER = "0003", "0004"
OLD = """
INSERT INTO places (code, kind, name_ky, name_ru, example, sort_key, search_key, rev)
  VALUES ('A-1', 'aimak', 'Булак', 'Булак', {no}, 0, '', 1);
INSERT INTO budgets (id, place, year, version) VALUES (1, 'A-1', 2026, 3);
INSERT INTO budget_versions (id, budget_id, place, year, number, status, total, rev)
  VALUES (1, 1, 'A-1', 2026, 1, 'approved', 10000, 1), (2, 1, 'A-1', 2026, 2, 'draft', 0, 0);
INSERT INTO budget_lines
  (id, budget_id, holder, beneficiary, year, category, source, carried,
  amount, committed, paid, rev)
  VALUES (1, 1, 'A-1', 'A-1', 2026, 'emergency', 'local_own', {no}, 10000, 4000, 1000, 1);
INSERT INTO budget_line_versions (id, version_id, line_id, amount, rev) VALUES (1, 1, 1, 10000, 1);
INSERT INTO budget_draft_lines
  (id, version_id, position, line_id, beneficiary, category, source, carried, amount, written_by)
  VALUES (1, 2, 1, 1, 'A-1', 'emergency', 'local_own', {no}, 9000, 11);
"""
NEW = """
INSERT INTO budgets (id, place, year, version, stage) VALUES (2, 'A-1', 2027, 1, 'executed');
INSERT INTO budget_versions (id, budget_id, place, year, number, status, total, through, rev)
  VALUES (3, 2, 'A-1', 2027, 1, 'interim', 0, 2, 1), (4, 2, 'A-1', 2027, 2, 'heard', 0, NULL, 1),
    (5, 2, 'A-1', 2027, 3, 'hearing', 0, NULL, 1);
UPDATE budget_draft_lines SET function = '7092',
  quarter_1 = 9000, quarter_2 = 0, quarter_3 = 0, quarter_4 = 0;
INSERT INTO budget_hearings (id, budget_id, version_id, place, year, subject, status, noticed_on,
  due_on, venue, rev)
  VALUES (1, 2, 5, 'A-1', 2027, 'draft', 'announced', '2026-11-01', '2026-11-20', 'Клуб', 1);
INSERT INTO hearing_questions (id, hearing_id, place, year, number, asker, text, asked_at, rev)
  VALUES (1, 1, 'A-1', 2027, 1, 'parent', 'Качан?', '2026-11-20 10:00:00', 1);
INSERT INTO budget_stages (id, budget_id, place, year, stage, figures, account, at, rev)
  VALUES (1, 2, 'A-1', 2027, 'executed', '{{}}', 12, '2028-01-10 10:00:00', 1);
"""
QUARTERS = "quarter_1, quarter_2, quarter_3, quarter_4"


@pytest.fixture
def base(tmp_path: Path, url_of_nothing: str) -> Iterator[None]:
    """An application over tables as they were before."""
    app = create_app(
        TRACKER_MODE="example",
        TRACKER_INSTANCE=str(tmp_path),
        TRACKER_DATABASE_URL=url_of_nothing,
    )
    with app.app_context():
        upgrade(revision=BEFORE)
        run(OLD)
        yield


def run(script: str) -> None:
    """Statements one by one, in one transaction; {no} is how this database writes it."""
    no = "0" if writer().dialect.name == "sqlite" else "FALSE"
    with writer().begin() as connection:
        for statement in script.format(no=no).split(";\n"):
            if statement.strip():
                connection.execute(text(statement))


def asked(query: str) -> list[tuple[Any, ...]]:
    with writer().connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


SUMS = "SELECT amount, committed, paid FROM budget_lines"


def test_lines_of_before_have_no_quarters_and_any_given_now_add_up(base: None) -> None:
    upgrade(revision=AFTER)
    assert asked(f"SELECT amount, {QUARTERS} FROM budget_line_versions") == [
        (10_000, None, None, None, None)
    ]
    assert asked(f"SELECT amount, {QUARTERS}, function FROM budget_draft_lines") == [
        (9_000, None, None, None, None, None)
    ]
    assert asked("SELECT status, through, resolution_scan FROM budget_versions ORDER BY id") == [
        ("approved", None, None),
        ("draft", None, None),
    ]
    assert asked("SELECT stage FROM budgets") == [(None,)]
    assert asked(SUMS) == [(10_000, 4_000, 1_000)]
    for table in ("budget_draft_lines", "budget_line_versions"):
        for wrong in ("quarter_1 = 5, quarter_2 = 0, quarter_3 = 0, quarter_4 = 0", "amount = -1"):
            with pytest.raises(IntegrityError):
                run(f"UPDATE {table} SET {wrong}")


def test_on_the_way_back_no_version_is_left_in_a_state_nothing_knows(base: None) -> None:
    upgrade(revision=AFTER)
    run(NEW)
    downgrade(revision=BEFORE)
    assert asked("SELECT status FROM budget_versions ORDER BY id") == [
        ("approved",),
        ("draft",),
        ("superseded",),
        ("returned",),
        ("submitted",),
    ]
    assert asked(SUMS) == [(10_000, 4_000, 1_000)]
    assert asked("SELECT id, amount FROM budget_draft_lines") == [(1, 9_000)]
    tables = set(inspect(writer()).get_table_names())
    assert not tables & {"budget_hearings", "hearing_questions", "budget_stages"}
    for wrong in (
        "UPDATE budget_lines SET committed = 10001",
        "UPDATE budget_draft_lines SET amount = -1",
        "UPDATE budget_draft_lines SET line_id = 77",
    ):
        with pytest.raises(IntegrityError):  # the checks of before are still there
            run(wrong)
    upgrade(revision=AFTER)
    assert asked(SUMS) == [(10_000, 4_000, 1_000)]
