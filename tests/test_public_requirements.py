"""The catalogue of the Standard on public pages: found, filtered, priced, and never read as law."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from core.money import som
from procurement import acts as procurement
from standard.acts import passports
from standard.reports import coverage, finding
from tests import doors
from tests.world import AIMAK, COUNTRY, OBLAST, OPERATOR, YEAR, World, extinguishers
from tracker import nightly
from tracker.charts.strip import Strip, StripWords, strips

LANGUAGES = ("ky", "ru", "en")
WORDS = StripWords("Median", "The middle half")


@pytest.fixture
def site(sqlite_only: str, world: World, tmp_path: Path) -> Iterator[FlaskClient]:
    """The site over the small world: one school has five floors, and nobody counted anything."""
    with world.act() as session:
        passports.fill(session, world.school, "S-1001", YEAR, {"floor": "5"})
        nightly.renew(session, COUNTRY)
    with doors.site(world, tmp_path) as app:
        yield app.test_client()


def codes(site: FlaskClient, query: str, lang: str = "en") -> list[str]:
    """The codes of the requirements a query finds."""
    data = site.get(f"/{lang}/standard.json?{query}").get_json()["data"]
    assert data["count"] == len(data["requirements"])
    return [row["code"] for row in data["requirements"]]


@pytest.mark.parametrize(
    "words", ["өрт өчүргүч", "орт очургуч", "огнетушители", "FIRE extinguishers"]
)
def test_words_of_any_language_find_a_requirement_on_any_keyboard(
    site: FlaskClient, words: str
) -> None:
    for lang in LANGUAGES:
        assert "FIR-01" in codes(site, f"q={words}", lang)


def test_words_are_looked_for_in_the_reason_and_the_code_too(
    session: Session, world: World
) -> None:
    with world.act() as writing:
        assert "FIR-01" in finding.found(writing, "первую минуту")
        assert finding.found(writing, "fir-01") == {"FIR-01"}
        assert finding.found(writing, "жок болгон сөз") == frozenset()


def test_filters_stand_in_the_address_and_narrow_each_other(site: FlaskClient) -> None:
    every = codes(site, "")
    assert len(every) == 120
    fire = codes(site, "domain=physical&category=emergency&priority=1&standing=default")
    assert "FIR-01" in fire
    assert 0 < len(fire) < len(codes(site, "domain=physical")) < len(every)
    assert len(codes(site, "standing=default")) + len(codes(site, "standing=sourced")) == 120
    page = site.get("/en/standard/?q=fire&domain=physical").text
    assert 'href="/en/standard/?domain=physical"' in page  # the chip that takes the words off
    assert 'href="/en/standard/?q=fire"' in page
    assert "/en/standard.json?q=fire&amp;domain=physical" in page


def test_a_person_who_mistypes_is_forgiven_and_a_program_told(site: FlaskClient) -> None:
    whole = site.get("/en/standard/").text
    for query in ("colour=red", "domain=nothing", "priority=7", "standing=maybe"):
        page = site.get(f"/en/standard/?{query}")
        assert (page.status_code, page.text.count("<li><a")) == (200, whole.count("<li><a"))
        assert site.get(f"/en/standard.json?{query}").status_code == 422
    assert site.get("/en/standard/FIR-01?place=nowhere").status_code == 200
    assert site.get("/en/standard/FIR-01.json?place=nowhere").status_code == 422


def test_nothing_found_says_so(site: FlaskClient) -> None:
    page = site.get("/en/standard/?q=<b>xyzzy").text
    assert "No requirement fits all of this" in page
    assert "<b>xyzzy" not in page


def test_a_requirement_nobody_counted_is_met_nowhere_and_missing_nowhere(
    site: FlaskClient, world: World
) -> None:
    with world.act() as session:
        told = coverage.by_requirement(session, COUNTRY)["FIR-01"]
    assert told == {"met": 0, "partly": 0, "missing": 0, "unknown": 3, "idle": 0}
    data = site.get("/en/standard/FIR-01.json").get_json()["data"]
    assert data["schools_by_state"] == told
    (oblast,) = data["parts"]
    assert (oblast["unknown"], oblast["needed"], oblast["cost"]) == (3, None, None)
    assert "no school can be said of yet" in site.get("/en/standard/").text


def test_a_default_says_so_everywhere_and_is_never_read_as_law(site: FlaskClient) -> None:
    notes = {
        "ky": "Шарттуу маани, ченем эмес",
        "ru": "Условное значение, не норма",
        "en": "A default value, not a norm",
    }
    for lang, note in notes.items():
        assert note in site.get(f"/{lang}/standard/").text
        page = site.get(f"/{lang}/standard/FIR-01").text
        assert page.count(note) >= 3  # the number, how long it lasts, the table
    assert "FIR-01 *" in site.get("/en/standard/").text


def test_too_few_purchases_are_not_compared_and_the_editors_word_says_what_it_is(
    site: FlaskClient, world: World
) -> None:
    page = site.get("/en/standard/FIR-01").text
    assert "Too few to compare. Have: 0, need: 5." in page
    assert "No price is known" in page
    world.accepted(world.delivered(world.contract(), {"S-1001": 7}))
    with world.act() as session:
        procurement.set_reference_price(
            session,
            OPERATOR,
            COUNTRY,
            "FIR-01",
            amount=som("3200"),
            lot=1,
            on=date(2026, 3, 1),
            standing="default",
            source="Ойлоп чыгарылган прайс",
        )
    page = site.get("/en/standard/FIR-01").text
    assert "Too few to compare. Have: 1, need: 5." in page
    assert "3,200\u00a0som" in page
    assert "not a market price" in page
    assert "Ойлоп чыгарылган прайс" in page
    data = site.get("/en/standard/FIR-01.json").get_json()["data"]
    assert (data["comparable_purchases"], data["reference_price"]) == (1, "3200.00")
    assert data["reference_standing"] == "default"


def test_five_comparable_purchases_are_drawn_with_the_same_numbers_in_a_table(
    site: FlaskClient, world: World
) -> None:
    line = replace(extinguishers(world.lines["fire"]).lines[0], unit_price=som(340))
    for number, price in enumerate((300, 310, 320, 330, 340)):
        purchase = world.purchase(lines=(line,))
        contract = world.contract(purchase, amount=som(price * 10), number=f"К-{number}")
        delivery = world.delivered(contract, {"S-1001": 7}, waybill=f"Ж-{number}")
        world.accepted(delivery, number=f"А-{number}")
    with world.act() as session:
        nightly.renew(session, COUNTRY)
    data = site.get("/en/standard/FIR-01.json").get_json()["data"]
    (row,) = data["prices"]
    assert (row["region"], row["count"]) == (OBLAST, 5)
    assert (row["low"], row["median"], row["high"]) == ("310.00", "320.00", "330.00")
    page = site.get("/en/standard/FIR-01").text
    assert "<svg" in page
    assert "Too few" not in page
    for amount in ("310", "320", "330"):
        assert f"{amount}\u00a0som" in page
    assert " style=" not in page
    assert "defaults of ours, not a norm" in page


def test_a_place_chosen_by_link_shows_its_parts_and_an_aimak_its_schools(site: FlaskClient) -> None:
    for lang in LANGUAGES:
        assert f"?place={OBLAST}" in site.get(f"/{lang}/standard/FIR-01").text
        page = site.get(f"/{lang}/standard/FIR-01?place={AIMAK}").text
        assert "№ 1 мектеп" in page
        assert "№ 3 мектеп" not in page
    data = site.get(f"/en/standard/FIR-01.json?place={AIMAK}").get_json()["data"]
    first = data["schools"][0]
    assert (first["code"], first["state"], first["needed"]) == ("S-1001", "unknown", "10")
    assert (first["have"], first["missing"], first["cost"]) == (None, None, None)


def test_a_strip_has_geometry_in_percent_and_escapes_its_labels() -> None:
    drawn = strips([Strip("<b>", som(50), som(80), som(100))], WORDS, "en")
    assert "<b><b>" not in drawn
    assert 'x="49%"' in drawn
    assert 'width="49%"' in drawn
    assert "viewBox" not in drawn
    assert "style=" not in drawn
    assert strips([], WORDS, "en") == ""
    assert "<circle" in strips([Strip("one", som(5), som(5), som(5))], WORDS, "en")


def test_what_is_bought_lasts_as_the_edition_says(site: FlaskClient) -> None:
    data = site.get("/en/standard/FIR-01.json").get_json()["data"]
    assert (data["lasts_months"], data["lasts_value_status"]) == (120, "default")
    assert [row["change"] for row in data["history"]] == ["added"]
    assert Decimal(data["priority"]) == 1
