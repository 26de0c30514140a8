"""Similar schools, last year and som of another year: from the night to the page."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from io import StringIO
from pathlib import Path
from random import Random
from statistics import quantiles

import brotli
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgets import acts as budgets
from core.access import Role
from core.money import som
from procurement.models import PeerBand, SchoolLikeness, SchoolPeer
from register import acts as register
from register import profile, pupils, register_file
from register.likeness import Facts, distance
from register.rows import SchoolRow
from tests.doors import site
from tests.world import COUNTRY, DISTRICT, OPERATOR, OTHER_AIMAK, YEAR, World, held
from tracker import nightly

LAST = YEAR - 1
SCALE = profile.load("KG").likeness
APPROVER = held(31, (Role.APPROVER, OTHER_AIMAK))
SCHOOL = f"/en/schools/S-2001/{YEAR}"
INDEXES = f"""year,percent,standing,source
{LAST},110,default,invented for a test
{YEAR},125,default,invented for a test
"""


def rows() -> list[SchoolRow]:
    """Fourteen schools of one kind, the last of which says nothing of itself; one of another."""
    told = [
        SchoolRow(
            code=f"S-20{number:02}",
            place=OTHER_AIMAK,
            kind="basic",
            name_ky=f"№ {30 - number} негизги мектеп",
            shifts=1 + number % 2,
            altitude=900 + 40 * number,
            heating_days=150 + number if number % 3 else None,
            area="rural" if number > 2 else "urban",
            pupils={LAST: 90 + 10 * number, YEAR: 100 + 10 * number},
        )
        for number in range(1, 14)
    ]
    alone = {"place": OTHER_AIMAK, "name_ky": "Башка мектеп"}
    told.append(SchoolRow(code="S-2014", kind="basic", **alone))
    return [*told, SchoolRow(code="S-2015", kind="boarding", **alone)]


def a_budget(world: World, year: int, each: int) -> None:
    """Money for every school but the last three, a different sum per pupil."""
    with world.act() as session:
        version = budgets.open_draft(session, world.other_officer, OTHER_AIMAK, year)
        source, most = "local_own", som(10_000_000)
        budgets.set_ceilings(session, world.other_officer, version.id, {source: most})
        for number in range(1, 13):
            values = budgets.LineValues(
                f"S-20{number:02}", "food", None, source, False, None, som(each * number**2)
            )
            budgets.allocate(session, world.other_officer, version.id, values)
        budgets.submit(session, world.other_officer, version.id)
        on = date(year, 1, 20)
        budgets.approve(session, APPROVER, version.id, resolution="№ 2", on=on)


@pytest.fixture(scope="module")
def compared(lasting_world: World) -> World:
    """The small world with more schools, two years of money, and a night after it."""
    world, mixed = lasting_world, rows()
    Random(str(world.writer.url)).shuffle(mixed)  # another order in each database
    with world.act() as session:
        register.load(session, OPERATOR, COUNTRY, "schools", mixed)
    a_budget(world, LAST, 1000)
    a_budget(world, YEAR, 1500)
    with world.act() as session:
        nightly.renew(session, COUNTRY)
    return world


@pytest.fixture
def client(compared: World, tmp_path: Path) -> Iterator[FlaskClient]:
    """Somebody without an account."""
    with site(compared, tmp_path / "site") as app:
        yield app.test_client()


def facts_of(row: SchoolRow) -> Facts:
    """What is compared of a school."""
    return Facts(
        row.code, row.pupils.get(YEAR), row.shifts, row.heating_days, row.altitude, row.area
    )


def test_the_night_chooses_the_same_schools_in_both_databases(compared: World) -> None:
    alike = {row.code: facts_of(row) for row in rows() if row.kind == "basic"}
    with Session(compared.writer) as session:
        kept = session.scalars(select(SchoolPeer).order_by(SchoolPeer.school, SchoolPeer.rank))
        found: dict[str, list[tuple[int, str]]] = {}
        for row in kept:
            found.setdefault(row.school, []).append((row.distance, row.peer))
        lonely = session.get_one(SchoolLikeness, "S-2015")
        silent = session.get_one(SchoolLikeness, "S-2014")
    for code, own in alike.items():
        others = (other for other in alike if other != code)
        assert found[code] == sorted((distance(own, alike[o], SCALE), o) for o in others)
    assert (lonely.peers, lonely.close) == (0, 0)
    assert (silent.known, silent.close, silent.peers) == (0, 0, 13)
    assert {distance for distance, _ in found["S-2014"]} == {1000}


def test_a_band_is_the_quartiles_of_the_similar_schools_that_have_it(compared: World) -> None:
    with Session(compared.writer) as session:
        every = session.scalars(select(PeerBand).where(PeerBand.measure == "planned_per_pupil"))
        bands = {(band.school, band.year): band for band in every}
        peers = session.scalars(select(SchoolPeer.peer).where(SchoolPeer.school == "S-2001")).all()
    for year in (LAST, YEAR):
        band = bands["S-2001", year]
        values = [own for peer in peers if (own := bands[peer, year].own) is not None]
        exact = quantiles(values, method="inclusive")  # Hyndman and Fan's type 7
        three = [each.quantize(Decimal("0.01"), ROUND_HALF_UP) for each in exact]
        assert (band.schools, len(values)) == (11, 11)
        assert [band.low, band.median, band.high] == three
    assert bands["S-2002", YEAR].own == Decimal("50.00")  # 6 000 som for 120 pupils
    assert bands["S-2013", YEAR].own is None  # nothing was entered: no zero


def test_the_page_says_how_and_never_ranks(client: FlaskClient) -> None:
    for lang in ("ky", "ru", "en"):
        answer = client.get(
            f"/{lang}/schools/S-2001/{YEAR}/similar", headers={"Accept-Encoding": "br"}
        )
        assert (answer.status_code, len(answer.data) <= 13_500) == (200, True)
        assert " style=" not in brotli.decompress(answer.data).decode()
    data = client.get(f"{SCHOOL}/similar.json").get_json()["data"]
    names = [peer["code"] for peer in data["peers"]]
    assert names == [f"S-20{number:02}" for number in range(13, 1, -1)] + ["S-2014"]
    assert set(data["peers"][0]) == {
        "name", "code", "place", "pupils", "shifts", "heating_days", "altitude", "area",
        "known", "distance",
    }  # fmt: skip
    assert data["scale"]["standing"] == "default"
    assert data["scale"]["weights"] == dict(SCALE.weights)
    planned = data["bands"][0]
    assert (planned["measure"], planned["schools"], planned["weak"]) == (
        "planned_per_pupil", 11, "no",
    )  # fmt: skip
    table = client.get(f"{SCHOOL}/similar.csv").data.decode("utf-8-sig")
    assert [row["code"] for row in csv.DictReader(StringIO(table))] == names
    assert client.get(f"{SCHOOL}/similar.xlsx").status_code == 200


def test_a_school_that_says_nothing_of_itself_is_a_weak_comparison(client: FlaskClient) -> None:
    text = client.get(f"/en/schools/S-2014/{YEAR}/similar").text
    assert "Weak comparison." in text
    assert "Facts known of this school: 0 of 4." in text
    assert text.count("not known") >= 4
    alone = client.get(f"/en/schools/S-2015/{YEAR}/similar").text
    assert "There is no other school of this kind." in alone
    assert "Too few similar schools" in client.get(f"/en/schools/S-1001/{YEAR}").text


def test_a_school_stands_beside_similar_ones_and_its_last_year(client: FlaskClient) -> None:
    data = client.get(f"{SCHOOL}.json").get_json()["data"]
    assert data["last_year"]["figures"]["planned"] == "1000.00"
    assert (data["similar"]["own"], data["similar"]["schools"]) == ("0.00", 11)
    text = client.get(SCHOOL).text
    assert "last year: 1,000\u00a0som" in text
    assert "Schools compared: 11." in text
    assert "last year: no data" in client.get(f"/en/schools/S-2001/{LAST}").text


def test_a_place_is_told_per_pupil_and_says_of_whom_it_does_not_know(
    compared: World, client: FlaskClient
) -> None:
    with Session(compared.writer) as session:
        counted = pupils.of_place(session, OTHER_AIMAK, (YEAR, LAST))
    assert (counted[YEAR].count, counted[YEAR].unknown) == (2210 + 50, 2)
    data = client.get(f"/en/places/{OTHER_AIMAK}/{YEAR}.json").get_json()["data"]
    assert (data["pupils"], data["schools_without_pupils"]) == (2260, 2)
    each = Decimal(1500 * 650) / 2260
    assert data["planned_per_pupil"] == f"{each:.2f}"
    assert data["last_year"]["figures"]["planned"] == "650000.00"
    assert "Per pupil at most" in client.get(f"/en/places/{OTHER_AIMAK}/{YEAR}").text


def test_without_a_table_of_prices_nothing_is_told_in_som_of_another_year(
    client: FlaskClient,
) -> None:
    assert "som_of" not in client.get(SCHOOL).text
    assert "In som of" not in client.get(f"{SCHOOL}?som_of={YEAR}").text
    assert client.get(f"{SCHOOL}.json?som_of={YEAR}").status_code == 422


def test_sums_are_told_in_som_of_another_year_exactly(compared: World, client: FlaskClient) -> None:
    before = client.get(SCHOOL).headers["ETag"]
    file = register_file.read(INDEXES.encode())
    with compared.act() as session:
        register.load(session, OPERATOR, COUNTRY, str(file.kind), file.rows)
    page = client.get(SCHOOL)
    assert page.headers["ETag"] != before
    assert f"?som_of={YEAR}" in page.text
    text = client.get(f"{SCHOOL}?som_of={YEAR}").text
    assert "invented for a test" in text
    assert "last year: 1,250\u00a0som" in text
    assert f'href="{SCHOOL}"' in text  # the exact sums are one tap away
    data = client.get(f"{SCHOOL}.json?som_of={LAST}").get_json()["data"]
    told = data["in_som_of"]
    assert (told["year"], told["this_year"]["planned"]) == (LAST, "1200.00")
    assert told["last_year"]["planned"] == "1000.00"
    assert data["figures"]["planned"] == "1500.00"  # what was entered stays
    place = client.get(f"/en/places/{DISTRICT}/{YEAR}.json?som_of={YEAR}").get_json()["data"]
    assert place["in_som_of"]["last_year"]["planned"] == "812500.00"
    years = client.get(f"{SCHOOL}.csv?table=years&som_of={YEAR}").data.decode("utf-8-sig")
    now, last = csv.DictReader(StringIO(years))
    assert (now["planned_in_som_of"], last["planned_in_som_of"]) == ("1500.00", "1250.00")
    for path in (f".json?som_of={YEAR + 1}", f".csv?som_of={YEAR}", ".json?som_of=20x6"):
        assert client.get(SCHOOL + path).status_code == 422, path
