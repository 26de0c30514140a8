"""The check before publishing in a real browser: by keyboard, without JavaScript, and judged."""

from typing import Any

from tests.sight import judged
from tests.test_browser_journey import tabbed_to, text_of
from tests.test_oversight_acts import WHY, draft, five_bought

pytest_plugins = ("tests.browser",)

OFFICER = "officer@example.invalid"


def test_an_officer_checks_answers_and_publishes_by_keyboard_alone(new_house: Any) -> None:
    five_bought(new_house.world)
    number = draft(new_house.world)
    here = f"/ky/office/purchases/{number}"

    scripted = new_house.signed_in(OFFICER, script=True, bypass_csp=True)
    for path in (f"{here}/checks", f"{here}/plan"):
        scripted.goto(path)
        assert judged(scripted, (360, 1280)) == {}, path

    page = new_house.signed_in(OFFICER)
    page.goto(here)
    tabbed_to(page, f"main a[href$='{number}/checks']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/checks")
    for said in ("Баасы башкалардан алыс", "Баасы: 9\u00a0000\u00a0сом", "Качан баары тартипте"):
        assert said in text_of(page), said
    tabbed_to(page, f"main a[href$='{number}/plan']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/plan")
    tabbed_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-error-summary")
    tabbed_to(page, "main textarea[name=R017]")
    page.keyboard.type(WHY)
    tabbed_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{here}")

    parent = new_house.somebody(width=360, script=True, bypass_csp=True)
    parent.goto(f"/ky/purchases/{number}")
    shown = text_of(parent)
    for said in ("Белги — кароого себеп, өкүм эмес.", "Медиана: 3\u00a0200\u00a0сом", WHY):
        assert said in shown, said
    assert judged(parent, (320, 1280)) == {}
