"""Scenarios 21 and 22: a council draws a sample that nobody knew, and tells what it found aloud."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.sight import OPEN_ALL, judged
from tests.test_oversight_samples import buy

pytest_plugins = ("tests.browser",)

COUNCIL = "council@example.invalid"

LATIN = re.compile(r"[0-9a-f]{64}|redraw\.py|sample-1-population\.csv|SHA-256|CSV|XLSX|JSON")


def drawn_again(reader: Any, folder: Path) -> set[str]:
    """What a second person gets with the files of the page and the command that stands on it."""
    for link in ("redraw.py", "sample-1-population.csv"):
        href = reader.locator(f"main a:text-is('{link}')").get_attribute("href")
        (folder / link).write_bytes(reader.request.get(href).body())
    typed = shlex.split(reader.inner_text("main ol code"))
    ran = subprocess.run(
        [sys.executable, *typed[1:]], cwd=folder, capture_output=True, text=True, check=True
    )
    return {line.split(",")[0] for line in ran.stdout.splitlines()[1:]}


def test_a_sample_is_announced_drawn_again_by_another_and_read_aloud(
    new_house: Any, tmp_path: Path
) -> None:
    house = new_house
    buy(house.world, *range(1, 13), 200)
    council = house.signed_in(COUNCIL, width=360)
    council.goto("/ky/council/samples/new")
    council.fill("[name=size]", "6")
    council.select_option("[name=strata]", "flags")
    council.click("main form button:text-is('Жарыялоо')")
    assert "азырынча эч ким билбейт" in council.inner_text("main")
    buy(house.world, 14)  # the office goes on working; it cannot know what its entry draws
    council.reload()
    council.click("main form button:text-is('Тандалманы түзүү')")
    items = council.locator("main li a[href*='/items/']")
    chosen = {each.get_attribute("href").rsplit("/", 1)[1] for each in items.all()}
    assert (len(chosen), "13" in chosen, "14" in chosen) == (6, True, False)

    reader = house.somebody(width=1280)
    reader.goto("/ky/samples/1")
    assert drawn_again(reader, tmp_path) == chosen

    for number, purchase in enumerate(sorted(chosen)):
        council.goto(f"/ky/council/samples/1/items/{purchase}")
        council.fill("[name=evidence]", "№ 1 келишим")
        if number == 0:
            council.fill("[name=audited]", "50")
            council.select_option("[name=error]", "not_come")
            council.fill("[name=note]", "Жарымы келген жок.")
        council.click("main form button:text-is('Аныкталганды жазуу')")
    told = council.inner_text("#told")
    assert re.search(r"болгондо, ката мындан ашпайт: [\d\s]+(,\d\d)?\sсом", told)

    script = house.somebody(script=True, bypass_csp=True)
    script.goto("/ky/samples/1")
    script.evaluate(OPEN_ALL)
    assert told.strip() in script.inner_text("main")
    assert judged(script, (320, 1280)) == {}
    for gone in ("[lang=en]", "table [lang]"):
        script.evaluate(f"document.querySelectorAll('main {gone}').forEach((one) => one.remove())")
    assert re.findall(r"[A-Za-z]{3,}", LATIN.sub("", script.inner_text("main"))) == ["EGESIF"]
    found = script.request.get("/ky/samples/1.json").json()["data"]["result"]
    assert found["formula"].startswith("upper = ")
    assert {"certain", "projected", "factor", "interval", "allowance", "upper"} <= set(found)
