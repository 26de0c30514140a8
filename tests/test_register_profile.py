"""The country profile: whole in three languages, exact, and honest about what is not law."""

import shutil
from datetime import date, timedelta
from decimal import Decimal

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refusal
from register import profile
from register.register_file import parent_errors, read
from register.rows import PLACE_KINDS, SCHOOL_KINDS

KG = profile.load("KG")
LANGUAGES = ("ky", "ru", "en")
DAYS = st.dates(date(2010, 1, 1), date(2035, 1, 1))


def named_things():
    for group in (KG.kinds_of_place, KG.kinds_of_school, KG.sources, KG.meal_zones, KG.laws):
        yield from ((thing.code, thing.names) for thing in group)
    for group in (KG.methods, KG.thresholds, KG.terms):
        yield from ((thing.code, thing.names) for thing in group)
    yield from KG.notices.items()
    yield KG.code, KG.names
    yield KG.currency.code, KG.currency.names
    yield "carry_over", KG.carry_over
    yield "reserve", KG.reserve


@pytest.mark.parametrize(("code", "words"), list(named_things()))
def test_every_name_is_there_in_three_languages_without_foreign_letters(code, words):
    for language in LANGUAGES:
        assert getattr(words, language), (code, language)
    assert not set(words.ky.lower()) & set("әғқұһіӊ"), code
    if "{" not in words.ky:
        assert not any(letter.isascii() and letter.isalpha() for letter in words.ky + words.ru)


def test_the_country_is_set_up_as_decided():
    assert (KG.currency.code, KG.timezone, KG.languages) == ("KGS", "Asia/Bishkek", LANGUAGES)
    assert (KG.ocid_prefix, KG.ocid_registered) == ("ocds-213czf", False)
    assert KG.fiscal_year_starts == (1, 1)


def test_the_sources_of_funds_are_the_nine_decided_and_no_parents_fund():
    assert [(source.code, source.kind) for source in KG.sources] == [
        ("republican", "state"),
        ("local_own", "local"),
        ("local_equalising", "local"),
        ("local_stimulus", "local"),
        ("local_transfer", "local"),
        ("special_means", "special"),
        ("donor", "donor"),
        ("voluntary", "voluntary"),
        ("in_kind", "in_kind"),
    ]
    assert [source.code for source in KG.sources if not source.is_money] == ["in_kind"]


@pytest.mark.parametrize("source", KG.sources)
def test_a_carry_over_names_its_source_in_each_language(source):
    carried = KG.source_words(source.code, carried=True)
    for language in LANGUAGES:
        assert getattr(carried, language).endswith(": " + getattr(source.names, language))


def test_kinds_are_those_the_registers_may_use():
    assert tuple(kind.code for kind in KG.kinds_of_place) == PLACE_KINDS
    assert tuple(kind.code for kind in KG.kinds_of_school) == SCHOOL_KINDS


def facts():
    for group in (KG.laws, KG.methods, KG.thresholds, KG.terms, KG.meal_norms):
        yield from group


@pytest.mark.parametrize("fact", list(facts()))
def test_every_fact_says_how_far_it_may_be_trusted_and_from_where(fact):
    assert fact.standing in {"sourced", "default"}
    assert fact.source


def test_what_no_source_confirms_is_a_default():
    assert {limit.standing for limit in KG.thresholds} == {"default"}
    assert {law.dates_standing for law in KG.laws} == {"default"}
    assert KG.calendar.standing == "default"
    for term in KG.terms:
        known = term.law is not None and term.law.code == "procurement_2015"
        assert term.standing == ("sourced" if known else "default"), term.code


@given(on=DAYS)
def test_on_every_day_at_most_one_law_one_limit_and_one_norm_of_a_code_are_in_force(on):
    def distinct(codes):
        return len(codes) == len(set(codes))

    assert len({method.law.code for method in KG.methods_on(on)}) <= 1
    assert distinct([t.code for t in KG.thresholds if KG.threshold(t.code, on) is t])
    for norms in (KG.meal_norms, KG.thresholds):
        there = [
            getattr(norm, "zone", None) or norm.code
            for norm in norms
            if (norm.valid_from or date.min) <= on < (norm.valid_until or date.max)
        ]
        assert distinct(there)


def test_the_methods_change_with_the_law():
    first = date(2022, 4, 14)
    assert [m.code for m in KG.methods_on(first - timedelta(days=1))] == [
        "one_stage",
        "two_stage",
        "simplified",
        "price_reduction",
        "direct",
    ]
    assert [m.code for m in KG.methods_on(first)] == [
        "unlimited",
        "limited",
        "quotations",
        "single_source",
    ]
    assert [m.code for m in KG.methods if not m.competitive] == ["direct", "single_source"]


@pytest.mark.parametrize(
    ("zone", "on", "amount"),
    [
        ("general", date(2023, 12, 31), "7.00"),
        ("highland", date(2023, 12, 31), "10.00"),
        ("big_city", date(2023, 12, 31), "14.00"),
        ("general", date(2024, 1, 1), "14.00"),
        ("highland", date(2024, 1, 1), "14.00"),
        ("big_city", date(2026, 9, 1), "14.00"),
    ],
)
def test_the_meal_norm_is_that_of_the_day_and_the_zone(zone, on, amount):
    norm = KG.meal_norm(on, zone)
    assert (norm.amount, norm.standing) == (Decimal(amount), "sourced")


def test_a_term_is_that_of_the_law_of_the_day():
    assert KG.term("contract_not_after", date(2020, 5, 1)).standing == "sourced"
    assert KG.term("contract_not_after", date(2026, 5, 1)).standing == "default"
    assert KG.term("contract_not_after", date(2010, 5, 1)) is None
    assert KG.term("answer_to_question", date(2026, 5, 1)).days == 14
    assert KG.threshold("direct_purchase_year", date(2026, 1, 1)).amount == Decimal("1000000.00")
    assert KG.threshold("no_such_limit", date(2026, 1, 1)) is None


def test_strange_codes_are_refused_by_name():
    for ask, code in (
        (lambda: KG.source("parents_fund"), "source.unknown"),
        (lambda: KG.method("auction"), "method.unknown"),
        (lambda: profile.load("XX"), "profile.unknown"),
        (lambda: profile.load("../KG"), "profile.unknown"),
    ):
        with pytest.raises(Refusal) as refused:
            ask()
        assert refused.value.code == code


def drop_language(top):
    del top["sources_of_funds"][2]["names"]["ky"]


def wrong_standing(top):
    top["thresholds"][0]["standing"] = "certain"


def float_like(top):
    top["meal_norms"][0]["amount"] = "7.005"


def unknown_law(top):
    top["methods"][0]["law"] = "procurement_2099"


def unknown_key(top):
    top["laws"][0]["remark"] = "x"


def wrong_day(top):
    top["laws"][1]["adopted_on"] = "2022-02-30"


def empty_list(top):
    top["sources_of_funds"] = []


def other_country(top):
    top["code"] = "XX"


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (drop_language, "profile.yaml.sources_of_funds[2].names.ky"),
        (wrong_standing, "profile.yaml.thresholds[0].standing"),
        (float_like, "profile.yaml.meal_norms[0].amount"),
        (unknown_law, "profile.yaml.methods[0].law"),
        (unknown_key, "profile.yaml.laws[0].remark"),
        (wrong_day, "profile.yaml.laws[1].adopted_on"),
        (empty_list, "profile.yaml.sources_of_funds"),
        (other_country, "profile.yaml.code"),
    ],
)
def test_a_faulty_profile_is_refused_by_the_path_of_the_key(tmp_path, spoil, where):
    folder = tmp_path / "KG"
    shutil.copytree(KG.folder, folder)
    file = folder / "profile.yaml"
    top = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    spoil(top)
    file.write_text(yaml.safe_dump(top, allow_unicode=True), encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        profile.read(folder)
    assert (refused.value.code, refused.value.facts["where"]) == ("profile.faulty", where)


@pytest.mark.parametrize("text", ["", "a: [", "- 1", "\x00"])
def test_a_profile_that_is_no_profile_is_refused(tmp_path, text):
    folder = tmp_path / "KG"
    folder.mkdir()
    (folder / "profile.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as refused:
        profile.read(folder)
    assert refused.value.code == "profile.faulty"
    assert refused.value.facts["where"].startswith("profile.yaml")


SHIPPED = {
    "places.csv": ("places", 10),
    "classification.csv": ("classifications", 22),
    "holidays.csv": ("holidays", 42),
    "example/places.csv": ("places", 8),
    "example/schools.csv": ("schools", 13),
    "example/suppliers.csv": ("suppliers", 10),
}


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_file_is_read_whole_and_named_in_three_languages(name):
    file = read(KG.folder / name)
    assert (file.kind, len(file.rows), file.errors, file.notes) == (*SHIPPED[name], (), ())
    for row in file.rows:
        assert row.name_ky
        assert row.name_ru
        assert row.name_en
        assert not set(row.name_ky.lower()) & set("әғқұһіӊ")
    if name.startswith("example/"):
        assert all(row.example for row in file.rows)


def test_only_the_sourced_code_of_the_classification_is_called_sourced():
    rows = read(KG.folder / "classification.csv").rows
    assert [row.code for row in rows if row.standing == "sourced"] == ["2212"]


def test_the_holidays_cover_three_years_and_are_all_defaults():
    rows = read(KG.folder / KG.calendar.file).rows
    assert {row.day.year for row in rows} == {2025, 2026, 2027}
    assert {row.standing for row in rows} == {"default"}
    assert KG.calendar.weekend == (6, 7)


def test_the_nine_units_each_have_a_tile_of_their_own():
    country, *units = read(KG.folder / "places.csv").rows
    assert (country.code, country.kind, country.parent) == ("KG", "country", None)
    assert len({unit.tile for unit in units}) == len(units) == 9
    assert {unit.parent for unit in units} == {"KG"}


def test_the_example_district_hangs_together():
    units = {row.code for row in read(KG.folder / "places.csv").rows}
    places = read(KG.folder / "example/places.csv").rows
    schools = read(KG.folder / "example/schools.csv").rows
    suppliers = read(KG.folder / "example/suppliers.csv").rows
    assert parent_errors(places, units) == []
    here = {row.code for row in places}
    assert {row.place for row in (*schools, *suppliers)} <= here
    assert sorted(row.kind for row in places) == ["aimak"] * 6 + ["district", "town"]
    merged = [row for row in places if row.successor]
    assert len(merged) == 1
    assert all(set(school.pupils) == {2025, 2026} for school in schools)
    for school in schools:
        assert all(school.primary[year] <= school.pupils[year] for year in (2025, 2026))
    numbers = [row.inn for row in (*schools, *suppliers)]
    assert len(set(numbers)) == len(numbers)
    # No firm and nobody: a person's number begins with 1 or 2, here with a day that never was.
    persons = {row.inn for row in suppliers if row.person}
    assert all(number.startswith("10000000") for number in persons)
    assert all(number.startswith("00") for number in numbers if number not in persons)
    assert [row.code for row in suppliers if row.person] == ["P-10"]
