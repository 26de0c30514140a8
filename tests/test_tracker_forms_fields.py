"""Fields read what people type, keep it when it is refused, and draw themselves for everybody."""

import re
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from flask_babel import Babel
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, FileField, RadioField, SelectField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from core.errors import Refusal
from tracker import formats
from tracker.forms import TrackerForm
from tracker.forms.fields import (
    DayField,
    QuantityField,
    SomField,
    SomInUnitField,
    UnitField,
    plain_number,
    read_som,
    read_thousands,
)


@pytest.fixture
def app():
    app = Flask(__name__)
    app.secret_key = "only for tests of forms"
    Babel(app, locale_selector=lambda: "en")
    formats.register(app)
    with app.test_request_context(method="POST"):
        yield app


class Allocation(TrackerForm):
    """A form with a field of every kind we draw."""

    class Meta(TrackerForm.Meta):
        csrf = False

    school = SelectField(
        "School",
        choices=[SelectChoice("", "—"), SelectChoice("S-0001", "№ 1 <b>", optgroup="Ak-Terek")],
    )
    what = RadioField(
        "What for",
        choices=[SelectChoice("food", "Food"), SelectChoice("fire", "Fire")],
        validators=[InputRequired("Choose.")],
    )
    amount = SomField("Amount", description="As 1 250 000,50", validators=[InputRequired("Empty.")])
    count = QuantityField("Count", validators=[Optional()])
    on = DayField("Day", validators=[Optional()])
    paper = FileField("Paper")
    why = TextAreaField("Why", validators=[Optional(), Length(max=500, message="Too long.")])
    signed = BooleanField("Signed")


def filled(**typed):
    form = Allocation(MultiDict({"what": "food", "amount": "1", "school": "", **typed}))
    form.validate()
    return form


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1 234 567,50", "1234567.50"),
        ("1250000.50", "1250000.50"),
        ("1\u00a0250\u00a0000,5", "1250000.50"),
        ("1\u202f250\u202f000", "1250000.00"),
        ("950000 сом", "950000.00"),
        ("950 000,00 Сом", "950000.00"),
        ("5 сомов", "5.00"),
        ("5 som", "5.00"),
        ("  7  ", "7.00"),
        ("−12,30", "-12.30"),
        ("0", "0.00"),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed, read):
    assert read_som(typed) == Decimal(read)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("NaN", "money.not_a_number"),
        ("Infinity", "money.not_a_number"),
        ("1e5", "money.not_a_number"),
        ("1_000", "money.not_a_number"),
        ("١٢٣", "money.not_a_number"),
        ("１２３", "money.not_a_number"),
        ("1О00", "money.not_a_number"),
        ("12 34,5", "money.not_a_number"),
        ("1.250.000,50", "money.not_a_number"),
        ("1,250,000.50", "money.not_a_number"),
        ("12x", "money.not_a_number"),
        ("сом", "money.not_a_number"),
        ("=1+1", "money.not_a_number"),
        ("1 250 000,505", "money.finer_than_tyiyn"),
        ("1,250", "1.25"),
        ("999999999999999", "money.too_large"),
    ],
)
def test_what_is_no_amount_is_refused_by_its_code(typed, code):
    if not code.startswith("money"):
        assert read_som(typed) == Decimal(code)
        return
    with pytest.raises(Refusal) as refused:
        read_som(typed)
    assert refused.value.code == code
    assert refused.value.facts["text"] == typed


@given(st.integers(-9 * 10**10, 9 * 10**10), st.integers(0, 5))
def test_thousands_are_exact_and_what_is_finer_than_a_tyiyn_is_refused(digits, places):
    amount = Decimal(digits).scaleb(-places)
    text = formats.number(amount, "ky", 5)
    assert read_thousands(text) == read_thousands(f"{amount:f}") == amount * 1000
    with pytest.raises(Refusal) as refused:
        read_thousands(text + "1")
    assert refused.value.code == "money.finer_than_tyiyn"


@pytest.mark.parametrize("typed", ["1О00", "12 34,5", "", "сом", "1e3"])
def test_what_is_no_sum_is_none_in_thousands_either(typed):
    with pytest.raises(Refusal) as refused:
        read_thousands(typed)
    assert refused.value.code == "money.not_a_number"


class Measured(TrackerForm):
    """A sum and its unit."""

    class Meta(TrackerForm.Meta):
        csrf = False

    unit = UnitField("Unit")
    amount = SomInUnitField("Sum")


@pytest.mark.parametrize(
    ("typed", "read"),
    [({"unit": "thousand"}, "12500.00"), ({"unit": "som"}, "12.50"), ({}, "12.50")],
)
def test_a_sum_is_read_in_the_unit_sent_with_it_and_shown_as_typed(app, typed, read):
    form = Measured(MultiDict({"amount": "12,5", **typed}))
    assert form.validate()
    assert form.amount.data == Decimal(read)
    assert 'value="12,5"' in str(form.amount())


def test_a_unit_that_is_none_is_refused(app):
    assert not Measured(MultiDict({"amount": "1", "unit": "million"})).validate()


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(text):
    plain = plain_number(text)
    assert plain is None or re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("12", "12"), ("12,5", "12.5"), ("0,125", "0.125"), ("1 200", "1200")],
)
def test_a_quantity_is_read(app, typed, read):
    assert filled(count=typed).count.data == Decimal(read)


@pytest.mark.parametrize("typed", ["-1", "0,1234", "x", "1e3", "٣"])
def test_what_is_no_quantity_is_refused_and_kept(app, typed):
    form = filled(count=typed)
    assert form.count.errors
    assert f'value="{typed}"' in str(form.count())


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("23.11.2026", date(2026, 11, 23)),
        ("2026-11-23", date(2026, 11, 23)),
        ("1.2.2026", date(2026, 2, 1)),
    ],
)
def test_a_day_is_read(app, typed, read):
    assert filled(on=typed).on.data == read


@pytest.mark.parametrize("typed", ["31.02.2026", "2026-13-01", "tomorrow", "1.2.26", "٢٣.11.2026"])
def test_a_day_that_no_calendar_has_is_refused_and_kept(app, typed):
    form = filled(on=typed)
    assert form.on.errors
    assert typed in str(form.on())


def test_a_refused_amount_is_shown_as_it_was_typed_with_its_error_tied_to_it(app):
    html = str(filled(amount="12x").amount())
    assert 'value="12x"' in html
    assert 'aria-describedby="amount-hint amount-error"' in html
    assert 'aria-invalid="true"' in html
    assert '<span class="govuk-visually-hidden">Error:</span>' in html
    assert "“12x”" in html
    assert "As 1 250 000,50" in html  # the hint stays beside the error


def test_a_percent_sign_in_what_was_typed_breaks_no_sentence(app):
    form = filled(amount="5%(text)s", count="5%d", on="%s")
    assert "5%(text)s" in form.amount.errors[0]
    assert form.count.errors
    assert form.on.errors


def test_a_value_not_yet_typed_is_written_for_people(app):
    form = Allocation(data={"amount": Decimal("1250000.50"), "on": date(2026, 1, 2)})
    assert "1\u00a0250\u00a0000,50" in str(form.amount())
    assert "02.01.2026" in str(form.on())


def test_a_question_with_answers_is_a_fieldset_with_a_legend(app):
    html = str(filled(what="").what())
    assert html.count("<fieldset") == 1
    assert "<legend" in html
    assert html.count('type="radio"') == 2
    assert 'for="what-1"' in html


def test_labels_choices_and_typed_text_are_escaped(app):
    form = filled(why="<script>", amount='"><script>')
    html = "".join(str(field()) for field in form)
    assert "<script>" not in html
    assert "№ 1 <b>" not in html


def test_every_control_has_a_label_of_its_own(app):
    html = "".join(str(field()) for field in filled())
    for control in re.findall(r'<(?:input|select|textarea) [^>]*\bid="([^"]+)"', html):
        assert f'for="{control}"' in html


def test_problems_lead_to_controls_that_are_on_the_page(app):
    form = filled(what="", amount="", on="x")
    html = "".join(str(field()) for field in form)
    problems = form.problems()
    assert [target for target, _ in problems] == ["what-0", "amount", "on"]
    for target, sentence in problems:
        assert f'id="{target}"' in html
        assert sentence


def test_a_lost_csrf_token_is_told_without_a_dead_link(app):
    class Guarded(TrackerForm):
        """Only the token."""

    form = Guarded(MultiDict({}))
    assert not form.validate()
    assert [target for target, _ in form.problems()] == [None]
    assert "token" not in form.problems()[0][1]


def test_what_the_library_says_itself_is_in_our_catalogues(app):
    form = filled(school="S-9999")
    assert form.school.errors == ["Not a valid choice."]


def test_answers_stand_under_the_name_of_their_group(app):
    html = str(filled().school())
    assert html.count("<optgroup") == 1
    assert 'label="Ak-Terek"' in html
    assert "None" not in html


def test_an_optional_field_says_so(app):
    assert "Count (optional)" in str(filled().count())
    assert "optional" not in str(filled().amount())
