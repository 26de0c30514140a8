"""Papers of a budget: a day, a number, a scan."""

from typing import Any

from flask_babel import lazy_gettext
from flask_wtf.file import MultipleFileField
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from tracker.forms.fields import DayField

_l = lazy_gettext
ACCEPTED = "application/pdf,image/jpeg,image/png"


def scan_field(label: Any) -> MultipleFileField:
    """One scan beside a record; `tracker.evidence.taken` keeps it."""
    return MultipleFileField(
        label,
        description=_l("PDF, JPEG or PNG, at most 10 MB. Officials and councils can open it."),
        validators=[Optional()],
        render_kw={"accept": ACCEPTED},
    )


def number_field(label: Any, missing: Any) -> StringField:
    """The number of a document."""
    return StringField(
        label,
        validators=[
            InputRequired(missing),
            Length(max=60, message=_l("At most 60 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )


def day_field(label: Any) -> DayField:
    """A day that has to be given."""
    return DayField(
        label,
        description=_l("Such as 23.11.2026."),
        validators=[InputRequired(_l("Give the date, such as 23.11.2026."))],
    )


def text_field(label: Any, missing: Any, *, rows: int = 3) -> TextAreaField:
    """A text everybody reads; it has to be written."""
    return TextAreaField(
        label,
        description=_l("Everybody can read it. Write no names."),
        validators=[
            InputRequired(missing),
            Length(max=2000, message=_l("At most 2000 characters.")),
        ],
        render_kw={"rows": str(rows)},
    )
