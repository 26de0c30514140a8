"""What is asked when a table is brought in: the file, then a yes."""

from pathlib import PurePath
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, ValidationError

from tracker.forms import TrackerForm
from tracker.forms.act import ActForm

_l = lazy_gettext
ENDINGS = (".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt")


def _table(label: LazyString) -> FileField:
    return FileField(
        label,
        description=_l("Excel (.xlsx, .xls), .ods or .csv, at most 20 MB."),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ",".join(ENDINGS)},
    )


class UploadForm(TrackerForm):
    """A table with budget lines. Nothing is saved by sending it."""

    file = _table(_l("File with the budget"))

    def validate_file(self, field: FileField) -> None:
        """Refuse a kind of file that is never a table, before it is read."""
        name = field.data.filename or ""
        if PurePath(name).suffix.lower() not in ENDINGS:
            raise ValidationError(
                gettext(
                    "This is no table: “%(name)s”. Choose .xlsx, .xls, .ods or .csv.", name=name
                )
            )


class PassportUploadForm(UploadForm):
    """A table with passports of schools. Nothing is saved by sending it."""

    file = _table(_l("File with the passports"))


class ConfirmForm(ActForm):
    """The yes to a preview; `seen` is the state of what is there that it was compared with."""

    seen = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = int(self.seen.data) if (self.seen.data or "").isdecimal() else -1
