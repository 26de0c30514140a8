"""What is missing: on the page of a school, of a place, and school by requirement."""

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import brotli
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.access import Role
from core.money import ZERO, som
from procurement import acts as procurement
from procurement.reports import missing
from procurement.reports.costs import Gap
from standard.acts import assessments, passports
from standard.models.coverage import STATES
from tests import doors
from tests.world import AIMAK, COUNTRY, OBLAST, OPERATOR, YEAR, World, extinguishers, held
from tracker import nightly

LANGUAGES = ("ky", "ru", "en")
SCHOOL = f"schools/S-1001/{YEAR}"
PLACE = f"places/{AIMAK}/{YEAR}"


def ten_for_one_school(world: World) -> int:
    """Ten extinguishers for one school, of which eight came and were accepted."""
    values = extinguishers(world.lines["fire"])
    share = procurement.ShareValues(
        "S-1001", Decimal(10), (procurement.FundingValues(world.lines["fire"]),)
    )
    line = replace(values.lines[0], shares=(share,))
    contract = world.contract(world.purchase(lines=(line,)))
    return world.accepted(world.delivered(contract, {"S-1001": 8}))


@pytest.fixture
def site(sqlite_only: str, world: World, tmp_path: Path) -> Iterator[FlaskClient]:
    """Five floors, eight extinguishers of ten; one stretcher too few; a yes-and-no not kept."""
    ten_for_one_school(world)
    with world.act() as session:
        passports.fill(session, world.school, "S-1001", YEAR, {"floor": "5", "building": "2"})
        other = held(16, (Role.SCHOOL, "S-1002"))
        passports.fill(session, other, "S-1002", YEAR, {"floor": "2"})
        assessments.record(
            session, other, "S-1002", "FIR-01", on=date(YEAR, 5, 4), value=Decimal(0)
        )
        assessments.record(
            session, world.school, "S-1001", "FIR-05", on=date(YEAR, 5, 4), value=Decimal(1)
        )
        procurement.set_reference_price(
            session,
            OPERATOR,
            COUNTRY,
            "FIR-01",
            amount=som("3200.50"),
            lot=1,
            on=date(2026, 3, 1),
            standing="default",
            source="Ойлоп чыгарылган прайс",
        )
        nightly.renew(session, COUNTRY)
    with doors.site(world, tmp_path) as app:
        yield app.test_client()


def data_of(site: FlaskClient, address: str) -> dict[str, Any]:
    """What the JSON of an address says."""
    answer = site.get(f"/en/{address}")
    assert answer.status_code == 200, address
    data: dict[str, Any] = answer.get_json()["data"]
    return data


def row_of(rows: list[dict[str, Any]], code: str) -> dict[str, Any]:
    """The row of a requirement."""
    return next(row for row in rows if row["requirement"] == code)


def test_eight_of_ten_extinguishers_are_eighty_percent_and_two_are_missing(
    site: FlaskClient,
) -> None:
    gap = row_of(data_of(site, f"{SCHOOL}.json")["gaps"], "FIR-01")
    assert (gap["needed"], gap["have"], gap["missing"]) == ("10", "8", "2")
    assert (gap["state"], gap["share"]) == ("partly", "0.8000")
    assert (gap["price"], gap["pricing"], gap["cost"]) == (
        "3200.50",
        "reference_default",
        "6401.00",
    )
    assert gap["promised"] == "2"
    page = site.get(f"/en/{SCHOOL}").text
    assert "needed 10\u00a0*, present 8, missing 2" in page
    assert "6,401\u00a0som" in page
    assert "bought, not here yet: 2" in page
    assert "not a market price" in page
    assert "80%" in site.get("/en/schools/S-1001/requirements").text


def test_a_place_lists_sixty_requirements_a_page_and_all_of_them_in_its_files(
    site: FlaskClient,
) -> None:
    address = f"places/{AIMAK}/requirements"
    rows = data_of(site, f"{address}.json")["requirements"]
    assert len(rows) == 120
    pages = [site.get(f"/en/{address}?page={number}").text for number in (1, 2, 99)]
    shown = [set(re.findall(r"/standard/([A-Z]{3}-\d\d)", page)) for page in pages]
    assert shown[0] | shown[1] == {row["requirement"] for row in rows}
    assert (len(shown[0]), shown[0] & shown[1]) == (60, set())
    assert shown[2] == shown[1]  # there is no page behind the last


def test_the_first_sentence_tells_what_is_still_missing(site: FlaskClient) -> None:
    text = site.get(f"/en/{SCHOOL}").text
    assert re.search(r"still missing: 6,401\u00a0som\.", text)
    assert "Requirements without a price, not in the sum: 1." in text  # the evacuation plans
    elsewhere = site.get("/en/schools/S-1001/2025").text
    assert "still missing" not in elsewhere
    assert f'href="/en/{SCHOOL}#gaps"' in elsewhere
    document = data_of(site, "schools/S-1001/2025.json")
    assert (document["standard"], document["gaps"]) == (None, [])
    assert site.get("/en/schools/S-1001/2025.csv?table=gaps").status_code == 200


def test_the_json_of_a_school_tells_the_numbers_of_its_page(site: FlaskClient) -> None:
    told = data_of(site, f"{SCHOOL}.json")["standard"]
    assert told["requirements"]["partly"] == 2
    assert sum(told["requirements"].values()) == 120
    assert told["missing_cost"] == "6401.00"
    assert (told["gaps_priced"], told["gaps_without_a_price"]) == (1, 1)
    assert told["gaps"] == told["requirements"]["partly"] + told["requirements"]["missing"]
    assert told["passport"] == YEAR
    page = site.get(f"/en/{SCHOOL}").text
    assert f"<dd>◐ {told['requirements']['partly']}</dd>" in page
    assert f"<dd>? {told['requirements']['unknown']}</dd>" in page
    whole = data_of(site, "schools/S-1001/requirements.json")
    assert whole["missing_cost"] == told["missing_cost"]
    assert whole["count"] == 120
    assert row_of(whole["requirements"], "FIR-01") == row_of(
        data_of(site, f"{SCHOOL}.json")["gaps"], "FIR-01"
    )


def test_what_cannot_be_said_is_not_zero(site: FlaskClient) -> None:
    rows = data_of(site, "schools/S-1001/requirements.json?state=unknown")["requirements"]
    assert rows
    for row in rows:
        assert (row["missing"], row["cost"], row["share"]) == (None, None, None), row
        assert row["why"]
    place = data_of(site, f"places/{AIMAK}/requirements.json")["requirements"]
    silent = row_of(place, "FIR-02")
    assert (silent["needed"], silent["missing"], silent["cost"]) == (None, None, None)


def test_a_school_without_a_passport_says_who_owes_it(site: FlaskClient) -> None:
    page = site.get(f"/en/schools/S-1003/{YEAR}").text
    assert "passport is not filled in" in page
    assert "Responsible: № 3 мектеп." in page
    told = data_of(site, f"schools/S-1003/{YEAR}.json")["standard"]
    assert (told["passport"], told["requirements"]["met"]) == (None, 0)
    assert "still missing" not in page
    assert "passport is not filled in" not in site.get(f"/en/{SCHOOL}").text


def test_the_costs_of_schools_add_up_to_those_of_the_place_and_the_country(
    site: FlaskClient,
) -> None:
    schools = [data_of(site, f"schools/{code}/requirements.json") for code in ("S-1001", "S-1002")]
    costs = [Decimal(school["missing_cost"]) for school in schools]
    assert costs == [Decimal("6401.00"), Decimal("12802.00")]
    for place in (AIMAK, OBLAST, COUNTRY):
        told = data_of(site, f"places/{place}/requirements.json")
        assert Decimal(told["missing_cost"]) == sum(costs)
        row = row_of(told["requirements"], "FIR-01")
        assert (row["partly"], row["missing"], row["met"]) == (1, "6", 0)
        assert (row["needed"], row["counted"], row["cost"]) == ("14", "8", "19203.00")
    assert data_of(site, f"{PLACE}.json")["standard"]["missing_cost"] == "19203.00"
    assert data_of(site, "standard/FIR-01.json")["missing_cost"] == "19203.00"
    page = site.get(f"/en/{PLACE}").text
    assert "19,203\u00a0som" in page
    assert "not met: 1, partly: 1, schools it can be said of: 2" in page


def test_filters_of_a_school_s_requirements_narrow_page_and_files_alike(site: FlaskClient) -> None:
    query = "domain=physical&state=partly"
    rows = data_of(site, f"schools/S-1001/requirements.json?{query}")["requirements"]
    assert [row["requirement"] for row in rows] == ["FIR-01", "FIR-05"]
    page = site.get(f"/en/schools/S-1001/requirements?{query}").text
    assert page.count('scope="row"') == 2
    text = site.get(f"/en/schools/S-1001/requirements.csv?{query}").data.decode("utf-8-sig")
    assert [row["requirement"] for row in csv.DictReader(StringIO(text))] == ["FIR-01", "FIR-05"]
    assert site.get("/en/schools/S-1001/requirements?state=odd").text.count('scope="row"') == 120
    for address in ("schools/S-1001/requirements", f"places/{AIMAK}/requirements"):
        assert site.get(f"/en/{address}?colour=red").status_code == 200
        assert site.get(f"/en/{address}.json?colour=red").status_code == 422
        assert site.get(f"/en/{address}.json?domain=odd").status_code == 422


def test_the_matrix_shows_a_sign_and_a_word_for_each_school_and_requirement(
    site: FlaskClient,
) -> None:
    address = f"places/{AIMAK}/matrix"
    for lang in LANGUAGES:
        page = site.get(f"/{lang}/{address}").text
        assert f'<html lang="{lang}"' in page
        assert 'tabindex="0" role="region" aria-label=' in page
        assert "<abbr title=" in page
        assert page.count('<th scope="row">') == 2
        assert " style=" not in page
    page = site.get(f"/en/{address}").text
    assert '<td>◐ <span class="st-exact">partly met</span></td>' in page
    assert '<td>✗ <span class="st-exact">not met</span></td>' in page
    rows = data_of(site, f"{address}.json")["matrix"]
    assert {row["school"]: row["FIR-01"] for row in rows} == {
        "S-1001": "partly",
        "S-1002": "missing",
    }
    assert len(rows[0]) == 122  # the school, its code, and all domains
    one = data_of(site, f"{address}.json?domain=physical")["matrix"]
    assert len(one[0]) == 45
    book = CalamineWorkbook.from_filelike(BytesIO(site.get(f"/en/{address}.xlsx").data))
    assert len(book.get_sheet_by_index(0).to_python()) == 3
    assert site.get(f"/en/{address}?domain=odd&page=x").status_code == 200
    assert site.get(f"/en/{address}.json?domain=odd").status_code == 422


def test_the_matrix_of_the_country_leads_to_its_parts(site: FlaskClient) -> None:
    page = site.get(f"/en/places/{COUNTRY}/matrix").text
    assert f'href="/en/places/{OBLAST}/matrix"' in page
    assert "<table" not in page
    assert data_of(site, f"places/{COUNTRY}/matrix.json")["matrix"] == []


@pytest.mark.parametrize(
    "address",
    [
        SCHOOL,
        PLACE,
        "schools/S-1001/requirements",
        f"places/{AIMAK}/requirements",
        f"places/{COUNTRY}/requirements",
        f"places/{AIMAK}/matrix",
    ],
)
def test_every_page_stands_in_three_languages_small_and_marks_what_is_a_default(
    site: FlaskClient, address: str
) -> None:
    notes = {"ky": "ченем эмес", "ru": "не норма", "en": "not a norm"}
    for lang in LANGUAGES:
        answer = site.get(f"/{lang}/{address}", headers={"Accept-Encoding": "br"})
        assert len(answer.data) <= 14_600, (lang, len(answer.data))
        text = brotli.decompress(answer.data).decode()
        assert f'<html lang="{lang}"' in text
        assert notes[lang] in text
        assert len(re.findall("<h1", text)) == 1
        assert " style=" not in text


@pytest.mark.parametrize(
    "address",
    [
        "schools/S-9999/requirements",
        "places/nowhere/requirements",
        "places/nowhere/matrix",
    ],
)
def test_what_is_not_there_is_not_found(site: FlaskClient, address: str) -> None:
    assert site.get(f"/ky/{address}").status_code == 404


GAPS = st.builds(
    Gap,
    requirement=st.text("ABC", min_size=3, max_size=3),
    state=st.sampled_from(STATES),
    why=st.none(),
    needed=st.just(Decimal(10)),
    have=st.just(Decimal(4)),
    counted=st.just(Decimal(4)),
    to_buy=st.sampled_from([0, 6]),
    price=st.none(),
    cost=st.none() | st.integers(0, 10**9).map(som),
)


@given(gaps=st.lists(GAPS))
def test_sums_count_each_gap_once_and_nothing_that_cannot_be_said(gaps: list[Gap]) -> None:
    total = missing.summed(gaps)
    open_gaps = [gap for gap in gaps if gap.state in ("missing", "partly")]
    assert total.gaps == len(open_gaps)
    assert total.cost == sum((gap.cost or ZERO for gap in open_gaps), ZERO)
    assert sum(missing.in_states(gaps).values()) == len(gaps)
    for gap in gaps:
        if gap.state == "unknown":
            assert (missing.cost(gap), missing.quantity(gap), missing.share(gap)) == (None,) * 3


@given(gaps=st.lists(GAPS), priorities=st.dictionaries(st.text("ABC"), st.integers(1, 3)))
def test_the_most_important_gaps_come_first_then_the_dearest(
    gaps: list[Gap], priorities: dict[str, int]
) -> None:
    ordered = missing.first(gaps, priorities)
    ranks = [(priorities.get(gap.requirement, 9), -(missing.cost(gap) or ZERO)) for gap in ordered]
    assert ranks == sorted(ranks)
