"""The council at its pages: a round, a visit in parts, handed in; what everybody reads of it."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.visits.models import Round, Visit, VisitDraft
from tests.office_world import Browser, build_app
from tests.visits_world import NOTE, TODAY, described
from tests.world import AIMAK, DISTRICT, YEAR, World

ROUND = "/rounds/1"
VISIT = f"{ROUND}/schools/S-1001"


@pytest.fixture
def app(world: World, sqlite_only: str, tmp_path: Path) -> Flask:
    """A school that told what it has, and a council."""
    described(world)
    return build_app(world, tmp_path)


def council(app: Flask, lang: str = "en") -> Browser:
    browser = Browser(app, "council", lang)
    browser.root = f"/{lang}/council"
    return browser


def photograph() -> tuple[BytesIO, str]:
    out = BytesIO()
    Image.new("RGB", (12, 8), "red").save(out, "JPEG")
    out.seek(0)
    return out, "a.jpg"


def announce(browser: Browser) -> None:
    typed = {
        "place": DISTRICT,
        "first_on": f"01.01.{TODAY.year}",
        "last_on": f"31.12.{TODAY.year}",
        "domains": ["physical", "psychological"],
        "about": "Күзгү текшерүү.",
    }
    answer = browser.send("/rounds/new", typed)
    assert answer.headers["Location"].endswith(f"/council{ROUND}")


def test_a_visit_is_typed_by_domain_photographed_handed_in_and_read_by_everybody(
    world: World, app: Flask
) -> None:
    browser = council(app)
    announce(browser)
    page = browser.get(ROUND).text
    assert "Begin a visit" in page
    assert browser.send(VISIT, {"visitors": ["council", "parent"]}).status_code == 303
    wrong = {"FIR-01-verdict": "differs", "EMR-01-verdict": "not_seen", "EMR-01-note": "0555123456"}
    answer = browser.send(f"{VISIT}/parts/physical", wrong)
    assert answer.status_code == 422
    assert "give your own figure" in answer.text
    typed = {
        "FIR-01-verdict": "differs",
        "FIR-01-value": "3",
        "FIR-01-note": NOTE,
        "FIR-01-files": [photograph()],
        "EMR-01-verdict": "not_seen",
    }
    answer = browser.send(f"{VISIT}/parts/physical", typed)
    assert answer.headers["Location"].endswith(f"{VISIT}/parts/psychological")
    with Session(world.writer) as session:
        kept = session.scalars(select(VisitDraft)).one().answers
    sha256 = kept["FIR-01"]["files"][0]["sha256"]
    assert kept["FIR-01"]["correct"] is True
    picture = f"/files/{sha256}.jpg"
    assert browser.get(picture).status_code == 200
    school = Browser(app, "school")
    assert school.get(picture).status_code == 404  # nobody's but the council's before
    assert (
        browser.send(f"{VISIT}/parts/psychological", {"PSY-01-verdict": "as_said"}).status_code
        == 303
    )
    review = browser.get(f"{VISIT}/hand-in").text
    assert "put right in the inventory" in review
    assert browser.send(f"{VISIT}/hand-in").status_code == 303
    assert school.get(picture).status_code == 200
    assert "it is otherwise" in browser.get("/visits/1").text
    everybody = app.test_client()
    public = everybody.get("/en/schools/S-1001/visits")
    assert NOTE in public.text
    assert "parents" in public.text
    assert sha256 not in public.text
    assert everybody.get(f"/en{picture}").status_code == 404
    rows = csv.DictReader(StringIO(everybody.get("/en/rounds/1.csv").data.decode("utf-8-sig")))
    fire = next(row for row in rows if row["requirement"] == "FIR-01")
    assert (fire["partly"], fire["differ"], fire["corrected"]) == ("1", "1", "1")
    told = everybody.get("/en/rounds/1.json").get_json()["data"]
    assert told["posts"][0]["filled"] == "0"
    assert "Begin a visit" in browser.get(ROUND).text  # the other two schools
    size = everybody.get("/en/rounds/1.json").get_json()["meta"]["as_of"]
    then = everybody.get(f"/en/rounds/1.json?as_of={size}").get_json()
    assert then["data"] == told  # a base rebuilt from the leaves says the same
    for path in (
        "/en/rounds/1",
        f"/en/places/{AIMAK}/rounds",
        f"/en/places/{DISTRICT}/rounds.json",
    ):
        assert everybody.get(path).status_code == 200


def test_the_list_for_paper_is_that_of_the_round(app: Flask) -> None:
    browser = council(app)
    announce(browser)
    page = browser.get(f"{VISIT}/print").text
    assert "looked for, not seen" in page
    assert "FIR-01" in page
    assert "WSH-11" not in page


def test_a_stranger_to_the_place_or_the_round_finds_nothing(world: World, app: Flask) -> None:
    browser = council(app)
    announce(browser)
    with world.act() as session:
        session.get_one(Round, 1).place = AIMAK
    assert browser.get(VISIT).status_code == 200
    assert browser.get(f"{ROUND}/schools/S-1003").status_code == 404
    assert browser.get("/rounds/2").status_code == 404
    assert browser.get("/visits/1").status_code == 404
    for name in ("officer", "school"):
        stranger = Browser(app, name)
        stranger.root = "/en/council"
        assert stranger.get(ROUND).status_code == 403
    assert browser.send(VISIT, {"on": "01.01.2020"}).status_code == 422
    assert browser.send(VISIT, {}).status_code == 303
    answer = browser.send(ROUND)
    assert answer.status_code == 422
    assert "typed and not handed in" in answer.text
    assert browser.send(f"{VISIT}/discard", on=VISIT).status_code == 303
    assert browser.send(ROUND).status_code == 303
    with Session(world.writer) as session:
        assert session.get_one(Round, 1).closed_on == TODAY
        assert session.scalar(select(Visit)) is None


def test_the_costed_list_is_filtered_by_its_address_and_the_same_for_all(app: Flask) -> None:
    browser, everybody = council(app), app.test_client()
    own = f"/unmet?place={AIMAK}&money=free&year={YEAR}"
    assert "FIR-01" not in browser.get(own).text  # four of four
    public = f"/en/places/{AIMAK}/unmet-while-unspent"
    told = everybody.get(f"{public}.json?money=all&year={YEAR}").get_json()["data"]
    requirements = everybody.get(f"/en/places/{AIMAK}/requirements.json?priority=1").get_json()
    cost = sum(Decimal(row["cost"] or 0) for row in requirements["data"]["requirements"])
    assert Decimal(told["cost_of_all"]) == cost
    budget = everybody.get(f"/en/places/{AIMAK}/{YEAR}.json").get_json()["data"]
    assert told["free"] == budget["figures"]["free"] == "250000.00"
    few = everybody.get(f"{public}.csv?domain=psychological&money=all").data.decode("utf-8-sig")
    assert {row["requirement"] for row in csv.DictReader(StringIO(few))} == {"PSY-01"}
    assert everybody.get(f"{public}.csv?money=much").status_code == 422
    assert "PSY-01" in browser.get(f"/unmet?place={AIMAK}&money=none&year={YEAR}").text
    assert browser.get("/unmet?place=KG").status_code == 200  # forgives: its own place
