"""What an editor is asked about a limit in som."""

from flask_babel import lazy_gettext
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from core import clock
from tracker.forms.act import SeenForm
from tracker.forms.fields import DayField, SomField
from tracker.forms.part import AboveZero

_l = lazy_gettext
DAY = _l("Give the date, such as 23.11.2026.")
SUCH_AS = _l("Such as 23.11.2026.")


def _source(label: object) -> TextAreaField:
    return TextAreaField(
        label,
        description=_l("The act with its number, day and article. Everybody can read it."),
        validators=[
            InputRequired(_l("Say where it is from: the act, its number and article.")),
            Length(max=1000, message=_l("At most 1000 characters.")),
        ],
        render_kw={"rows": "3"},
    )


class NewLimitForm(SeenForm):
    """Another value, from a day on."""

    amount = SomField(
        _l("Limit, som"),
        validators=[
            InputRequired(_l("Give the sum, such as 1 000 000.")),
            AboveZero(_l("The limit must be above zero.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    valid_from = DayField(_l("In force from"), description=SUCH_AS, validators=[InputRequired(DAY)])
    source = _source(_l("Where the value is from"))


class ConfirmLimitForm(SeenForm):
    """The source that confirms a value, and the day it was seen."""

    source = _source(_l("Source that confirms it"))
    on = DayField(
        _l("Day the source was seen"),
        description=SUCH_AS,
        default=clock.today,
        validators=[InputRequired(DAY)],
    )


class EndLimitForm(SeenForm):
    """The first day a value is no longer in force, and by which act."""

    until = DayField(
        _l("First day it is not in force"), description=SUCH_AS, validators=[InputRequired(DAY)]
    )
    source = _source(_l("By which act it ends"))
