"""What a leaf holds can be read again exactly, and a base can be rebuilt of it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import JSON, BigInteger, Boolean, Date, Integer, LargeBinary, String, Text
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from core.columns import Quantity, UtcTime
from core.money import MOST, Som
from journal import audit, past
from journal.leaf import canonical, read, written
from journal.mending import make, mend
from journal.problems import Problem
from journal.records import shape_of
from procurement.models import SupplierTotal

TEXTS = st.text(st.characters(exclude_categories=("Cs",)))
JSONS = st.recursive(
    st.none() | st.booleans() | TEXTS,
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text("abc_"), parts, max_size=3),
    max_leaves=6,
)
VALUES: dict[TypeEngine[Any], st.SearchStrategy[Any]] = {
    Som(): st.decimals(-MOST, MOST, places=2),
    Quantity(): st.decimals(Decimal(-(10**9)), Decimal(10**9), places=3),
    UtcTime(): st.datetimes(datetime(1000, 1, 1), timezones=st.just(UTC)).map(
        lambda at: at.replace(microsecond=0)
    ),
    Date(): st.dates(date(1, 1, 1)),
    Boolean(): st.booleans(),
    Integer(): st.integers(-(2**31), 2**31),
    BigInteger(): st.integers(-(2**63), 2**63 - 1),
    LargeBinary(): st.binary(),
    String(20): TEXTS,
    Text(): TEXTS,
    JSON(): JSONS.filter(lambda value: value is not None),
}


@pytest.mark.parametrize("kind", VALUES, ids=lambda kind: type(kind).__name__)
def test_a_column_is_read_from_its_leaf_as_it_was_written(kind: TypeEngine[Any]) -> None:
    @given(st.none() | VALUES[kind])
    def back(value: Any) -> None:
        told = written(value, kind)
        canonical(told)  # it can stand in a leaf
        again = read(told, kind)
        assert again == value
        assert type(again) is type(value)
        assert written(again, kind) == told

    back()


def test_every_column_of_every_journaled_table_can_be_read_back() -> None:
    known = tuple(type(kind) for kind in VALUES)
    for model in audit.journaled():
        shape = shape_of(model)
        for name, kind in (shape.public | shape.personal).items():
            assert isinstance(kind, known), f"{shape.table}.{name}"


def test_a_row_is_mended_only_by_what_names_a_kept_sum(session: Session, sqlite_only: str) -> None:
    with pytest.raises(ValueError, match="no kept sum"):
        mend(session, [Problem("row.differs", "contracts", "1", "amount", "1", "2")])
    with pytest.raises(ValueError, match="than"):
        mend(session, [Problem("sum.differs", "commitments", "1/S-1001", "accepted", "0", "1")])
    with pytest.raises(ValueError, match="not a sum of"):
        make(session, SupplierTotal, [Problem("sum.differs", "contracts", "1", "paid", "0", "1")])


def test_an_empty_journal_has_no_past(session: Session) -> None:
    assert past.end(session, 0) is None
    assert past.end(session, 7) is None
    assert past.salts(session, 7) == 0
