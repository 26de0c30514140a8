"""One description of a table, four ways to give it, and no number or word lost on the way."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO

import pytest
from flask import Flask
from flask_babel import Babel
from python_calamine import CalamineWorkbook

from core.words import Words
from tracker.tables import Cell, Column, Table, as_csv, as_xlsx

TABLE = Table(
    "things",
    "Буюмдар: [1/2]",
    (
        Column("name", "Аты"),
        Column("code", "Коду", hidden=True),
        Column("amount", "Сумма", "som"),
        Column("count", "Саны", "quantity"),
        Column("ratio", "Үлүшү", "percent"),
        Column("on", "Күнү", "day"),
    ),
    (
        (
            Cell("=1+1", href="/ky/x", lang="ru"),
            "A-1",
            Decimal("1250.50"),
            Decimal("2.500"),
            Fraction(1, 3),
            date(2026, 11, 23),
        ),
        (Words(ru="Парта <b>"), "A-2", None, Decimal(10), None, None),
        ("-7", "A-3", Decimal("90000000000000.01"), Decimal(0), Fraction(0), None),
    ),
)


@pytest.fixture(autouse=True)
def page_in_kyrgyz() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app, default_locale="ky")
    with app.test_request_context():
        yield


def test_programs_get_decimal_strings_and_null() -> None:
    first, second, third = TABLE.records()
    assert first == {
        "name": "=1+1",
        "code": "A-1",
        "amount": "1250.50",
        "count": "2.5",
        "ratio": "0.3333",
        "on": "2026-11-23",
    }
    assert second["amount"] is None
    assert third["count"] == "0"


def test_csv_has_a_mark_commas_and_no_formula() -> None:
    content = as_csv(TABLE)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(content.decode("utf-8-sig"))))
    assert rows[0] == ["name", "code", "amount", "count", "ratio", "on"]
    assert rows[1][0] == "'=1+1"
    assert rows[1][2:] == ["1250.50", "2.5", "0.3333", "2026-11-23"]
    assert rows[2][2] == ""
    assert rows[3][0] == "'-7"


def test_a_workbook_holds_numbers_days_and_text_that_stays_text() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(as_xlsx([TABLE, TABLE])))
    assert book.sheet_names == ["Буюмдар   1 2", "things"]
    rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert rows[0] == [column.heading for column in TABLE.columns]
    assert rows[1][0] == "=1+1"
    assert rows[1][2] == 1250.5
    assert rows[1][5] == date(2026, 11, 23)
    assert rows[2][2] == ""
    assert rows[3][2] == "90000000000000.01"  # too long for a cell's number


def test_a_page_hides_columns_links_names_and_says_the_language() -> None:
    assert [heading for heading, _ in TABLE.heads()] == ["Аты", "Сумма", "Саны", "Үлүшү", "Күнү"]
    first, second, third = TABLE.cells()
    assert first[0] == (
        '<a class="govuk-link" href="/ky/x"><span lang="ru">=1+1</span></a>'
        ' <span class="st-quiet">[in Russian]</span>'
    )
    assert second[0].startswith('<span lang="ru">Парта &lt;b&gt;</span>')
    assert second[1] is None
    assert third[2] == "0"
    assert first[1] == '<data value="1250.50">1\u00a0250,50\u00a0сом</data>'
