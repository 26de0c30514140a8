"""A parent reads, follows and prints; a journalist cites. A phone of 360 px, Kyrgyz, no script."""

import re
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

from pypdf import PdfReader

from tests.world import YEAR

pytest_plugins = ("tests.browser",)

SCHOOL = f"/ky/schools/S-1001/{YEAR}"
ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_parent_comes_from_the_door_reads_and_follows(house: Any) -> None:
    page = house.somebody(width=360)
    answer = page.goto("/ky/schools/S-1001")  # what a code on the door names: no year
    assert page.url.endswith(SCHOOL)
    assert len(answer.body()) < 100_000
    said = page.locator("main p.govuk-body", has_text="бөлүндү").first.inner_text()
    assert len(re.findall(r"сом", said)) <= 4
    assert {"бөлүндү", "төлөндү"} <= set(re.findall(r"\w+", said))
    headings = page.locator("main h2").all_inner_texts()
    assert all("?" in heading for heading in headings), headings
    feed = page.locator("main a[href$='.atom']").get_attribute("href")
    told = ElementTree.fromstring(page.request.get(feed).body())
    assert len(told.findall(f"{ATOM}entry")) >= 3  # planned, signed, delivered, accepted, paid
    for lang, word in (("ru", "Чего не хватает?"), ("en", "What is missing?")):
        page.click(f".st-lang a[lang={lang}]")
        assert word in page.inner_text("main")


def test_a_journalist_takes_a_chart_whose_address_keeps_its_numbers(house: Any) -> None:
    page = house.somebody(width=360)
    page.goto(SCHOOL)
    page.click("#categories a:text-is('Сүрөт, сайт үчүн код')")
    chart = page.url
    assert "<iframe" in page.content().replace("&lt;", "<")
    page.click(".st-foot a[rel=nofollow]")
    lasting, before = page.url, page.text_content("main table")
    assert "as_of=" in lasting
    house.world.contract()  # a purchase more: the sums of today are others
    page.goto(chart)
    assert page.text_content("main table") != before
    page.goto(lasting)
    assert page.text_content("main table") == before
    page.click("#past a")
    assert page.url == chart
    framed = house.somebody(width=360)
    answer = framed.goto(chart + "/embed")
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers


def test_a_drawing_is_a_table_too_and_a_sheet_of_paper_has_the_sums_of_the_page(
    house: Any, drawing: None
) -> None:
    page = house.somebody(width=360)
    for lang in ("en", "ru", "ky"):
        page.goto(f"/{lang}/schools/S-1001/{YEAR}")
        drawn = page.locator("figure.st-fig").all()
        assert drawn
        assert all(one.locator("details table").count() == 1 for one in drawn), lang
    assert page.locator("main h2:text-is('Кайсы булактардан?')").count() == 1
    sheet = page.locator("main a[href$='poster.pdf']").get_attribute("href")
    (poster,) = PdfReader(BytesIO(page.request.get(sheet).body())).pages
    printed = re.sub(r"\s", "", poster.extract_text())
    exact = page.locator(".st-kpi .st-exact").all_inner_texts()
    assert exact
    for told in exact:
        assert re.sub(r"\s", "", told) in printed, told


def test_what_is_asked_wrongly_is_answered_with_what_to_do(house: Any) -> None:
    page = house.somebody(width=360)
    for path, status in (
        ("schools/S-9999/2026", 404),
        (f"schools/S-1001/{YEAR}?as_of=99999999", 404),
        ("schools/S-1001/2031", 200),
        (f"search?q={'огнетушитель' * 400}", 200),
    ):
        answer = page.goto(f"/ky/{path}")
        assert answer.status == status, path
        assert page.locator("h1").count() == 1
        assert page.locator("main a").count() >= 1, path
    page.goto("/ky/schools/S-1001/2031")
    assert "Маалымат жок" in page.inner_text("main")
