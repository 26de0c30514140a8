"""What a passport may say, by rule: judged fact by fact, part beside whole, and never guessed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Refusal
from standard import passport
from standard.catalogue_file import read
from standard.passport import GIVEN, SUMS, bases, checked, completeness, known_facts, problems
from tests.world import catalogue

ASKED = known_facts()
WHOLE_OF_GIRLS = {"pupil": "300", "girl": "140", "boy": "160"}


def codes(facts: dict[str, str]) -> set[tuple[str, str | None]]:
    """The faults of these facts, each with its field."""
    return {(refusal.code, refusal.field) for refusal in problems(facts, ASKED)}


def values(code: str) -> st.SearchStrategy[str]:
    """Answers to a question: mostly plausible ones, some on the edge, some beyond."""
    fact = ASKED[code]
    places = 3 if fact.kind == "measure" else 0
    within = st.decimals(fact.least, fact.most, places=places).map(str)
    beyond = st.sampled_from(
        ["-1", "0", "1.5", "10000", "2000000", "NaN", "З0", "", "1e3", "0.0001"]
    )
    return st.one_of(within, within, st.integers(0, 40).map(str), beyond)


def passports() -> st.SearchStrategy[dict[str, str]]:
    """Passports with any of the questions answered."""
    some = st.lists(st.sampled_from(sorted(ASKED)), unique=True, max_size=12)
    return some.flatmap(
        lambda chosen: st.fixed_dictionaries({code: values(code) for code in chosen})
    )


@given(passports())
def test_what_has_no_problem_is_kept_and_what_has_one_is_refused(facts: dict[str, str]) -> None:
    found = list(problems(facts, ASKED))
    if found:
        with pytest.raises(Refusal) as refused:
            checked(facts, ASKED)
        assert refused.value.code == found[0].code
        return
    kept = checked(facts, ASKED)
    assert set(kept) == set(facts)
    assert {code: Decimal(value) for code, value in kept.items()} == {
        code: Decimal(value) for code, value in facts.items()
    }
    assert checked(kept, ASKED) == kept


@given(passports())
def test_bases_are_never_negative_and_what_is_not_known_is_never_zero(
    facts: dict[str, str],
) -> None:
    if list(problems(facts, ASKED)):
        return
    counts = bases(checked(facts, ASKED))
    assert min(counts.values()) >= 0
    told = set(facts) | GIVEN | {whole for parts, whole in SUMS if set(parts) <= set(facts)}
    told |= {"school_without_piped_water"} if "piped_water" in facts else set()
    assert set(counts) == told
    for code, value in facts.items():
        assert counts[code] == Decimal(value) * 1000


@given(passports())
def test_every_problem_stands_at_a_field_and_says_what_it_needs(facts: dict[str, str]) -> None:
    for refusal in problems(facts, ASKED):
        assert refusal.field in ASKED
        assert refusal.facts


def test_an_empty_passport_knows_nothing_but_that_there_is_a_school() -> None:
    assert checked({}, ASKED) == {}
    assert bases({}) == dict.fromkeys(GIVEN, 1000)
    assert completeness({}, ASKED) == (0, len(ASKED))


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"floor": "0"}, ("passport.out_of_bounds", "floor")),
        ({"floor": "10000"}, ("passport.out_of_bounds", "floor")),
        ({"pupil": "100", "graduate": "101"}, ("passport.part_over_whole", "graduate")),
        ({**WHOLE_OF_GIRLS, "boy": "150"}, ("passport.sum_differs", "pupil")),
        ({"floor": "three"}, ("quantity.not_a_number", "floor")),
        ({"floor": "З"}, ("quantity.not_a_number", "floor")),
        ({"floor": "٣"}, ("quantity.not_a_number", "floor")),
        ({"floor": "-3"}, ("passport.out_of_bounds", "floor")),
        ({"pupil": "12.5"}, ("passport.not_whole", "pupil")),
        ({"pupil": "NaN"}, ("quantity.not_a_number", "pupil")),
        ({"perimeter_m": "400.0001"}, ("quantity.too_fine", "perimeter_m")),
        ({"swimming_pool": "1"}, ("passport.unknown_fact", "swimming_pool")),
        ({"piped_water": "2"}, ("passport.out_of_bounds", "piped_water")),
        (
            {"pupil": "300", "pupil_primary": "200", "pupil_basic": "150"},
            ("passport.parts_over_whole", "pupil"),
        ),
        (
            {"girl": "100", "boy": "100", "boarder": "201"},
            ("passport.part_over_whole", "boarder"),
        ),
        ({"girl": "0", "boy": "0"}, ("passport.out_of_bounds", "pupil")),
        (
            {
                "girl": "10",
                "boy": "10",
                "pupil_primary": "5",
                "pupil_basic": "9",
                "pupil_upper": "1",
            },
            ("passport.sum_differs", "pupil"),
        ),
    ],
)
def test_what_cannot_be_is_named_at_its_field(
    facts: dict[str, str], fault: tuple[str, str]
) -> None:
    assert codes(facts) == {fault}


@pytest.mark.parametrize(
    "facts",
    [
        WHOLE_OF_GIRLS,
        {"pupil": "300", "girl": "140"},
        {"pupil": "90", "pupil_upper": "0", "graduate": "12"},  # nine grades have graduates too
        {"pupil_primary": "10", "graduate": "0"},
        {"perimeter_m": "412.5", "fire_station_km": "0"},
        {"piped_water": "0"},
    ],
)
def test_what_can_be_is_kept_as_it_was_said(facts: dict[str, str]) -> None:
    assert checked(facts, ASKED) == facts


def test_all_faults_of_a_passport_are_told_at_once() -> None:
    faults = codes({"pupil": "100", "graduate": "200", "floor": "0", "girl": "x", "window": "2.5"})
    assert {field for _, field in faults} == {"graduate", "floor", "girl", "window"}


def test_minus_zero_is_zero() -> None:
    assert checked({"window": "-0"}, ASKED) == {"window": "0"}


def test_a_basis_of_a_newer_edition_is_asked_by_its_own_name() -> None:
    lists = read(catalogue()).lists
    assert passport.questions(lists) == dict(ASKED)
    one = lists.bases["floor"]
    newer = replace(lists, bases={**lists.bases, "elevator": one})
    asked = passport.questions(newer)
    assert asked["elevator"].name == one.name
    assert checked({"elevator": "2"}, asked) == {"elevator": "2"}


@pytest.mark.parametrize(
    ("year", "fits"), [(2000, True), (2027, True), (2028, False), (1999, False)]
)
def test_a_passport_is_of_a_year_up_to_the_next(year: int, fits: bool) -> None:
    if fits:
        passport.check_year(year, date(2026, 11, 26))
        return
    with pytest.raises(Refusal) as refused:
        passport.check_year(year, date(2026, 11, 26))
    assert (refused.value.code, refused.value.field) == ("passport.no_such_year", "year")
