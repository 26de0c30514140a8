"""What leaves the site as a picture or on paper: preview cards and posters."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pytest
import segno
from flask import Flask, g
from PIL import Image
from pypdf import PdfReader

from core.engines import open_writer
from register import acts as register
from register.rows import SchoolRow
from tests.doors import site
from tests.published import whole_story
from tests.world import AIMAK, COUNTRY, OPERATOR, OTHER_AIMAK, YEAR, World
from tests.world import of as world_of
from tracker import formats
from tracker.charts import raster
from tracker.charts.card import Card, svg
from tracker.public import poster, posters

SITE = "https://tracker.example.kg"
SCHOOL = f"/ky/schools/S-1001/{YEAR}"
LONG = (
    "Кыргыз Республикасынын эл мугалими Үлгүбаева Өрнөк атындагы № 3 жалпы билим берүүчү "
    "орто мектеп-гимназиясы"
)


@pytest.fixture(scope="module")
def world(sqlite_world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The small world when all has happened in it, and a school with a long name."""
    path = tmp_path_factory.mktemp("told") / "world.db"
    path.write_bytes(sqlite_world.read_bytes())
    engine = open_writer(f"sqlite:///{path}")
    world = whole_story(world_of(engine))
    with world.act() as session:
        row = SchoolRow(
            code="S-1003", place=OTHER_AIMAK, kind="secondary", name_ky=f"{LONG}, {LONG}"
        )
        register.load(session, OPERATOR, COUNTRY, "schools", [row])
    yield world
    engine.dispose()


@pytest.fixture(scope="module")
def app(world: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The site at its public address."""
    with site(world, tmp_path_factory.mktemp("site"), TRACKER_PUBLIC_URL=SITE) as app:
        yield app


def text_of(content: bytes) -> str:
    (sheet,) = PdfReader(BytesIO(content)).pages
    return sheet.extract_text().replace("\u00a0", "_")


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_every_sum_of_a_poster_is_one_of_its_page(app: Flask, drawing: None, lang: str) -> None:
    visitor = app.test_client()
    page = visitor.get(f"/{lang}/schools/S-1001/{YEAR}.json").json
    answer = visitor.get(f"/{lang}/schools/S-1001/{YEAR}/poster.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    text = text_of(answer.data)
    data, root = page["data"], page["meta"]["root"]
    sums = [data["figures"]["planned"], data["figures"]["paid"], data["paid_per_pupil"]]
    sums += [data["standard"]["missing_cost"] or "0"]
    sums += [row["paid"] for row in data["purchases"]]
    known = {formats.som(Decimal(amount), lang).replace("\u00a0", "_") for amount in sums}
    told = re.findall(r"[\d_,.]*\d_(?:сом|som)", text)
    assert set(told) <= known
    assert len(told) >= 3
    gaps = {formats.quantity(Decimal(row["missing"] or 0), lang) for row in data["gaps"]}
    assert all(
        amount.replace("_", "\u00a0") in gaps for amount in re.findall(r": ([\d_]+) \(", text)
    )
    assert " ".join(root[at : at + 4] for at in (0, 4, 8, 12)) in text
    assert formats.number(page["meta"]["as_of"], lang).replace("\u00a0", "_") in text
    assert len(re.findall(r"\S*\w\S*", text)) <= poster.WORDS


def test_a_poster_is_one_sheet_whatever_the_name_and_says_when_there_is_no_data(
    app: Flask, drawing: None
) -> None:
    visitor = app.test_client()
    for path, size in (
        (f"S-1003/{YEAR}/poster.pdf", "a4"),
        ("S-1001/2031/poster.pdf?size=a3", "a3"),
    ):
        content = visitor.get(f"/ky/schools/{path}").data
        text = text_of(content)
        assert len(re.findall(r"\S*\w\S*", text)) <= poster.WORDS
        box = PdfReader(BytesIO(content)).pages[0].mediabox
        assert round(float(box.width)) == {"a4": 595, "a3": 842}[size]
    assert "Маалымат жок" in " ".join(text.split())
    assert visitor.get("/ky/schools/S-1001/2026/poster.pdf?size=a9").status_code == 200
    assert visitor.get("/ky/schools/S-9999/2026/poster.pdf").status_code == 404


def test_a_poster_is_tagged_names_its_language_and_carries_its_letters(
    app: Flask, drawing: None
) -> None:
    answer = app.test_client().get(f"{SCHOOL}/poster.pdf")
    whole = PdfReader(BytesIO(answer.data))
    root = whole.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("ky", True)
    fonts = whole.pages[0]["/Resources"]["/Font"].values()
    inner = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts]
    assert all(
        "/FontFile2" in one["/FontDescriptor"] or "/FontFile3" in one["/FontDescriptor"]
        for one in inner
    )
    assert re.search("[ңөү]", whole.pages[0].extract_text())
    same = {"If-None-Match": answer.headers["ETag"]}
    assert app.test_client().get(f"{SCHOOL}/poster.pdf", headers=same).status_code == 304


def test_the_codes_of_a_poster_lead_to_the_page_and_to_the_check(app: Flask) -> None:
    with app.test_request_context(f"{SCHOOL}/poster.pdf"):
        g.lang = "ky"
        door, check = poster.doors("S-1001", YEAR)
    assert check.address == "tracker.example.kg/ky/schools/S-1001/check"
    assert door.address == f"tracker.example.kg{SCHOOL}"
    expected = segno.make(SITE + SCHOOL, error="m")
    drawn = expected.svg_data_uri(scale=4, border=2, light="#fff")
    assert unquote(str(door.qr)) == unquote(drawn)


def test_posters_of_a_place_are_one_file_of_as_many_sheets_by_request_and_by_command(
    app: Flask, drawing: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"/ky/places/{AIMAK}/{YEAR}/posters"
    visitor = app.test_client()
    known = visitor.get(f"{page}.json").json["data"]["posters"]
    assert len(PdfReader(BytesIO(visitor.get(f"{page}.pdf").data)).pages) == known
    out = tmp_path / "all.pdf"
    line = ["site", "posters", AIMAK, str(YEAR), "-o", str(out), "--json"]
    done = app.test_cli_runner().invoke(args=line)
    assert done.exit_code == 0, done.output
    assert f"{known} / {known}: " in done.stderr
    assert len(PdfReader(out).pages) == known
    monkeypatch.setattr(posters, "AT_ONCE", 1)
    assert visitor.get(f"{page}.pdf").status_code == 422
    assert "site posters" in visitor.get(page).text
    refused = app.test_cli_runner().invoke(args=["site", "posters", "9", "2026", "-o", str(out)])
    assert refused.exit_code == 1


def test_a_card_is_a_picture_of_the_page_in_its_size_and_is_named_by_the_page(app: Flask) -> None:
    pytest.importorskip("resvg_py")
    visitor = app.test_client()
    answer = visitor.get(f"{SCHOOL}/card.png")
    assert answer.mimetype == "image/png"
    assert Image.open(BytesIO(answer.data)).size == (1200, 630)
    same = {"If-None-Match": answer.headers["ETag"]}
    assert visitor.get(f"{SCHOOL}/card.png", headers=same).status_code == 304
    assert visitor.get(f"/ky/places/{AIMAK}/{YEAR}/card.png").status_code == 200
    assert visitor.get("/ky/schools/S-1001/2031/card.png").status_code == 200
    seen = visitor.get(SCHOOL).text
    assert f'<meta property="og:image" content="{SITE}{SCHOOL}/card.png">' in seen
    assert '<meta property="og:locale" content="ky_KG">' in seen
    assert f"https://t.me/share/url?url={SITE}{SCHOOL}&amp;text=" in seen
    assert 'rel="noopener nofollow">WhatsApp</a>' in seen


def test_a_card_draws_kyrgyz_letters_and_escapes_what_stands_on_it() -> None:
    pytest.importorskip("resvg_py")
    plain = Card("", "", "", (), "", "", "")
    seen = {letter: raster.png(svg(replace(plain, name=letter))) for letter in "ӨОҮУҢНөоүуңн"}
    assert len(set(seen.values())) == len(seen)
    nasty = svg(replace(plain, name="<b>&", notice="Мисал", numbers=(("А", "1 сом"),)))
    assert "&lt;b&gt;&amp;" in nasty
    assert raster.png(nasty).startswith(b"\x89PNG")


def test_no_picture_is_drawn_where_no_typeface_has_our_letters(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raster, "FOLDERS", ())
    raster.typeface.cache_clear()
    answer = app.test_client().get(f"/en/places/{AIMAK}/{YEAR}/card.png")
    raster.typeface.cache_clear()
    assert answer.status_code == 503
    assert "The page itself has the same numbers" in answer.text
