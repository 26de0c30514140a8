"""A requirement that an edition leaves out, though schools were counted for it: no page falls."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask

from core import clock
from core.money import som
from journal import audit
from procurement import acts as procurement
from standard.acts.assessments import check, record
from standard.acts.guidance import publish
from standard.acts.practices import decide, offer
from standard.catalogue_file import read
from standard.catalogue_writer import write
from standard.reports.assessments import waiting
from tests import office_world
from tests.office_world import Browser, build_app
from tests.world import AIMAK, COUNTRY, DAY, DISTRICT, OPERATOR, YEAR, World, catalogue
from tracker.recounts import RECOUNTS

ON_SQLITE = pytest.mark.parametrize("world", ["sqlite"], indirect=True)
GONE = ("PSY-02", "MED-04", "FIR-04", "PHY-09")
GUIDANCE = Path(__file__).parent.parent / "standard/guidance/2026.yaml"

PUBLIC = (
    "/",
    "/guidance",
    "/pilots",
    "/practices",
    "/practices/1",
    "/journal",
    f"/places/{AIMAK}/{YEAR}",
    f"/places/{AIMAK}/accreditation",
    f"/places/{AIMAK}/matrix",
    f"/places/{AIMAK}/requirements",
    f"/places/{COUNTRY}/requirements",
    f"/schools/S-1001/{YEAR}",
    "/schools/S-1001/accreditation",
    "/schools/S-1001/accreditation.xlsx",
    "/schools/S-1001/passport",
    "/schools/S-1001/requirements",
    "/standard/",
)
OFFICE = {
    "officer": (
        "/",
        "/schools",
        "/schools/S-1001/stock",
        "/schools/S-1001/stock/count",
        "/schools/S-1001/practices",
        f"/plans/{AIMAK}/{YEAR}",
        f"/schools/S-1001/passport/{YEAR}",
    ),
    "editor": ("/", "/prices", "/pilots", "/standard"),
}
COUNCIL = (
    "/",
    "/practices",
    "/practices/1",
    "/schools/S-1001",
    "/schools/S-1001/checklist",
)


@pytest.fixture
def app(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setitem(office_world.PEOPLE, "editor", (30, [("editor", COUNTRY)]))
    gone(world)
    return build_app(world, tmp_path)


def gone(world: World) -> None:
    """Found, told, priced and written about; then left out of the next edition."""
    with world.act() as session:
        publish(session, OPERATOR, COUNTRY, GUIDANCE.read_text("utf-8"), on=DAY)
        for code in GONE:
            one = record(session, world.school, "S-1001", code, on=DAY, value=Decimal(1))
            procurement.set_reference_price(
                session,
                OPERATOR,
                COUNTRY,
                code,
                amount=som(100),
                lot=1,
                on=DAY,
                standing="default",
                source="Сыноо үчүн.",
            )
            practice = offer(
                session,
                world.school,
                "S-1001",
                code,
                title="Бөлмө",
                told="Бөлмө жасалды.",
                language="ky",
                cost=None,
                on=DAY,
            )
            session.flush()
            decide(session, world.council, practice.id, confirmed=True, on=DAY)
        check(session, world.council, one.id, agrees=False, on=clock.today(), note="Жок экен.")
        shipped = read(catalogue())
        left = tuple(entry for entry in shipped.requirements if entry.code not in GONE)
        text = write(replace(shipped, edition="2026-3", requirements=left))
        procurement.adopt_edition(session, OPERATOR, COUNTRY, text, on=DAY)


@ON_SQLITE
def test_every_page_about_what_is_gone_still_opens(app: Flask) -> None:
    visitor = app.test_client()
    fallen = [path for path in PUBLIC if visitor.get(f"/ky{path}").status_code != 200]
    for name, paths in OFFICE.items():
        browser = Browser(app, name)
        fallen += [path for path in paths if browser.get(path).status_code != 200]
    council = Browser(app, "council")
    council.root = "/en/council"
    fallen += [path for path in COUNCIL if council.get(path).status_code != 200]
    assert fallen == []


@ON_SQLITE
def test_what_is_gone_is_no_longer_asked_for(app: Flask) -> None:
    assert Browser(app, "officer").get("/schools/S-1001/stock/PSY-02").status_code == 404
    assert Browser(app, "editor").get("/prices/PSY-02").status_code == 404


def test_what_is_gone_waits_for_no_council_and_the_audit_is_clean(world: World) -> None:
    gone(world)
    with world.act() as session:
        assert waiting(session, [DISTRICT], clock.today()) == []
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []
