"""Names stand in dictionary order and are found however they are typed."""

import pytest

from core.tree import is_within, lineage
from core.words import Words, folded, sort_key


def test_kyrgyz_letters_stand_in_their_places_and_numbers_by_size() -> None:
    names = ["Өзгөн", "Ноокат", "№ 12 мектеп", "Ош", "№ 7 мектеп", "Үч-Коргон", "Нарын", "Токтогул"]
    ordered = ["№ 7 мектеп", "№ 12 мектеп", "Нарын", "Ноокат", "Ош", "Өзгөн", "Токтогул"]
    assert sorted(names, key=sort_key) == [*ordered, "Үч-Коргон"]


@pytest.mark.parametrize(
    ("typed", "meant"), [("озгон", "Өзгөн"), ("УЧ КОРГОН", "Үч-Коргон"), ("елка", "Ёлка")]
)
def test_a_name_typed_on_a_russian_keyboard_is_the_same_name(typed: str, meant: str) -> None:
    assert folded(typed) == folded(meant)


def test_a_missing_language_is_stood_in_for_and_said() -> None:
    assert Words(ru="Школа").told("ky") == ("Школа", "ru")
    assert Words(ky="Мектеп", ru="Школа").told("en") == ("Школа", "ru")
    assert Words().told("en") == ("", "")
    assert not Words()


def test_ancestry_goes_by_parent_links_and_never_by_digits() -> None:
    parents = {"41700000000021": "41721000000000", "41721000000000": "KG", "KG": None}
    assert lineage("41700000000021", parents) == ("41700000000021", "41721000000000", "KG")
    assert is_within("41700000000021", "41721000000000", parents)
    assert not is_within("41721000000000", "41700000000021", parents)
    assert lineage("a", {"a": "b", "b": "a"}) == ("a", "b")


def test_a_raised_two_is_no_number_to_sort_by() -> None:
    assert sorted(["м² 10", "м² 9"], key=sort_key) == ["м² 9", "м² 10"]
