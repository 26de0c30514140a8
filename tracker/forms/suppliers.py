"""A supplier's contacts, and the official list of unreliable suppliers."""

from flask_babel import lazy_gettext
from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from tracker.forms.act import ActForm
from tracker.forms.fields import DayField
from tracker.forms.imports import UploadForm, table_field

_l = lazy_gettext
KINDS = {
    "phone": _l("telephone"),
    "email": _l("e-mail"),
    "address": _l("address"),
}


class ContactForm(ActForm):
    """One way to reach a supplier. It is never public."""

    kind = SelectField(_l("Kind of contact"), choices=list(KINDS.items()))
    value = StringField(
        _l("Contact, as the paper names it"),
        validators=[
            InputRequired(_l("Write the contact.")),
            Length(max=300, message=_l("At most 300 characters.")),
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


class EndForm(ActForm):
    """Nothing but a yes."""


class UnreliableUploadForm(UploadForm):
    """The list as a table. Nothing is saved by sending it."""

    file = table_field(_l("File with the list"))


class UnreliableConfirmForm(ActForm):
    """Where the list comes from, and of which day it is."""

    source = StringField(
        _l("Where the list comes from"),
        description=_l("The body that keeps it and the number of its letter or the address."),
        validators=[
            InputRequired(_l("Say where the list comes from, and of which day it is.")),
            Length(max=300, message=_l("At most 300 characters.")),
        ],
    )
    on = DayField(_l("The list stood so on"), validators=[InputRequired(_l("Give the date."))])
