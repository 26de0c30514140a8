"""From the catalogue to a raised flag of a limit, and to reckoning it again: scenario 27.

In Kyrgyz, on a phone, without a script; over the example's direct awards to one supplier (R055).
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
FLAG = "R055"


def over_limit(page: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """The one purchase of the example the flag is raised of, as its page tells it; the facts."""
    [row] = told(page, f"/en/flags/{FLAG}.json")["raised"]
    return row, json.loads(row["facts"])


def som(text: str) -> str:
    """A sum as the page writes it."""
    return formats.som(Decimal(text), "ky")


def told(page: Any, address: str) -> Any:
    return page.request.get(address).json()["data"]


def test_direct_awards_over_the_limit_are_explained_and_reckoned_again(
    example_house: Any, tmp_path: Path
) -> None:
    page = example_house.somebody(width=360)
    row, facts = over_limit(page)
    page.goto("/ky/flags")
    page.click(f"main a[href='/ky/flags/{FLAG}']")
    page.wait_for_url(f"**/flags/{FLAG}")
    own = told(page, f"/ky/flags/{FLAG}.json")
    for part in ("rule_sentence", "why_it_matters", "innocent_when", "standing_sentence"):
        assert own[part] in text_of(page), part
    assert som(own["limits"][0]["amount"]) in text_of(page)
    page.click(f"main a[href*='/purchases/{row['purchase']}']")
    page.wait_for_url(f"**/purchases/{row['purchase']}#flags")
    shown = text_of(page)
    assert own["innocent_when"] in shown
    assert som(facts["sum"]) in shown
    assert som(facts["threshold"]) in shown
    for number in facts["purchases"]:
        assert page.locator(f"main a[href='/ky/purchases/{number}']").count() >= 1
    rate = told(page, f"/ky/flags/{FLAG}.json?year={row['year']}")["rates"]
    region = next(one for one in rate if one["place"] != "KG" and one["year"] == row["year"])
    with_numbers = f"белгиленген: {region['raised']}, баары: {region['told']}"
    assert f"{region['name']}, {row['year']}: {with_numbers}" in shown
    with page.expect_download() as coming:
        page.locator("main a[href$='flag-facts.csv']").first.click()
    coming.value.save_as(tmp_path / "facts.csv")
    assert recomputed(tmp_path / "facts.csv") == (0, "")
    example_house.leave()


def test_the_sum_over_the_limit_is_that_of_its_contracts_by_the_limit_of_those_days(
    example_house: Any,
) -> None:
    page = example_house.somebody(width=360)
    _row, facts = over_limit(page)
    contracts = [
        one
        for number in facts["purchases"]
        for one in told(page, f"/en/purchases/{number}.json")["contracts"]
    ]
    assert {one["supplier_id"] for one in contracts} == {int(facts["suppliers"][0])}
    assert sum(Decimal(one["amount"]) for one in contracts) == Decimal(facts["sum"])
    assert Decimal(facts["sum"]) > Decimal(facts["threshold"])
    days = [one["signed_on"] for one in contracts]
    [limit] = told(page, f"/en/flags/{FLAG}.json")["limits"]
    assert (limit["valid_from"] or "") <= min(days)
    assert limit["valid_until"] is None or max(days) < limit["valid_until"]
    assert limit["amount"] == facts["threshold"]
    example_house.leave()


def test_the_catalogue_and_a_flags_page_have_no_fault_at_any_width(example_house: Any) -> None:
    page = example_house.somebody(script=True, bypass_csp=True)
    for path in ("flags", "flags/R011"):
        page.goto(f"/ky/{path}")
        page.evaluate(OPEN_ALL)
        assert judged(page, (320, 1280)) == {}, path
    example_house.leave()
