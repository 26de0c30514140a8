"""Which row of an extract is which payment: by table, and whatever the order of the rows."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.money import ZERO, som
from opendata.reconciliation import Ours, Theirs
from opendata.reconciliation.rules import matched
from opendata.reconciliation.signs import names_contract, plain_document, plain_name

DAY = date(2026, 3, 2)
OURS = Ours(1, DAY, som(100), "П-12", "00000000000001", "«Сыноо» ЖЧК", "К-2026/7")
THEIRS = Theirs(5, DAY, som(100), "П-12", "00000000000001", "ОсОО Сыноо", "")
LATE, SOON = DAY + timedelta(days=40), DAY + timedelta(days=3)


@pytest.mark.parametrize(
    ("row", "cls", "differs"),
    [
        ({}, "matched", ()),
        ({"document": "№ п 0012"}, "different", ("document",)),  # p-0012 is not p-12
        ({"document": "", "on": SOON}, "matched", ()),
        ({"document": "", "on": LATE}, "missing_here", ()),
        ({"document": "", "on": LATE, "purpose": "по дог. К-2026/7"}, "different", ("on",)),
        ({"document": "77", "on": SOON}, "different", ("document",)),
        ({"on": LATE}, "different", ("on",)),
        ({"amount": som(90)}, "different", ("amount",)),
        ({"amount": som(-100)}, "missing_here", ()),  # money that came back is another thing
        ({"document": "", "inn": None}, "matched", ()),  # by name, day and sum
        ({"document": "", "inn": None, "name": "Башка"}, "missing_here", ()),
        ({"document": "", "inn": None, "name": "", "purpose": "К-2026/7"}, "matched", ()),
        ({"document": "", "inn": "00000000000002"}, "missing_here", ()),
    ],
)
def test_a_row_is_known_by_its_signs(row: dict, cls: str, differs: tuple[str, ...]) -> None:
    found = matched([OURS], [replace(THEIRS, **row)])
    assert len(getattr(found, cls)) == 1
    if cls == "missing_here":
        assert found.missing_there == (OURS,)
    else:
        assert getattr(found, cls)[0].differs == differs


def test_two_rows_for_one_payment_are_ambiguous_and_not_guessed() -> None:
    bare = replace(THEIRS, document="")
    found = matched([OURS], [bare, replace(bare, key=6)])
    assert (found.ambiguous_here, len(found.ambiguous_there)) == ((OURS,), 2)
    surer = matched([OURS], [bare, replace(THEIRS, key=6)])
    assert surer.matched[0].theirs.key == 6
    assert surer.missing_here == (bare,)


def test_a_refund_finds_its_own_row_and_not_the_payment() -> None:
    back = replace(OURS, key=2, amount=som(-100))
    found = matched([OURS, back], [THEIRS, replace(THEIRS, key=6, amount=som(-100))])
    assert {(pair.ours.key, pair.theirs.key) for pair in found.matched} == {(1, 5), (2, 6)}


@pytest.mark.parametrize(
    ("purpose", "contract", "named"),
    [
        ("Оплата по договору К-1 от 2.3.2026", "К-1", True),
        ("Оплата по договору K-1", "К-1", True),  # a Latin K
        ("даана 12", "12", False),
        ("келишим № 12", "12", True),
        ("по дог. № 123", "12", False),
        ("К-2026/78", "К-2026/7", False),
        ("контракт К-2026 / 7, аванс", "К-2026/7", True),
        ("", "К-1", False),
        ("келишим", "", False),
    ],
)
def test_a_purpose_names_a_contract(purpose: str, contract: str, named: bool) -> None:
    assert names_contract(purpose, contract) is named


def test_documents_and_names_are_compared_as_people_write_them() -> None:
    assert plain_document("№ 000123") == plain_document("123") == "123"
    assert plain_document("ПП-7") == plain_document("пп 7")
    assert plain_document("000") == "0"
    assert plain_document("") == ""
    assert plain_name('ОсОО "Сыноо Плюс"') == plain_name("Сыноо Плюс, ЖЧК")


AMOUNTS = st.sampled_from([som(value) for value in (100, -100, 250, "250.50")])
DAYS = st.integers(0, 12).map(lambda days: DAY + timedelta(days=days))
DOCUMENTS = st.sampled_from(["", "1", "01", "П-2", "3"])
INNS = st.sampled_from([None, "00000000000001", "00000000000002"])
NAMES = st.sampled_from(["", "Сыноо", "Башка"])
CONTRACTS = st.sampled_from(["К-1", "К-2"])
PAYMENTS = st.lists(st.tuples(DAYS, AMOUNTS, DOCUMENTS, INNS, NAMES, CONTRACTS), max_size=9).map(
    lambda rows: [Ours(key, *row) for key, row in enumerate(rows)]
)
ROWS = st.lists(
    st.tuples(DAYS, AMOUNTS, DOCUMENTS, INNS, NAMES, CONTRACTS.map(lambda no: f"договор {no}")),
    max_size=9,
).map(lambda rows: [Theirs(key, *row) for key, row in enumerate(rows)])


@settings(max_examples=60, deadline=None)
@given(PAYMENTS, ROWS, st.randoms(use_true_random=False))
def test_each_row_is_in_one_class_and_the_sums_add_up(ours, theirs, chance) -> None:
    found = matched(ours, theirs)
    pairs = found.matched + found.different
    here = [*(p.ours for p in pairs), *found.missing_there, *found.ambiguous_here]
    there = [*(p.theirs for p in pairs), *found.missing_here, *found.ambiguous_there]
    assert Counter(here) == Counter(ours)
    assert Counter(there) == Counter(theirs)
    assert total(here) == total(ours)
    assert total(there) == total(theirs)
    assert total(p.ours for p in found.matched) == total(p.theirs for p in found.matched)

    chance.shuffle(ours)
    chance.shuffle(theirs)
    assert matched(ours, theirs) == found


def total(rows) -> Decimal:
    return sum((row.amount for row in rows), ZERO)
