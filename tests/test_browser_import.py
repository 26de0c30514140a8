"""An officer's own table, in Kyrgyz on a narrow screen, without JavaScript."""

from typing import Any

from tests.sight import judged
from tests.test_office_import_ways import unclear
from tests.world import AIMAK, YEAR

pytest_plugins = ("tests.browser",)

OFFICER = "officer@example.invalid"


def send(page: Any, content: bytes) -> None:
    page.goto(f"/ky/office/imports/new?place={AIMAK}&year={YEAR}")
    file = {"name": "бюджет.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.set_input_files("[name=file]", file)
    page.click("main button[type=submit]")


def test_last_years_table_comes_in_without_javascript(new_house: Any) -> None:
    page = new_house.signed_in(OFFICER, width=360)
    send(page, unclear("12x", -5, None))
    assert page.inner_text("h1") == "Кайсы мамыча эмнени билдирет?"
    assert judged_with_script(new_house, page.url) == {}
    for column, meaning in enumerate(("beneficiary", "requirement", "source", "amount"), start=1):
        page.select_option(f"[name=column_{column}]", meaning)
    page.select_option("[name=row]", "3")
    page.select_option("[name=factor]", "1000")
    page.click("main button[type=submit]")
    told = page.inner_text("main")
    for cell in ("D4", "D5", "D6"):
        assert cell in told
    assert "Ырастаганга чейин эч нерсе сакталбайт" in told
    assert page.locator("[name=seen]").count() == 0

    send(page, unclear("12,5", 6.25))
    assert "12\u00a0500\u00a0сом" in page.inner_text("main")
    page.fill("[name=reason]", "Баалар өстү.")
    page.click("main button[type=submit]")
    assert "18\u00a0750\u00a0сом" in page.inner_text("main")
    assert judged_with_script(new_house, page.url) == {}
    page.click("main a[href$='/undo']")
    page.click("main button[type=submit]")
    assert page.inner_text("h1") == "Жүктөө артка кайтарылды"


def judged_with_script(house: Any, address: str) -> dict[int, list[str]]:
    """What is wrong with a page of the officer's; axe itself needs JavaScript."""
    looking = house.signed_in(OFFICER, script=True, bypass_csp=True)
    looking.goto(address)
    return judged(looking, (360, 1280))
