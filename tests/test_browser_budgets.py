"""The citizens' budget and what hangs on it, as a phone and a wide screen show it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.sight import OPEN_ALL, judged
from tests.test_browser_pages import LATIN
from tests.test_public_budgets import HERE, LAST, NEXT, base
from tests.world import AIMAK

pytest_plugins = ("tests.browser",)

__all__ = ["base"]

PAGES = (
    f"{HERE}/budget",
    f"{HERE}/budget/versions/2",
    f"{HERE}/execution?by=requirement",
    f"{HERE}/report",
    f"places/{AIMAK}/{NEXT}/budget",
    f"places/{AIMAK}/{LAST}/budget",
)


def test_a_budget_is_read_on_a_phone_without_fault_or_sideways_scroll(
    serve: Callable[..., Any], base: Path
) -> None:
    house = serve(base, lambda _session: None)
    page = house.somebody(script=True, bypass_csp=True)
    wrong: dict[str, Any] = {}
    for path in PAGES:
        page.goto(f"/ky/{path}")
        page.evaluate(OPEN_ALL)
        if found := judged(page, (320, 360, 1280)):
            wrong[path] = found
        page.evaluate("document.querySelectorAll('body [lang=en]').forEach((one) => one.remove())")
        words = re.sub("PDF", "", LATIN.sub("", page.inner_text("body")))
        if english := re.findall(r"[A-Za-z]{3,}", words):
            wrong[f"{path} in English"] = english
    house.leave()
    assert wrong == {}
