"""Every kind of page as a browser shows it: narrow and wide, with and without script.

Axe judges what a program can judge of WCAG 2.2 AA; the eye judges the rest.
"""

import json
import re
from typing import Any

import pytest

from tests import tables
from tests.sight import LISTEN, OPEN_ALL, in_turn, judged, sticking_out
from tests.world import AIMAK, COUNTRY, DISTRICT, YEAR

pytest_plugins = ("tests.browser",)

LANGUAGES = ("ky", "ru", "en")
WIDTHS = (320, 360, 1280)
PUBLIC = {
    "home": "",
    "search": "search?q=2",
    "search for nothing": "search?q=%D1%8F%D1%8F%D1%8F",
    "country": f"places/{COUNTRY}/{YEAR}",
    "place": f"places/{DISTRICT}/{YEAR}",
    "school": f"schools/S-1001/{YEAR}",
    "similar schools": f"schools/S-1001/{YEAR}/similar",
    "questions": "schools/S-1001/questions",
    "school without data": "schools/S-1001/2031",
    "plan": f"places/{AIMAK}/{YEAR}/plan",
    "purchase": "purchases/1",
    "chart": f"places/{DISTRICT}/{YEAR}/charts/flow",
    "framed chart": f"schools/S-1001/{YEAR}/charts/months/embed",
    "principles": f"places/{DISTRICT}/{YEAR}/principles",
    "supplier": "suppliers/1",
    "standard": "standard/",
    "requirement": "standard/FIR-01",
    "journal": "journal",
    "data": "data",
    "glossary": "glossary",
    "how it works": "how-it-works",
    "not found": "schools/S-9999/2026",
}
SCHOOL = f"/ky/{PUBLIC['school']}"
BUTTON = re.compile(r"\n*Диаграмманы изилдөө: [\d,]+\sМБ")
LATIN = re.compile(
    r"[A-Z]{3}-\d\d|S-\d+|[0-9a-f]{64}|https?://\S+|\S*\.(json|csv|xlsx)"
    r"|CSV|XLSX|ZIP|JSON|SVG|PNG|UTF-8|SHA-256"
    r"|OCDS|Open Contracting Partnership|Fiscal Data Package|Parquet|WhatsApp|Telegram|Atom|PDF"
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_public_pages_have_no_fault_and_no_sideways_scroll(house: Any, lang: str) -> None:
    page = house.somebody(script=True, bypass_csp=True)
    wrong = {}
    for number, (name, path) in enumerate(PUBLIC.items()):
        page.goto(f"/{lang}/{path}")
        page.evaluate(OPEN_ALL)
        look = judged if in_turn(number, lang) else sticking_out
        if found := look(page, WIDTHS):
            wrong[name] = found
    assert wrong == {}


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_public_pages_have_no_fault_in_any_language(house: Any, lang: str) -> None:
    page = house.somebody(script=True, bypass_csp=True)
    wrong = {}
    for name, path in PUBLIC.items():
        page.goto(f"/{lang}/{path}")
        page.evaluate(OPEN_ALL)
        if found := judged(page, WIDTHS):
            wrong[name] = found
    assert wrong == {}


def test_a_page_without_script_says_all_that_it_says_with_it(house: Any) -> None:
    plain, scripted = house.somebody(width=360), house.somebody(width=360, script=True)
    for path in PUBLIC.values():
        said = []
        for page in (plain, scripted):
            page.goto(f"/ky/{path}")
            said.append(BUTTON.sub("", page.inner_text("body")))
        assert said[0] == said[1], path
        assert plain.locator("h1").count() == 1


def test_on_paper_a_page_has_no_navigation_opens_what_is_folded_and_tells_its_version(
    house: Any,
) -> None:
    page = house.somebody()
    page.goto(SCHOOL)
    page.emulate_media(media="print")
    for gone in (".st-nav", ".st-lang", ".govuk-breadcrumbs", "a[href*='wa.me']"):
        assert page.locator(gone).first.is_hidden(), gone
    folded = page.locator("details:not([open]) table").first
    assert folded.bounding_box()["height"] > 40
    told = "(one) => getComputedStyle(one, '::after').content"
    assert "as_of=" in page.locator(".st-foot a[rel]").evaluate(told)


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_no_english_word_stands_on_a_page_of_another_language(house: Any, lang: str) -> None:
    """Latin letters are names of files and standards, codes, and quotations that say so."""
    page = house.somebody()
    for name, path in PUBLIC.items():
        page.goto(f"/{lang}/{path}")
        page.evaluate("document.querySelectorAll('body [lang=en]').forEach((one) => one.remove())")
        page.evaluate(OPEN_ALL)
        assert re.findall(r"[A-Za-z]{3,}", LATIN.sub("", page.inner_text("body"))) == [], name


def test_pages_of_the_office_have_no_fault(house: Any) -> None:
    page = house.signed_in("officer@example.invalid", script=True, bypass_csp=True)
    wrong = {}

    def look(name: str) -> None:
        assert "TypeError" not in page.inner_text("body")
        if found := judged(page, (360, 1280)):
            wrong[name] = found

    new = f"/ky/office/purchases/new?place={AIMAK}&year={YEAR}"
    for path in (
        "/ky/office/",
        "/ky/office/purchases",
        f"/ky/office/budgets/{AIMAK}/{YEAR}",
        "/ky/office/purchases/1",
        "/ky/office/contracts/1/deliver",
        "/ky/accounts/sessions",
    ):
        page.goto(path)
        look(path)
    page.goto(new)
    page.click("button[value=save]:not([tabindex])")
    page.wait_for_selector(".govuk-error-summary")
    assert page.locator(".govuk-error-summary:focus").count() == 1
    assert page.title().startswith("Ката")
    look("a purchase with errors")
    page.goto(f"/ky/office/imports/new?place={AIMAK}&year={YEAR}")
    look("an upload")
    table = tables.workbook(tables.officers_own)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.set_input_files("[name=file]", {"name": "a.xlsx", "mimeType": kind, "buffer": table})
    page.click("main button[type=submit]")
    page.wait_for_selector("#errors")
    look("a table with errors")
    assert wrong == {}


def test_the_door_and_the_councils_pages_have_no_fault(house: Any) -> None:
    page = house.somebody(script=True, bypass_csp=True)
    page.goto("/ky/accounts/sign-in")
    assert judged(page, (360, 1280)) == {}
    page = house.signed_in("council@example.invalid", script=True, bypass_csp=True)
    for path in ("/ky/council/", "/ky/council/purchases/1"):
        assert page.goto(path).status == 200
        assert judged(page, (360, 1280)) == {}, path


@pytest.mark.parametrize("who", ["officer", "approver", "council"])
def test_nobody_is_shown_a_door_that_does_not_open(house: Any, who: str) -> None:
    page = house.signed_in(f"{who}@example.invalid")
    room = "council" if who == "council" else "office"
    for path in (f"/ky/{room}/", f"/ky/{room}/purchases/1"):
        page.goto(path)
        doors = page.eval_on_selector_all("a[href]", "(all) => all.map((one) => one.href)")
        assert len(doors) > 5
        for door in sorted({door.split("#")[0] for door in doors if door.startswith("http")}):
            assert page.request.get(door).status == 200, door


def test_a_school_page_is_one_small_answer(house: Any) -> None:
    """All that a parent without a script waits for: bytes as they came over the wire."""
    page = house.somebody(width=360)
    wire = page.context.new_cdp_session(page)
    came: dict[str, int] = {}
    address: dict[str, str] = {}
    wire.send("Network.enable")
    wire.on(
        "Network.requestWillBeSent", lambda e: address.update({e["requestId"]: e["request"]["url"]})
    )
    wire.on(
        "Network.loadingFinished",
        lambda e: came.update({address[e["requestId"]]: int(e["encodedDataLength"])}),
    )
    answer = page.goto(SCHOOL)
    page.wait_for_load_state("networkidle")
    assert answer.headers["content-encoding"] == "br"
    ours = {url: size for url, size in came.items() if not url.startswith("data:")}
    assert [url for url in ours if not url.startswith(house.address)] == []
    assert ours[house.address + SCHOOL] <= 13_500  # the headers counted in
    assert sum(ours.values()) <= 30_000, ours


DRAWN = {
    SCHOOL: ".barlayer .point",
    f"/ky/places/{DISTRICT}/{YEAR}/charts/flow": ".treemaplayer .slice",
    f"/ky/places/{DISTRICT}/{YEAR}/charts/sources": ".sankey .sankey-link",
    f"/ky/schools/S-1001/{YEAR}/charts/months": ".barlayer .point",
}
"""A page with each kind of chart, and what there is four times once it is drawn."""


def test_charts_open_on_a_press_and_ask_nobody_else(house: Any) -> None:
    page = house.somebody(script=True)
    page.add_init_script(LISTEN)
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for path, drawn in DRAWN.items():
        asked.clear()
        page.goto(path)
        assert not [url for url in asked if "plotly" in url]
        page.click("button[data-chart]")
        page.wait_for_selector(f".js-plotly-plot {drawn}", state="attached")
        assert page.locator(drawn).count() >= 4, path
        page.hover(".js-plotly-plot")
        titles = page.evaluate(
            "[...document.querySelectorAll('.modebar-btn')].map((one) => one.dataset.title)"
        )
        assert titles
        assert not [one for one in titles if re.search("(?<!P)[A-Za-z]{4}", one)], path
        assert page.evaluate("window.refused") == []
        assert said == []
        ours = (house.address, "data:", "blob:")
        assert not [url for url in asked if not url.startswith(ours)]
        figure = next(url for url in asked if "/charts/" in url and url.endswith(".json"))
        assert "data" in json.loads(page.request.get(figure).text())


def test_streams_are_offered_only_where_there_is_room_for_them(house: Any) -> None:
    page = house.somebody(width=360, script=True)
    page.goto(f"/ky/places/{DISTRICT}/{YEAR}/charts/sources")
    assert not page.is_visible("button[data-chart]")
    assert page.locator(".st-bars li").count() >= 2
