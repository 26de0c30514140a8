"""What a visitor without an account can send, and how it is held to its limits, at the doors."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from core import files
from core.models import Base
from journal.audit import problems
from oversight.voices import acts
from oversight.voices.models import Answer, Asked, Declined, Heard, Question, Report
from tests.office_world import Browser, build_app, filled, let_in
from tests.test_oversight_voices import EDITOR, NOBODY, TEXT
from tests.world import COUNTRY, World, extinguishers
from tracker.forms import visitor
from tracker.logs import cleaned
from tracker.voice import checks, codes, limits
from tracker.voice.models import VoiceCount, VoiceDay

ASK = "/schools/S-1001/ask"
CHECK = "/purchases/1/check/S-1001"
VOICES = (Asked, Question, Answer, Declined, Report, Heard)


@pytest.fixture
def app(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The site over the small world, with an editor; its visitors may be quick."""
    monkeypatch.setattr(visitor, "LEAST", 0)
    app = build_app(world, tmp_path)
    with world.act() as session:
        let_in(session, "editor", 31, [("editor", COUNTRY)])
    return app


def somebody(app: Flask, address: str = "192.0.2.7") -> Browser:
    """A visitor without an account, at a network address."""
    browser = Browser(app, "nobody")
    browser.client.delete_cookie("session")
    browser.client.environ_base["REMOTE_ADDR"] = address
    browser.root = "/en"
    return browser


@pytest.fixture
def visitor_here(app: Flask) -> Browser:
    """Somebody without an account."""
    return somebody(app)


def count(world: World, *models: type[Base]) -> int:
    """How many rows there are of these tables together."""
    with world.act() as session:
        return sum(session.scalar(select(func.count()).select_from(one)) for one in models)


def stored(app: Flask) -> list[Path]:
    """Every file that is kept."""
    folder = app.config["TRACKER"].files
    return [path for path in folder.rglob("*") if path.is_file()] if folder.exists() else []


def picture(**how: object) -> BytesIO:
    """A photograph with what a camera writes beside it."""
    out, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "Сыноо району, 2-көчө"
    Image.new("RGB", (60, 40), "green").save(out, "JPEG", exif=exif)
    out.seek(0)
    return out


def code_of(answer: TestResponse) -> str:
    """The code in the address a sent form leads to."""
    assert answer.status_code == 303, answer.text
    return answer.location.rsplit("/", 1)[1]


def test_a_question_goes_its_way_from_a_visitor_to_an_answer(
    app: Flask, world: World, visitor_here: Browser
) -> None:
    code = code_of(visitor_here.send(ASK, {"text": TEXT}))
    own = visitor_here.get(f"/voice/{code}").text
    assert "waits for the moderator" in own
    assert codes.shown(code) in own
    assert TEXT not in visitor_here.get("/schools/S-1001/questions").text
    editor, officer = Browser(app, "editor"), Browser(app, "officer")
    assert TEXT in editor.get("/voices").text
    assert officer.get("/voices/asked/1").status_code == 404
    assert editor.send("/voices/asked/1/publish", on="/voices/asked/1").status_code == 303
    assert "days left to answer" in visitor_here.get("/schools/S-1001/questions").text
    assert TEXT in officer.get("/deadlines").text
    assert TEXT in officer.get("/voices").text
    council = Browser(app, "council")
    council.root = "/en/council"
    assert TEXT in council.get("/voices").text
    assert officer.send("/voices/1", {"text": ""}).status_code == 422
    assert officer.send("/voices/1", {"text": "Майда келет."}).status_code == 303
    for page in (f"/voice/{code}", "/schools/S-1001/questions"):
        assert "Майда келет." in visitor_here.get(page).text
    assert TEXT not in officer.get("/deadlines").text
    (row,) = visitor_here.get("/schools/S-1001/questions.json").json["data"]["questions"]
    assert (row["question"], row["answer"], row["days_without_answer"]) == (
        TEXT,
        "Майда келет.",
        None,
    )
    assert Browser(app, "other_officer").get("/voices/1").status_code == 404
    with world.act() as session:
        assert problems(session, [Question, Answer]) == []
        assert session.scalar(select(func.count()).where(Asked.text.is_not(None))) == 0


def test_three_people_tell_and_the_purchase_page_shows_it(app: Flask, world: World) -> None:
    world.contract()
    for number in range(3):
        person = somebody(app, f"192.0.{number}.7")
        files_sent = {"photograph": (picture(), "a.jpg")} if number == 0 else {}
        sent = person.send(CHECK, {"what": "arrived", **files_sent})
        assert ("everybody sees the sums" in person.get(f"/voice/{code_of(sent)}").text) == (
            number == 2
        )
        shown = person.get("/purchases/1.json").json["data"]["reports"]
        assert [row["arrived"] for row in shown] == ([3] if number == 2 else [])
    (kept,) = stored(app)
    with Image.open(kept) as photograph:
        assert dict(photograph.getexif()) == {}
    officer, editor = Browser(app, "officer"), Browser(app, "editor")
    assert "reports: 3" in officer.get("/deadlines").text
    path = f"/files/{kept.name}"
    assert person.get(path).status_code == 404
    assert officer.get(path).status_code == 200
    assert officer.get(f"/voices{path}").status_code == 200
    assert Browser(app, "editor").get(f"/voices{path}").status_code == 200
    for stranger in ("other_officer", "school"):
        assert Browser(app, stranger).get(path).status_code == 404
        assert Browser(app, stranger).get(f"/voices{path}").status_code == 404
    council = Browser(app, "council")
    council.root = "/en/council"
    assert kept.name in council.get("/voices").text
    assert council.get(path).status_code == 200
    assert "Let everybody see" in editor.get("/voices").text
    shown = editor.send("/voices/reports/1/show", on="/voices")
    assert shown.status_code == 303
    assert person.get(path).status_code == 200
    assert kept.stem in person.get("/purchases/1").text
    editor.send("/voices/photographs/1/take-off", on="/voices")
    assert person.get(path).status_code == 404


def test_of_several_things_one_is_chosen(
    app: Flask, world: World, visitor_here: Browser, sqlite_only: str
) -> None:
    first = extinguishers(world.lines["fire"]).lines[0]
    world.contract(world.purchase(lines=(first, replace(first, title="Өрт калканы"))))
    page = visitor_here.get(CHECK).text
    assert "All of it together" in page
    assert visitor_here.send(CHECK, {"what": "bad", "line": "99"}).status_code == 422
    assert visitor_here.send(CHECK, {"what": "bad", "line": "2"}).status_code == 303
    seen = Browser(app, "officer").get("/voices").text
    assert "Өрт калканы</span>" in seen
    assert "Өрт өчүргүч ОП-4" not in seen


def test_no_log_tells_a_code() -> None:
    for path in ("/ky/voice/ABCDEFGH23456712", "/ky/voice?code=ABCDEFGH23456712"):
        assert "ABCD" not in cleaned(f'"GET {path} HTTP/1.1" 200')


def test_the_address_of_a_check_is_whole(app: Flask, sqlite_only: str) -> None:
    with app.test_request_context():
        assert checks.address(7, "S-1001").endswith("/ky/purchases/7/check/S-1001")


def test_a_declined_question_tells_its_asker_why(
    app: Flask, world: World, visitor_here: Browser, sqlite_only: str
) -> None:
    code = code_of(visitor_here.send(ASK, {"text": TEXT}))
    editor = Browser(app, "editor")
    assert editor.send("/voices/asked/1/decline", on="/voices/asked/1").status_code == 422
    done = editor.send("/voices/asked/1/decline", {"reason": "insult"}, on="/voices/asked/1")
    assert done.status_code == 303
    own = visitor_here.get(f"/voice/{code}").text
    assert "It insults." in own
    assert TEXT not in own
    page = visitor_here.get("/schools/S-1001/questions")
    assert "It insults." in page.text


def test_an_overdue_question_says_so_by_itself(
    app: Flask, world: World, visitor_here: Browser, sqlite_only: str
) -> None:
    with world.act() as session:
        asked = acts.ask(
            session, NOBODY, "S-1001", text=TEXT, language="ky", code_sha256=codes.hashed("x")
        )
        question = acts.publish(session, EDITOR, asked.id)
        question.published_on -= timedelta(days=30)
        question.due_on -= timedelta(days=30)
    page = visitor_here.get("/schools/S-1001/questions").text
    assert "no answer, days: 30; overdue, days:" in page
    assert visitor_here.get("/schools/S-1001/questions.json").json["data"]["overdue"] == 1


def test_what_is_refused_comes_back_with_words_and_leaves_nothing(
    app: Flask, world: World, visitor_here: Browser, sqlite_only: str
) -> None:
    for typed, words in (
        ({"text": ""}, "Write your question."),
        ({"text": "а" * 5000}, "The question is too long. Characters: 5,000."),
        ({"text": "+996 555 12 34 56"}, "Take out personal numbers"),
        ({"text": TEXT, "website": "spam"}, "people do not see"),
        ({"text": TEXT, "made": "forged"}, "open for too long"),
        ({"text": TEXT, "csrf_token": "forged"}, "open for too long"),
        ({"text": TEXT, "once": ""}, "Nothing was saved."),
    ):
        answer = visitor_here.send(ASK, typed)
        assert answer.status_code == 422, words
        assert words in answer.text
        assert typed["text"] in answer.text
    assert visitor_here.get("/schools/S-9/ask").status_code == 404
    assert visitor_here.get(CHECK).status_code == 404
    assert visitor_here.get("/voice/AAAABBBBCCCCDDDD").status_code == 404
    assert visitor_here.get("/voice?code=1").status_code == 422
    assert count(world, *VOICES) == 0


def test_who_is_too_quick_sends_once_more(
    app: Flask,
    world: World,
    visitor_here: Browser,
    monkeypatch: pytest.MonkeyPatch,
    sqlite_only: str,
) -> None:
    monkeypatch.setattr(visitor, "LEAST", 3600)
    back = visitor_here.send(ASK, {"text": TEXT})
    assert back.status_code == 422
    assert "too quick" in back.text
    monkeypatch.setattr(visitor, "LEAST", 0)
    assert visitor_here.resend(back, ASK, {}).status_code == 303


@pytest.mark.parametrize(("megabytes", "told"), [(12, "13"), (50, "51")])
def test_a_huge_photograph_is_refused_in_words_without_a_trace(
    app: Flask, world: World, visitor_here: Browser, megabytes: int, told: str, sqlite_only: str
) -> None:
    world.contract()
    content = BytesIO(picture().read() + b"\0" * (megabytes * files.MEGABYTE))
    answer = visitor_here.send(CHECK, {"what": "bad", "photograph": (content, "a.jpg")})
    assert answer.status_code == 413
    assert "too large" in answer.text
    assert told in answer.text
    assert count(world, *VOICES) == 0
    assert stored(app) == []


def test_what_is_no_photograph_is_refused(
    app: Flask, world: World, visitor_here: Browser, sqlite_only: str
) -> None:
    world.contract()
    for content in (b"%PDF-1.4 ...", b"GIF89a<script>", b"MZ"):
        sent = {"what": "bad", "photograph": (BytesIO(content), "a.jpg")}
        answer = visitor_here.send(CHECK, sent)
        assert answer.status_code == 422
        assert "This is no photograph." in answer.text
    assert "Choose what you see" in visitor_here.send(CHECK, {}).text
    assert count(world, *VOICES) == 0
    assert stored(app) == []


def test_a_form_sent_twice_is_one_voice_with_one_code(
    app: Flask, world: World, visitor_here: Browser, sqlite_only: str
) -> None:
    fields = {**filled(visitor_here.get(ASK).text), "text": TEXT}
    first = visitor_here.client.post("/en" + ASK, data=fields)
    again = visitor_here.client.post("/en" + ASK, data=fields)
    assert code_of(first) == code_of(again)
    other = visitor_here.client.post("/en" + ASK, data={**fields, "text": "Башка суроо?"})
    assert other.status_code == 409
    assert count(world, Asked) == 1
    with world.act() as session:
        assert session.scalar(select(VoiceCount.count).order_by(VoiceCount.count.desc())) == 1


def test_a_flood_is_stopped_by_connection_and_by_school(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch, sqlite_only: str
) -> None:
    monkeypatch.setattr(limits, "MOST_FROM_HERE", 2)
    monkeypatch.setattr(limits, "MOST_OF_SCHOOL", 3)
    seen = []
    for address in ("192.0.2.7", "192.0.2.8", "192.0.2.9", "198.51.100.1", "203.0.113.1"):
        answer = somebody(app, address).send(ASK, {"text": TEXT})
        seen.append(answer.status_code)
    assert seen == [303, 303, 429, 303, 429]
    assert "So much was sent about this school" in answer.text
    assert count(world, Asked) == 3
    with world.act() as session:
        assert "192.0.2" not in "".join(session.scalars(select(VoiceCount.subject)))


def test_what_a_day_counted_is_gone_the_next_day(
    app: Flask, world: World, visitor_here: Browser, sqlite_only: str
) -> None:
    world.contract()
    visitor_here.send(CHECK, {"what": "bad"})
    with world.act() as session:
        (day,) = session.scalars(select(VoiceDay))
        (told,) = session.scalars(select(Report))
        told.on -= timedelta(days=1)
        salt, day.day = day.salt, day.day - timedelta(days=1)
    visitor_here.send(ASK, {"text": TEXT})
    with world.act() as session:
        (day,) = session.scalars(select(VoiceDay))
        assert day.salt != salt
        assert session.scalar(select(Report.network)) is None
        assert set(session.scalars(select(VoiceCount.count))) == {1}


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("192.0.2.7", "192.0.2.0/24"),
        ("::ffff:192.0.2.7", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_a_connection_is_known_by_its_network(address: str | None, known: str) -> None:
    assert limits.network(address) == known


def test_the_schools_own_address_leads_to_each_of_its_deliveries(
    world: World, visitor_here: Browser, sqlite_only: str
) -> None:
    assert visitor_here.get("/schools/S-9999/check").status_code == 404
    before = visitor_here.get("/schools/S-1002/check").text
    assert "No contract brings anything" in before or CHECK.replace("S-1001", "S-1002") in before
    world.contract()
    assert f"/en{CHECK}" in visitor_here.get("/schools/S-1001/check").text
