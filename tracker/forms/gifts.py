"""What is asked about a voluntary gift, its reversal, and the report of a trustee council.

Nothing is asked about who gave: no name, no number, no count.
"""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from budgets import gift_rules as rules
from budgets.acts.gifts import GiftValues
from tracker.forms.act import ActForm, SeenForm
from tracker.forms.assessments import files_field
from tracker.forms.budgets import purpose_of
from tracker.forms.fields import DayField, QuantityField, SomField
from tracker.gift_words import DOCUMENTS, KINDS

_l = lazy_gettext
SUCH_AS = _l("Such as 23.11.2026.")
DAY = InputRequired(_l("Give the date, such as 23.11.2026."))
LANGUAGES = [("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")]


def _at_most(count: int) -> Length:
    sentences = {
        rules.MOST_NUMBER: _l("At most 60 characters."),
        rules.MOST_ABOUT: _l("At most 200 characters."),
        rules.MOST_REASON: _l("At most 500 characters."),
        rules.MOST_TOLD: _l("At most 3000 characters."),
    }
    return Length(max=count, message=sentences[count])


def _reason(label: Any, *first: InputRequired) -> TextAreaField:
    return TextAreaField(
        label,
        description=_l("Everybody can read it."),
        validators=[*first, _at_most(rules.MOST_REASON)],
        render_kw={"rows": "2"},
    )


class GiftForm(ActForm):
    """One receipt of a trustee council."""

    scope = SelectField(
        _l("For which school or place"),
        validators=[InputRequired(_l("Choose the school or the place."))],
    )
    on = DayField(_l("Day it came"), description=SUCH_AS, validators=[DAY])
    kind = RadioField(
        _l("What came"),
        choices=list(KINDS.items()),
        validators=[InputRequired(_l("Choose what came: money, things or works."))],
    )
    about = StringField(
        _l("What it is, in a few words"),
        description=_l("The journal shows it to everybody: not who gave, no names, no numbers."),
        validators=[InputRequired(_l("Say what it is.")), _at_most(rules.MOST_ABOUT)],
        render_kw={"autocomplete": "off"},
    )
    value = SomField(
        _l("Sum, som"),
        description=_l("Of things and works: what they are worth. It is never added to money."),
        validators=[InputRequired(_l("Give the sum, such as 1 250 000,50."))],
        render_kw={"autocomplete": "off"},
    )
    requirement = SelectField(
        _l("What for"),
        description=_l("A requirement of the Standard, or a whole category."),
        validators=[InputRequired(_l("Choose what it is for."))],
    )
    quantity = QuantityField(
        _l("How many pieces"),
        description=_l("Only of things and works for a requirement that is counted in pieces."),
        validators=[Optional()],
        render_kw={"autocomplete": "off"},
    )
    document = SelectField(
        _l("Document"),
        choices=list(DOCUMENTS.items()),
        validators=[InputRequired(_l("Choose the kind of the document from the list."))],
    )
    document_number = StringField(
        _l("Number of the document"),
        validators=[
            InputRequired(_l("Give the number of the document.")),
            _at_most(rules.MOST_NUMBER),
        ],
        render_kw={"autocomplete": "off"},
    )
    document_on = DayField(_l("Date of the document"), description=SUCH_AS, validators=[DAY])
    files = files_field(_l("Scan of the document"))

    def values(self, categories: Mapping[str, str], files: list[dict[str, Any]]) -> GiftValues:
        """What was typed, as the act takes it; `categories` are those of requirements."""
        category, requirement = purpose_of(self.requirement.data or "", categories)
        return GiftValues(
            on=self.on.data,
            kind=self.kind.data,
            value=self.value.data,
            about=self.about.data,
            category=category,
            requirement=requirement,
            quantity=self.quantity.data,
            document=self.document.data,
            document_number=self.document_number.data,
            document_on=self.document_on.data,
            files=files,
        )


class ReverseForm(ActForm):
    """Why an entry no longer counts."""

    reason = _reason(_l("Why is this entry wrong"), InputRequired(_l("Give the reason.")))


class ReportForm(SeenForm):
    """What the council tells of a period; the totals are not asked, they are the records'.

    `reason` is asked where it takes the place of a report; whether it has to, the act knows.
    """

    told = TextAreaField(
        _l("What was done with it"),
        description=_l("Everybody can read it: what it went to. Not who gave, no names."),
        validators=[InputRequired(_l("Tell what was done with it.")), _at_most(rules.MOST_TOLD)],
        render_kw={"rows": "8"},
    )
    language = SelectField(_l("Language of the text"), choices=LANGUAGES)
    minutes = StringField(
        _l("Number of the council’s minutes"),
        validators=[
            InputRequired(_l("Give the number of the minutes.")),
            _at_most(rules.MOST_NUMBER),
        ],
        render_kw={"autocomplete": "off"},
    )
    minutes_on = DayField(_l("Date of the minutes"), description=SUCH_AS, validators=[DAY])
    reason = _reason(_l("Why a new report takes the place of the old one"))
