"""The evidence for accreditation as page, files and document: the same numbers."""

import re
import sys
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from register import acts as register
from register.rows import PlaceRow
from tests.documents import rows, sheets, text_of, unpacked
from tests.doors import site
from tests.test_procurement_accreditation import PHOTO, busy, look
from tests.world import AIMAK, COUNTRY, DISTRICT, OPERATOR, OTHER_AIMAK, World
from tracker import pdf
from tracker.drawn import KEPT
from tracker.public import place_accreditation

SCHOOL = "schools/S-1001/accreditation"
PLACE = f"places/{AIMAK}/accreditation"
PUBLIC = "https://tracker.example.kg"
LANGUAGES = ("ky", "ru", "en")


@pytest.fixture
def app(world: World, tmp_path: Path, sqlite_only: str) -> Iterator[Flask]:
    busy(world)
    with site(world, tmp_path / "instance", TRACKER_PUBLIC_URL=PUBLIC) as app:
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", [SCHOOL, PLACE, f"places/{COUNTRY}/accreditation"])
def test_the_page_is_whole_in_every_language(client: FlaskClient, lang: str, page: str) -> None:
    answer = client.get(f"/{lang}/{page}")
    assert answer.status_code == 200
    assert f'<html lang="{lang}"' in answer.text
    assert " style=" not in answer.text
    assert len(re.findall("<h1", answer.text)) == 1
    main = answer.text.split("<main")[1]
    headings = re.findall(r"<h[12][^>]*>(.*?)</h", main, re.S)
    assert all(heading.strip().endswith("?") for heading in headings), headings


def test_a_school_s_files_tell_the_numbers_of_its_page(client: FlaskClient) -> None:
    data = client.get(f"/en/{SCHOOL}.json").get_json()["data"]
    counts = data["counts"]
    listed = rows(client, f"/en/{SCHOOL}.csv")
    book = sheets(client, f"/en/{SCHOOL}.xlsx")
    summary = {row[1]: row[2] for row in book["Answers in all"][1:]}
    assert counts["answers"] == len(listed) == len(data["requirements"])
    for state, number in counts["states"].items():
        assert number == sum(row["state"].endswith(WORDS[state]) for row in listed), state
        assert number == sum(row["state"] == state for row in data["requirements"])
        assert number == summary[state]
    assert sum(counts["evidence"].values()) == counts["say_something"]
    for what, number in counts["evidence"].items():
        assert summary[what] == number
    assert len(book["Pieces of evidence"]) - 1 == len(data["evidence"])
    page = client.get(f"/en/{SCHOOL}").text
    assert f"Confirmed by the council: {counts['confirmed_by_the_council']}." in page
    assert f"Cannot be said: {counts['unknown']}." in page


WORDS = {
    "met": "✓ met",
    "partly": "◐ partly met",
    "missing": "✗ not met",
    "unknown": "? cannot be said",
    "idle": "– does not apply here",
}


def test_the_evidence_names_its_act_its_photographs_and_the_council(client: FlaskClient) -> None:
    lines = client.get(f"/en/{SCHOOL}.json").get_json()["data"]["evidence"]
    (bought,) = [line for line in lines if line["requirement"] == "FIR-01"]
    assert (bought["acceptance"], bought["contract"], bought["purchase"]) == ("А-7", "К-1", 1)
    assert (bought["quantity"], bought["valid_through"]) == ("2", "2036-03-01")
    (seen,) = [line for line in lines if line["requirement"] == "FIR-05"]
    assert (seen["looked"], seen["sha256"], seen["files"]) == ("school", PHOTO["sha256"], 1)
    assert seen["council"] is None
    (checked,) = [line for line in lines if line["requirement"] == "MGT-02"]
    assert checked["council"] == "agrees"
    page = client.get(f"/en/{SCHOOL}").text
    for words in ("Acceptance act: А-7", PHOTO["sha256"], "Council: found the same"):
        assert words in page


def test_what_cannot_be_said_gives_its_reason_and_a_default_is_no_norm(client: FlaskClient) -> None:
    page = client.get(f"/en/{SCHOOL}").text
    assert "Nobody has counted it yet." in page
    assert "The passport does not say:" in page
    defaults = [
        row
        for row in client.get(f"/en/{SCHOOL}.json").get_json()["data"]["requirements"]
        if row["value_status"] == "default"
    ]
    assert page.count(" *</span><br>") == len(defaults)
    assert "* A default value, not a norm." in page


def test_a_place_s_files_add_up_to_its_schools(client: FlaskClient) -> None:
    data = client.get(f"/en/{PLACE}.json").get_json()["data"]
    states = data["counts"]["states"]
    book = sheets(client, f"/en/{PLACE}.xlsx")
    assert {"Answers in all", "Schools", "Requirements of the Standard", "All answers"} <= set(book)
    listed = rows(client, f"/en/{PLACE}.csv")
    answers = rows(client, f"/en/{PLACE}.csv?table=answers")
    assert len(answers) == len(book["All answers"]) - 1 == data["counts"]["answers"]
    for state, number in states.items():
        assert number == sum(int(row[state]) for row in listed)
        assert number == sum(school[state] for school in data["schools"])
        assert number == sum(row[state] for row in data["requirements"])
        assert number == sum(answer["state"] == WORDS[state] for answer in answers)
    for school in data["schools"]:
        alone = client.get(f"/en/schools/{school['code']}/accreditation.json").get_json()["data"]
        assert alone["counts"]["states"] == {state: school[state] for state in states}
        assert alone["counts"]["confirmed_by_the_council"] == school["confirmed"]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("schools/S-9999/accreditation", 404),
        ("schools/S-9999/accreditation.json", 404),
        ("schools/S-9999/accreditation.pdf", 404),
        ("places/nowhere/accreditation", 404),
        ("places/nowhere/accreditation.pdf", 404),
        (f"{SCHOOL}.csv?table=nothing", 422),
        (f"{SCHOOL}.csv?table=evidence", 200),
        (f"{SCHOOL}.csv?table=about", 200),
        (f"{PLACE}.csv?table=domains", 200),
        (f"{PLACE}.csv?table=requirements", 200),
        (f"places/{OTHER_AIMAK}/accreditation", 200),
    ],
)
def test_addresses(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(f"/ky/{address}").status_code == status


@pytest.mark.parametrize("ending", ["", ".json", ".pdf"])
def test_what_has_not_changed_is_not_sent_twice(
    client: FlaskClient, world: World, ending: str, drawing: None
) -> None:
    page = f"/ky/{SCHOOL}{ending}"
    known = {"If-None-Match": client.get(page).headers["ETag"]}
    assert client.get(page, headers=known).status_code == 304
    look(world, "EMR-01", "1")
    assert client.get(page, headers=known).status_code == 200


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_document_holds_what_the_page_says(
    client: FlaskClient, tmp_path: Path, lang: str, drawing: None
) -> None:
    answer = client.get(f"/{lang}/{SCHOOL}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF-1.7")
    told = text_of(answer.data, tmp_path)
    meta = client.get(f"/{lang}/{SCHOOL}.json").get_json()["meta"]
    for words in ("S-1001", "№ 1 мектеп", "А-7", "FIR-01", "2026-2"):
        assert words in told, words
    assert f"{PUBLIC}/{lang}/{SCHOOL}" in told.replace(" ", "")
    assert meta["root"] in told.replace(" ", "")
    assert PHOTO["sha256"] in told.replace(" ", "")
    assert NO_NORM[lang] in told


NO_NORM = {
    "ky": "Шарттуу маани, ченем эмес.",
    "ru": "Условное значение, не норма.",
    "en": "A default value, not a norm.",
}


def test_the_document_of_a_place_names_each_of_its_schools(
    client: FlaskClient, tmp_path: Path, drawing: None
) -> None:
    answer = client.get(f"/en/places/{DISTRICT}/accreditation.pdf")
    assert answer.status_code == 200
    told = text_of(answer.data, tmp_path)
    for school in ("S-1001", "S-1002", "S-1003"):
        assert school in told
    assert "Not met, or met in part: " in told


def test_a_document_is_tagged_and_says_its_language(client: FlaskClient, drawing: None) -> None:
    content = unpacked(client.get(f"/ky/{SCHOOL}.pdf").data)
    for mark in (b"pdfuaid:part", b"/MarkInfo", b"/StructTreeRoot", b"/Lang (ky)", b"/TH"):
        assert mark in content, mark


def test_a_document_is_drawn_once_for_one_state_of_the_page(
    app: Flask, client: FlaskClient, world: World, drawing: None
) -> None:
    first = client.get(f"/ky/{SCHOOL}.pdf").data
    kept = app.extensions[KEPT]
    (drawn,) = kept.values()
    assert client.get(f"/ky/{SCHOOL}.pdf").data == first
    assert next(iter(kept.values())) is drawn
    look(world, "EMR-01", "1")
    assert client.get(f"/ky/{SCHOOL}.pdf").data != first
    assert len(kept) == 2


def test_where_schools_are_too_many_the_page_says_what_to_take_instead(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"/en/places/{DISTRICT}/accreditation"
    assert f"{page}.pdf" in client.get(page).text
    monkeypatch.setattr(place_accreditation, "MOST_SCHOOLS", 2)
    monkeypatch.setattr(place_accreditation, "MOST_ANSWERED", 2)
    text = client.get(page).text
    assert f"{page}.pdf" not in text
    assert "No PDF here: it would be too long to read. Schools: 3, at most in one PDF: 2." in text
    refused = client.get(f"{page}.pdf")
    assert refused.status_code == 422
    assert "Too many schools for one document. Schools: 3, at most: 2." in refused.text
    answers = client.get(f"{page}.csv?table=answers")
    assert (answers.status_code, answers.get_json()["code"]) == (422, "accreditation.many_schools")
    book = sheets(client, f"{page}.xlsx")
    assert "All answers" not in book
    assert len(book["Schools"]) == 1 + 3
    assert [
        "All answers",
        "answers",
        "Too many schools for this file. Take it for a district.",
    ] in (book["About this report"])


def test_a_place_that_was_merged_leads_to_its_successor(client: FlaskClient, world: World) -> None:
    row = PlaceRow(
        code=OTHER_AIMAK,
        kind="aimak",
        parent=DISTRICT,
        name_ky="Талаа айыл аймагы",
        successor=AIMAK,
        valid_until=date(2026, 6, 1),
    )
    with world.act() as session:
        register.load(session, OPERATOR, COUNTRY, "places", [row])
    for ending in ("", ".pdf"):
        answer = client.get(f"/ky/places/{OTHER_AIMAK}/accreditation{ending}")
        assert (answer.status_code, answer.headers["Location"]) == (301, f"/ky/{PLACE}")


def test_a_report_says_which_journal_it_was_made_from(client: FlaskClient) -> None:
    document = client.get(f"/en/{SCHOOL}.json").get_json()
    about = {row["code"]: row["value"] for row in document["data"]["about"]}
    assert about["root"] == document["meta"]["root"]
    assert about["as_of"] == str(document["meta"]["as_of"])
    assert (about["edition"], about["passport_year"]) == (document["data"]["edition"], "2026")


@pytest.mark.parametrize("page", [SCHOOL, PLACE])
def test_without_the_library_the_document_says_so_and_nothing_else_suffers(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    answer = client.get(f"/en/{page}.pdf")
    assert answer.status_code == 503
    assert "PDF files cannot be made on this machine." in answer.text
    assert "ETag" not in answer.headers
    for ending in ("", ".json", ".csv", ".xlsx"):
        assert client.get(f"/en/{page}{ending}").status_code == 200


def test_a_document_asks_nobody_for_anything(tmp_path: Path, drawing: None) -> None:
    asked: list[str] = []

    class Noting(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Noting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    secret = tmp_path / "secret.css"
    secret.write_text("body::after { content: 'told' 'by' 'a' 'file' }")
    there = f"http://127.0.0.1:{server.server_port}"
    html = f"""<head><title>x</title>
    <link rel="stylesheet" href="{there}/sheet.css"><link rel="stylesheet" href="{secret.as_uri()}">
    <link rel="attachment" href="{secret.as_uri()}">
    <style>@import url({there}/import.css); body {{ background: url({there}/ground.png) }}</style>
    </head><body><p>words <img src="{there}/picture.png" alt="x">
    <img src="ftp://localhost/x" alt="x"> <img alt="x" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'
    %3E%3Cimage href='{there}/inner.png'/%3E%3C/svg%3E"></p></body>"""
    try:
        drawn = pdf.render(html, "en")
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []
    assert b"EmbeddedFile" not in drawn
    assert text_of(drawn, tmp_path).split()[0] == "words"
    assert "toldbyafile" not in text_of(drawn, tmp_path)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://tracker.example.kg/ky/x", True),
        ("http://127.0.0.1:5000/ky/x", False),
        ("http://localhost/ky/x", False),
        ("http://[::1]:5000/ky/x", False),
    ],
)
def test_a_code_is_drawn_only_of_an_address_others_can_open(address: str, shown: bool) -> None:
    code = pdf.code_of(address)
    assert (code is not None) is shown
    if code:
        assert code.startswith("data:image/svg+xml")
