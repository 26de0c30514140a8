"""The council looks at what schools told, and confirms or declines it."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core import clock, files
from core.money import som
from standard.acts import practices as acts
from standard.models import Practice
from tests.office_world import Browser, build_app, filled
from tests.test_office_practices import photograph
from tests.world import DAY, World


@pytest.fixture
def app(world: World, tmp_path: Path, sqlite_only: str) -> Flask:
    """The site over the small world."""
    return build_app(world, tmp_path)


@pytest.fixture
def council(app: Flask) -> Browser:
    """A member of the district's council."""
    browser = Browser(app, "council")
    browser.root = "/en/council"
    return browser


@pytest.fixture
def told(app: Flask, world: World) -> str:
    """A practice of S-1001 with one photograph waits; the photograph's hash."""
    kept = files.keep(app.config["TRACKER"].files, photograph().read())
    with world.act() as session:
        acts.offer(
            session,
            world.school,
            "S-1001",
            "FIR-01",
            title="Өрт өчүргүчтөр коюлду",
            told="Мурда жок болчу.",
            language="ky",
            cost=som(500),
            on=DAY,
            files=[kept.record()],
        )
    return kept.sha256


def anybody(app: Flask) -> FlaskClient:
    """Somebody without an account."""
    return app.test_client()


def state(world: World) -> tuple[str, str | None]:
    """How the practice stands."""
    with world.act() as session:
        found = session.get(Practice, 1)
        return found.status, found.decided_note


def test_every_page_of_the_council_has_its_sections_and_the_way_out(
    council: Browser, told: str
) -> None:
    for path in ("/", "/practices", "/practices/1", "/schools/S-1001"):
        page = council.get(path).text
        assert 'action="/en/accounts/sign-out"' in page
        assert 'href="/en/council/practices"' in page


def test_a_practice_waits_is_looked_at_and_confirmed(
    app: Flask, world: World, council: Browser, told: str
) -> None:
    assert "Өрт өчүргүчтөр коюлду" in council.get("/practices").text
    page = council.get("/practices/1").text
    assert f"/en/council/files/{told}.jpg" in page
    assert 'alt="Photograph 1: Өрт өчүргүчтөр коюлду"' in page
    assert "500\u00a0som" in page
    assert council.get(f"/files/{told}.jpg").status_code == 200
    assert anybody(app).get("/en/practices/1").status_code == 404
    assert anybody(app).get(f"/en/files/{told}.jpg").status_code == 404
    sent = council.send("/practices/1", {"decision": "confirm", "on": "03.03.2026"})
    assert sent.status_code == 303
    assert state(world) == ("confirmed", None)
    assert anybody(app).get("/en/practices/1").status_code == 200
    assert anybody(app).get(f"/en/files/{told}.jpg").status_code == 200


def test_declining_needs_a_reason_and_keeps_what_was_typed(
    world: World, council: Browser, told: str
) -> None:
    answer = council.send("/practices/1", {"decision": "decline", "on": "03.03.2026"})
    assert answer.status_code == 422
    assert "Give the reason" in answer.text
    assert 'value="03.03.2026"' in answer.text
    assert state(world)[0] == "offered"
    nothing = council.send("/practices/1")
    assert (nothing.status_code, "Choose one." in nothing.text) == (422, True)
    sent = council.resend(
        answer, "/practices/1", {"decision": "decline", "note": "Сүрөтү бүдөмүк."}
    )
    assert sent.status_code == 303
    assert state(world) == ("declined", "Сүрөтү бүдөмүк.")
    assert "<form method" not in council.get("/practices/1").text.split("</header>")[1]


def test_a_confirmed_practice_is_taken_off_the_public_pages(
    app: Flask, world: World, council: Browser, told: str
) -> None:
    council.send("/practices/1", {"decision": "confirm", "on": "03.03.2026"})
    without = council.send("/practices/1", {"on": "04.03.2026"})
    assert without.status_code == 422
    typed = {"note": "Бала таанылат.", "on": "04.03.2026"}
    assert council.send("/practices/1", typed).status_code == 303
    assert state(world) == ("declined", "Бала таанылат.")
    assert anybody(app).get("/en/practices/1").status_code == 404
    assert anybody(app).get(f"/en/files/{told}.jpg").status_code == 404


def test_who_told_it_cannot_confirm_it(app: Flask, world: World, council: Browser) -> None:
    with world.act() as session:
        from core.access import Role
        from tests.world import held
        from tracker.accounts.models import Membership

        acts.offer(
            session,
            held(14, (Role.OFFICER, "S-1001")),
            "S-1001",
            "FIR-01",
            title="Т",
            told="Т",
            language="ky",
            cost=None,
            on=DAY,
        )
        session.add(Membership(account=14, role="school", place="S-1001", since=clock.today()))
    answer = council.send("/practices/1", {"decision": "confirm", "on": "03.03.2026"})
    assert (answer.status_code, "a practice you told" in answer.text) == (422, True)
    assert state(world)[0] == "offered"


def test_others_have_no_business_here(app: Flask, told: str, council: Browser) -> None:
    for who in ("officer", "school"):
        stranger = Browser(app, who)
        stranger.root = "/en/council"
        assert stranger.get("/practices").status_code == 403
        assert stranger.get("/practices/1").status_code == 403
    assert council.get("/practices/2").status_code == 404
    fields = filled(council.get("/practices/1").text)
    for who in ("officer", "school"):
        stranger = Browser(app, who)
        sent = stranger.client.post("/en/council/practices/1", data={**fields, "decision": "x"})
        assert sent.status_code in (400, 403)
