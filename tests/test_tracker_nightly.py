"""The night: prices compared, schools counted, pages told that they changed."""

import json
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from core import clock
from journal import audit
from journal.problems import Problem
from procurement.models import PrincipleTotal, PurchasePrinciple
from standard import totals
from standard.acts.assessments import record
from standard.acts.passports import fill
from standard.models import Coverage, Tally
from tests.doors import make_app
from tests.world import COUNTRY, DAY, World
from tracker import nightly
from tracker.recounts import RECOUNTS


def test_the_night_is_due_once_a_day(world: World) -> None:
    with world.act() as session:
        assert nightly.due(session)
        done = nightly.renew(session, COUNTRY)
        assert (done.on, done.answers) == (clock.today(), 360)
        assert not nightly.due(session)


def test_a_base_without_a_place_has_nothing_to_renew(session: Session) -> None:
    assert not nightly.due(session)


def test_what_time_alone_changes_is_counted_by_night(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    tomorrow = clock.today() + timedelta(1)
    with world.act() as session:
        fill(session, world.officer, "S-1001", DAY.year, {"floor": "1"})
        record(
            session,
            world.school,
            "S-1001",
            "MED-04",
            on=DAY,
            value=Decimal(1),
            until=tomorrow,
        )
        nightly.renew(session, COUNTRY)
        key = ("S-1001", "MED-04")
        assert session.get_one(Coverage, key, populate_existing=True).state == "met"
    monkeypatch.setattr(clock, "today", lambda: tomorrow)
    with world.act() as session:
        assert nightly.due(session)
        nightly.renew(session, COUNTRY)
        assert session.get_one(Coverage, key, populate_existing=True).state == "missing"
        assert totals.counted_on(session) == tomorrow


def test_a_base_from_before_gets_what_its_own_records_tell(world: World) -> None:
    world.accepted(world.delivered(world.contract(), {"S-1001": 7}))
    with world.act() as session:
        session.execute(delete(Tally))
        assert audited(session) != []
        nightly.renew(session, COUNTRY)
        assert audited(session) == []
        key = ("S-1001", "MGT-06")
        assert session.get_one(Coverage, key, populate_existing=True).state == "missing"


def test_what_an_older_program_never_counted_makes_the_night_due_at_once(world: World) -> None:
    world.contract()
    with world.act() as session:
        nightly.renew(session, COUNTRY)
        assert not nightly.due(session)
        session.execute(delete(PurchasePrinciple))
        session.execute(delete(PrincipleTotal))
        assert nightly.due(session)
        nightly.renew(session, COUNTRY)
        assert not nightly.due(session)
        assert audited(session) == []


def audited(session: Session) -> list[Problem]:
    return audit.problems(session, audit.journaled(), RECOUNTS)


def test_the_command_renews_and_pages_change_their_mark(world: World, tmp_path: Path) -> None:
    app = make_app(world.writer.url.render_as_string(hide_password=False), tmp_path)
    browser = app.test_client()
    before = browser.get("/ky/schools/S-1001/2026").headers["ETag"]
    same = browser.get("/ky/schools/S-1001/2026", headers={"If-None-Match": before})
    assert same.status_code == 304
    ran = app.test_cli_runner().invoke(args=["nightly", "--json"])
    assert ran.exit_code == 0
    assert json.loads(ran.stdout)["answers"] == 360
    after = browser.get("/ky/schools/S-1001/2026", headers={"If-None-Match": before})
    assert after.status_code == 200
    assert after.headers["ETag"] != before
