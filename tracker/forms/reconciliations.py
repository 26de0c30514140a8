"""What is asked to compare payments with an extract: the file, and from which day to which."""

from flask_babel import lazy_gettext
from wtforms import HiddenField
from wtforms.validators import InputRequired

from tracker.forms.act import ActForm
from tracker.forms.fields import DayField
from tracker.forms.imports import UploadForm, table_field

_l = lazy_gettext
DAY = InputRequired(_l("Give the date, such as 23.11.2026."))
SUCH_AS = _l("Such as 23.11.2026.")


class ExtractForm(UploadForm):
    """An extract of the treasury, a bank or 1C. Nothing is saved by sending it."""

    file = table_field(_l("File with the extract"))
    since = DayField(_l("From (first day)"), description=SUCH_AS, validators=[DAY])
    until = DayField(_l("To (last day)"), description=SUCH_AS, validators=[DAY])


class KeepForm(ActForm):
    """The yes to keeping a comparison; `seen` is how many payments it was made from."""

    seen = HiddenField()

    def seen_count(self) -> int:
        """How many payments of ours the page was made from; -1 for what is no number."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else -1
