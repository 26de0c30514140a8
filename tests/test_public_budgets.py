"""A place's budget for everybody: the same totals on pages, in files and on paper."""

import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import brotli
import pytest
from flask.testing import FlaskClient
from sqlalchemy import event

from budgets import acts
from budgets.acts import LineValues
from core import clock
from core.access import Role
from core.engines import open_writer
from core.money import som
from register import acts as register
from register.rows import PlaceRow
from tests.documents import rows, sheets, text_of, unpacked
from tests.doors import site
from tests.test_budgets_versions import changed
from tests.world import (
    AIMAK,
    COUNTRY,
    DISTRICT,
    OPERATOR,
    OTHER_AIMAK,
    YEAR,
    World,
    held,
    of,
)

LANGUAGES = ("ky", "ru", "en")
NEXT, LAST = YEAR + 1, YEAR - 1
HERE = f"places/{AIMAK}/{YEAR}"
BY = ("category", "source", "code", "function", "requirement", "school", "holder", "line")
PAGES = (
    f"{HERE}/budget",
    f"{HERE}/budget/versions/1",
    f"{HERE}/budget/versions/2",
    f"{HERE}/execution",
    f"{HERE}/execution?by=quarter&of=within",
    f"{HERE}/report",
    f"places/{AIMAK}/{NEXT}/budget",
    f"places/{AIMAK}/{LAST}/report",
    f"places/{OTHER_AIMAK}/{YEAR}/budget",
    f"places/{DISTRICT}/{YEAR}/budget",
)


def live(world: World) -> None:
    """Three years of an aimak: one reported and heard, one amended, one put to a hearing."""
    _last_year(world)
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7, "S-1002": 3}), refused=2)
    world.paid(contract, "10000.01")
    changed(world)
    with world.act() as session:
        draft = acts.begin_as_last(session, world.officer, AIMAK, NEXT)
        acts.put_to_hearing(
            session,
            world.officer,
            draft.id,
            due_on=clock.today() + timedelta(days=9),
            due_time="15:00",
            venue="Айылдык клуб",
            noticed_on=clock.today() - timedelta(days=3),
        )


def _last_year(world: World) -> None:
    with world.act() as session:
        version = acts.open_draft(session, world.officer, AIMAK, LAST)
        ceilings = {"republican": som(60_000), "donor": som(10_000)}
        acts.set_ceilings(session, world.officer, version.id, ceilings)
        for source, category, amount in (
            ("republican", "food", 60_000),
            ("donor", "medical", 10_000),
        ):
            values = LineValues(AIMAK, category, None, source, False, None, som(amount))
            acts.allocate(session, world.officer, version.id, values)
        acts.submit(session, world.officer, version.id)
        acts.approve(session, world.approver, version.id, resolution="№ 90", on=date(2024, 12, 27))
        hearing = acts.announce_hearing(
            session, world.officer, AIMAK, LAST, due_on=date(2026, 2, 10), venue="Клуб",
            noticed_on=date(2026, 2, 1),
        )  # fmt: skip
        taken, later, _silent = (
            acts.ask_question(session, world.officer, hearing.id, text=text, asker="parent").id
            for text in ("Тамак жылыйбы?", "Терезе качан?", "Дары канча?")
        )
        acts.answer_question(session, world.officer, taken, text="Ооба.", outcome="taken_up")
        acts.answer_question(session, world.officer, later, text="Кийин.", outcome="later")
        acts.record_hearing(
            session, world.officer, hearing.id, held_on=date(2026, 2, 10), women=31, men=12,
            protocol="П-1", decided="Маалымат кабыл алынды.",
        )  # fmt: skip
        acts.report_execution(
            session, world.approver, AIMAK, LAST, resolution="№ 12", on=date(2026, 2, 27)
        )


def opened(path: Path, folder: Path) -> Iterator[tuple[World, FlaskClient]]:
    """A site over a base, and the people who may still act in it."""
    world = of(open_writer(f"sqlite:///{path}"))
    with site(world, folder, TRACKER_PUBLIC_URL="https://tracker.example.kg") as app:
        yield world, app.test_client()
    world.writer.dispose()


@pytest.fixture(scope="module")
def base(sqlite_world: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world after three years, in a file; only read, or copied."""
    path = tmp_path_factory.mktemp("lived") / "lived.db"
    shutil.copy(sqlite_world, path)
    world = of(open_writer(f"sqlite:///{path}"))
    live(world)
    world.writer.dispose()
    return path


@pytest.fixture(scope="module")
def client(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The site everybody of this module reads."""
    for _world, client in opened(base, tmp_path_factory.mktemp("site")):
        yield client


@pytest.fixture
def own(base: Path, tmp_path: Path) -> Iterator[tuple[World, FlaskClient]]:
    """A copy of the world with a site of its own, for a test that changes it."""
    shutil.copy(base, tmp_path / "own.db")
    yield from opened(tmp_path / "own.db", tmp_path)


def data(client: FlaskClient, address: str) -> dict:
    return client.get(f"/en/{address}").get_json()["data"]


def test_every_page_is_whole_small_and_in_every_language(client: FlaskClient) -> None:
    for lang in LANGUAGES:
        for page in PAGES:
            answer = client.get(f"/{lang}/{page}", headers={"Accept-Encoding": "br"})
            assert answer.status_code == 200, (lang, page)
            assert len(answer.data) <= 13_500, (lang, page, len(answer.data))
            text = brotli.decompress(answer.data).decode()
            assert f'<html lang="{lang}"' in text
            assert " style=" not in text
            main = text.split("<main")[1]
            assert len(re.findall("<h1", main)) == 1
            heads = re.findall(r"<h1[^>]*>(.*?)</h1>", main, re.S)
            assert all(head.strip().endswith("?") for head in heads), (page, heads)


def test_the_budget_page_says_what_is_set_aside_and_what_became_of_it(
    client: FlaskClient,
) -> None:
    text = client.get(f"/en/{HERE}/budget").text
    told = data(client, f"{HERE}/budget.json")
    assert told["sums"]["planned"] == "185000.00"
    assert "185,000\u00a0som" in text
    assert (told["version"]["number"], told["version"]["resolution"]) == (2, "№ 9")
    assert sum(int(row["of_100"]) for row in told["of_100"]) == 100
    assert [row["event"] for row in told["life"]] == ["approved", "transfer", "amended"]
    assert [row["order"] for row in told["transfers"]] == ["Б-7"]
    assert "Тамак башка булактан." in text
    assert told["draft_version"] is None
    assert "Out of every 100 som:" in text


def test_a_draft_at_a_hearing_stands_apart_and_in_no_sum(client: FlaskClient) -> None:
    address = f"places/{AIMAK}/{NEXT}"
    told = data(client, f"{address}/budget.json")
    assert set(told["sums"].values()) == {None}
    assert (told["version"], told["draft_version"]["status"]) == (None, "hearing")
    assert sum(Decimal(row["planned"]) for row in told["draft"]) == 185_000
    assert told["of_100"] == told["schools"] == []
    text = client.get(f"/en/{address}/budget").text
    assert "This is a draft and nobody’s money yet. Version: 1." in text
    assert "Айылдык клуб" in text
    assert data(client, f"{address}/execution.json")["execution"] == []
    assert set(data(client, f"{address}/report.json")["sums"].values()) == {None}


def test_questions_show_their_answer_their_outcome_or_their_silence(client: FlaskClient) -> None:
    told = data(client, f"places/{AIMAK}/{LAST}/budget.json")
    outcomes = [(row["text"], row["outcome"]) for row in told["questions"]]
    assert outcomes == [
        ("Тамак жылыйбы?", "taken_up"),
        ("Терезе качан?", "later"),
        ("Дары канча?", None),
    ]
    waits = (clock.today() - date(2026, 2, 10)).days
    assert [row["waits"] for row in told["questions"]] == [None, None, waits]
    assert (told["hearings"][0]["women"], told["hearings"][0]["men"]) == (31, 12)
    text = client.get(f"/en/places/{AIMAK}/{LAST}/budget").text
    assert f"Days waiting: {waits}." in text
    assert "Women: 31. Men: 12." in text


def test_where_no_budget_was_entered_it_says_so_and_shows_no_zero(client: FlaskClient) -> None:
    text = client.get(f"/en/places/{DISTRICT}/{YEAR}/budget").text
    assert "No data: this place has entered no budget of its own for this year." in text
    assert "0\u00a0som" not in text
    assert client.get(f"/en/places/{DISTRICT}/{YEAR}/hearing.pdf").status_code == 404


def test_a_year_opened_by_twelfths_says_so_and_that_the_rule_is_a_default(
    own: tuple[World, FlaskClient],
) -> None:
    lived, client = own
    officer, approver = (
        held(13, (Role.OFFICER, OTHER_AIMAK)),
        held(18, (Role.APPROVER, OTHER_AIMAK)),
    )
    with lived.act() as session:
        version = acts.open_draft(session, officer, OTHER_AIMAK, LAST)
        acts.set_ceilings(session, officer, version.id, {"local_own": som(120_000)})
        values = LineValues("S-1003", "food", None, "local_own", False, None, som(120_000))
        acts.allocate(session, officer, version.id, values)
        acts.submit(session, officer, version.id)
        acts.approve(session, approver, version.id, resolution="№ 1", on=date(2025, 1, 9))
        acts.open_interim(
            session, approver, OTHER_AIMAK, YEAR, month=2, order="Б-2", on=date(2026, 2, 2)
        )
    text = client.get(f"/en/places/{OTHER_AIMAK}/{YEAR}/budget").text
    assert "Order: Б-2 of 02.02.2026. Through month: 2." in text
    assert "A default value, not a norm." in text
    told = data(client, f"places/{OTHER_AIMAK}/{YEAR}/budget.json")
    assert told["sums"]["planned"] == "20000.00"
    assert told["version"]["through_month"] == 2


@pytest.mark.parametrize("of", ["own", "within"])
@pytest.mark.parametrize("by", [*BY, "quarter"])
def test_every_grouping_has_the_same_totals_on_the_page_and_in_all_files(
    client: FlaskClient, by: str, of: str
) -> None:
    address = f"{HERE}/execution"
    keys = f"?by={by}&of={of}"
    told = data(client, f"{address}.json{keys}")
    whole = told["sums"]
    place = data(client, f"{HERE}.json")["figures"]
    assert whole == place  # all lines of this small world are the aimak's own
    columns = ("planned", "committed", "accepted", "paid")
    listed = rows(client, f"/en/{address}.csv{keys}")
    for column in columns:
        for source in (listed, told["execution"]):
            added = sum(Decimal(row[column]) for row in source)
            assert added == Decimal(whole[column]), (column, source)
        assert told["total"][0][column] == whole[column]
    first, total, _kind = sheets(client, f"/en/{address}.xlsx{keys}").values()
    assert [Decimal(str(cell)) for cell in total[1][2:6]] == [Decimal(whole[c]) for c in columns]
    for at, column in enumerate(columns, start=2):
        cells = [Decimal(str(row[at])) for row in first[1:]]
        assert sum(cells) == Decimal(whole[column])
    text = client.get(f"/en/{address}{keys}").text
    for column in columns:
        assert f'value="{whole[column]}"' in text


def test_a_part_is_asked_for_and_a_mistyped_file_is_told(client: FlaskClient) -> None:
    part = data(client, f"{HERE}/execution.json?by=school&category=emergency&school=S-1002")
    assert [row["school"] for row in part["execution"]] == ["S-1002"]
    assert part["sums"]["planned"] == "9600.00"
    assert part["chosen"] == {"category": "emergency", "school": "S-1002"}
    nothing = client.get(f"/en/{HERE}/execution?economic=9999").text
    assert "No data: nothing was entered for what you asked." in nothing
    for query in ("by=nothing", "of=all", "category=nothing", "colour=red", "economic=ө%22"):
        assert client.get(f"/en/{HERE}/execution.json?{query}").status_code == 422
        assert client.get(f"/en/{HERE}/execution?{query}").status_code == 200


def test_a_version_is_shown_beside_the_one_before_or_the_one_asked_for(
    own: tuple[World, FlaskClient],
) -> None:
    lived, client = own
    told = data(client, f"{HERE}/budget/versions/2.json")
    assert (told["against"], told["sum_against"], told["sum"]) == (1, "250000.00", "185000.00")
    assert {row["what"] for row in told["changes"]} == {"new", "changed", "left_out"}
    moved = {row["name"]: row["moved"] for row in told["changes"] if row["moved"] != "0.00"}
    assert sum(map(Decimal, moved.values())) == 0
    assert data(client, f"{HERE}/budget/versions/1.json?against=2")["sum"] == "250000.00"
    assert "Тамак башка булактан." in client.get(f"/ky/{HERE}/budget/versions/2").text
    assert client.get(f"/ky/{HERE}/budget/versions/2?against=7").status_code == 404
    assert client.get(f"/ky/{HERE}/budget/versions/3").status_code == 404
    with lived.act() as session:
        draft = acts.open_draft(session, lived.officer, AIMAK, YEAR).id
    assert client.get(f"/ky/{HERE}/budget/versions/3").status_code == 404
    with lived.act() as session:
        acts.submit(session, lived.officer, draft, reason="Баа.")
    assert client.get(f"/ky/{HERE}/budget/versions/3").status_code == 200
    with lived.act() as session:
        acts.send_back(session, lived.approver, draft, reason="Эсеп туура эмес.")
    assert client.get(f"/ky/{HERE}/budget/versions/3").status_code == 404


def test_the_report_has_the_totals_of_the_public_page_in_every_form(
    client: FlaskClient, tmp_path: Path, drawing: None
) -> None:
    report = data(client, f"{HERE}/report.json")
    assert report["sums"] == data(client, f"{HERE}/execution.json?of=own")["sums"]
    assert report["sums"] == data(client, f"{HERE}/budget.json")["sums"]
    book = sheets(client, f"/en/{HERE}/report.xlsx")
    for name, by in (("By economic code", "code"), ("By school", "school")):
        planned = sum(Decimal(str(row[2])) for row in book[name][1:])
        assert planned == Decimal(report["sums"]["planned"])
        listed = rows(client, f"/en/{HERE}/report.csv?table={by}")
        assert sum(Decimal(row["paid"]) for row in listed) == Decimal(report["sums"]["paid"])
    told = text_of(client.get(f"/en/{HERE}/report.pdf").data, tmp_path)
    assert told.count("185,000 som") >= 6
    assert told.count("10,000.01 som") >= 6


def test_a_finished_year_says_who_approved_it_and_whose_the_rest_is(client: FlaskClient) -> None:
    address = f"places/{AIMAK}/{LAST}/report"
    told = data(client, f"{address}.json")
    assert [(row["stage"], row["document"], row["planned"]) for row in told["stages"]] == [
        ("executed", "№ 12", "70000.00")
    ]
    assert [(row["source"], row["left"], row["whose"]) for row in told["remainders"]] == [
        ("republican", "60000.00", "own"),
        ("donor", "10000.00", "given"),
    ]
    assert "they are no free money of the place" in client.get(f"/en/{address}").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pack_of_a_hearing_holds_its_figures_and_last_year_s_questions(
    client: FlaskClient, tmp_path: Path, lang: str, drawing: None
) -> None:
    answer = client.get(f"/{lang}/{HERE}/hearing.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    told = text_of(answer.data, tmp_path).replace("\u00a0", " ")
    grouped = "185,000" if lang == "en" else "185 000"
    for words in (grouped, "Тамак жылыйбы?", "Ооба.", "Дары канча?", "№ 9"):
        assert words in told, words
    assert f"https://tracker.example.kg/{lang}/{HERE}/budget" in told.replace(" ", "")
    root = client.get(f"/{lang}/{HERE}/budget.json").get_json()["meta"]["root"]
    assert root in told.replace(" ", "")
    content = unpacked(answer.data)
    for mark in (b"pdfuaid:part", b"/StructTreeRoot", f"/Lang ({lang})".encode(), b"/TH"):
        assert mark in content, mark


def test_the_pack_of_a_draft_says_when_and_where_and_that_it_is_one(
    client: FlaskClient, tmp_path: Path, drawing: None
) -> None:
    told = text_of(client.get(f"/en/places/{AIMAK}/{NEXT}/hearing.pdf").data, tmp_path)
    assert "15:00" in told
    assert "Айылдык клуб" in told
    assert "This is a draft and nobody’s money yet. Version: 1." in told
    assert "In the draft, 2027" in told


def test_a_document_of_other_filters_is_another_document(
    client: FlaskClient, tmp_path: Path, drawing: None
) -> None:
    whole = text_of(client.get(f"/en/{HERE}/execution.pdf?by=source").data, tmp_path)
    part = text_of(
        client.get(f"/en/{HERE}/execution.pdf?by=source&source=republican").data, tmp_path
    )
    assert "145,000 som" in whole
    assert "145,000 som" not in part
    assert "Republican budget" in part


def test_without_the_library_the_documents_say_so_and_the_files_are_there(
    own: tuple[World, FlaskClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = own[1]  # whose documents nobody has drawn yet
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    for page in ("execution", "report", "hearing"):
        assert client.get(f"/en/{HERE}/{page}.pdf").status_code == 503
    assert client.get(f"/en/{HERE}/report.xlsx").status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"places/nowhere/{YEAR}/budget", 404),
        (f"places/{AIMAK}/1999/budget", 404),
        (f"places/nowhere/{YEAR}/hearing.pdf", 404),
        (f"places/{AIMAK}/2031/report", 200),
        (f"places/{AIMAK}/2031/hearing.pdf", 404),
        (f"{HERE}/budget.csv?table=nothing", 422),
        (f"{HERE}/budget.csv?table=questions", 200),
        (f"{HERE}/report.csv?table=quarter", 200),
        (f"{HERE}/execution.pdf?economic=ө%22", 200),
    ],
)
def test_addresses(client: FlaskClient, address: str, status: int, drawing: None) -> None:
    assert client.get(f"/ky/{address}").status_code == status


def test_a_merged_place_leads_to_its_successor(own: tuple[World, FlaskClient]) -> None:
    lived, client = own
    row = PlaceRow(
        code=OTHER_AIMAK,
        kind="aimak",
        parent=DISTRICT,
        name_ky="Талаа айыл аймагы",
        successor=AIMAK,
        valid_until=date(2026, 6, 1),
    )
    with lived.act() as session:
        register.load(session, OPERATOR, COUNTRY, "places", [row])
    for page in ("budget", "execution", "report", "hearing.pdf"):
        answer = client.get(f"/ky/places/{OTHER_AIMAK}/{YEAR}/{page}")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/ky/{HERE}/{page}")


@pytest.mark.parametrize(
    ("page", "most"), [("budget", 18), ("execution", 9), ("report", 26), ("budget/versions/2", 13)]
)
def test_a_page_asks_few_questions_of_the_database(
    client: FlaskClient, page: str, most: int
) -> None:
    client.get(f"/ky/{HERE}/{page}")  # the catalogue is read once per program
    with client.application.app_context():
        reader = client.application.extensions["sqlalchemy"].engine
    said: list[str] = []

    def listen(*args: Any) -> None:
        said.append(args[2])

    event.listen(reader, "before_cursor_execute", listen)
    assert client.get(f"/ky/{HERE}/{page}").status_code == 200
    event.remove(reader, "before_cursor_execute", listen)
    assert len(said) <= most, (len(said), said)
