"""A year through the office: hearing, transfers, twelfths, the queue, what is due, its end."""

import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from budgets import acts
from budgets.models import Hearing, Line, Question, Transfer, Version
from core import clock
from core.money import som
from tests.office_world import Browser, build_app, filled
from tests.world import AIMAK, YEAR, World

NEXT = f"/budgets/{AIMAK}/{YEAR + 1}"
NOW = f"/budgets/{AIMAK}/{YEAR}"
NOTICE = {"noticed_on": "02.11.2026", "due_on": "20.11.2026", "due_time": "14:00"}
HELD = {"held_on": "20.11.2026", "women": "12", "men": "9", "protocol": "№ 4"}


@pytest.fixture
def app(world: World, tmp_path: Path) -> Flask:
    return build_app(world, tmp_path)


def drafted(officer: Browser, **typed: str) -> None:
    """A draft of next year with one line."""
    assert officer.send(f"{NEXT}/draft", on=NEXT).status_code == 303
    assert officer.send(f"{NEXT}/ceilings", {"local_own": "200 000"}).status_code == 303
    line = {"beneficiary": AIMAK, "requirement": "category:emergency", "source": "local_own"}
    sent = officer.send(f"{NEXT}/lines/new", {**line, "amount": "150 000", **typed})
    assert sent.status_code == 303, sent.text


def heard(officer: Browser) -> str:
    """The address of a hearing of that draft."""
    sent = officer.send(f"{NEXT}/hearing", {**NOTICE, "venue": "Айыл клубу"})
    assert sent.status_code == 303, sent.text
    return re.sub(r"^/en/office", "", sent.headers["Location"])


def test_a_draft_is_heard_questioned_answered_revised_and_approved(
    app: Flask, world: World
) -> None:
    officer, approver = Browser(app, "officer"), Browser(app, "approver")
    council = Browser(app, "council")
    drafted(officer)
    hearing = heard(officer)
    assert officer.send(f"{NEXT}/submit").status_code == 422  # the hearing is still to be held
    asked = officer.send(hearing, {"text": "Эмне үчүн өрт өчүргүч аз?", "asker": "parent"})
    assert asked.status_code == 303
    page = council.client.get(f"/en/council{hearing}")
    assert "Эмне үчүн өрт өчүргүч аз?" in page.text
    own = {**filled(page.text), "text": "Дары-дармек барбы?", "asker": "council"}
    assert council.client.post(f"/en/council{hearing}", data=own).status_code == 303
    assert officer.send(f"{hearing}/record", {**HELD, "decided": "Макул."}).status_code == 303
    with world.act() as session:
        first, _second = session.scalars(select(Question).order_by(Question.number))
        number = first.id
    answer = {"text": "Кийинки жылы алынат.", "outcome": "later"}
    assert officer.send(f"/questions/{number}", answer).status_code == 303
    shown = officer.get(hearing).text
    assert "left for later" in shown
    assert shown.count("No answer yet.") == 1
    assert officer.send(f"{NEXT}/revise").status_code == 303
    assert officer.send(f"{NEXT}/submit").status_code == 303
    sent = approver.send(f"{NEXT}/approve", {"resolution": "№ 7", "on": "23.11.2026"})
    assert sent.status_code == 303
    with world.act() as session:
        states = session.scalars(
            select(Version.status).where(Version.year == YEAR + 1).order_by(Version.number)
        ).all()
        assert states == ["heard", "approved"]


def test_what_was_heard_is_handed_in_unchanged(app: Flask, world: World) -> None:
    officer = Browser(app, "officer")
    drafted(officer)
    hearing = heard(officer)
    called_off = officer.send(f"{hearing}/call-off", {"reason": "Жол жабык болчу."})
    assert called_off.status_code == 303
    assert officer.send(f"{NEXT}/submit").status_code == 303
    with world.act() as session:
        assert session.scalars(select(Hearing.status)).all() == ["called_off"]
        found = session.scalars(select(Version.status).where(Version.year == YEAR + 1)).all()
        assert found == ["submitted"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"due_on": "30.10.2026"}, "due_on"),
        ({"due_time": "25:00"}, "due_time"),
        ({"venue": " "}, "venue"),
        ({"noticed_on": "32.11.2026"}, "noticed_on"),
    ],
)
def test_a_hearing_that_cannot_be_is_refused_at_its_field_and_kept_as_typed(
    app: Flask, world: World, typed: dict[str, str], field: str
) -> None:
    officer = Browser(app, "officer")
    drafted(officer)
    answer = officer.send(f"{NEXT}/hearing", {**NOTICE, "venue": "Клуб", **typed})
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert filled(answer.text)[field] == typed[field]
    with world.act() as session:
        assert session.scalars(select(Hearing.id)).all() == []


def test_a_line_says_its_quarters_and_they_make_up_its_sum(app: Flask, world: World) -> None:
    officer = Browser(app, "officer")
    thirds = {"quarter_1": "50 000", "quarter_2": "50 000", "quarter_3": "50 000"}
    drafted(officer, **thirds)
    assert "50,000 som · 50,000 som" in officer.get(NEXT).text.replace("\u00a0", " ")
    key = re.search(rf"{NEXT}/lines/(\d+)\"", officer.get(NEXT).text)[1]
    assert filled(officer.get(f"{NEXT}/lines/{key}").text)["quarter_4"] == "0"
    refused = officer.send(f"{NEXT}/lines/{key}", {"amount": "150 000,01"})
    assert refused.status_code == 422
    assert "The quarters do not make up the line." in refused.text


def test_an_amendment_of_the_quarters_alone_is_a_change_the_approver_sees(app: Flask) -> None:
    officer, approver = Browser(app, "officer"), Browser(app, "approver")
    assert officer.send(f"{NOW}/draft", on=NOW).status_code == 303
    key = re.search(rf"{NOW}/lines/(\d+)\"", officer.get(NOW).text)[1]
    halves = {"quarter_1": "50 000", "quarter_4": "50 000"}
    assert officer.send(f"{NOW}/lines/{key}", halves).status_code == 303
    assert officer.send(f"{NOW}/submit", {"reason": "Кышында керек."}).status_code == 303
    changed = approver.get(NOW).text.split("Lines that are new, changed or left out")[1]
    changed = changed.split("</table>")[0].replace("\u00a0", " ")
    assert changed.count("by quarter: 50,000 som") == changed.count("<tr") - 1 == 1


def test_a_transfer_is_asked_by_one_and_ordered_by_another(app: Flask, world: World) -> None:
    officer, approver, both = (Browser(app, name) for name in ("officer", "approver", "both"))
    giving, taking = world.lines["fire"], world.lines["fire of S-1001"]
    asked = {"from_line": giving, "to_line": taking, "amount": "10 000,50"}
    asked = {name: str(value) for name, value in asked.items()} | {"reason": "Баа өстү."}
    assert both.send(f"{NOW}/transfer", asked).status_code == 303
    with world.act() as session:
        number = session.scalars(select(Transfer.id)).one()
    assert f"/transfers/{number}" in approver.get("/approvals").text
    order = {"order": "№ 12", "on": "20.11.2026"}
    own = both.get(f"/transfers/{number}").text
    assert "You asked for this transfer." in own
    assert officer.get(f"/transfers/{number}").status_code == 200
    assert approver.send(f"/transfers/{number}", order).status_code == 303
    with world.act() as session:
        amounts = {line.id: line.amount for line in session.scalars(select(Line))}
        assert amounts[giving] == som("89999.50")
        assert amounts[taking] == som("60000.50")
    assert "№ 12" in officer.get(f"{NOW}/transfers").text


def test_a_transfer_beyond_what_is_free_is_refused_at_the_sum(app: Flask, world: World) -> None:
    officer = Browser(app, "officer")
    asked = {
        "from_line": str(world.lines["fire"]),
        "to_line": str(world.lines["fire of S-1001"]),
        "amount": "100 000,01",
        "reason": "Баа өстү.",
    }
    refused = officer.send(f"{NOW}/transfer", asked)
    assert refused.status_code == 422
    assert "Not enough money in the line." in refused.text
    assert filled(refused.text)["amount"] == "100 000,01"
    other = officer.send(f"{NOW}/transfer", {**asked, "to_line": str(world.lines["food"])})
    assert "Money moves only within one source of funds." in other.text


def test_a_year_without_a_resolution_opens_by_twelfths(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    approver, officer = Browser(app, "approver"), Browser(app, "officer")
    assert "No further month has begun." in approver.get(f"{NEXT}/interim").text
    monkeypatch.setattr(clock, "today", lambda: date(YEAR + 1, 2, 3))
    assert officer.get(f"{NEXT}/interim").status_code == 403
    assert "The year has begun without an approved budget" in officer.get("/deadlines").text
    typed = {"month": "2", "order": "№ 1", "on": f"01.01.{YEAR + 1}"}
    assert approver.send(f"{NEXT}/interim", typed).status_code == 303
    page = officer.get(NEXT).text
    assert "in force by twelfths" in page
    assert f"02.{YEAR + 1}" in page
    with world.act() as session:
        lines = session.scalars(select(Line).where(Line.year == YEAR + 1).order_by(Line.id))
        assert [line.amount for line in lines] == [
            som("16666.66"),
            som("8333.33"),
            som("16666.66"),
        ]


def test_a_year_is_begun_as_the_last_carried_over_reported_and_closed(
    app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    approver, officer = Browser(app, "approver"), Browser(app, "officer")
    assert officer.send(f"{NEXT}/begin-as-last", on=f"{NEXT}/year").status_code == 303
    early = officer.client.post(
        f"{officer.root}{NEXT}/carry-over", data=filled(officer.get(f"{NEXT}/submit").text)
    )
    assert early.status_code == 422
    assert "The year is not over yet" in early.text
    monkeypatch.setattr(clock, "today", lambda: date(YEAR + 1, 1, 20))
    page = filled(officer.get(f"{NEXT}/year").text)
    sent = officer.client.post(f"{officer.root}{NEXT}/carry-over", data=page)
    assert sent.status_code == 303
    assert "carry-over of" in officer.get(NEXT).text
    typed = {"resolution": "№ 3", "on": f"15.01.{YEAR + 1}"}
    assert approver.send(f"{NOW}/execution", typed).status_code == 303
    assert "№ 3" in approver.get(f"{NOW}/year").text
    assert approver.send(f"{NOW}/close").status_code == 303
    assert "The year is closed." in officer.get(NOW).text
    refused = officer.client.post(
        f"{officer.root}{NOW}/draft", data=filled(officer.get(f"{NEXT}/submit").text)
    )
    assert refused.status_code == 422
    assert "This year is closed" in refused.text


def test_what_is_due_stands_on_one_screen_the_most_overdue_first(app: Flask, world: World) -> None:
    officer, other = Browser(app, "officer"), Browser(app, "other_officer")
    world.contract()  # due on 1 May
    drafted(officer)
    hearing = heard(officer)
    assert officer.send(hearing, {"text": "Жарык барбы?", "asker": "pupil"}).status_code == 303
    page = officer.get("/deadlines").text
    order = [page.index(text) for text in ("Өрт өчүргүчтөр", "Write down the hearing", "Жарык")]
    assert order == sorted(order)
    assert "Жарык барбы?" not in other.get("/deadlines").text


def test_a_hearing_of_another_place_is_not_there(app: Flask, world: World) -> None:
    officer, other = Browser(app, "officer"), Browser(app, "other_officer")
    drafted(officer)
    hearing = heard(officer)
    for path in (hearing, f"{hearing}/record", f"{hearing}/call-off"):
        assert other.get(path).status_code == 404, path
    with world.act() as session:
        number = acts.ask_question(
            session,
            world.officer,
            int(hearing.rsplit("/", 1)[1]),
            text="Суроо?",
            asker="other",
        ).id
    assert other.get(f"/questions/{number}").status_code == 404
