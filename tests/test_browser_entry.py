"""Live flags while a purchase is typed, and the same by a button where there is no script."""

import os
from typing import Any

from core import clock
from register import acts as register
from register.rows import ItemCodeRow
from standard.acts.assessments import record
from standard.acts.passports import fill
from tests.sight import LISTEN, glanced
from tests.test_oversight_acts import five_bought
from tests.world import AIMAK, COUNTRY, DAY, OPERATOR, YEAR, World

pytest_plugins = ("tests.browser",)

OFFICER = "officer@example.invalid"
NEW = f"/ky/office/purchases/new?place={AIMAK}&year={YEAR}"
UNLIKE = "Баасы башкалар төлөгөндөн алыс."


def known(world: World) -> None:
    """Prices to compare, an item code, and what the first school has and lacks."""
    five_bought(world)
    with world.act() as session:
        item = ItemCodeRow(code="35111320-4", section="35", name_ru="Переносные огнетушители")
        register.load(session, OPERATOR, COUNTRY, "item_codes", [item])
        fill(session, world.officer, "S-1001", clock.today().year, {"floor": "5"})
        record(session, world.officer, "S-1001", "FIR-01", on=DAY, value=4)


def dear(page: Any, world: World) -> None:
    """What an officer types, but for the item code."""
    page.fill("[name=title]", "Өрт өчүргүчтөр")
    page.select_option("[name=method]", "single_source")
    page.select_option("[name=lines-0-requirement]", "FIR-01")
    page.select_option("[name=lines-0-budget_line]", str(world.lines["fire"]))
    for name, text in (
        ("title", "ОП-4"),
        ("quantity", "6"),
        ("unit", "шт"),
        ("unit_price", "9000"),
    ):
        page.fill(f"[name=lines-0-{name}]", text)


def said(page: Any) -> list[str]:
    return page.locator("#checks-said li").all_inner_texts()


def test_flags_appear_while_typing_and_by_a_button_alike(new_house: Any) -> None:
    world = new_house.world
    known(world)
    page = new_house.signed_in(OFFICER, script=True)
    page.add_init_script(LISTEN)
    page.goto(NEW)
    page.fill("[name=find]", "өчүргүч")
    page.locator("#requirements button[value='pick:FIR-01']").wait_for()
    dear(page, world)
    page.locator("[name=lines-0-item_code]").press_sequentially("өрт")
    page.locator("[role=option]", has_text="35111320-4").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.input_value("[name=lines-0-item_code]") == "35111320-4"
    page.locator("#checks-said", has_text=UNLIKE).wait_for()
    page.locator("[name=lines-0-price_reason]").wait_for()  # it is asked for, so it is there
    live = said(page)
    assert page.evaluate("document.getElementById('checks-said').getAttribute('role')") == "status"
    assert glanced(page, (360,), 1280) == {}
    seen(page, "live")
    page.fill("[name=lines-0-price_reason]", "Орнотуу менен.")
    page.locator("#checks-said", has_text="себеби жазылган").wait_for()

    plain = new_house.signed_in(OFFICER, width=360)
    plain.goto(NEW)
    dear(plain, world)
    plain.fill("[name=lines-0-item_code]", "өрт")
    plain.click("button[value='items:0']")
    plain.click("button[value='item:0:35111320-4']")
    plain.click("button[value=check]")
    assert said(plain) == live
    assert plain.locator("[name=lines-0-price_reason]").is_visible()
    plain.fill("[name=lines-0-quantity]", "")
    plain.click("button[value='split_gap:0']")
    assert plain.input_value("[name=lines-0-quantity]") == "6"
    assert plain.input_value("[name=lines-0-shares-0-quantity]") == "6"
    seen(plain, "plain")


def seen(page: Any, name: str) -> None:
    """For the eye: a picture, where a folder for it is named."""
    if folder := os.environ.get("SEEN"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
