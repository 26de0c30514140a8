"""From the catalogue to a raised flag of a limit, and to reckoning it again: scenario 27.

In Kyrgyz, on a phone, without a script; over whatever flag of a limit is raised in the example.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.sight import OPEN_ALL, judged
from tests.test_browser_journey import text_of
from tests.test_public_flags import recomputed
from tracker import formats

pytest_plugins = ("tests.browser",)


def limited(page: Any) -> tuple[str, dict[str, Any]]:
    """A flag of a limit that is raised in the example, and the row of the flag's page about it."""
    for one in told(page, "/en/flags.json")["flags"]:
        if one["raised"]:
            for row in told(page, f"/en/flags/{one['flag']}.json")["raised"]:
                if row["purchase"] and "threshold" in json.loads(row["facts"]):
                    return one["flag"], row
    raise AssertionError("no flag of a limit is raised in the example")


def som(text: str) -> str:
    """A sum as the page writes it."""
    return formats.som(Decimal(text), "ky")


def told(page: Any, address: str) -> Any:
    return page.request.get(address).json()["data"]


def test_a_raised_flag_of_a_limit_is_explained_and_reckoned_again(
    example_house: Any, tmp_path: Path
) -> None:
    page = example_house.somebody(width=360)
    flag, row = limited(page)
    facts = json.loads(row["facts"])
    page.goto("/ky/flags")
    page.click(f"main a[href='/ky/flags/{flag}']")
    page.wait_for_url(f"**/flags/{flag}")
    own = told(page, f"/ky/flags/{flag}.json")
    for part in ("rule_sentence", "why_it_matters", "innocent_when", "standing_sentence"):
        assert own[part] in text_of(page), part
    assert som(own["limits"][0]["amount"]) in text_of(page)
    page.click(f"main a[href*='/purchases/{row['purchase']}']")
    page.wait_for_url(f"**/purchases/{row['purchase']}#flags")
    shown = text_of(page)
    assert own["innocent_when"] in shown
    assert som(facts["threshold"]) in shown
    for number in facts["purchases"]:
        assert page.locator(f"main a[href='/ky/purchases/{number}']").count() == 1
    rate = told(page, f"/ky/flags/{flag}.json?year={row['year']}")["rates"]
    region = next(one for one in rate if one["place"] != "KG" and one["year"] == row["year"])
    with_numbers = f"белгиленген: {region['raised']}, баары: {region['told']}"
    assert f"{region['name']}, {row['year']}: {with_numbers}" in shown
    with page.expect_download() as coming:
        page.locator("main a[href$='flag-facts.csv']").first.click()
    coming.value.save_as(tmp_path / "facts.csv")
    assert recomputed(tmp_path / "facts.csv") == (0, "")
    example_house.leave()


def test_the_catalogue_and_a_flags_page_have_no_fault_at_any_width(example_house: Any) -> None:
    page = example_house.somebody(script=True, bypass_csp=True)
    for path in ("flags", "flags/R011"):
        page.goto(f"/ky/{path}")
        page.evaluate(OPEN_ALL)
        assert judged(page, (320, 1280)) == {}, path
    example_house.leave()
