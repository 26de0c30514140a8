"""At the keyboard: what is left while a sum is typed, what is typed kept, the end told in time."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from budgets.models import DraftLine
from core import clock
from core.errors import Refusal
from tests.sight import judged
from tests.world import AIMAK, YEAR, World
from tracker import formats
from tracker.accounts.models import TypedDraft, WebSession
from tracker.forms.fields import read_som, read_thousands

pytest_plugins = ("tests.browser",)

OFFICER = "officer@example.invalid"
BUDGET = f"/ky/office/budgets/{AIMAK}/{YEAR}"
NEW = f"{BUDGET}/lines/new"
SOM = "\u00a0сом"
WRITTEN = (
    "1 250 000,50",
    "1250000.5",
    "1\u00a0250\u00a0000",
    "1\u202f000 сом",
    "950 000,00 Сом",
    "5 с.",
    "7 KGS",
    "  12,3  ",
    "−12,30",
    "0",
    "0,000",
    "1,500",
    "00012",
    "1О00",
    "１２",
    "١٢",
    "12 34,5",
    "1.250,00",
    "1e5",
    "сом",
    "1,005",
    "1,234567",
    "90000000000000",
    "90000000000000,01",
    "999999999999999",
    "99999999999999999",
)
SPELLED = """([texts, units]) => {
    const { amount, unit } = document.querySelector("form[data-keeps]").elements;
    const told = [];
    for (const one of units) for (const text of texts) {
        unit.value = one;
        amount.value = text;
        amount.dispatchEvent(new Event("input", { bubbles: true }));
        told.push(document.querySelector("[data-tells=sum]").textContent);
    }
    return told;
}"""


def drafted(page: Any) -> Any:
    """The page of an officer who has begun to amend the budget and adds a line."""
    page.goto(BUDGET)
    begin = page.locator("main form[action$='/draft'] button")
    if begin.count():
        begin.click()
    page.goto(NEW)
    return page


def typed(page: Any, text: str) -> None:
    """A sum typed key by key, and the field left."""
    page.fill("[name=amount]", "")
    page.locator("[name=amount]").press_sequentially(text)


def told(page: Any, part: str) -> str:
    return page.text_content(f"[data-tells={part}]")


def count(world: World, model: Any) -> int:
    with world.act() as session:
        return session.scalar(select(func.count()).select_from(model))


def unused(world: World, minutes: int) -> None:
    """Sessions in which nothing was asked for so long."""
    with world.act() as session:
        ago = clock.now() - timedelta(minutes=minutes)
        session.execute(update(WebSession).values(seen_at=ago))


@pytest.fixture
def house(house: Any) -> Any:
    """The house of the module, in which nobody has anything unfinished."""
    with house.world.act() as session:
        session.execute(delete(TypedDraft))
    return house


@pytest.fixture
def officer(house: Any) -> Any:
    return drafted(house.signed_in(OFFICER, script=True, bypass_csp=True))


def spelled(text: str, in_thousands: bool) -> str:
    """What the page is to say of a sum: the server's sum grouped, or why it is none."""
    reader = read_thousands if in_thousands else read_som
    try:
        return "= " + formats.som(reader(text), "ky")
    except Refusal as refusal:
        return refusal.code


def test_a_sum_is_read_while_it_is_typed_as_the_server_reads_it(officer: Any) -> None:
    said = officer.evaluate(SPELLED, [WRITTEN, ["som", "thousand"]])
    expected = [spelled(text, unit) for unit in (False, True) for text in WRITTEN]
    words = {
        "money.not_a_number": "Сумма сан эмес",
        "money.finer_than_tyiyn": "Тыйындан майда",
        "money.too_large": "Сумма өтө чоң",
    }
    for text, one, meant in zip(WRITTEN * 2, said, expected, strict=True):
        assert one == meant or one.startswith(words.get(meant, "–")), (text, one, meant)


def test_what_is_left_of_a_source_is_told_while_typing_and_aloud_when_done(new_house: Any) -> None:
    page = drafted(new_house.signed_in(OFFICER, script=True, bypass_csp=True))
    page.select_option("[name=source]", "local_own")
    typed(page, "1 250,50")
    assert told(page, "sum") == f"= 1\u00a0250,50{SOM}"
    assert told(page, "rest") == f"Калганы: 48\u00a0749,50{SOM}"
    assert told(page, "aloud") == f"Калганы: 50\u00a0000{SOM}"  # of the source just chosen
    page.keyboard.press("Tab")
    assert told(page, "aloud") == f"= 1\u00a0250,50{SOM}. Калганы: 48\u00a0749,50{SOM}"
    typed(page, "50 001")
    assert told(page, "rest") == f"▲ Ашканы: 1{SOM}"
    page.select_option("[name=unit]", "thousand")
    assert told(page, "sum") == f"= 50\u00a0001\u00a0000{SOM}"
    typed(page, "5О")
    assert "«5О»" in told(page, "sum")
    assert not page.is_visible("[data-tells=rest]")
    typed(page, "60")
    assert judged(page, (360, 1280)) == {}

    page.select_option("[name=beneficiary]", "S-1001")
    page.select_option("[name=requirement]", "FIR-02")
    typed(page, "1,5")
    page.click("button[value=another]")
    page.wait_for_url("**/new?after=thousand")
    assert f"Калганы: 48\u00a0500{SOM}" in page.inner_text("#notice")
    assert page.locator("[name=beneficiary]:focus").count() == 1
    assert page.input_value("[name=unit]") == "thousand"

    page.goto(BUDGET)
    page.click("main a[href*='/lines/']:not([href$='/remove']):not([href$='/new']) >> nth=-1")
    page.wait_for_selector("[data-balance]:not([hidden])")
    page.select_option("[name=source]", "local_own")
    assert told(page, "lines") == f"150\u00a0000{SOM}"  # without this very line


def test_what_is_typed_is_kept_by_itself_and_comes_back_after_the_page_is_closed(
    officer: Any, house: Any
) -> None:
    page, world = officer, house.world
    page.clock.install()
    page.goto(NEW)
    typed(page, "12x")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.evaluate("location.reload()")
    page.wait_for_timeout(100)
    assert asked == ["beforeunload"]
    page.clock.run_for(21_000)
    page.wait_for_selector("[data-kept]:not(:empty)")
    assert "kept=" in page.url
    page.close(run_before_unload=False)

    page = page.context.new_page()
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(NEW)
    assert page.input_value("[name=amount]") == ""
    page.click("main a[href*='kept=']")
    assert page.input_value("[name=amount]") == "12x"
    page.fill("[name=amount]", "12")
    page.select_option("[name=beneficiary]", "S-1002")
    page.select_option("[name=source]", "local_own")
    page.keyboard.press("Control+S")
    page.wait_for_selector("[data-kept]:not(:empty)")
    page.goto(BUDGET)  # all is kept: nothing is asked
    assert asked == ["beforeunload"]
    page.goto(NEW)
    page.click("main a[href*='kept=']")
    before = count(world, DraftLine)
    page.click("button[value=save]")
    page.wait_for_url(f"**{BUDGET}")
    assert (count(world, DraftLine), count(world, TypedDraft)) == (before + 1, 0)


def test_the_end_of_the_sign_in_is_told_in_time_and_can_be_put_off(
    officer: Any, house: Any
) -> None:
    page, world = officer, house.world
    page.clock.install()
    page.goto(NEW)
    assert not page.is_visible("#until")
    page.clock.fast_forward(27 * 60_000)
    page.wait_for_timeout(200)  # another page was used meanwhile, the server says: no warning
    assert not page.is_visible(".st-ending")
    unused(world, 27)
    page.clock.fast_forward(27 * 60_000)
    page.wait_for_selector(".st-ending:not([hidden])")
    assert "Калган мүнөт: 3" in page.inner_text(".st-ending")
    assert judged(page, (360, 1280)) == {}
    page.set_viewport_size({"width": 360, "height": 700})
    page.mouse.wheel(0, 600)
    page.wait_for_timeout(300)
    page.focus(".govuk-skip-link")
    page.keyboard.press("Tab")
    assert page.inner_text(":focus") == "Сеансты улантуу"
    page.keyboard.press("Enter")
    page.wait_for_selector(".st-ending", state="hidden")
    with world.act() as session:
        seen = session.scalar(select(func.max(WebSession.seen_at)))
        assert clock.now() - seen < timedelta(minutes=1)
    unused(world, 31)
    page.clock.fast_forward(31 * 60_000)
    page.wait_for_selector("text=Сеансыңыз бүттү")
    assert not page.is_visible(".st-ending button")


def test_without_a_script_a_form_is_kept_offered_and_thrown_away(house: Any) -> None:
    page = drafted(house.signed_in(OFFICER, width=360))
    assert "Сеансыңыз бүтөт: " in page.inner_text("#until")
    assert page.locator("main table").count() == 1  # what is left of each source
    assert not page.is_visible("[data-balance]")
    page.select_option("[name=unit]", "thousand")
    page.fill("[name=amount]", "12x")
    page.click("button[value=keep]")
    assert "kept=" in page.url
    page.goto(NEW)
    assert page.input_value("[name=amount]") == ""
    page.click("main a[href*='kept=']")
    assert page.input_value("[name=amount]") == "12x"
    assert page.input_value("[name=unit]") == "thousand"
    page.click("button[value='throw-away']")
    assert "Жазганыңыз өчүрүлдү." in page.inner_text("#notice")
    assert page.locator("main a[href*='kept=']").count() == 0
