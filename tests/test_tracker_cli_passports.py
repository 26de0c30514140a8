"""standard passport-template, standard passports: the round trip from a terminal, and its JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock
from core.access import Role
from standard.models import Passport
from tests import tables
from tests.doors import make_app
from tests.world import AIMAK, OPERATOR, OTHER_AIMAK, World
from tracker.accounts import acts as accounts

YEAR = clock.today().year
OFFICER, OTHER = "officer@example.invalid", "other@example.invalid"
Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture
def run(world: World, tmp_path: Path) -> Run:
    for email, place in ((OFFICER, AIMAK), (OTHER, OTHER_AIMAK)):
        with world.act() as session:
            accounts.create(session, OPERATOR, email, Role.OFFICER, place)
    app = make_app(world.writer.url.render_as_string(hide_password=False), tmp_path / "instance")

    def invoke(*words: object) -> tuple[int, Any, str]:
        done = app.test_cli_runner().invoke(
            args=["standard", *(str(word) for word in words)], catch_exceptions=False
        )
        document = json.loads(done.stdout) if "--json" in words else None
        return done.exit_code, document, done.stdout + done.stderr

    return invoke


def write(tmp_path: Path, *rows: tuple[Any, ...]) -> Path:
    path = tmp_path / "passports.xlsx"
    path.write_bytes(tables.grid(*rows))
    return path


def test_the_template_comes_back_unchanged_and_then_changed(
    run: Run, tmp_path: Path, world: World
) -> None:
    out = tmp_path / "template.xlsx"
    code, document, _ = run("passport-template", AIMAK, YEAR, "-o", out, "--json")
    assert (code, document["schools"]) == (0, 2)
    code, told, _ = run("passports", out, AIMAK, YEAR, "--json")
    assert (code, told["cells"], told["unchanged"], told["batch"]) == (0, [], 2, None)
    assert [one["code"] for one in told["warnings"]] == ["passport.rows_untouched"]

    table = write(tmp_path, ("code", "floor", "piped_water"), ("S-1001", 3, "ооба"))
    code, told, _ = run("passports", table, AIMAK, YEAR, "--dry-run", "--json")
    assert (code, told["new"], told["batch"]) == (0, ["S-1001"], None)
    assert told["cells"] == [
        {"cell": "B2", "school": "S-1001", "fact": "floor", "old": None, "new": "3"},
        {"cell": "C2", "school": "S-1001", "fact": "piped_water", "old": None, "new": "1"},
    ]
    code, told, _ = run("passports", table, AIMAK, YEAR, "--as", OFFICER, "--json")
    assert code == 0
    assert told["batch"] == 1
    with Session(world.writer) as session:
        (kept,) = session.scalars(select(Passport)).all()
        assert kept.facts == {"pupil": "300", "floor": "3", "piped_water": "1"}
    code, told, _ = run("passports", table, AIMAK, YEAR, "--as", OFFICER, "--json")
    assert (code, told["unchanged"], told["batch"]) == (0, 1, None)


def test_what_is_refused_is_named_and_nothing_is_kept(
    run: Run, tmp_path: Path, world: World
) -> None:
    table = write(tmp_path, ("code", "floor"), ("S-1001", 0), ("S-1003", 2))
    code, told, _ = run("passports", table, AIMAK, YEAR, "--json")
    assert (code, told["batch"]) == (1, None)
    assert [(one["cell"], one["code"]) for one in told["errors"]] == [
        ("B2", "passport.out_of_bounds"),
        ("A3", "passport.school_elsewhere"),
    ]
    good = write(tmp_path, ("code", "floor"), ("S-1001", 2))
    refused = {
        "access.not_permitted": (AIMAK, YEAR, "--as", OTHER),
        "passport.no_such_year": (AIMAK, YEAR + 2),
        "place.unknown": ("nowhere", YEAR),
    }
    for reason, words in refused.items():
        code, told, _ = run("passports", good, *words, "--json")
        assert (code, told["error"]["code"]) == (1, reason)
    with Session(world.writer) as session:
        assert session.scalars(select(Passport)).all() == []


def test_a_single_school_is_a_place_of_its_own(run: Run, tmp_path: Path, world: World) -> None:
    table = write(tmp_path, ("code", "floor"), ("S-1001", 2))
    code, told, _ = run("passports", table, "S-1001", YEAR, "--json")
    assert (code, told["batch"]) == (0, 1)
