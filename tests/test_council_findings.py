"""A finding through the doors: written by a council, answered at two desks, read by everybody."""

import re
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core import clock
from core.access import Role
from core.money import som
from oversight.findings import acts
from oversight.findings.models import Finding
from tests.doors import PASSWORD, once_in, sign_in, site, token_in
from tests.finding_world import MEMBER, opened, violations
from tests.scans import pdf, photograph
from tests.world import AIMAK, DISTRICT, OPERATOR, OTHER_AIMAK, YEAR, World
from tracker.accounts import acts as accounts
from tracker.accounts import passwords

PEOPLE = {
    "council@example.kg": (Role.COUNCIL, DISTRICT),
    "second@example.kg": (Role.COUNCIL, DISTRICT),
    "other@example.kg": (Role.COUNCIL, OTHER_AIMAK),
    "officer@example.kg": (Role.OFFICER, AIMAK),
    "health@example.kg": (Role.PARTNER, DISTRICT),
}
COUNCIL, SECOND, OTHER, OFFICER, HEALTH = PEOPLE
NEW = "/en/council/findings/new"
WRITTEN = {
    "title": "Фирма алдын ала акча алган",
    "text": "Кепилдик документи жок.",
    "language": "ky",
    "stage": "payment",
    "violations": ["payment", "records"],
    "body": "office",
    "bases": ["procurement_2022"],
}


@pytest.fixture(scope="module")
def lived(lasting_world: World) -> World:
    """The small world with a purchase that was paid in advance, and people who sign in."""
    contract = lasting_world.contract(advance_limit=som(5000))
    lasting_world.paid(contract, "5000", "advance")
    hashed = passwords.hash_of(PASSWORD)
    with lasting_world.act() as session:
        for email, (role, place) in PEOPLE.items():
            account = accounts.create(session, OPERATOR, email, role, place)
            passwords.set_hash(session, account.id, hashed)
            if role is Role.PARTNER:
                acts.name_body(session, OPERATOR, account.id, place, "health")
    return lasting_world


@pytest.fixture(scope="module")
def app(lived: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site over it."""
    with site(lived, tmp_path_factory.mktemp("findings")) as app:
        yield app


def person(app: Flask, email: str) -> FlaskClient:
    browser = app.test_client()
    sign_in(browser, email)
    return browser


def fill(browser: FlaskClient, path: str, at: str | None = None, **values: Any) -> TestResponse:
    """Open a page and send its form, there or to another address."""
    page = browser.get(path)
    assert page.status_code == 200, (path, page.status_code)
    keys = {"csrf_token": token_in(page), "once": once_in(page)}
    return browser.post(at or path, data={**values, **keys})


def file(content: bytes, name: str) -> tuple[BytesIO, str]:
    return BytesIO(content), name


def test_a_council_opens_a_finding_from_a_flag_and_everybody_reads_it(
    app: Flask, lived: World
) -> None:
    council = person(app, COUNCIL)
    page = council.get("/en/council/purchases/1").text
    assert f"{NEW}?purchase=1&amp;flag=S03" in page
    draft = fill(council, f"{NEW}?purchase=1&flag=S03", **WRITTEN)
    assert draft.status_code == 303, draft.text
    address = draft.location
    assert person(app, OTHER).get(address).status_code == 404
    shot = photograph(3)
    named = {"sha256": sha256(b"another").hexdigest(), "file": file(shot, "a.jpg")}
    refused = fill(council, f"{address}/evidence", **named)
    assert (refused.status_code, "its SHA-256 is another" in refused.text) == (422, True)
    lie = fill(council, f"{address}/evidence", file=file(b"no pdf at all", "a.pdf"))
    assert lie.status_code == 422
    beyond = fill(council, f"{address}/evidence", file=file(pdf(2), "b.pdf"), page="3")
    assert "no such page" in beyond.text
    for name, page_no in ((file(shot, "a.jpg"), "1"), (file(pdf(2), "b.pdf"), "2")):
        sent = fill(council, f"{address}/evidence", file=name, page=page_no, is_public="y")
        assert sent.status_code == 303, sent.text
    done = fill(council, address, f"{address}/open")
    assert done.status_code == 303, done.text
    public = app.test_client()
    page = public.get(done.location.replace("/council", ""))
    assert page.status_code == 200
    assert "A flag is a reason to look, not a verdict." in page.text
    assert "Фирма алдын ала акча алган" in page.text
    assert "@example.kg" not in page.text
    listed = public.get(done.location.replace("/council", "") + ".json").get_json()["data"]
    assert (listed["state"], listed["facts"]["flag"], listed["place"]) == ("open", "S03", AIMAK)
    names = [one["sha256"] for one in listed["evidence"]]
    assert public.get(f"/en/files/{names[1]}.pdf").status_code == 200
    kept = public.get(f"/en/files/{names[0]}.jpg")
    assert kept.status_code == 200
    assert b"GPS" not in kept.data
    number = int(done.location.rpartition("/")[2])
    hide = re.search(
        rf"/en/council/findings/{number}/evidence/\d+/hide", council.get(done.location).text
    )
    assert fill(council, hide[0], reason="Адам таанылат.").status_code == 303
    assert public.get(f"/en/files/{names[0]}.jpg").status_code == 404
    told = public.get(f"/en/findings/{number}").text
    assert "taken from public view on" in told
    assert "Адам таанылат." in told
    assert names[0] in told
    assert "no rule" not in public.get("/en/purchases/1").text
    assert 'id="findings"' in public.get("/en/purchases/1").text


def test_a_purchase_of_another_place_is_refused_in_words(app: Flask, lived: World) -> None:
    other = person(app, OTHER)
    refused = fill(other, f"{NEW}?purchase=1", **WRITTEN)
    assert refused.status_code == 422
    assert "Your council does not look after this place." in refused.text
    assert other.get("/en/council/findings").status_code == 200


def test_the_desks_answer_report_and_the_council_votes_and_closes(app: Flask, lived: World) -> None:
    number = opened(lived, violations=("late", "quality"))
    officer, council, second = (person(app, one) for one in (OFFICER, COUNCIL, SECOND))
    due = officer.get("/en/office/deadlines").text
    assert "Finding to answer" in due
    desk, house = f"/en/office/findings/{number}", f"/en/council/findings/{number}"
    assert "Report what was put right" in officer.get(desk).text
    said = {"text": "Жооп берилди.", "language": "ky"}
    assert fill(officer, f"{desk}/answer", **said).status_code == 303
    assert fill(council, f"{house}/discuss", asks="question", **said).status_code == 303
    with lived.act() as session:
        first, last = violations(session, number)
    empty = fill(officer, f"{desk}/report", **{f"done_{first}": "Алынды."}, language="ky")
    assert (empty.status_code, "Say of every shortcoming" in empty.text) == (422, True)
    shown = {"file": file(photograph(9), "a.jpg"), "is_public": ""}
    assert fill(officer, f"{desk}/evidence", **shown).status_code == 303
    done = {f"done_{first}": "Алынды.", f"done_{last}": "Алмашты.", "language": "ky"}
    assert fill(officer, f"{desk}/report", **done).status_code == 303
    votes = {f"vote_{first}": "complete", f"vote_{last}": "partly"}
    assert fill(council, f"{house}/vote", seen="9", **votes).status_code == 409
    assert fill(council, f"{house}/vote", **votes).status_code == 303
    early = fill(council, f"{house}/decide", language="ky")
    assert "Too few members have voted. Votes so far: 1. Votes needed: 2." in early.text
    assert fill(second, f"{house}/vote", **votes).status_code == 303
    assert fill(second, f"{house}/decide", text="Чечтик.", language="ky").status_code == 303
    public = app.test_client()
    data = public.get(f"/en/findings/{number}.json").get_json()["data"]
    assert (data["state"], data["outcome"]) == ("closed", "partly")
    told = [one["outcome"] for one in data["violations"]]
    assert told == ["complete", "partly"]
    assert data["decisions"][0]["votes"] == "late: complete 2; quality: partly 2"
    private = data["evidence"][1]["sha256"]
    assert public.get(f"/en/files/{private}.jpg").status_code == 404
    assert council.get(f"/en/council/findings/files/{private}.jpg").status_code == 200
    assert officer.get(f"/en/office/findings/files/{private}.jpg").status_code == 200
    counts = public.get(f"/en/places/{AIMAK}/{clock.today().year}/findings.json").get_json()
    assert counts["data"]["statistics"]["partly"] == 1


def test_silence_is_on_every_page_by_itself(app: Flask, lived: World) -> None:
    number = opened(lived, violations=("not_used",))
    with lived.act() as session:
        late = session.get_one(Finding, number).due_on + timedelta(days=4)
    public = app.test_client()
    year = clock.today().year
    pages = (
        f"/en/findings/{number}",
        f"/en/schools/S-1001/{YEAR}",
        "/en/schools/S-1001/findings",
        "/en/findings",
        f"/en/places/{AIMAK}/{year}/findings",
    )
    for path in pages:
        assert "no answer, days: 4" not in public.get(path).text, path
    with clock.standing(clock.now() + (late - clock.today())):
        for path in pages:
            assert "no answer, days: 4" in public.get(path).text, path
        place = public.get(f"/en/places/{AIMAK}/{year}").text
        assert "No answer beyond the term: " in place
    for lang in ("ky", "ru"):
        assert public.get(f"/{lang}/findings/{number}").status_code == 200


def test_another_body_has_a_desk_of_its_own(app: Flask, lived: World) -> None:
    number = opened(lived, body="health", violations=("meals",))
    mine = opened(lived, violations=("certificate",))
    health, officer = person(app, HEALTH), person(app, OFFICER)
    assert "You answer for: Health authority." in health.get("/en/partner/").text
    assert "days left to answer" in health.get("/en/partner/").text
    assert health.get(f"/en/partner/findings/{mine}").status_code == 404
    assert officer.get(f"/en/office/findings/{number}").status_code == 404
    assert officer.get("/en/partner/").status_code == 403
    said = {"text": "Текшерилди.", "language": "ky"}
    path = f"/en/partner/findings/{number}"
    assert fill(health, f"{path}/answer", **said).status_code == 303
    assert fill(health, f"{path}/object", **said).status_code == 303
    assert "Nothing is due." in health.get("/en/partner/").text
    assert health.get("/en/partner/findings").status_code == 200
    assert "Objection" in app.test_client().get(f"/en/findings/{number}").text
    house = f"/en/council/findings/{number}"
    for email in (COUNCIL, SECOND):
        sent = fill(person(app, email), f"{house}/vote", vote_objection="stands")
        assert sent.status_code == 303
    assert fill(person(app, COUNCIL), f"{house}/decide", language="ky").status_code == 303
    data = app.test_client().get(f"/en/findings/{number}.json").get_json()["data"]
    assert data["state"] == "answered"
    assert data["decisions"][0]["result"] == "stands"
    assert person(app, COUNCIL).get(f"{house}/withdraw").status_code == 200


def test_a_file_is_given_to_the_council_and_to_the_addressee_alone(
    app: Flask, lived: World
) -> None:
    number = opened(lived, body="health", violations=("quality",), school="S-1002")
    content = pdf(3)
    council = person(app, COUNCIL)
    sent = fill(council, f"/en/council/findings/{number}/evidence", file=file(content, "a.pdf"))
    assert sent.status_code == 303
    name = f"files/{sha256(content).hexdigest()}.pdf"
    for email, door, code in (
        (COUNCIL, "council/findings", 200),
        (HEALTH, "partner/findings", 200),
        (OFFICER, "office/findings", 404),
        (OTHER, "council/findings", 404),
    ):
        assert person(app, email).get(f"/en/{door}/{name}").status_code == code, email
    assert app.test_client().get(f"/en/{name}").status_code == 404


def test_followers_searchers_and_programs_are_told(app: Flask, lived: World) -> None:
    number = opened(lived, violations=("records",), school="S-1002")
    with lived.act() as session:
        acts.answer(session, lived.officer, number, text="Табылды.", language="ky")
    public = app.test_client()
    for code in ("S-1002", AIMAK, "KG"):
        feed = public.get(f"/feeds/en/findings-{code}.atom").text
        assert f"/en/findings/{number}" in feed, code
        assert "A council opened a finding" in feed
        assert "Табылды." in feed
    assert "A finding was answered" in public.get("/feeds/en/S-1002.atom").text
    assert public.get("/feeds/en/findings-S-9999.atom").status_code == 404
    assert f"/ky/findings/{number}<" in public.get("/sitemap/findings-1.xml").text
    path = f"/en/findings/{number}.json"
    now = public.get(path).get_json()
    size = now["meta"]["as_of"]
    with lived.act() as session:
        acts.withdraw(session, MEMBER, number, text="Кат келди.", language="ky")
    assert public.get(path).get_json()["data"]["state"] == "withdrawn"
    assert public.get(f"{path}?as_of={size}").get_json()["data"] == now["data"]
