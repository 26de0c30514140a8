"""What an editor is asked about the price of a requirement."""

from flask_babel import lazy_gettext
from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from core import clock
from tracker.forms.act import SeenForm
from tracker.forms.editions import WholeField
from tracker.forms.fields import DayField, SomField
from tracker.forms.part import AboveZero

_l = lazy_gettext


class PriceForm(SeenForm):
    """What one unit costs, the least that is bought at once, of which day, from where."""

    amount = SomField(
        _l("Price of one unit, som, taxes included"),
        validators=[
            InputRequired(_l("Give the price, such as 3 200,50.")),
            AboveZero(_l("The sum must be above zero.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    lot = WholeField(
        _l("The least that is bought at once"),
        description=_l("In the same unit; 1 where single pieces are sold."),
        default=1,
        validators=[InputRequired(_l("Write a whole number from 1 to 9999."))],
        render_kw={"autocomplete": "off"},
    )
    on = DayField(
        _l("Day of the price"),
        description=_l("Such as 23.11.2026."),
        default=clock.today,
        validators=[InputRequired(_l("Give the date, such as 23.11.2026."))],
    )
    standing = SelectField(
        _l("Standing of the price"),
        description=_l("A default is a number of ours: it is never shown as a market price."),
        validators=[InputRequired(_l("Choose one."))],
    )
    source = TextAreaField(
        _l("Where the price is from"),
        description=_l("Everybody can read it."),
        validators=[
            InputRequired(_l("Say where the price is from.")),
            Length(max=1000, message=_l("At most 1000 characters.")),
        ],
        render_kw={"rows": "3"},
    )
