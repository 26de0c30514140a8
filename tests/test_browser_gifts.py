"""A council enters what came and reports on it, without a script; everybody reads it."""

from typing import Any

from tests.sight import judged
from tests.world import DISTRICT, YEAR

pytest_plugins = ("tests.browser",)

COUNCIL = "council@example.invalid"


def test_a_council_enters_and_reports_and_a_parent_reads(house: Any) -> None:
    page = house.signed_in(COUNCIL, width=360)
    page.click("main a:text-is('Сыноо району')")
    page.click("main a.govuk-button")
    page.click("main button[type=submit]")
    assert page.locator(".govuk-error-summary a").count() >= 5
    page.select_option("[name=scope]", "S-1001")
    page.check("[name=kind][value=goods]")
    page.fill("[name=on]", f"10.02.{YEAR}")
    page.fill("[name=about]", "Өрт өчүргүч")
    page.fill("[name=value]", "9 000")
    page.select_option("[name=requirement]", "FIR-01")
    page.fill("[name=quantity]", "3")
    page.fill("[name=document_number]", "2")
    page.fill("[name=document_on]", f"10.02.{YEAR}")
    page.click("main button[type=submit]")
    assert "9\u00a0000" in page.inner_text("main")
    page.click("main td a")
    page.fill("[name=told]", "Мектепке коюлду.")
    page.fill("[name=minutes]", "4")
    page.fill("[name=minutes_on]", f"10.04.{YEAR}")
    page.click("main button[type=submit]")
    assert "күчүндө" in page.inner_text("main")
    parent = house.somebody(script=True, bypass_csp=True)
    for lang in ("ky", "ru", "en"):
        for path in (f"schools/S-1001/{YEAR}/gifts", f"places/{DISTRICT}/{YEAR}/gifts"):
            parent.goto(f"/{lang}/{path}")
            assert "Мектепке коюлду." in parent.inner_text("main") or "places" in path
            assert judged(parent, (360, 1280)) == {}, (lang, path)
    member = house.signed_in(COUNCIL, script=True, bypass_csp=True)
    for path in ("", "/new", "/reports/2025/0"):
        member.goto(f"/ky/council/gifts/S-1001{path}")
        assert judged(member, (360, 1280)) == {}, path
