"""Every flag by its tables of cases: what raises it, what is innocent, what cannot be said."""

import pytest

from oversight import flags
from oversight.flags.result import CANNOT_SAY, NOT_RAISED, RAISED, Look
from oversight.matter import Matter
from oversight.year_matter import YearMatter
from tests.flag_tables import (
    bidding,
    bidding_measured,
    dealing,
    fulfilment,
    money,
    school,
    suppliers,
    year_buying,
)

TABLES = (
    money.CASES
    | bidding.CASES
    | bidding_measured.CASES
    | dealing.CASES
    | suppliers.CASES
    | fulfilment.CASES
    | school.CASES
    | year_buying.CASES
)
RULES = {flag.CODE: flag for flag in (*flags.FLAGS, *flags.YEAR_FLAGS)}


def looked(code: str, facts: Matter | YearMatter) -> Look:
    """What all of the program says by the flag of this code."""
    results = flags.look(facts) if isinstance(facts, Matter) else flags.look_at_year(facts)
    return next(one.look for one in results if one.flag == code)


def said(code: str, facts: Matter | YearMatter) -> tuple[str, str | None]:
    """The same in short: its state, and why where it cannot say."""
    look = looked(code, facts)
    assert look.facts is not None  # they can be written
    return look.state, look.why


def told(kind: str) -> list[object]:
    """The cases of one kind, each named by its flag and sentence."""
    return [
        pytest.param(code, facts, id=f"{code}: {sentence}")
        for code, cases in TABLES.items()
        for sentence, facts in getattr(cases, kind).items()
    ]


def test_every_flag_has_a_table_of_what_raises_it_and_one_of_what_is_innocent() -> None:
    assert set(TABLES) == set(RULES)
    assert [code for code, cases in TABLES.items() if not (cases.raised and cases.innocent)] == []


@pytest.mark.parametrize(("code", "facts"), told("raised"))
def test_this_raises_the_flag(code: str, facts: Matter | YearMatter) -> None:
    assert said(code, facts) == (RAISED, None)


@pytest.mark.parametrize(("code", "facts"), told("innocent"))
def test_this_is_innocent(code: str, facts: Matter | YearMatter) -> None:
    assert said(code, facts) == (NOT_RAISED, None)


@pytest.mark.parametrize(("code", "case"), told("unsaid"))
def test_of_this_the_flag_cannot_say_and_says_why(
    code: str, case: tuple[Matter | YearMatter, str]
) -> None:
    facts, why = case
    assert said(code, facts) == (CANNOT_SAY, why)
