"""The cross-walk of flags: codes of others exist, and what no flag answers is said."""

import csv
import re
from pathlib import Path
from typing import Any

from oversight.flags import FLAGS, YEAR_FLAGS, Rule
from oversight.flags.unanswered import UNANSWERED
from register import profile
from tests.test_house_floors import ROOT

RULES: tuple[Rule, ...] = (*FLAGS, *YEAR_FLAGS)
OCP = {f"R{number:03}" for number in range(1, 74)}
NATIONAL = {str(number) for number in range(1, 19)}
_NAMED = (
    "R001 R002 R003 R004 R005 R007 R010 R011 R012 R013 R016 R017 R018 R019 R020 R022 R023 R024"
    " R025 R028 R030 R031 R035 R036 R038 R039 R040 R042 R043 R044 R045 R046 R048 R049 R050 R051"
    " R052 R054 R055 R058 R059 R060 R061 R062 R063 R064 R065 R066 R067 R068 R069 R071 R072 R073"
)
EXPECTED = {*_NAMED.split(), *NATIONAL, *(f"S{number:02}" for number in range(1, 15))}
"""Codes of others of which it must be said which flag answers them, or why none does."""


def told() -> set[str]:
    """The codes of others that a flag answers, or that are listed as unanswered."""
    built = {code for rule in RULES for code in (rule.CODE, rule.OCP, *rule.NATIONAL) if code}
    return built | {one.code for one in UNANSWERED}


def test_codes_in_the_lists_of_others_exist() -> None:
    assert len({rule.CODE for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.OCP is None or rule.OCP in OCP, rule.CODE
        for code in rule.NATIONAL:
            assert code in NATIONAL or re.fullmatch(r"(KRAI|NEW|P)[0-9_]+", code), (rule.CODE, code)


def test_national_codes_stand_in_the_national_sets(test_data: Path) -> None:
    known: set[str] = set()
    for name, column in (
        ("kg_red_flags_ru_en_ky.csv", "id"),
        ("kg_red_flag_indicators_law2015_ru.csv", "code"),
    ):
        with (test_data / "kg" / name).open(encoding="utf-8-sig", newline="") as file:
            known |= {row[column] for row in csv.DictReader(file)}
    for rule in RULES:
        assert set(rule.NATIONAL) <= known, rule.CODE


def test_of_every_expected_code_it_is_said_who_answers_it_or_why_none_does() -> None:
    assert EXPECTED - told() == set()


def test_nothing_is_both_answered_and_listed_as_unanswered() -> None:
    ocp = {rule.OCP for rule in RULES}
    national = {code for rule in RULES for code in rule.NATIONAL}
    for one in UNANSWERED:
        built, known = {
            "ocp": (ocp, OCP),
            "national": (national, NATIONAL),
            "own": ({rule.CODE for rule in RULES}, EXPECTED),
        }[one.set]
        assert one.code not in built, one
        assert one.code in known or "KRAI" in one.code, one
        assert one.name, one
        assert one.why, one
    assert len({(one.set, one.code) for one in UNANSWERED}) == len(UNANSWERED)


def test_a_flag_that_tells_a_threshold_names_the_limits_it_judges_by() -> None:
    known = {one.code for one in profile.load("KG").thresholds}
    for rule in RULES:
        named: Any = getattr(rule, "LIMITS", ())
        assert set(named) <= known, rule.CODE
        text = (ROOT / (rule.__name__.replace(".", "/") + ".py")).read_text("utf-8")
        of_meals = "food.norm_standing" in text  # a norm of the profile, no limit of the register
        assert named or of_meals or "threshold_standing" not in text, rule.CODE
