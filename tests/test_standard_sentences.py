"""A criterion is said in words that follow its number, in three languages."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.words import LANGUAGES
from standard import sentences
from standard.catalogue_file import criterion_data, criterion_from, read

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = read((ROOT / "standard" / "catalogue" / "2026.yaml").read_text(encoding="utf-8"))

SAID = [
    ("FIR-01", "en", "At least 2 portable extinguishers on each floor."),
    ("FIR-01", "ru", "Не менее 2 переносных огнетушителей на каждом этаже."),
    ("FIR-01", "ky", "Ар бир кабатта кеминде 2 көтөрмө өрт өчүргүч."),
    ("WSH-09", "en", "At least 1 wash basin for every 30 pupils."),
    ("WSH-09", "ru", "Не менее 1 умывальника на 30 учащихся."),
    ("WSH-09", "ky", "Ар 30 окуучуга кеминде 1 кол жуугуч."),
    ("PHY-17", "ky", "Ар бир окуучуга кеминде 2,5 м²."),
    ("ECO-01", "ru", "Должно охватывать не менее 50% территории."),
    ("ECO-01", "ky", "Аймактын кеминде 50 пайызын камтышы керек."),
    ("ECO-09", "ru", "Не более 1\u00a0000 ppm в каждом учебном кабинете."),
    ("ECO-09", "en", "At most 1,000 ppm in each classroom."),
    ("WSH-11", "ru", "Не менее 0,5 литра в год на каждого учащегося."),
    ("FIR-10", "en", "At least 1 fire-retardant treatment in 3 years "
     "for each building with a wooden roof."),
    ("MED-06", "ru", "Просроченных лекарств: 0 в каждой школе."),
    ("PHY-09", "en", "Must be met for each building."),
]  # fmt: skip
BY_CODE = {entry.code: entry for entry in CATALOGUE.requirements}


@pytest.mark.parametrize(("code", "language", "sentence"), SAID)
def test_a_criterion_is_said_in_words(code, language, sentence):
    criterion = BY_CODE[code].criterion
    assert sentences.criterion_sentence(criterion, CATALOGUE.lists, language) == sentence


NUMBERS = st.decimals(0, 999_999, places=2) | st.integers(0, 999_999).map(Decimal)


@given(
    entry=st.sampled_from(CATALOGUE.requirements),
    quantity=NUMBERS,
    per=st.integers(1, 1000).map(Decimal),
    within=st.integers(1, 200),
    comparator=st.sampled_from((">=", "<=", "==")),
    language=st.sampled_from(LANGUAGES),
)
def test_whatever_an_editor_enters_is_a_sentence_with_its_number(
    entry, quantity, per, within, comparator, language
):
    data = criterion_data(entry.criterion) | {"comparator": comparator}
    data |= {"quantity": format(quantity, "f"), "per": format(per, "f")}
    if "within" in data:
        data["within"] = str(within)
    criterion = criterion_from(data, entry.unit)
    said = sentences.criterion_sentence(criterion, CATALOGUE.lists, language)
    assert said.endswith(".")
    assert not re.search(r"[{}|]|  |\.\.", said)
    assert said[0] == said[0].upper()
    if criterion.type != "boolean":
        assert sentences.number(quantity, language) in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_requirement_is_said_in_every_language(language):
    for entry in CATALOGUE.requirements:
        said = sentences.criterion_sentence(entry.criterion, CATALOGUE.lists, language)
        assert said.endswith("."), entry.code
        assert not re.search(r"[{}|]|  |\.\.", said), said


@pytest.mark.parametrize(
    ("value", "language", "text"),
    [
        ("0.50", "ru", "0,5"),
        ("1000000", "ky", "1\u00a0000\u00a0000"),
        ("1234.5", "en", "1,234.5"),
        ("100", "ru", "100"),
    ],
)
def test_a_number_is_written_as_the_language_does(value, language, text):
    assert sentences.number(Decimal(value), language) == text


@pytest.mark.parametrize(
    ("value", "bounded", "text"),
    [
        ("1", True, "часа"), ("2", True, "часов"), ("21", True, "часа"), ("11", True, "часов"),
        ("0.5", True, "часа"), ("0", True, "часов"),
    ],
)  # fmt: skip
def test_russian_after_a_bound_has_two_forms(value, bounded, text):
    assert sentences.form("часа|часов", Decimal(value), "ru", after_bound=bounded) == text


THREE_FORMS = [
    *(("1", "год"), ("3", "года"), ("5", "лет")),
    *(("12", "лет"), ("21", "год"), ("22", "года")),
]


@pytest.mark.parametrize(("value", "text"), THREE_FORMS)
def test_russian_numbers_choose_among_three_forms(value, text):
    assert sentences.form("год|года|лет", Decimal(value), "ru") == text
