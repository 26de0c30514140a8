"""What a council is asked about an audit sample, and about a purchase it looked at."""

from decimal import Decimal

from flask_babel import lazy_gettext
from wtforms import HiddenField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from oversight.samples import rules
from tracker import formats, sample_words
from tracker.forms.act import ActForm
from tracker.forms.editions import WholeField
from tracker.forms.fields import SomField
from tracker.forms.voices import LANGUAGES

_l = lazy_gettext
TOLERABLE = (5, 10, 20, 30, 50, 100)  # tenths of a percent


def _tolerable() -> list[tuple[int, str]]:
    """Each part of the money as people write it: 0,5%."""
    lang = formats.language()
    return [(tenths, f"{formats.number(Decimal(tenths) / 10, lang)}%") for tenths in TOLERABLE]


class AnnounceForm(ActForm):
    """How many purchases of which place and year, and what can be borne."""

    place = SelectField(_l("Place"), description=_l("All places below it are in."))
    year = IntegerField(
        _l("Year"),
        validators=[InputRequired(_l("Give the year."))],
        render_kw={"autocomplete": "off", "inputmode": "numeric"},
    )
    size = WholeField(
        _l("How many purchases do you want to look at?"),
        description=_l("What the council can manage. Twenty tell more than ten."),
        validators=[InputRequired(_l("Write a whole number from 1 to 9999."))],
        render_kw={"autocomplete": "off"},
    )
    strata = SelectField(
        _l("Flags"),
        description=_l("A flag is a reason to look, not a verdict."),
        choices=[(code, words) for code, words in sample_words.STRATA.items()],
    )
    confidence = SelectField(
        _l("Confidence"),
        description=_l("Of a hundred such samples so many keep to the limit they tell."),
        choices=[(number, f"{number}%") for number in rules.CONFIDENCES],
        coerce=int,
        default=95,
    )
    tolerable = SelectField(
        _l("Which error can be borne?"),
        description=_l("A part of all the money. Audit authorities of the European Union take 2%."),
        choices=_tolerable,
        coerce=int,
        default=20,
    )


class DrawForm(ActForm):
    """One button; the checkpoint is said so that everybody means the same one."""

    checkpoint = HiddenField()

    def size(self) -> int:
        """The checkpoint's size; 0 of what is no number."""
        text = self.checkpoint.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


class LookForm(ActForm):
    """What was found of one purchase."""

    audited = SomField(
        _l("How much of it is due by the papers, som?"),
        description=_l("All of it, where everything is in order. What lies above it is no error."),
        validators=[InputRequired(_l("Give the sum. Where nothing is due, write 0."))],
        render_kw={"autocomplete": "off"},
    )
    error = SelectField(
        _l("What was found?"),
        choices=[("", _l("nothing: everything is in order")), *sample_words.ERRORS.items()],
        validators=[Optional()],
    )
    note = TextAreaField(
        _l("What exactly?"),
        description=_l("Everybody reads it. No names of people, no contacts."),
        validators=[Optional(), Length(max=1000, message=_l("At most 1000 characters."))],
        render_kw={"rows": "3"},
    )
    evidence = TextAreaField(
        _l("Which papers and things were looked at?"),
        description=_l("Such as: contract № 12, acceptance № 3, the things at two schools."),
        validators=[
            InputRequired(_l("Say which papers and things were looked at.")),
            Length(max=1000, message=_l("At most 1000 characters.")),
        ],
        render_kw={"rows": "2"},
    )
    language = SelectField(_l("Language of the text"), choices=LANGUAGES)
