"""The pages of the Standard as a browser shows them, and its whole way without JavaScript."""

import io
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from PIL import Image

from core import clock
from tests.sight import LISTEN, OPEN_ALL, STICKING_OUT, glanced, in_turn, sticking_out
from tests.world import AIMAK

pytest_plugins = ("tests.browser",)

SCHOOL, COUNCIL = "school@example.invalid", "council@example.invalid"
EDITOR, OFFICER = "editor@example.invalid", "officer@example.invalid"
YEAR = clock.today().year
PLACE = "41704990000000"  # the example's district
PUBLIC = (
    "standard/?q=%D3%A9%D1%80%D1%82&domain=physical",
    "standard/FIR-01",
    f"schools/S-0001/{YEAR}",
    "schools/S-0001/requirements",
    "schools/S-0001/passport",
    "schools/S-0001/accreditation",
    f"places/{PLACE}/{YEAR}",
    f"places/{PLACE}/requirements",
    f"places/{PLACE}/matrix",
    f"places/{PLACE}/accreditation",
    "practices",
    "practices/1",
    "pilots",
    "guidance",
)
WIDTHS = (320, 360, 1280)
AXE_AT = {"ky": 320, "ru": 1280, "en": 360}
CODE = re.compile(r"S-\d+|[A-Z]{3}-\d+|\d+")
STOCK = "office/schools/S-0001/stock"
OFFICE = {
    "school.1@example.invalid": (
        "office/",
        STOCK,
        f"{STOCK}/count",
        f"{STOCK}/FIR-01",
        f"office/schools/S-0001/passport/{YEAR}",
        "office/schools/S-0001/practices",
        "office/schools/S-0001/practices/new",
    ),
    "officer.district@example.invalid": (
        "office/",
        "office/passports",
        f"office/passports/{PLACE}/{YEAR}/upload",
        f"office/plans/{PLACE}/{YEAR}?source=republican&money=300000&priority=1",
        f"office/places/{PLACE}/{YEAR}/plan",
        f"office/places/{PLACE}/{YEAR}/plan/new",
    ),
    "editor@example.invalid": (
        "office/standard",
        "office/prices",
        "office/pilots",
        "office/thresholds",
        "office/thresholds/direct_purchase_year/new",
    ),
    "council@example.invalid": (
        "council/",
        "council/schools/S-0001",
        "council/schools/S-0001/checklist",
        "council/practices",
        "council/practices/3",
    ),
}


@pytest.fixture
def example(example_house: Any) -> Iterator[Any]:
    """The example's house; who came in one test is gone in the next."""
    yield example_house
    example_house.leave()


@pytest.mark.parametrize("lang", AXE_AT)
def test_public_pages_of_the_standard_have_no_fault(example: Any, lang: str) -> None:
    page = example.somebody(script=True)
    page.add_init_script(LISTEN)
    wrong = {}
    for number, path in enumerate(PUBLIC):
        assert page.goto(f"/{lang}/{path}").status == 200, path
        if in_turn(number, lang):
            found: Any = glanced(page, WIDTHS, AXE_AT[lang])
        else:
            page.evaluate(OPEN_ALL)
            found = sticking_out(page, WIDTHS) or page.evaluate("window.refused")
        if found:
            wrong[path] = found
    assert wrong == {}


@pytest.mark.long
@pytest.mark.parametrize("lang", AXE_AT)
def test_public_pages_of_the_standard_have_no_fault_in_any_language(
    example: Any, lang: str
) -> None:
    page = example.somebody(script=True)
    page.add_init_script(LISTEN)
    wrong = {}
    for path in PUBLIC:
        assert page.goto(f"/{lang}/{path}").status == 200, path
        if found := glanced(page, WIDTHS, AXE_AT[lang]):
            wrong[path] = found
    assert wrong == {}


@pytest.mark.parametrize("who", OFFICE)
def test_pages_behind_the_doors_have_no_fault_and_no_dead_link(example: Any, who: str) -> None:
    page = example.signed_in(who, script=True)
    page.add_init_script(LISTEN)
    colours = who.startswith("school")  # the others' pages are of the same parts
    wrong: dict[str, Any] = {}
    doors: dict[str, str] = {}  # one of each kind
    for path in OFFICE[who]:
        assert page.goto(f"/ky/{path}").status == 200, path
        if found := glanced(page, (1280,), 360, colours=colours):
            wrong[path] = found
        there = page.eval_on_selector_all("a[href]", "(all) => all.map((one) => one.href)")
        ours = [one for one in there if one.startswith(f"{example.address}/ky/")]
        doors |= {CODE.sub("1", one.split("?")[0].split("#")[0]): one for one in ours}
    for door in doors.values():
        if page.request.get(door).status != 200:
            wrong[door] = "is shown and does not open"
    assert wrong == {}


def test_the_editors_draft_has_no_fault(example: Any) -> None:
    page = example.signed_in("editor@example.invalid", script=True)
    page.add_init_script(LISTEN)
    page.goto("/ky/office/standard")
    page.click("main form[method=post] button")
    page.goto("/ky/office/standard/FIR-01")
    assert glanced(page, (1280,), 360, colours=False) == {}
    page.fill("[name=quantity]", "3")
    page.click("main form button[type=submit]")
    for path in ("standard/diff", "standard/file", "prices/FIR-01"):
        assert page.goto(f"/ky/office/{path}").status == 200
        assert glanced(page, (1280,), 360, colours=False) == {}, path


def text_of(page: Any) -> str:
    return page.inner_text("main").replace("\u00a0", " ")


def saved(page: Any, **typed: str) -> None:
    """Fill the form that posts and press its button."""
    for name, value in typed.items():
        page.fill(f"main [name='{name}']", value)
    page.click("main form[method=post] button[type=submit]:not([tabindex='-1'])")


def a_photograph() -> dict[str, Any]:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (200, 30, 30)).save(out, "JPEG")
    return {"name": "өчүргүчтөр.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def tells_of_itself(page: Any) -> None:
    """The school's passport: a number that cannot be is refused where it was typed, and kept."""
    page.goto("/ky/office/")
    page.click(f"main a[href$='/schools/S-1001/passport/{YEAR}']")
    page.fill("[name='fact-building']", "1")
    saved(page, **{"fact-floor": "10 000"})
    assert "10 000" in page.inner_text("#fact-floor-error").replace("\u00a0", " ")
    assert page.input_value("[name='fact-floor']") == "10 000"
    assert page.input_value("[name='fact-building']") == "1"
    assert page.input_value("[name='fact-pupil']") == "300"
    saved(page, **{"fact-floor": "5"})
    assert "Паспорт сакталды: № 1 мектеп." in text_of(page)


def counts(page: Any) -> None:
    """The school counts its extinguishers and shows them."""
    page.goto("/ky/office/")
    page.click("main a[href$='/schools/S-1001/stock']")
    page.click("main a[href$='/stock/FIR-01']")
    page.set_input_files("[name=files]", [a_photograph()])
    saved(page, value="8")
    assert "Киргизилди." in text_of(page)
    shown = page.get_attribute("main a[href*='/files/']", "href")
    assert page.request.get(shown).headers["content-type"] == "image/jpeg"


def checks(page: Any) -> None:
    """The council looks, agrees, and prints the list for its visit."""
    page.goto("/ky/council/")
    page.click("main a[href$='/council/schools/S-1001']")
    page.click("main a[href*='/checks/']")
    assert page.request.get(page.get_attribute("main a[href*='/files/']", "href")).status == 200
    page.check("[name=verdict][value=agrees]")
    saved(page, note="Сегизин тең көрдүк.")
    assert "Текшерүү киргизилди." in text_of(page)
    page.click("main a[href$='/checklist']")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 718, "height": 1000})  # A4 between its margins
    assert page.evaluate(STICKING_OUT) == []
    assert page.locator("nav:visible").count() == 0
    row = page.locator("tr", has_text="FIR-01")
    assert "керек: 10" in row.inner_text().replace("\u00a0", " ")
    assert page.pdf(format="A4").startswith(b"%PDF")


def prices_and_adopts(page: Any) -> None:
    """The editor says a price, asks for three a floor instead of two, sees it, and adopts it."""
    page.goto("/ky/office/")
    page.click("main a[href$='/prices']")
    page.click("main a[href$='/prices/FIR-01']")
    page.select_option("[name=standing]", "default")
    saved(page, amount="9 000", source="Мисал үчүн ойлоп табылган баа")
    page.click("nav a[href$='/office/standard']")
    saved(page)
    page.click("main a[href$='/standard/FIR-01']")
    saved(page, quantity="3")
    page.click("main a[href$='/standard/diff']")
    (row,) = page.locator("main table tr", has_text="3").all()
    assert [cell.inner_text() for cell in row.locator("td").all()] == ["2", "3"]
    page.check("[name=sure]")
    saved(page)
    assert "Редакция күчүнө кирди" in text_of(page)


def plans(page: Any) -> None:
    """The officer has the free money planned; what the budget has already is not planned again."""
    page.goto("/ky/office/")
    page.click(f"main a[href$='/plans/{AIMAK}/{YEAR}']")
    told = text_of(page)
    assert "18 000 сом" in told  # two of seven: the budget's 50 000 som are for five
    assert "63 000" not in told
    page.click("button[value=draft]")
    assert "Баары: 18 000 сом." in text_of(page)
    assert page.url.endswith(f"/budgets/{AIMAK}/{YEAR}")
    assert "68 000 сом" in text_of(page)  # with what was there for the same school


def reads(page: Any) -> None:
    """A parent: fifteen are needed now, eight are there."""
    page.goto("/ky/")
    page.fill("[name=q]", "№ 1 мектеп")
    page.click("main button[type=submit]")
    page.click("main a:has-text('№ 1 мектеп')")
    told = text_of(page)
    assert "керек 15 *, бар 8, жетишпейт 7" in told
    assert f"{Decimal(7) * 9} 000 сом" in told
    page.click("main a[href$='/accreditation']")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    row = page.locator("li", has=page.locator("a[href$='/standard/FIR-01']"))
    assert "кеңеш" in row.inner_text().lower()


def test_a_requirement_travels_from_a_passport_to_a_parents_page(new_house: Any) -> None:
    school = new_house.signed_in(SCHOOL, width=360)
    tells_of_itself(school)
    counts(school)
    checks(new_house.signed_in(COUNCIL))
    prices_and_adopts(new_house.signed_in(EDITOR))
    plans(new_house.signed_in(OFFICER))
    reads(new_house.somebody(width=360))
