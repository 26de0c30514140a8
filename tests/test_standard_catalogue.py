"""The catalogue we ship: sound, complete in three languages, honest about its numbers."""

import csv
import os
import re
from pathlib import Path

import pytest

from core.words import LANGUAGES, Words
from standard.catalogue_file import (
    criterion_data,
    criterion_from,
    lists_data,
    lists_from,
    problems,
    read,
)

ROOT = Path(__file__).resolve().parent.parent
TEST_DATA = Path(os.environ.get("TEST_DATA") or ROOT.parent / "shared" / "data")
SHIPPED = (ROOT / "standard" / "catalogue" / "2026.yaml").read_text(encoding="utf-8")
CATALOGUE = read(SHIPPED)
CATEGORIES = {
    *("food", "greening", "emergency", "medical", "psychological", "information"),
    *("sanitation", "buildings", "management"),
}


def test_the_shipped_catalogue_has_no_problems():
    assert problems(SHIPPED) == []
    assert CATALOGUE.edition == "2026-2"
    assert len(CATALOGUE.requirements) == 120
    assert len({entry.code for entry in CATALOGUE.requirements}) == 120


def test_each_category_is_known_and_used():
    assert set(CATALOGUE.lists.categories) == CATEGORIES
    assert {entry.category for entry in CATALOGUE.requirements} == CATEGORIES


def test_each_pair_of_domain_and_subdomain_falls_in_exactly_one_category():
    pairs = [pair for category in CATALOGUE.lists.categories.values() for pair in category.covers]
    assert len(pairs) == len(set(pairs))
    assert {(e.domain, e.subdomain) for e in CATALOGUE.requirements} == set(pairs)


def test_each_code_of_the_lists_is_used():
    lists, entries = CATALOGUE.lists, CATALOGUE.requirements
    assert set(lists.bases) == {entry.criterion.basis for entry in entries}
    assert set(lists.units) == {entry.unit for entry in entries}
    assert set(lists.periods) == {e.criterion.period for e in entries if e.criterion.period}
    assert set(lists.source_kinds) == {entry.source.kind for entry in entries}


def _all_words(value):
    if isinstance(value, Words):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _all_words(inner)
    elif isinstance(value, (tuple, list, frozenset)):
        for inner in value:
            yield from _all_words(inner)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from _all_words(getattr(value, name))


def test_every_text_is_in_three_languages_and_tidy():
    for words in _all_words(CATALOGUE):
        for language in LANGUAGES:
            text = getattr(words, language)
            assert text, words
            assert text == " ".join(text.split()), text


LATIN_WORDS = r"\b(?:LED|QR|CO|ppm|UV)\b|°C|CO₂"


def test_kyrgyz_and_russian_have_no_latin_look_alikes():
    for words in _all_words(CATALOGUE):
        for text in (words.ky, words.ru):
            rest = re.sub(LATIN_WORDS, "", re.sub(r"\{(?:n|per)\}", "", text))
            assert not re.search(r"[A-Za-z]", rest), text


def test_kyrgyz_has_no_kazakh_letters_and_no_bare_russian_yo():
    for words in _all_words(CATALOGUE):
        assert not re.search(r"[әғқұһіӘҒҚҰҺІ]", words.ky), words.ky
        assert not re.search(r"[өүңӨҮҢіҐґ]", words.ru), words.ru


def test_no_suffix_is_glued_to_a_placeholder_in_kyrgyz():
    for words in _all_words(CATALOGUE):
        assert not re.search(r"\}[^\s|]", words.ky), words.ky


def test_a_meaning_repeats_no_editable_number():
    for entry in CATALOGUE.requirements:
        if entry.criterion.meaning and entry.code != "FOD-12":  # 100 metres is no quantity there
            for language in LANGUAGES:
                assert not re.search(r"\d", getattr(entry.criterion.meaning, language)), entry.code


def test_only_a_sourced_norm_is_called_sourced():
    sourced = [e for e in CATALOGUE.requirements if e.criterion.value_status == "sourced"]
    assert {entry.code for entry in sourced} == {"MED-01", "FOD-01", "FOD-02", "FOD-12", "MGT-08"}
    assert {entry.source.kind for entry in sourced} == {"norm"}


def test_item_codes_are_those_of_the_register():
    path = TEST_DATA / "kg" / "kg_okgz_cpv_ru_en.csv"
    if not path.exists():
        pytest.skip(f"no item code register at {path}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        register = {row["code"]: row["name_ru"] for row in csv.DictReader(file)}
    for entry in CATALOGUE.requirements:
        for item in entry.okgz:
            assert register.get(item.code) == item.name, (entry.code, item)


def test_lists_and_criteria_survive_being_kept_as_json():
    assert lists_from(lists_data(CATALOGUE.lists)) == CATALOGUE.lists
    for entry in CATALOGUE.requirements:
        kept = criterion_data(entry.criterion)
        assert criterion_from(kept, entry.unit) == entry.criterion
        assert all(isinstance(value, (str, dict)) for value in kept.values())


def test_english_has_no_cyrillic_letters():
    for words in _all_words(CATALOGUE):
        assert not re.search(r"[А-Яа-яЁё]", words.en), words.en


def test_a_boolean_asks_for_yes_and_only_a_frequency_must_have_its_period():
    for entry in CATALOGUE.requirements:
        criterion = entry.criterion
        if criterion.type == "boolean":
            assert criterion.quantity == 1, entry.code
        if criterion.type == "frequency":
            assert criterion.period, entry.code
