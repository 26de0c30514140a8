"""What a line of a purchase says towards the principles of safe procurement."""

from flask_babel import lazy_gettext
from wtforms import SelectField, TextAreaField
from wtforms.validators import Length, Optional

from procurement.principles import MOST, SAFE, SafeValues
from tracker.forms.part import Part

_l = lazy_gettext
UNTOLD = ("", _l("not told"))
TEXT = [Optional(), Length(max=MOST, message=_l("At most 1000 characters."))]
ANSWERS = [UNTOLD, ("yes", _l("yes")), ("no", _l("no"))]


class SafeForm(Part):
    """Criteria, certificates not needed, local make, green, and upkeep; each may stay untold."""

    criteria = TextAreaField(
        _l("Safety criteria asked of the goods"),
        description=_l(
            "Such as a standard, a class, a material, an age. Not needed where a technical"
            " specification is attached."
        ),
        validators=TEXT,
        render_kw={"rows": "2"},
    )
    certificates_needed = SelectField(
        _l("If no certificate is ticked above"),
        choices=[UNTOLD, ("no", _l("none is needed"))],
        default="",
        validators=[Optional()],
    )
    local = SelectField(_l("Of local make"), choices=ANSWERS, default="", validators=[Optional()])
    green = SelectField(
        _l("Green: organic, recycled or saving energy"),
        choices=ANSWERS,
        default="",
        validators=[Optional()],
    )
    upkeep = TextAreaField(
        _l("Upkeep that is planned"),
        description=_l(
            "Such as recharge, a service contract, consumables; or: nothing to keep up."
        ),
        validators=TEXT,
        render_kw={"rows": "2"},
    )

    def values(self) -> SafeValues:
        """What was entered, for the act."""
        return SafeValues(**{name: self[name].data or None for name in SAFE})
