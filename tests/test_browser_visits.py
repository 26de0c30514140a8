"""A council on a phone: a visit typed part by part without a script; the costed list of a raion."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from oversight.visits import acts
from oversight.visits.rules import Told
from tests.sight import judged
from tests.test_browser_scenarios import plain
from tests.test_browser_voice import photograph
from tests.test_procurement_costs import three_schools
from tests.visits_world import NOTE, TODAY, announced, described, visited
from tests.world import DISTRICT, YEAR

pytest_plugins = ("tests.browser",)

COUNCIL = "council@example.invalid"
ROUND = "/ky/council/rounds/2"
VISIT = f"{ROUND}/schools/S-1001"


@pytest.fixture(scope="module")
def raion(open_house: Any) -> Iterator[Any]:
    """Three schools that told what they have, one of them visited; money is unspent."""
    house = open_house()
    with house.world.act() as session:
        three_schools(session, house.world)
    described(house.world)
    with house.world.act() as session:
        first = announced(session, house.world).id
        seen = {"physical": {"FIR-01": Told("not_seen")}}
        visited(session, house.world, first, seen, school="S-1003")
        came = {"on": TODAY, "visitors": ["council"]}
        acts.draft(session, house.world.council, first, "S-1001", **came)
    yield house
    house.leave()


def press(page: Any, button: str) -> None:
    """Press the button of the page that says so."""
    page.click(f"main button:text-is('{button}')")


def test_a_visit_on_a_phone_without_a_script(raion: Any) -> None:
    page = raion.signed_in(COUNCIL, width=360)
    page.goto("/ky/council/rounds/new")
    page.select_option("[name=place]", DISTRICT)
    page.fill("[name=first_on]", f"01.01.{YEAR}")
    page.fill("[name=last_on]", f"31.12.{YEAR}")
    for domain in ("physical", "psychological"):
        page.check(f"[name=domains][value={domain}]")
    press(page, "Жарыялоо")
    page.click(f"main a[href='{VISIT}']")
    page.check("[name=visitors][value=parent]")
    press(page, "Сактоо")
    page.click(f"main a[href='{VISIT}/parts/physical']")
    assert "Эсепте жазылганы: 4." in page.inner_text("#FIR-01")
    page.check("[name=FIR-01-verdict][value=differs]")
    page.click("#FIR-01 summary")
    page.set_input_files("[name=FIR-01-files]", photograph())
    page.fill("[name=FIR-01-note]", NOTE)
    press(page, "Сактап, улантуу")
    told = plain(page.inner_text("main"))
    assert "өзүңүздүн саныңызды жазыңыз" in told
    page.fill("[name=FIR-01-value]", "3")
    page.set_input_files("[name=FIR-01-files]", photograph())
    press(page, "Сактап, артка кайтуу")
    assert "жооп берилген: 1" in plain(page.inner_text("main"))
    page.goto(f"{VISIT}/parts/psychological")
    assert "кызмат орундары" in page.inner_text("#PSY-01")
    page.check("[name=PSY-01-verdict][value=as_said]")
    press(page, "Сактап, улантуу")
    assert "эсепте оңдолду" in plain(page.inner_text("main"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    press(page, "Жөнөтүү")
    assert NOTE in page.inner_text("main")
    parent = raion.somebody(width=360)
    parent.goto("/ky/schools/S-1001/visits")
    assert "ата-энелер" in parent.inner_text("main")
    parent.click("main a:text-is('Мониторинг')")
    assert "Кайсы кызмат орундары ээленген?" in parent.inner_text("main")


def test_25_critical_unmet_while_money_is_unspent_across_the_raion(raion: Any) -> None:
    page = raion.signed_in(COUNCIL)
    page.goto("/ky/council/")
    page.click("main a:text-is('Акча жумшалбай турганда аткарылбаган өтө маанилүү талаптар')")
    page.select_option("[name=domain]", "physical")
    press(page, "Көрсөтүү")
    assert "domain=physical" in page.url
    data = page.request.get(page.locator("main a:text-is('JSON')").get_attribute("href")).json()
    rows = data["data"]["unmet"]
    schools = {row["school"] for row in rows}
    assert "S-1002" in schools
    assert "S-1003" not in schools  # no money is free for it
    risks = [Decimal(row["risk"]) for row in rows]
    assert risks == sorted(risks, reverse=True)
    assert data["data"]["free"] == "250000.00"
    assert Decimal(data["data"]["cost"]) == sum(Decimal(row["cost"] or 0) for row in rows)
    shown = page.locator("main tbody tr").all_inner_texts()
    assert len(shown) == len(rows)
    assert "3 333,33" in plain("".join(shown))  # one extinguisher of two, at S-1002


def test_the_pages_can_be_used_by_everybody(raion: Any) -> None:
    reader = raion.somebody(script=True, bypass_csp=True)
    place = f"/ky/places/{DISTRICT}"
    for path in (f"{place}/unmet-while-unspent", f"{place}/rounds", "/ky/rounds/1"):
        reader.goto(path)
        assert judged(reader, (320, 1280)) == {}, path
    member = raion.signed_in(COUNCIL, script=True, bypass_csp=True)
    typed = "/ky/council/rounds/1/schools/S-1001"
    for path in (typed, f"{typed}/parts/psychological", "/ky/council/visits/1"):
        member.goto(path)
        assert judged(member, (360, 1280)) == {}, path
