"""Charts: one description, many addresses, and everywhere the sums of the page."""

import csv
import json
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from budgets.reports import flows
from budgets.reports.figures import NOTHING, Sums, folded
from budgets.reports.flows import OTHER, Flow
from core.words import Words
from register.reports import Spot
from tests.doors import site
from tests.world import AIMAK, COUNTRY, DISTRICT, YEAR, World
from tracker.charts import ACCEPTED, PAID, figures, paper, raster
from tracker.charts.columns import Column, ColumnWords, columns
from tracker.charts.figures import Way
from tracker.charts.ranks import Rank, RankWords, hundredths, ranks
from tracker.public.charts import CHARTS, FORMS, picture
from tracker.public.home import Tile, grid

SCHOOL = f"schools/S-1001/{YEAR}"
SCOPES = (SCHOOL, *(f"places/{code}/{YEAR}" for code in (AIMAK, DISTRICT, COUNTRY)))
NASTY = '<a href="https://example.org">Ө & ү</a>\x07\ud800'
amounts = st.decimals(min_value=0, max_value=10**9, places=2)
sums = st.builds(Sums, amounts, amounts, amounts, amounts)
codes = st.sampled_from("abcdefghijkl")
ways = st.lists(
    st.builds(Way, st.tuples(codes, codes, codes), st.tuples(*[st.text(max_size=9)] * 3), amounts),
    max_size=12,
)


@pytest.fixture(scope="module")
def client(story: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    """The site over a world in which all has happened."""
    with site(story, tmp_path_factory.mktemp("charts")) as app:
        yield app.test_client()


def rows_of(client: FlaskClient, path: str) -> list[dict[str, str]]:
    """A table of a chart as a program gets it."""
    return list(csv.DictReader(StringIO(client.get(f"/en/{path}.csv").data.decode("utf-8-sig"))))


def added(rows: list[dict[str, str]], column: str) -> str:
    return f"{sum((Decimal(row[column]) for row in rows), Decimal(0)):.2f}"


def test_the_table_of_each_chart_adds_up_to_the_page(client: FlaskClient) -> None:
    for scope in SCOPES:
        told = client.get(f"/en/{scope}.json").get_json()["data"]["figures"]
        for name in ("categories", "flow", "sources"):
            rows = rows_of(client, f"{scope}/charts/{name}")
            for column in ("planned", "committed", "accepted", "paid"):
                assert added(rows, column) == told[column], (scope, name, column)
        months = rows_of(client, f"{scope}/charts/months")
        assert added(months, "paid") == told["paid"] == months[-1]["paid_since_january"]
        flow = rows_of(client, f"{scope}/charts/flow")
        assert added(flow, "of_100") == "100.00"


def test_a_flow_leads_to_what_lies_directly_below(client: FlaskClient) -> None:
    rows = rows_of(client, f"places/{AIMAK}/{YEAR}/charts/flow")
    assert {row["to"] for row in rows} == {"S-1001", "S-1002", ""}
    text = client.get(f"/en/places/{AIMAK}/{YEAR}/charts/flow").text
    assert f'href="/en/schools/S-1001/{YEAR}"' in text
    assert "common, not yet given to one of them" in text
    assert "to" not in rows_of(client, f"{SCHOOL}/charts/flow")[0]


@pytest.mark.parametrize("scope", [SCHOOL, f"places/{DISTRICT}/{YEAR}", "schools/S-1001/2031"])
def test_every_form_of_every_chart_answers_and_is_not_sent_twice(
    client: FlaskClient, sqlite_only: str, scope: str
) -> None:
    for name in CHARTS:
        for ending, (after, _) in FORMS.items():
            address = f"/ky/{scope}/charts/{name}{after}"
            answer = client.get(address)
            if ending == "_png" and answer.status_code == 503:
                continue  # looked at below
            assert answer.status_code == 200, address
            again = client.get(address, headers={"If-None-Match": answer.headers["ETag"]})
            assert again.status_code == 304, address
    for wrong in ("charts/nothing", "charts/nothing.json", "charts/flow.pdf"):
        assert client.get(f"/ky/{scope}/{wrong}").status_code == 404
    assert client.get(f"/ky/schools/S-9999/{YEAR}/charts/flow").status_code == 404
    assert client.get(f"/ky/{scope}/charts/flow.csv?x=1").status_code == 422


def test_any_site_may_frame_the_small_page_and_no_other(
    client: FlaskClient, sqlite_only: str
) -> None:
    came_from = {"Referer": f"http://localhost/ru/{SCHOOL}/charts/flow"}
    framed = client.get(f"/ky/{SCHOOL}/charts/flow/embed", headers=came_from)
    policy = framed.headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "script-src" not in policy
    assert "form-action 'none'" in policy
    assert framed.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "Set-Cookie" not in framed.headers
    for word in ("<script", "<form", "<button", " style="):
        assert word not in framed.text
    assert re.search(r'href="http[^"]*/ky/\S+/charts/flow\?as_of=\d+"', framed.text)
    page = client.get(f"/ky/{SCHOOL}/charts/flow")
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert "&lt;iframe src=&#34;http" in page.text
    gone = client.get("/ky/schools/S-9999/2026/charts/flow/embed")
    assert "frame-ancestors 'none'" in gone.headers["Content-Security-Policy"]


def test_the_drawing_for_documents_says_whose_and_from_when_it_is(
    client: FlaskClient, sqlite_only: str
) -> None:
    drawn = client.get(f"/ky/{SCHOOL}/charts/categories.svg")
    root = ElementTree.fromstring(drawn.text)
    texts = [one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "№ 1 мектеп, 2026" in texts[0]
    assert any("?as_of=" in text for text in texts)
    assert drawn.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert root.get("viewBox") == f"0 0 1200 {root.get('height')}"


cells = st.lists(
    st.tuples(
        st.sampled_from(["P", "p1", "p2", "p3"]),
        st.sampled_from(["local_own", "republican", "donor", "in_kind", "local_own:carried"]),
        codes,
        sums,
    ),
    unique_by=lambda cell: cell[:3],
    max_size=40,
)


@given(cells)
def test_flows_lose_nothing_when_parted_gathered_or_cut_short(many) -> None:
    whole = folded((cell[2], cell[1], cell[3]) for cell in many if cell[0] == "P").money
    found = flows.parted("P", many)
    small = flows.gathered(found)
    for some in (found, small, flows.first(found, 3)):
        assert sum((flow.sums for flow in some), NOTHING) == whole
    names = [{getattr(flow, kind) for flow in small} for kind in ("purse", "category", "to")]
    assert sum(map(len, names)) <= flows.MOST_NODES
    assert len(flows.first(found, 3)) <= 4
    assert all("in_kind" not in flow.purse for flow in found)


def test_the_smallest_are_gathered_and_the_largest_keep_their_names() -> None:
    many = [Flow("a", f"c{i:02}", None, Sums(Decimal(100 - i))) for i in range(20)]
    small = flows.gathered(many)
    named = [flow.category for flow in small if flow.category != OTHER]
    assert named == [f"c{i:02}" for i in range(12)]
    assert sum(flow.sums.planned for flow in small) == sum(100 - i for i in range(20))


@given(st.lists(amounts, max_size=9))
def test_of_every_hundred_makes_a_hundred_or_nothing(many) -> None:
    assert sum(hundredths(many)) == (100 if any(many) else 0)


@settings(deadline=None, max_examples=40)  # the first figure loads plotly
@given(ways)
def test_figures_are_json_of_decimal_strings_in_which_text_can_be_read(many) -> None:
    tree = json.loads(json.dumps(figures.tree(many, "Баары", "сом")))["data"][0]
    assert all(re.fullmatch(r"\d+\.\d\d", value) for value in tree["values"])
    assert len(set(tree["ids"])) == len(tree["ids"]) == len(tree["labels"])
    fills = tree["marker"]["colors"]
    for fill, ink in zip(fills, tree["textfont"]["color"], strict=True):
        assert (ink == "#ffffff") == (fill == PAID)
    assert len(set(fills)) <= 8  # six hues, the rest, and the white of the whole
    streams = json.loads(json.dumps(figures.streams(many, "сом")))["data"][0]
    assert all(re.fullmatch(r"\d+\.\d\d", value) for value in streams["link"]["value"])
    for label in (*tree["labels"], *streams["node"]["label"]):
        assert "<" not in label.replace("<br>", "")


@given(st.text(max_size=300), st.text(max_size=80))
def test_a_drawing_for_documents_is_well_formed_whatever_the_names(title: str, label: str) -> None:
    zero, half = Fraction(0), Fraction(1, 2)
    marks = (paper.Mark(zero, half, 0, 20, PAID), paper.Mark(half, half, 0, 20, ACCEPTED))
    rows = (paper.Row(label + NASTY, title, marks), paper.Row(label, "", ()))
    of = paper.Paper("ky", title + NASTY, label, (("#fff", label),), rows, (label,))
    ElementTree.fromstring(paper.svg(of))
    for drawn in (
        ranks([Rank(label, Decimal(2)), Rank(title, Decimal(-1))], RankWords("100", "жок"), "ky"),
        columns([Column(1, Decimal(5))], Decimal(9), ColumnWords(label, title, "жок")),
    ):
        text = paper.NOT_XML.sub("", str(drawn))
        ElementTree.fromstring(f"<div>{text}</div>")
        assert "style=" not in text
        assert "viewBox" not in text


def glyph(letter: str) -> Image.Image:
    """One letter as the pictures have it."""
    of = paper.Paper("ky", letter, "", (), (), ())
    return Image.open(BytesIO(raster.png(paper.svg(of)))).convert("L").crop((0, 30, 120, 90))


def test_pictures_have_the_kyrgyz_letters_and_no_empty_boxes() -> None:
    try:
        box = glyph("\ue123")  # a letter of no font
    except raster.Unavailable as error:
        pytest.skip(f"no pictures on this machine: {error.__cause__ or error}")
    seen = [box]
    for letter in "ӨөҮүҢң›":
        drawn = glyph(letter)
        assert drawn.getextrema()[0] < 128, letter
        for other in seen:
            assert ImageChops.difference(drawn, other).getbbox(), letter
        seen.append(drawn)


def test_a_picture_is_wide_or_the_answer_says_why_there_is_none(
    client: FlaskClient, sqlite_only: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"/en/{SCHOOL}/charts/categories.png"
    answer = client.get(address)
    if answer.status_code == 200:
        assert Image.open(BytesIO(answer.data)).width == 1200
    monkeypatch.setitem(sys.modules, "resvg_py", None)  # a library that is absent
    picture.cache_clear()
    answer = client.get(address)
    assert answer.status_code == 503
    assert "This machine cannot draw pictures" in answer.text


def test_every_part_of_the_country_has_its_square_or_a_list_stands_there() -> None:
    units = [Spot(code, "oblast", Words(code), "KG", False) for code in "ab"]
    held = {"a": Sums(planned=Decimal(200), paid=Decimal(50))}
    assert grid(units, held, {"a": (2, 1), "b": (1, 2)}) == (
        (None, Tile(0, Decimal(25))),
        (Tile(1, None), None),
    )
    assert grid(units, held, {"a": (1, 1)}) == ()
    assert grid(units, held, {"a": (1, 1), "b": (1, 1)}) == ()


def test_the_first_page_lists_what_the_register_gives_no_square(
    client: FlaskClient, sqlite_only: str
) -> None:
    text = client.get("/en/").text
    assert '<ul class="st-tiles">' in text  # the small world has no tiles
    units = client.get("/en/index.json").get_json()["data"]["units"]
    assert [unit["of_100"] for unit in units] == [100]
    assert f"/en/places/{COUNTRY}/{YEAR}/charts/flow" in text
