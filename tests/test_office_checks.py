"""Flags on pages: the officer sees them first, everybody beside the answer, the council all."""

import json
import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import clock
from oversight.kept import following
from oversight.models import FlagAnswer
from procurement.models import Purchase
from tests.office_world import Browser, build_app
from tests.test_oversight_acts import WHY, draft, explained, five_bought
from tests.world import World

SAME = {
    "ky": ("Белги — кароого себеп, өкүм эмес.", "Баасы башкалардан алыс", "Медиана: 3\u00a0200"),
    "ru": ("Сигнал — повод посмотреть, а не приговор.", "Цена далека от других", "Медиана: 3"),
    "en": ("A flag is a reason to look, not a verdict.", "Price far from others", "Median: 3,200"),
}


@pytest.fixture
def app(world: World, sqlite_only: str, tmp_path: Path) -> Flask:
    """Extinguishers were bought at 3 000 to 3 400 som; the second purchase is a dear draft."""
    five_bought(world)
    assert draft(world) == 2
    return build_app(world, tmp_path)


def answers(world: World) -> int:
    with Session(world.writer) as session:
        return session.scalar(select(func.count()).select_from(FlagAnswer))


def status(world: World) -> str:
    with Session(world.writer) as session:
        return session.get(Purchase, 2).status


def test_a_draft_is_checked_before_anybody_sees_it(app: Flask) -> None:
    for lang, sentences in SAME.items():
        officer = Browser(app, "officer", lang)
        assert f"/{lang}/office/purchases/2/checks" in officer.get("/purchases/2").text
        page = officer.get("/purchases/2/checks").text
        for sentence in sentences:
            assert sentence in page, sentence
    assert officer.get("/purchases/2/checks/R017").status_code == 404
    assert Browser(app, "other_officer").get("/purchases/2/checks").status_code == 404
    assert Browser(app, "school").get("/purchases/2/checks").status_code == 404
    sent = officer.send(
        "/purchases/2/change", {"do": "save_and_check"}
    )  # saved and checked by one button
    assert sent.status_code == 303
    assert sent.headers["Location"].endswith("/purchases/2/checks")


def test_the_officer_sees_how_usual_a_flag_is_in_the_place_and_around(
    app: Flask, world: World
) -> None:
    officer = Browser(app, "officer")
    assert "How usual it is" not in officer.get("/purchases/2/checks").text  # nobody looked yet
    with world.act() as session:
        following.renew(session, clock.today())
    told = r"How usual it is: [^<]*: raised \d+, looked at \d+[^<]* · [^<]*: raised \d+"
    for page in ("checks", "plan"):
        assert re.search(told, officer.get(f"/purchases/2/{page}").text), page
    assert re.search(told, officer.get("/purchases/2/change").text)


def test_the_plan_is_not_entered_without_an_answer_and_keeps_what_was_typed(
    app: Flask, world: World
) -> None:
    officer = Browser(app, "officer")
    answer = officer.send("/purchases/2/plan", {"on": "02.03.2026"})
    assert answer.status_code == 422
    assert 'href="#R017"' in answer.text
    assert (status(world), answers(world)) == ("draft", 0)
    answer = officer.resend(answer, "/purchases/2/plan", {"R017": WHY, "on": "02.03.2014"})
    assert answer.status_code == 422  # on that day too few were bought to ask for an answer
    assert "govuk-error-summary" in answer.text
    assert (status(world), answers(world)) == ("draft", 0)
    personal = {"R017": "aida@example.kg", "on": "02.03.2026"}
    answer = officer.send("/purchases/2/plan", personal)
    assert answer.status_code == 422
    assert (status(world), answers(world)) == ("draft", 0)


def published(app: Flask) -> None:
    typed = {"R017": WHY, "language": "ky", "on": "02.03.2026"}
    sent = Browser(app, "officer").send("/purchases/2/plan", typed)
    assert sent.status_code == 303


def test_the_answer_is_published_beside_the_flag(app: Flask, world: World) -> None:
    published(app)
    assert (status(world), answers(world)) == ("planned", 1)
    client = app.test_client()
    for lang, sentences in SAME.items():
        page = client.get(f"/{lang}/purchases/2").text
        for sentence in (*sentences, WHY):
            assert sentence in page, sentence
        assert "S03" not in re.sub("<details.*?</details>", "", page, flags=re.DOTALL)  # folded
    told = client.get("/en/purchases/2.json").get_json()["data"]["flags"]
    states = {one["flag"]: one["state"] for one in told}
    assert (states["S01"], states["S03"], states["R011"]) == (
        "not_raised",
        "cannot_say",
        "not_raised",
    )
    assert [flag for flag, state in states.items() if state == "raised"] == ["R017"]
    flag = next(one for one in told if one["flag"] == "R017")
    assert (flag["severity"], flag["standing"], flag["version"]) == ("asks", "default", "2.0")
    assert flag["facts"]["price"] == "9000.00"
    assert (flag["answer"]["text"], flag["answer"]["language"]) == (WHY, "ky")
    assert flag["answer"]["facts"] == flag["facts"]


def test_a_later_answer_stands_instead_and_the_earlier_one_is_still_read(
    app: Flask, world: World
) -> None:
    published(app)
    officer = Browser(app, "officer")
    assert officer.send("/purchases/2/checks/R017", {"text": " "}).status_code == 422
    sent = officer.send("/purchases/2/checks/R017", {"text": "Орнотуу кирет.", "language": "ky"})
    assert sent.status_code == 303
    page = app.test_client().get("/en/purchases/2").text
    assert page.index("Орнотуу кирет.") < page.index("Earlier answer") < page.index(WHY)
    assert officer.get("/purchases/2/checks/S03").status_code == 404
    assert Browser(app, "approver").get("/purchases/2/checks").status_code == 200
    assert Browser(app, "approver").get("/purchases/2/checks/R017").status_code == 403


def test_the_council_reads_what_was_looked_at_and_the_leaf_of_the_answer(app: Flask) -> None:
    published(app)
    council = Browser(app, "council")
    council.root = "/en/council"
    page = council.get("/purchases/2").text
    for word in ("Paid before acceptance", "Nothing is paid yet.", "nothing found", WHY):
        assert word in page, word
    assert "A flag was answered" in page
    assert "flag_answers" in page


def test_the_command_tells_every_flag(app: Flask, world: World) -> None:
    runner = app.test_cli_runner()
    one = runner.invoke(args=["oversight", "flags", "--purchase", "2", "--json"])
    assert one.exit_code == 0, one.output
    document = json.loads(one.stdout)
    assert set(document) == {"size", "results"}
    states = {row["flag"]: row["state"] for row in document["results"]}
    assert (states["R017"], states["S03"]) == ("raised", "cannot_say")
    assert {"purchase", "flag", "version", "state", "facts", "why"} <= set(document["results"][0])
    everything = json.loads(runner.invoke(args=["oversight", "flags", "--json"]).stdout)
    of = {row["purchase"] for row in everything["results"]}
    assert of == {1, None}  # no draft; None: the holder's whole year
    assert runner.invoke(args=["oversight", "flags", "--purchase", "99"]).exit_code == 1
    up = json.loads(runner.invoke(args=["oversight", "flags", "--raised", "--json"]).stdout)
    assert up["results"] == [row for row in everything["results"] if row["state"] == "raised"]
    assert "R017" in runner.invoke(args=["oversight", "flags"]).stdout


def test_a_flag_without_an_answer_is_seen_and_a_purchase_like_others_shows_none(
    app: Flask, world: World
) -> None:
    number = world.purchase(lines=explained(world))
    page = app.test_client().get(f"/en/purchases/{number}").text
    assert "Price far from others" in page
    assert "No answer yet." in page
    page = app.test_client().get("/en/purchases/1").text
    assert "Flags: 0." in page
    assert "not a verdict" not in page
