"""What is asked about a good practice, by whom it is decided, and which schools try first."""

from flask_babel import lazy_gettext
from wtforms import MultipleFileField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from tracker.forms.act import ActForm
from tracker.forms.fields import DayField, SomField

_l = lazy_gettext
DAY = InputRequired(_l("Give the date, such as 23.11.2026."))
SUCH_AS = _l("Such as 23.11.2026.")
PICTURES = ".jpg,.jpeg,.png,.webp"


class PracticeForm(ActForm):
    """How a school met a requirement, in its own words."""

    requirement = SelectField(
        _l("Requirement of the Standard"),
        validators=[InputRequired(_l("Choose the requirement this closes."))],
    )
    title = StringField(
        _l("What was done, in a few words"),
        validators=[
            InputRequired(_l("Say in a few words what was done.")),
            Length(max=150, message=_l("At most 150 characters.")),
        ],
    )
    told = TextAreaField(
        _l("How it was done"),
        description=_l(
            "What was there before, what was done, who helped, what others should know. "
            "Write no names of children. Everybody can read it once the council confirms it."
        ),
        validators=[
            InputRequired(_l("Tell how it was done.")),
            Length(max=3000, message=_l("At most 3000 characters.")),
        ],
        render_kw={"rows": "8"},
    )
    language = SelectField(
        _l("Language of the text"),
        choices=[("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")],
    )
    cost = SomField(
        _l("What it cost in all, som"),
        description=_l("It stands on the page as the school’s own word."),
        validators=[Optional()],
        render_kw={"autocomplete": "off"},
    )
    on = DayField(_l("Day it was done"), description=SUCH_AS, validators=[DAY])
    files = MultipleFileField(
        _l("Photographs"),
        description=_l(
            "Up to 6, JPEG, PNG or WebP. Show the place and the things: no child may be recognised."
        ),
        validators=[Optional()],
        render_kw={"multiple": True, "accept": PICTURES},
    )


class DecisionForm(ActForm):
    """What the council says of a practice."""

    decision = RadioField(
        _l("Decision"),
        choices=[
            ("confirm", _l("We confirm it: everybody will see it")),
            ("decline", _l("We decline it: it stays with the school")),
        ],
        validators=[InputRequired(_l("Choose one."))],
    )
    note = TextAreaField(
        _l("Note or reason"),
        description=_l(
            "A reason is needed when you decline. Beside a confirmed practice everybody reads it."
        ),
        validators=[Optional(), Length(max=1000, message=_l("At most 1000 characters."))],
        render_kw={"rows": "3"},
    )
    on = DayField(_l("Day of the decision"), description=SUCH_AS, validators=[DAY])


class TakeOffForm(ActForm):
    """Why a confirmed practice is taken off the public pages."""

    note = TextAreaField(
        _l("Reason"),
        description=_l("The school reads it."),
        validators=[
            InputRequired(_l("Give the reason: the school will read it.")),
            Length(max=1000, message=_l("At most 1000 characters.")),
        ],
        render_kw={"rows": "3"},
    )
    on = DayField(_l("Day of the decision"), description=SUCH_AS, validators=[DAY])


class PilotForm(ActForm):
    """Which school tries first, since when, by whose word."""

    school = StringField(
        _l("Code of the school"),
        description=_l("Not known? Write a part of its name, and codes are offered."),
        validators=[
            InputRequired(_l("Give the code of the school.")),
            Length(max=100, message=_l("At most 100 characters.")),
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    since = DayField(_l("Pilot since"), description=SUCH_AS, validators=[DAY])
    source = TextAreaField(
        _l("By whose word"),
        description=_l("An order with its number, a letter, a news item. Everybody can read it."),
        validators=[
            InputRequired(
                _l("Say by whose word the school is a pilot: an order, a letter, the news.")
            ),
            Length(max=500, message=_l("At most 500 characters.")),
        ],
        render_kw={"rows": "2"},
    )


class EndPilotForm(ActForm):
    """From which day a school is a pilot no longer."""

    until = DayField(_l("Pilot no longer from this day on"), description=SUCH_AS, validators=[DAY])
