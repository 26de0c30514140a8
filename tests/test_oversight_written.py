"""The facts of flags as JSON: read back they are the same, and what is private is not in them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oversight import flags
from oversight.flags.result import RAISED
from oversight.matter import Matter
from oversight.measures import Measure, Measures
from oversight.written import PRIVATE, read, written
from oversight.year_matter import YearMatter
from tests.flag_tables import DAY, matter
from tests.test_oversight_flag_tables import TABLES, said

RULES = {rule.CODE: rule for rule in (*flags.FLAGS, *flags.YEAR_FLAGS)}
CASES = {
    f"{code}: {sentence}": (code, facts[0] if isinstance(facts, tuple) else facts)
    for code, cases in TABLES.items()
    for kind in (cases.raised, cases.innocent, cases.unsaid)
    for sentence, facts in kind.items()
}
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=2)


def there_and_back(value: Any) -> Any:
    """What somebody reads who has only the file."""
    return read(type(value), json.loads(json.dumps(written(value), ensure_ascii=False)))


def public(value: Any) -> Any:
    """The same facts without what is private; measures apart."""
    if isinstance(value, Measures):
        return set(value)
    if isinstance(value, Mapping):
        return {key: public(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return tuple(public(part) for part in value)
    if not is_dataclass(value):
        return value
    seen = [one.name for one in fields(value) if not one.metadata.get("private")]
    return {name: public(getattr(value, name)) for name in seen}


def test_facts_of_every_case_of_every_flag_say_the_same_when_read_back() -> None:
    for name, (code, facts) in CASES.items():
        if RULES[code].PUBLIC:
            again = there_and_back(facts)
            assert said(code, again) == said(code, facts), name
            assert list(again.measures) == list(facts.measures), name
            known = replace(facts, measures=again.measures)
            assert written(known) == written(again), name


def test_what_raises_a_flag_only_councils_see_is_not_in_what_is_written() -> None:
    private = {code for code, rule in RULES.items() if not rule.PUBLIC}
    for name, (code, facts) in CASES.items():
        if code in private and said(code, facts)[0] == RAISED:
            assert said(code, there_and_back(facts))[0] != RAISED, name


st.register_type_strategy(Decimal, NUMBERS)
st.register_type_strategy(Measures, st.lists(st.from_type(Measure), max_size=2).map(Measures))


@settings(max_examples=40, deadline=None)
@given(st.data())
@pytest.mark.parametrize("kind", [Matter, YearMatter])
def test_any_facts_are_the_same_when_read_back(kind: type, data: Any) -> None:
    facts = data.draw(st.from_type(kind))
    again = there_and_back(facts)
    assert public(again) == public(facts)
    assert written(again) == written(facts)


@dataclass(frozen=True, slots=True)
class Every:
    """A fact of each kind that may be written."""

    on: date
    at: datetime
    part: Fraction
    sums: Mapping[str, Decimal]
    counts: Mapping[tuple[int, str], int]
    pairs: tuple[tuple[date, Decimal], ...]
    names: frozenset[str]
    left: int | None
    contacts: tuple[str, ...] = field(default=(), metadata=PRIVATE)
    usual: str = "usual"


def test_every_kind_of_fact_comes_back_but_for_what_is_private() -> None:
    one = Every(
        on=DAY,
        at=datetime(2026, 6, 1, 12, 30),
        part=Fraction(1, 3),
        sums={"3511": Decimal("0.10")},
        counts={(1, "a"): 2},
        pairs=((DAY, Decimal("1.50")),),
        names=frozenset({"b", "a"}),
        left=None,
        contacts=("one",),
    )
    told = json.dumps(written(one))
    assert "one" not in told
    assert "usual" not in told
    assert read(Every, json.loads(told)) == replace(one, contacts=())


@pytest.mark.parametrize("value", [1.5, b"bytes", object()])
def test_what_cannot_be_read_back_is_not_written(value: object) -> None:
    with pytest.raises(TypeError):
        written(value)
    with pytest.raises(TypeError):
        written(replace(matter(), lines=(value,)))


@pytest.mark.parametrize("kind", [float, int | Decimal, type])
def test_a_kind_that_is_not_written_is_not_read(kind: Any) -> None:
    with pytest.raises(TypeError):
        read(kind, "1")
