"""The site as files: whole, without a dead link, and made anew only where something changed."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from core import clock, files
from core.engines import open_writer
from oversight.findings.values import EvidenceValues
from tests.doors import closing, make_app
from tests.finding_world import opened
from tests.freezing import contents, frozen
from tests.published import whole_story
from tests.scans import pdf
from tests.world import AIMAK, COUNTRY, DISTRICT, YEAR, of
from tracker.freeze.extent import Wish

pytest_plugins = ("tests.browser",)


class Page(HTMLParser):
    """The addresses and the names of places on a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.to: list[str] = []
        self.ids: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.add(value or "")
            elif name in ("href", "src", "action") or (value or "").startswith("/"):
                self.to.append(value or "")


@pytest.fixture(scope="module")
def app(sqlite_world: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    here = tmp_path_factory.mktemp("story")
    shutil.copy(sqlite_world, here / "story.db")
    engine = open_writer(f"sqlite:///{here / 'story.db'}")
    shown = files.keep_paper(here / "files", pdf(2))
    opened(whole_story(of(engine)), shown=EvidenceValues(shown, is_public=True))
    engine.dispose()
    with closing(make_app(f"sqlite:///{here / 'story.db'}", here)) as app:
        yield app


@pytest.fixture(scope="module")
def copy(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of the small world, once: what takes time are the requirements of its Standard."""
    target = tmp_path_factory.mktemp("frozen") / "site"
    frozen(app, target, Wish(purchases=True), processes=2)
    return target


def dead(pages: dict[str, Page], files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """The links that lead to no file, or to no place in it."""
    for path, page in pages.items():
        for address in page.to:
            if address.startswith(("https://", "data:")):
                continue
            file, _, name = address.partition("#")
            at = os.path.normpath(os.path.join(os.path.dirname(path), file)) if file else path
            there = not address.startswith("/") and at in files
            if not there or (name and name not in pages[at].ids):
                yield path, address


def test_every_link_leads_to_a_file_and_a_place_in_it(copy: Path) -> None:
    files = contents(copy)
    pages = {
        path: Page(content.decode()) for path, content in files.items() if path.endswith(".html")
    }
    assert len(pages) > 300
    assert list(dead(pages, files)) == []


def test_the_checksums_name_every_file_and_hold(copy: Path) -> None:
    lines = (copy / "SHA256SUMS").read_text("utf-8").splitlines()
    named = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    files = contents(copy)
    assert named.keys() == files.keys() - {"SHA256SUMS"}
    assert named == {path: hashlib.sha256(files[path]).hexdigest() for path in named}


def test_what_shows_a_finding_comes_along_where_everybody_may_open_it(copy: Path) -> None:
    shown = next(path for path in (copy / "files").iterdir())
    assert shown.name == f"{hashlib.sha256(shown.read_bytes()).hexdigest()}.pdf"
    finding = (copy / "ky/findings/1.html").read_text("utf-8")
    assert f'href="../../files/{shown.name}"' in finding
    assert ".pdf" not in finding.replace(shown.name, "")  # on paper it is on the living site
    assert (copy / f"ky/councils/{DISTRICT}/{clock.today().year}.html").is_file()


def test_a_frozen_page_tells_what_the_live_one_tells(app: Flask, copy: Path) -> None:
    for path in (f"schools/S-1001/{YEAR}", f"places/{AIMAK}/{YEAR}", "purchases/1"):
        live = app.test_client().get(f"/ru/{path}").text
        told = (copy / f"ru/{path}.html").read_text("utf-8")
        of_money = re.compile(r'<data value="([^"]*)">')
        assert of_money.findall(live) == of_money.findall(told) != []
        assert "<script" not in told
        assert "<button" not in told
    document = json.loads((copy / f"ru/places/{COUNTRY}/{YEAR}.json").read_text("utf-8"))
    live_data = app.test_client().get(f"/ru/places/{COUNTRY}/{YEAR}.json").json
    assert live_data is not None
    assert document["data"] == live_data["data"]


def test_a_second_run_writes_nothing_and_a_third_brings_back_what_is_gone(
    app: Flask, copy: Path
) -> None:
    before = {path: (copy / path).stat().st_mtime_ns for path in contents(copy)}
    done = frozen(app, copy, Wish(purchases=True))
    assert (done.written, done.removed, done.unchanged) == (0, 0, len(before))
    assert {path: (copy / path).stat().st_mtime_ns for path in before} == before
    (copy / f"ky/schools/S-1001/{YEAR}.html").unlink()
    assert frozen(app, copy, Wish(purchases=True)).written == 1


def test_the_search_finds_by_a_folded_a_begun_and_a_latin_word(copy: Path, chromium: Any) -> None:
    page = chromium.new_page()
    for typed in ("булак", "№ 1 мектеп", "мектеп 1 БУЛ", "Bulaq", "s-1001", "mektep 1"):
        page.goto(f"file://{copy}/ky/index.html")
        page.fill("[name=q]", typed)
        page.click("main button[type=submit]")
        page.locator("#found a", has_text="№ 1 мектеп").click()
        page.wait_for_url("**/S-1001/2*.html")
        assert page.inner_text("h1") == "№ 1 мектеп"
    page.goto(f"file://{copy}/ky/search.html?q=үстүнкү")
    assert page.inner_text("#found").startswith("Эч нерсе табылган жок")
    page.close()
