"""A council's report of a year and a finding on paper: the numbers of the pages, for everybody."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as Xml

import pytest
import segno
from flask import Flask, g
from flask.testing import FlaskClient
from pypdf import PdfReader

from tests.council_year import QUESTION, lived
from tests.documents import rows, sheets, unpacked
from tests.doors import site
from tests.world import AIMAK, COUNTRY, DISTRICT, OTHER_AIMAK, YEAR, World
from tracker.public.council_report import council_report

PUBLIC = "https://tracker.example.kg"
REPORT = f"councils/{DISTRICT}/{YEAR}"
MOTTO = {
    "ky": "Белги — кароого себеп, өкүм эмес.",
    "ru": "Сигнал — повод посмотреть, а не приговор.",
    "en": "A flag is a reason to look, not a verdict.",
}
LANGUAGES = tuple(MOTTO)
A = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def app(lasting_world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site after a year in which the council did all it can."""
    folder = tmp_path_factory.mktemp("reports")
    with site(lived(lasting_world), folder, TRACKER_PUBLIC_URL=PUBLIC) as app:
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def data(client: FlaskClient, address: str) -> dict[str, Any]:
    answer = client.get(f"/en/{address}.json")
    assert answer.status_code == 200, address
    return answer.get_json()["data"]


def read(content: bytes) -> str:
    """The words of a document, line ends and hard blanks as blanks."""
    told = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return " ".join(told.split())


@pytest.mark.parametrize("place", [AIMAK, DISTRICT])
def test_every_number_is_that_of_its_own_page(client: FlaskClient, place: str) -> None:
    report = data(client, f"councils/{place}/{YEAR}")
    found = data(client, f"places/{place}/{YEAR}/findings")
    assert report["finding_counts"] == found["statistics"]
    assert (found["statistics"]["opened"], found["statistics"]["silent"]) == (3, 1)
    assert report["findings"] == found["findings"]
    last = data(client, f"places/{place}/{YEAR - 1}/findings")
    assert (report["finding_counts_before"], report["before"]) == (
        last["statistics"],
        last["findings"],
    )
    flags = data(client, f"places/{place}/{YEAR}/flags")
    counts = report["flag_counts"]
    assert (counts["raised"], counts["answered"]) == (flags["raised"], flags["answered"]) == (3, 1)
    verdicts = [row["verdict"] for row in flags["flags"]]
    assert counts["explained"] == verdicts.count("the answer explains it") == 1
    assert counts["findings"] == verdicts.count("became a finding") == 1
    assert counts["judged"] == sum(sum(_judged(row)) for row in report["flags"]) == 2
    listed = data(client, f"places/{place}/samples")["samples"]
    assert report["samples"] == [one for one in listed if one["year"] == str(YEAR)] != []


def _judged(row: dict[str, Any]) -> tuple[int, int, int]:
    return row["explained"], row["not_explained"], row["findings"]


def test_samples_rounds_and_questions_are_those_of_their_pages(client: FlaskClient) -> None:
    report = data(client, REPORT)
    sample = data(client, "samples/1")
    assert report["sample_counts"]["told"] == {"1": sample["result"]["told"]}
    [result] = report["results"]
    errors = [row for row in sample["sample"] if row["error"]]
    assert (result["errors"], result["error_amount"]) == (1, errors[0]["error_amount"])
    assert (result["likely"], result["upper"]) == (
        sample["result"]["likely"],
        sample["result"]["upper"],
    )
    assert [one["id"] for one in report["rounds"]] == [2, 1]
    for one in report["rounds"]:
        schools = data(client, f"rounds/{one['id']}")["schools"]
        for key in ("looked_at", "differ", "not_seen"):
            assert one[key] == sum(row[key] or 0 for row in schools), (one["id"], key)
    [trend] = report["trend"]
    [whole] = [row for row in data(client, "rounds/2")["trend"] if row["requirement"] is None]
    assert {**trend, **whole, "round": 2} == trend
    asked = data(client, f"places/{AIMAK}/{YEAR}/budget")["questions"]
    assert report["questions"] == [row for row in asked if row["asker"] == "council"]
    assert report["question_counts"] == {
        **{"hearings": 0, "of_all": len(asked), "put": 1, "answered": 1, "carried": 0}
    }


def test_what_only_councils_see_is_counted_nowhere(client: FlaskClient, sqlite_only: str) -> None:
    for ending in ("", ".json", ".csv?table=flags"):
        assert "R042" not in client.get(f"/en/{REPORT}{ending}").text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_report_is_whole_on_a_page_and_on_paper(
    client: FlaskClient, lang: str, drawing: None, sqlite_only: str
) -> None:
    page = client.get(f"/{lang}/{REPORT}").text
    assert MOTTO[lang] in page
    main = page.split("<main")[1]
    headings = re.findall(r"<h[12][^>]*>(.*?)</h", main, re.S)
    assert all(heading.strip().endswith("?") for heading in headings), headings
    answer = client.get(f"/{lang}/{REPORT}.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    told = read(answer.data)
    document = client.get(f"/{lang}/{REPORT}.json").get_json()
    for words in (MOTTO[lang], QUESTION, "План эскирген", "№ 1"):
        assert words in told, words
    for sentence in document["data"]["sample_counts"]["told"]["1"]:
        assert " ".join(sentence.split()) in told
        assert " ".join(sentence.split()) in " ".join(page.split())
    assert document["meta"]["root"] in told.replace(" ", "")
    tagged(answer.data, lang)


def tagged(content: bytes, lang: str) -> None:
    whole = unpacked(content)
    for mark in (b"pdfuaid:part", b"/StructTreeRoot", f"/Lang ({lang})".encode(), b"/TH"):
        assert mark in whole, mark


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_finding_is_whole_on_paper(
    client: FlaskClient, lang: str, drawing: None, sqlite_only: str
) -> None:
    listed = data(client, f"places/{DISTRICT}/{YEAR}/findings")["findings"]
    texts = {}
    for number in (row["id"] for row in listed if row["state"] in ("answered", "closed")):
        answer = client.get(f"/{lang}/findings/{number}.pdf")
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        tagged(answer.data, lang)
        texts[number] = read(answer.data)
        packed = texts[number].replace(" ", "")
        document = client.get(f"/{lang}/findings/{number}.json").get_json()
        known = document["data"]
        assert f"{PUBLIC}/{lang}/findings/{number}" in packed
        assert document["meta"]["root"] in packed
        for row in (*known["evidence"], *known["entries"]):
            assert (row.get("sha256") or row["hash"]) in packed
        for row in (*known["posts"], *known["remedies"]):
            assert row["text"] in texts[number]
        assert (MOTTO[lang] in texts[number]) == (known["origin"] == "flag")
    decided = next(one for one in texts if data(client, f"findings/{one}")["state"] == "closed")
    assert {"ky": "толук оңдолду: 2", "ru": "устранено полностью: 2", "en": "completely: 2"}[
        lang
    ] in texts[decided]


def test_the_code_on_paper_leads_to_the_page(app: Flask, sqlite_only: str) -> None:
    with app.test_request_context(f"/ky/{REPORT}.pdf"):
        g.lang = "ky"
        shown = council_report(DISTRICT, YEAR)
    expected = segno.make(f"{PUBLIC}/ky/{REPORT}", error="m")
    drawn = expected.svg_data_uri(scale=4, border=2, light="#fff")
    assert unquote(str(shown.facts["qr"])) == unquote(drawn)


def test_files_hold_the_tables_and_addresses_answer(client: FlaskClient, sqlite_only: str) -> None:
    book = sheets(client, f"/en/{REPORT}.xlsx")
    assert len(book) == 9
    counted = {row["what"]: row["now"] for row in rows(client, f"/en/{REPORT}.csv")}
    assert (counted["complete"], counted["withdrawn"]) == ("1", "1")
    for address, status in (
        (f"councils/{COUNTRY}/{YEAR}", 200),
        (f"councils/{COUNTRY}/{YEAR}.pdf?x=1", 200),
        (f"councils/{OTHER_AIMAK}/2031", 200),
        (f"councils/nowhere/{YEAR}", 404),
        (f"councils/nowhere/{YEAR}.pdf", 404),
        (f"councils/{DISTRICT}/1999", 404),
        ("findings/999.pdf", 404),
    ):
        assert client.get(f"/ky/{address}").status_code == status, address
    empty = client.get(f"/en/councils/{OTHER_AIMAK}/2031").text
    assert "No data: no council has entered any work for this year." in empty
    assert ">0<" not in empty.split("<main")[1]
    assert f'href="/en/{REPORT}"' in client.get(f"/en/places/{DISTRICT}/{YEAR}").text
    parts = client.get("/sitemap/reports-1.xml").text
    assert f"/ky/{REPORT}<" in parts


def test_the_feed_of_findings_is_atom_and_its_pages_lead_to_it(
    client: FlaskClient, sqlite_only: str
) -> None:
    for code, page in (
        (DISTRICT, f"places/{DISTRICT}/{YEAR}/findings"),
        ("S-1001", "schools/S-1001/findings"),
        ("S-1001", "findings/1"),
    ):
        address = f"/feeds/ru/findings-{code}.atom"
        link = f'<link rel="alternate" type="application/atom+xml" href="{address}">'
        assert link in client.get(f"/ru/{page}").text
        answer = client.get(address)
        assert answer.mimetype == "application/atom+xml"
        feed = Xml.fromstring(answer.data)
        entries = feed.findall(f"{A}entry")
        assert entries
        assert {one.get("rel") for one in feed.findall(f"{A}link")} == {"self", "alternate"}
        for one in (feed, *entries):
            assert one.findtext(f"{A}id").startswith("urn:uuid:")
            assert one.findtext(f"{A}title").strip()
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", one.findtext(f"{A}updated"))
        updated = [entry.findtext(f"{A}updated") for entry in entries]
        assert updated == sorted(updated, reverse=True)
