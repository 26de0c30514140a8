"""Every address is behind a door, reading never writes, and no address vanishes."""

import ast
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import event
from sqlalchemy.orm import Session

from core import files
from standard.acts import practices
from tests.doors import make_app
from tests.finding_world import opened
from tests.test_house_floors import MODULES, ROOT
from tests.test_oversight_samples import announced
from tests.visits_world import announced as announced_round
from tests.world import DAY, World
from tracker import create_app
from tracker.built import built
from tracker.extensions import writer

OPEN = {"public", "machine", "static", "front_door"}  # anybody, reading only
GUARDED = {"office", "council", "partner"}  # a door on the blueprint
OWN = {"accounts"}  # sign in, sign out, one's own sessions
SENDING = {"voice"}  # anybody: what a visitor without an account sends
READING = {"GET", "HEAD", "OPTIONS"}
# Who opens a session of the writer in the doors: acts by one way, and what is no act.
WRITERS = {
    "tracker/edge.py:writing": "acts, and what the accounts do",
    "tracker/accounts/sessions.py:seen": "that a session is in use, at most once a minute",
    "tracker/accounts/kept.py:keep": "what is typed and not yet sent",
    "tracker/accounts/kept.py:throw_away": "the same, let go",
}
OUTSIDE = {"tracker/start.py"}  # runs before the doors open


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """An application nobody asks anything of."""
    folder = tmp_path_factory.mktemp("doors")
    return create_app(TRACKER_MODE="example", TRACKER_INSTANCE=str(folder))


def test_every_route_is_behind_a_known_door(bare: Flask) -> None:
    for rule in bare.url_map.iter_rules():
        part = rule.endpoint.split(".")[0]
        assert part in OPEN | GUARDED | OWN | SENDING, rule
        if part in OPEN:
            assert rule.methods <= READING, rule
        if part in GUARDED | SENDING | {"public"}:
            assert bare.before_request_funcs.get(part), rule


def test_no_address_vanishes_without_a_thought(bare: Flask) -> None:
    """An address is a promise. One that goes needs a redirect; then take it out of the list."""
    promised = (ROOT / "tests/cases/routes.txt").read_text().splitlines()
    there = {rule.rule for rule in bare.url_map.iter_rules()}
    assert set(promised) - there == set()
    assert there - set(promised) == set(), "new addresses: add them to tests/cases/routes.txt"


def test_nobody_writes_outside_an_act_without_being_named() -> None:
    found = set()
    for path in MODULES:
        name = str(path.relative_to(ROOT))
        if not name.startswith("tracker/") or name in OUTSIDE:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and "Session(writer()" in ast.unparse(node):
                found.add(f"{name}:{node.name}")
    assert found == set(WRITERS)


def a_confirmed_photograph(world: World, app: Flask) -> str:
    """The name of a photograph of a practice that a council has confirmed."""
    out = BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    kept = files.keep(app.config["TRACKER"].files, out.getvalue())
    with world.act() as session:
        told = practices.offer(
            session,
            world.school,
            "S-1001",
            "FIR-01",
            title="Өрт өчүргүчтөр",
            told="Ар бир кабатка экиден койдук.",
            language="ky",
            cost=None,
            on=DAY,
            files=[kept.record()],
        )
        practices.decide(session, world.council, told.id, confirmed=True, on=DAY)
    return kept.sha256


def test_no_public_page_commits(world: World, tmp_path: Path) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7}))
    announced(world, size=1)
    with world.act() as session:
        announced_round(session, world)
    opened(world)
    app = make_app(world.writer.url.render_as_string(hide_password=False), tmp_path)
    known = {
        "lang": "ky",
        "code": "S-1001",
        "year": 2026,
        "number": 1,
        "form": "releases",
        "ocid": "ocds-213czf-1",
        "name": "extension.json",
        "filename": built("site.js").removeprefix("/static/"),
        "sha256": a_confirmed_photograph(world, app),
        "kind": "jpg",
        "path": "manifest.json",
        "part": "standing-1",
    }
    place = "41700010101000"
    codes = {"place": place, "council": place, "requirement": "FIR-01", "flag": "S01"}
    commits: list[Session] = []
    noted = commits.append
    event.listen(Session, "after_commit", noted)
    try:
        browser = app.test_client()
        for rule in app.url_map.iter_rules():
            if rule.endpoint.split(".")[0] not in OPEN:
                continue
            stem = rule.endpoint.removeprefix("public.").split("_")[0]
            values = {**known, "code": codes.get(stem, "S-1001"), **(rule.defaults or {})}
            with app.test_request_context():
                path = app.url_map.bind("localhost").build(
                    rule.endpoint, {name: values[name] for name in rule.arguments}
                )
            answer = browser.get(path)
            drawn = path.endswith((".pdf", ".png"))
            no_pango = answer.status_code == 503 and drawn  # said on the page
            assert answer.status_code < 400 or no_pango, path
    finally:
        event.remove(Session, "after_commit", noted)
    with app.app_context():
        writer().dispose()
    assert commits == []
