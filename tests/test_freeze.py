"""The site as files: whole, without a dead link, and made anew only where something changed."""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import Refusal
from journal.models import State
from standard.acts import assessments
from tests.doors import closing, make_app
from tests.world import AIMAK, DAY, OTHER_AIMAK, YEAR, World
from tracker.freeze.extent import Wish
from tracker.freeze.site import Frozen, freeze

pytest_plugins = ("tests.browser",)

WHOLE, COUNTRY_WIDE = Wish(purchases=True, details=True), Wish()


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
def app(story: World, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    url = story.writer.url.render_as_string(hide_password=False)
    with closing(make_app(url, tmp_path_factory.mktemp("instance"))) as app:
        yield app


def frozen(app: Flask, target: Path, wish: Wish = COUNTRY_WIDE, processes: int = 1) -> Frozen:
    with app.app_context():
        return freeze(target, wish, progress=lambda _text: None, processes=processes)


@pytest.fixture(scope="module")
def copy(app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("frozen") / "site"
    frozen(app, target, WHOLE, processes=2)
    return target


def contents(target: Path) -> dict[str, bytes]:
    return {
        path.relative_to(target).as_posix(): path.read_bytes()
        for path in target.rglob("*")
        if path.is_file()
    }


def dead(pages: dict[str, Page], files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """The links that lead to no file, or to no place in it."""
    for path, page in pages.items():
        for address in page.to:
            if address.startswith(("https://", "data:")):
                continue
            file, _, name = address.partition("#")
            at = os.path.normpath(os.path.join(os.path.dirname(path), file)) if file else path
            if address.startswith("/") or at not in files:
                yield path, address
            elif name and name not in pages[at].ids:
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


def test_a_frozen_page_tells_what_the_live_one_tells(app: Flask, copy: Path) -> None:
    for path in (f"schools/S-1001/{YEAR}", f"places/{AIMAK}/{YEAR}", "purchases/1"):
        live = app.test_client().get(f"/ru/{path}").text
        told = (copy / f"ru/{path}.html").read_text("utf-8")
        of_money = re.compile(r'<data value="([^"]*)">')
        assert of_money.findall(live) == of_money.findall(told) != []
        assert "<script" not in told and "<button" not in told
    document = json.loads((copy / f"ru/places/{AIMAK}/{YEAR}.json").read_text("utf-8"))
    live_data = app.test_client().get(f"/ru/places/{AIMAK}/{YEAR}.json").json
    assert live_data is not None and document["data"] == live_data["data"]


def test_a_second_run_writes_nothing_and_a_third_brings_back_what_is_gone(
    app: Flask, copy: Path
) -> None:
    before = {path: (copy / path).stat().st_mtime_ns for path in contents(copy)}
    done = frozen(app, copy, WHOLE)
    assert (done.written, done.removed, done.unchanged) == (0, 0, len(before))
    assert {path: (copy / path).stat().st_mtime_ns for path in before} == before
    (copy / f"ky/schools/S-1001/{YEAR}.html").unlink()
    assert frozen(app, copy, WHOLE).written == 1


def test_what_is_no_longer_wished_goes_and_a_strange_folder_is_left_alone(
    app: Flask, copy: Path, tmp_path: Path
) -> None:
    target = tmp_path / "site"
    shutil.copytree(copy, target)
    done = frozen(app, target, Wish(place=AIMAK))
    assert done.removed > 0
    assert not (target / "ky/purchases").exists()
    strange = tmp_path / "strange"
    strange.mkdir()
    (strange / "letter.txt").write_text("mine")
    with pytest.raises(Refusal, match="export.foreign_folder"):
        frozen(app, strange)
    assert contents(strange) == {"letter.txt": b"mine"}


def counted_again(world: World) -> None:
    """An act of one school."""
    with Session(world.writer) as session, session.begin():
        count = Decimal(1 + (session.scalar(select(State.acts)) or 0))
        assessments.record_many(session, world.officer, "S-1002", {"FIR-01": count}, on=DAY)


def test_a_run_broken_off_while_moving_is_ended_by_the_next(
    app: Flask, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    shutil.copytree(copy, target)
    real = os.replace

    def until_the_manifest(source: Path, to: Path) -> None:
        if to.name == "manifest.json":
            raise OSError("the stick was drawn out")
        real(source, to)

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", until_the_manifest)
        with pytest.raises(OSError, match="drawn out"):
            frozen(app, target, Wish(place=AIMAK))
    frozen(app, target, Wish(place=AIMAK))
    frozen(app, tmp_path / "anew", Wish(place=AIMAK))
    assert contents(target) == contents(tmp_path / "anew")


def test_what_is_entered_each_time_meanwhile_leaves_the_older_site(
    app: Flask, story: World, copy: Path
) -> None:
    older = contents(copy)
    with app.app_context(), pytest.raises(Refusal, match="freeze.moved"):
        freeze(copy, Wish(), progress=lambda _text: counted_again(story), processes=1)
    assert contents(copy) == older


def test_after_an_act_the_site_carried_on_is_the_site_made_anew(
    app: Flask, story: World, copy: Path, tmp_path: Path
) -> None:
    frozen(app, copy, WHOLE)
    before = {path: path.stat().st_mtime_ns for path in copy.rglob("*.html")}
    counted_again(story)
    frozen(app, copy, WHOLE)
    changed = {
        path.relative_to(copy).as_posix()
        for path, at in before.items()
        if path.stat().st_mtime_ns != at
    }
    assert f"ky/schools/S-1002/{YEAR}.html" in changed
    assert not [path for path in changed if "S-1001" in path or "S-1003" in path]
    assert not [path for path in changed if OTHER_AIMAK in path or "/suppliers/" in path]
    frozen(app, tmp_path / "anew", WHOLE)
    assert contents(copy) == contents(tmp_path / "anew")


def test_links_out_of_a_copy_lead_to_the_living_site_and_say_so(
    story: World, tmp_path: Path
) -> None:
    url = story.writer.url.render_as_string(hide_password=False)
    public = {"TRACKER_PUBLIC_URL": "https://tracker.example.kg"}
    with closing(make_app(url, tmp_path / "instance", **public)) as app:
        frozen(app, tmp_path / "site", Wish(place=OTHER_AIMAK))
    page = (tmp_path / f"site/ky/schools/S-1003/{YEAR}.html").read_text("utf-8")
    passport = 'href="https://tracker.example.kg/ky/schools/S-1003/passport"'
    assert re.search(passport + r' rel="external">[^<]*<span class="st-quiet">\[интернетте\]', page)
    assert not (tmp_path / "site/ky/schools/S-1001").exists()


@pytest.mark.parametrize("typed", ["булак", "№ 1 мектеп", "мектеп 1 БУЛ", "Bulak", "s-1001", "mektep 1"])
def test_the_search_finds_by_a_folded_a_begun_and_a_latin_word(
    sqlite_only: str, copy: Path, chromium: Any, typed: str
) -> None:
    page = chromium.new_page()
    page.goto(f"file://{copy}/ky/index.html")
    page.fill("[name=q]", typed)
    page.click("main button[type=submit]")
    link = page.locator("#found a", has_text="№ 1 мектеп")
    link.click()
    page.wait_for_url("**/S-1001/2*.html")
    assert page.inner_text("h1") == "№ 1 мектеп"
    page.close()
