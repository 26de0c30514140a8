"""What a council fills in about a raised flag."""

from flask_babel import lazy_gettext
from wtforms import IntegerField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from oversight.reviews import rules
from tracker.forms.act import ActForm

_l = lazy_gettext
LANGUAGES = [("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")]
CHOOSE = InputRequired(_l("Choose what the council says to the flag."))
NOTE = (
    InputRequired(_l("Write why, in a few sentences.")),
    Length(max=rules.LONGEST, message=_l("At most 2000 characters.")),
)


class DeskForm(ActForm):
    """Take flags, or release one."""


class JudgeForm(ActForm):
    """What the council makes of the answer; everybody reads it."""

    verdict = RadioField(
        _l("What does the council say?"),
        choices=[
            ("explained", _l("The answer explains it")),
            ("not_explained", _l("Not explained: the office should answer again")),
            ("finding", _l("It became a finding of the council")),
        ],
        validators=[CHOOSE],
    )
    finding = IntegerField(
        _l("Number of the finding"),
        description=_l("If it is opened already."),
        validators=[Optional(), NumberRange(min=1, max=rules.LARGEST)],
    )
    note = TextAreaField(
        _l("Why"),
        description=_l("Everybody can read it beside the flag. Write no names of persons."),
        validators=NOTE,
        render_kw={"rows": "4"},
    )
    language = SelectField(_l("Language of the text"), choices=LANGUAGES)


class ConfirmForm(ActForm):
    """Whether a flag that only councils see is shown to everybody."""

    decision = RadioField(
        _l("What does the council say?"),
        choices=[
            ("confirm", _l("We confirm it: everybody will see the flag and this reason")),
            ("aside", _l("We lay it aside: it stays with the council")),
        ],
        validators=[CHOOSE],
    )
    note = TextAreaField(
        _l("Why"),
        description=_l(
            "Name no person, no telephone and no address. Of a confirmed flag everybody reads this."
        ),
        validators=NOTE,
        render_kw={"rows": "4"},
    )
    language = SelectField(_l("Language of the text"), choices=LANGUAGES)
