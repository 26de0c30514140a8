"""How numbers, money and days are written, by language."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st

from tracker import formats
from tracker.forms.fields import read_som

amounts = st.decimals(
    min_value=Decimal("-99999999999.99"), max_value=Decimal("99999999999.99"), places=2
)
languages = st.sampled_from(["ky", "ru", "en"])


@pytest.mark.parametrize(
    ("amount", "lang", "written"),
    [
        ("1250000.50", "ky", "1 250 000,50 сом"),
        ("1250000.50", "ru", "1 250 000,50 сом"),
        ("1250000.50", "en", "1,250,000.50 som"),
        ("1250000.00", "ky", "1 250 000 сом"),
        ("0.00", "ky", "0 сом"),
        ("0.05", "ru", "0,05 сом"),
        ("-90000.00", "ru", "−90 000 сом"),
    ],
)
def test_a_sum_is_written_exactly(amount, lang, written):
    assert formats.som(Decimal(amount), lang) == written.replace(" ", formats.NBSP)


@pytest.mark.parametrize(
    ("amount", "lang", "written"),
    [
        ("4250000", "ky", "4,25 млн сом"),
        ("4250000", "ru", "4,25 млн сомов"),
        ("4250000", "en", "4.25 m som"),
        ("1240000000", "ky", "1,24 млрд сом"),
        ("5000000", "ky", "5 млн сом"),
        ("320000", "ky", "320 миң сом"),
        ("320000", "ru", "320 тыс. сомов"),
        ("4999999.99", "ky", "4,99 млн сом"),
        ("999999999", "ky", "999,99 млн сом"),
        ("9999.50", "ky", "9 999,50 сом"),
        ("0", "ky", "0 сом"),
        ("-4250000", "ky", "−4,25 млн сом"),
    ],
)
def test_a_short_sum_never_says_more_than_there_is(amount, lang, written):
    assert formats.som_short(Decimal(amount), lang).replace(formats.NBSP, " ") == written


@given(amounts, st.sampled_from(["ky", "ru"]))
def test_a_written_sum_is_read_back_to_the_tyiyn(amount, lang):
    assert read_som(formats.som(amount, lang)) == amount


@given(amounts, languages)
def test_a_short_sum_leaves_room_to_break_before_the_unit(amount, lang):
    assert " " in formats.som_short(amount, lang) or formats.NBSP in formats.som_short(amount, lang)


@pytest.mark.parametrize(
    ("ratio", "written"),
    [
        (Decimal("0.46"), "46%"),
        (Decimal("0.999"), "99%"),
        (Decimal("0.001"), "<1%"),
        (0, "0%"),
        (1, "100%"),
        (Decimal("1.001"), ">100%"),
        (Decimal("1.095"), "110%"),
        (Decimal("12.5"), "1 250%"),
    ],
)
def test_all_and_nothing_are_said_only_of_all_and_nothing(ratio, written):
    assert formats.percent(ratio, "ky").replace(formats.NBSP, " ") == written


def test_there_is_no_share_of_nothing():
    assert formats.share(Decimal(5), Decimal(0)) is None
    assert formats.share(Decimal(1), Decimal(3)) == Fraction(1, 3)


@pytest.mark.parametrize("write", [formats.number, formats.percent])
def test_a_float_is_refused(write):
    with pytest.raises(TypeError):
        write(0.1, "ky")


@pytest.mark.parametrize(
    ("value", "written"),
    [("12", "12"), ("12.500", "12,5"), ("0.125", "0,125"), ("1200", "1 200"), ("100.000", "100")],
)
def test_a_quantity_carries_no_idle_zeros(value, written):
    assert formats.quantity(Decimal(value), "ky").replace(formats.NBSP, " ") == written


def test_days_are_written_for_tables_and_for_prose():
    on = date(2026, 11, 3)
    assert formats.day(on) == "03.11.2026"
    assert formats.day_long(on, "ky") == "2026-жылдын 3-ноябры"
    assert formats.day_long(on, "ru") == "3 ноября 2026 года"
    assert formats.day_long(on, "en") == "3 November 2026"


def test_a_stored_time_is_shown_by_the_clocks_of_bishkek():
    assert formats.moment(datetime(2026, 11, 23, 20, 5, tzinfo=UTC)) == "24.11.2026 02:05"
    assert formats.moment(datetime(2026, 11, 23, 14, 0)) == "23.11.2026 20:00"


@pytest.mark.parametrize(
    ("count", "written"),
    [(388972, "0,4 МБ"), (12300, "12 КБ"), (40, "1 КБ"), (2_450_000, "2,5 МБ")],
)
def test_a_file_is_never_said_to_weigh_nothing(count, written):
    assert formats.size(count, "ky").replace(formats.NBSP, " ") == written


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_filters_write_in_the_language_of_the_page_and_tell_missing_from_zero(lang):
    app = Flask(__name__)
    Babel(app, locale_selector=lambda: lang)
    formats.register(app)
    with app.test_request_context():
        write = app.jinja_env.from_string("{{ amount | som }}").render
        assert write(amount=Decimal("1000")) == formats.som(Decimal("1000"), lang)
        assert write(amount=None) != write(amount=Decimal(0))
        assert app.jinja_env.from_string("{{ language() }}").render() == lang
