"""What a browser finds wrong with a page: axe's faults, what sticks out, what the policy refused.

Axe judges what a program can judge of WCAG 2.2 AA; the eye judges the rest.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import axe_playwright_python

from core.words import LANGUAGES

RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
LISTEN = """
window.refused = [];
document.addEventListener("securitypolicyviolation",
    (event) => window.refused.push(event.violatedDirective + " " + event.blockedURI));
"""
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
# What sticks out of the window to the right and is not inside a frame that scrolls of itself.
STICKING_OUT = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    return [...document.querySelectorAll("body *")]
        .filter((one) => one.getBoundingClientRect().right > wide && !one.closest(".st-scroll"))
        .map((one) => one.tagName + "." + one.className + ": " + one.textContent.slice(0, 40))
        .concat("the page scrolls sideways");
}"""
# What depends on the width of the window; all else axe judges once, it is the same markup.
OF_WIDTH = ("color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block")


def faults(page: Any, rules: dict[str, Any]) -> list[str]:
    """What axe finds wrong on the page, each with the elements it is about."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(AXE)
    found = page.evaluate("(rules) => axe.run(document, rules)", rules)
    return [
        f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}"
        for one in found["violations"]
    ]


def judged(page: Any, widths: tuple[int, ...], *, colours: bool = True) -> dict[int, list[str]]:
    """Faults and what sticks out, by width; the page is loaded once and the window pulled.

    Without `colours` contrast is measured at the first width only.
    """
    found = {}
    of_width = OF_WIDTH if colours else tuple(set(OF_WIDTH) - {"color-contrast"})
    for number, width in enumerate(widths):
        page.set_viewport_size({"width": width, "height": 900})
        rules = RULES if number == 0 else {**RULES, "runOnly": {"type": "rule", "values": of_width}}
        if wrong := [*page.evaluate(STICKING_OUT), *faults(page, rules)]:
            found[width] = wrong
    return found


def in_turn(number: int, lang: str) -> bool:
    """Does axe look at the page of this number in this language in a run of every day?

    Its markup is the same in all three and they are a third of the suite's time: each page is
    judged in one of them, by turns, and in all of them before a release (`make test-long`).
    """
    return LANGUAGES[number % len(LANGUAGES)] == lang


def sticking_out(page: Any, widths: Iterable[int]) -> dict[int, list[str]]:
    """What sticks out of the window, by width."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if wrong := page.evaluate(STICKING_OUT):
            found[width] = wrong
    return found


def glanced(
    page: Any, widths: Iterable[int], axe_at: int, *, colours: bool = True
) -> dict[str, list[str]]:
    """The same of a page that listens (LISTEN), faster: axe at one width, and the policy asked.

    Without `colours` contrast is not measured again: no language has colours of its own, and
    they are half of what axe takes its time for.
    """
    found = {}
    if refused := page.evaluate("window.refused"):
        found["refused by the policy"] = refused
    page.evaluate(OPEN_ALL)
    for width in (*widths, axe_at):
        page.set_viewport_size({"width": width, "height": 900})
        if wrong := page.evaluate(STICKING_OUT):
            found[f"at {width} px"] = wrong
    rules = RULES if colours else {**RULES, "rules": {"color-contrast": {"enabled": False}}}
    if wrong := faults(page, rules):
        found[f"axe at {axe_at} px"] = wrong
    return found
