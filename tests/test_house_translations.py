"""Every string has its words in Kyrgyz and Russian, and they are the words of those languages."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.test_house_floors import ROOT

KYRGYZ_ONLY = re.compile(r"[әғқұһіӘҒҚҰҺІ]")  # letters of Kazakh, not of Kyrgyz
LOOK_ALIKES = re.compile(r"[А-Яа-яЁёҢңӨөҮү][A-Za-z]|[A-Za-z][А-Яа-яЁёҢңӨөҮү]")
GLUED = re.compile(r"%\(\w+\)[sd][-’'А-Яа-яЁёҢңӨөҮү]")
PLACEHOLDERS = re.compile(r"%\(\w+\)[sd]")


def catalogue(language: str) -> Catalog:
    path = ROOT / f"tracker/translations/{language}/LC_MESSAGES/messages.po"
    with path.open("rb") as file:
        return read_po(file, locale=language)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """All strings of the program, extracted anew."""
    pot = tmp_path_factory.mktemp("words") / "messages.pot"
    words = ["-k", "_l", "-k", "lazy_gettext", "-k", "N_", "-o", str(pot), "."]
    subprocess.run(
        [
            sys.executable,
            "-m",
            "babel.messages.frontend",
            "-q",
            "extract",
            "-F",
            "babel.cfg",
            *words,
        ],
        cwd=ROOT,
        check=True,
    )
    with pot.open("rb") as file:
        return read_po(file)


def test_no_kyrgyz_stands_in_the_russian_catalogue() -> None:
    kyrgyz = re.compile("[өүңӨҮҢ]")
    assert [one.id for one in catalogue("ru") if one.id and kyrgyz.search(str(one.string))] == []


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def ids(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_no_string_lacks_its_words(template: Catalog, language: str) -> None:
    told = catalogue(language)
    missing = [
        message.id
        for message in template
        if message.id
        and (
            (known := told.get(message.id, message.context)) is None
            or not all(texts(known))
            or known.fuzzy
        )
    ]
    assert missing == []


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_no_words_are_left_over(template: Catalog, language: str) -> None:
    extra = [
        message.id
        for message in catalogue(language)
        if message.id and template.get(message.id, message.context) is None
    ]
    assert extra == []


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_placeholders_are_the_same_and_plurals_complete(language: str) -> None:
    told = catalogue(language)
    for message in told:
        if not message.id:
            continue
        wanted = {place for text in ids(message) for place in PLACEHOLDERS.findall(text)}
        for text in texts(message):
            assert set(PLACEHOLDERS.findall(text)) <= wanted, message.id
            if isinstance(message.id, str):
                assert set(PLACEHOLDERS.findall(text)) == wanted, message.id
        if not isinstance(message.id, str):
            assert len(message.string) == told.num_plurals


def test_in_kyrgyz_no_suffix_is_glued_to_a_placeholder() -> None:
    glued = [message.id for message in catalogue("ky") if any(map(GLUED.search, texts(message)))]
    assert glued == []


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_no_letter_is_of_another_alphabet(language: str) -> None:
    for message in catalogue(language):
        for text in texts(message) if message.id else ():
            bare = PLACEHOLDERS.sub(" ", text)
            assert not KYRGYZ_ONLY.search(bare), text
            assert not LOOK_ALIKES.search(bare), text


def test_kyrgyz_has_one_form_after_every_number() -> None:
    for message in catalogue("ky"):
        if message.id and not isinstance(message.id, str):
            assert len(set(texts(message))) == 1, message.id


def test_the_catalogues_are_where_the_program_looks() -> None:
    assert {
        path.parent.parent.name for path in Path(ROOT, "tracker/translations").rglob("*.po")
    } == {
        "ky",
        "ru",
    }
