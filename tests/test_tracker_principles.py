"""The principles of safe procurement at the doors: told in the form, read by everybody."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask

from procurement.principles import PRINCIPLES
from tests.office_world import Browser, build_app
from tests.test_office_purchases import NEW, SPLIT, ten
from tests.test_procurement_principles import safe
from tests.world import AIMAK, OTHER_AIMAK, YEAR, World, extinguishers
from tracker.charts.thirds import Thirds, ThirdsWords, thirds
from tracker.phrases.principles import KINDS, STATES, WORDS


@pytest.fixture
def app(world: World, sqlite_only: str, tmp_path: Path) -> Flask:
    return build_app(world, tmp_path)


SAID = {
    "lines-0-safe-criteria": "ОП-4, порошок, <4> кг",
    "lines-0-safe-certificates_needed": "no",
    "lines-0-safe-local": "yes",
    "lines-0-safe-green": "no",
    "lines-0-safe-upkeep": "Жыл сайын кайра толтурулат.",
}


def test_a_line_tells_in_the_form_and_the_officer_sees_what_is_missing(world: World, app: Flask):
    officer = Browser(app, "officer")
    sent = officer.send(NEW, {**ten(world), **SPLIT})
    page = officer.get(sent.headers["Location"].split("/office")[1]).text
    assert page.count("Lines that do not tell: 1.") == 3
    change = "/purchases/1/change"
    assert officer.send(change, {**SPLIT, **SAID, "do": "save"}).status_code == 303
    page = officer.get("/purchases/1").text
    assert "Lines that do not tell" not in page
    assert "Жыл сайын кайра толтурулат." in page
    kept = officer.get(change).text
    assert "ОП-4, порошок, &lt;4&gt; кг" in kept
    assert '<option selected value="yes">' in kept
    typed = {"lines-0-safe-local": "perhaps", "lines-0-safe-upkeep": "т" * 1001, "do": "save"}
    refused = officer.send(change, typed)
    assert refused.status_code == 422
    for field in ("local", "upkeep"):
        assert f'href="#lines-0-safe-{field}"' in refused.text


def test_everybody_reads_the_seven_with_their_facts_and_what_is_needed(world: World, app: Flask):
    safe(world)
    client = app.test_client()
    page = client.get("/en/purchases/1").text
    section = page.split('id="principles"')[1].split("<h2")[0]
    assert [str(WORDS[one].title) in section for one in PRINCIPLES] == [True] * 7
    assert section.count("Needed:") == 3
    assert "Of local make, of the money: 100%; not told: 0%." in section
    assert "whose text was not found" in section
    told = client.get("/en/purchases/1.json").json["data"]["principles"]
    assert [one["principle"] for one in told] == list(PRINCIPLES)
    assert {one["standing"] for one in told} == {"default"}
    assert told[-1]["texts"] == [{"line": 1, "text": "Жыл сайын кайра толтурулат."}]


def test_places_and_schools_count_and_lead_to_the_chart(world: World, app: Flask):
    safe(world)
    (line,) = extinguishers(world.lines["fire"]).lines
    world.purchase(lines=(replace(line, unit_price=Decimal(10)),))
    client = app.test_client()
    for kind, code in (("places", AIMAK), ("schools", "S-1001")):
        address = f"/en/{kind}/{code}/{YEAR}"
        page = client.get(address).text
        assert f'href="{address}/principles"' in page
        assert "Principles met: 5, can be said: 8" in page
        whole = client.get(f"{address}/principles")
        assert whole.status_code == 200
        assert "met:\N{NO-BREAK SPACE}1" in whole.text
        told = client.get(f"{address}/principles.json").json["data"]
        assert (told["purchases"], told["met"], told["can_be_said"]) == (2, 5, 8)
        assert {one["met"] + one["not_met"] + one["cannot_say"] for one in told["principles"]} == {
            2
        }
        assert client.get(f"{address}/principles.csv").data.startswith(
            b"\xef\xbb\xbfname,principle"
        )
        assert client.get(f"{address}/principles.xlsx").status_code == 200
    empty = f"/en/places/{OTHER_AIMAK}/{YEAR}"
    assert "/principles" not in client.get(empty).text
    assert "No purchases were entered" in client.get(f"{empty}/principles").text
    for wrong in (f"places/0/{YEAR}", f"schools/0/{YEAR}", f"places/{AIMAK}/1"):
        assert client.get(f"/en/{wrong}/principles").status_code == 404


def test_every_principle_and_state_has_its_words() -> None:
    assert list(WORDS) == list(PRINCIPLES)
    assert STATES.keys() == KINDS.keys() == {"met", "not_met", "cannot_say"}


def test_a_bar_has_three_parts_that_fill_it_and_its_label_is_escaped() -> None:
    words = ThirdsWords("met", "not met", "cannot be said")
    drawn = str(thirds([Thirds("<b>", 1, 2, 1)], words, "en"))
    assert "&lt;b&gt;" in drawn
    for part in ('width="24.75%"', 'x="24.75%" y="3" width="49.50%"', 'x="74.25%"'):
        assert part in drawn
    assert thirds([], words, "en") == ""
