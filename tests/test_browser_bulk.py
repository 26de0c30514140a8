"""The page of the files in a browser: in each language, narrow and wide, under its own policy."""

import re
from pathlib import Path
from typing import Any

from tests.doors import closing, make_app
from tests.sight import LISTEN, OPEN_ALL, judged
from tests.test_browser_pages import LATIN
from tracker import bulk

pytest_plugins = ("tests.browser",)


def test_the_page_of_the_files_has_no_fault_and_breaks_no_policy(house: Any) -> None:
    url = house.world.writer.url
    app = make_app(str(url), Path(url.database).parent / "instance")
    with closing(app), app.app_context():
        assert bulk.renew().made
    strict = house.somebody(script=True)
    strict.add_init_script(LISTEN)
    for lang in ("ky", "ru"):
        strict.goto(f"/{lang}/data")
        assert strict.evaluate("window.refused") == []
        assert strict.locator("script[type='application/ld+json']").count() == 1
        strict.evaluate("document.querySelectorAll('[lang=en]').forEach((one) => one.remove())")
        strict.evaluate(OPEN_ALL)
        said = LATIN.sub("", strict.inner_text("body"))
        assert re.findall(r"[A-Za-z]{3,}", said) == [], lang
    page = house.somebody(script=True, bypass_csp=True)
    page.goto("/ky/data")
    page.evaluate(OPEN_ALL)
    assert judged(page, (320, 1280)) == {}
    with page.expect_download() as coming:
        page.click("a[href='/data/totals.csv']")
    assert coming.value.suggested_filename == "totals.csv"
