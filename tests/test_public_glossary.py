"""The words of the pages, and the page that says how all of it works."""

import re
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
from flask import Flask

from core.words import LANGUAGES
from tests.doors import site
from tests.test_house_translations import KYRGYZ_ONLY, LOOK_ALIKES
from tests.world import World
from tracker.public.glossary import FILE, groups, terms


@pytest.fixture
def app(lasting_world: World, tmp_path: Path) -> Iterator[Flask]:
    """The site over the small world."""
    with site(lasting_world, tmp_path) as app:
        yield app


def test_every_word_has_its_name_and_meaning_in_all_three_languages() -> None:
    for term in terms():
        assert term.group in groups()
        for words in (term.name, term.means, groups()[term.group]):
            for lang in LANGUAGES:
                assert words.told(lang)[1] == lang, term.key
        assert all(term.means.told(lang)[0].endswith(".") for lang in LANGUAGES), term.key
    assert len({term.key for term in terms()}) == len(terms()) > 40


def test_the_words_are_of_their_language() -> None:
    kyrgyz = "".join(f"{term.name.ky} {term.means.ky}" for term in terms())
    assert not KYRGYZ_ONLY.search(kyrgyz)
    assert not LOOK_ALIKES.search(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", ["glossary", "how-it-works"])
def test_a_word_is_found_at_its_own_address(app: Flask, path: str) -> None:
    known = {term.key for term in terms()}
    for lang in LANGUAGES:
        answer = app.test_client().get(f"/{lang}/{path}", headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200
        assert len(answer.data) <= 14_600
        text = brotli.decompress(answer.data).decode()
        assert text.count("<h1") == 1
        pointed = set(re.findall(r'glossary#([a-z-]+)"', text))
        assert pointed <= known
        if path == "glossary":
            assert set(re.findall(r'<dt [^>]*id="([^"]+)"', text)) == known


def test_the_words_can_be_taken_away(app: Flask) -> None:
    rows = app.test_client().get("/en/glossary.json").get_json()["data"]["terms"]
    assert [row["key"] for row in rows] == [term.key for term in terms()]
    assert rows[0]["means"] == terms()[0].means.en
