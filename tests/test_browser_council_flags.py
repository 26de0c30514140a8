"""A council's queue in a real browser: without a fault, without script, and on paper."""

from typing import Any

import pytest

from oversight.kept import following
from tests.sight import judged
from tests.test_oversight_reviews import CLOSED, OF_YEAR, OPENLY, raise_flags
from tests.world import AIMAK, YEAR

pytest_plugins = ("tests.browser",)


@pytest.fixture
def flagged(new_house: Any) -> Any:
    """A house of its own with a purchase and three raised flags."""
    new_house.world.purchase()
    with new_house.world.act() as session:
        following.follow(session)
    raise_flags(new_house.world, OPENLY, CLOSED, OF_YEAR)
    return new_house


def test_pages_of_flags_have_no_fault_at_any_width(flagged: Any) -> None:
    page = flagged.signed_in("council@example.invalid", script=True, bypass_csp=True)
    wrong = {}
    for path in (
        f"/ky/council/flags?year={YEAR}",
        f"/ky/council/flags/{CLOSED}",
        f"/ky/places/{AIMAK}/{YEAR}/flags",
    ):
        page.goto(path)
        page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        if found := judged(page, (320, 1280)):
            wrong[path] = found
    assert wrong == {}


def test_a_member_takes_and_judges_a_flag_without_script_and_prints_the_list(
    flagged: Any,
) -> None:
    page = flagged.signed_in("council@example.invalid")
    page.goto(f"/ky/council/flags?year={YEAR}&flag=S07")
    page.check("input[name=item]")
    page.click("main form[method=post] button")
    assert "мен алган" in page.inner_text("main")
    page.click("main tbody th a")
    page.check("input[name=verdict][value=not_explained]")
    page.fill("[name=note]", "Акча эмне үчүн калганы айтылган эмес.")
    page.click("button[value=say]")
    assert "түшүндүрүлгөн эмес" in page.inner_text("main")
    page.goto(f"/ky/council/flags?year={YEAR}&whole=1")
    page.emulate_media(media="print")
    assert page.locator("main button").first.is_hidden()
    assert page.locator("main table").first.is_visible()
