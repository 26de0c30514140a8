"""What is asked when a table is brought in: the file, then a yes."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from tracker.forms import TrackerForm
from tracker.forms.act import ActForm

_l = lazy_gettext
ENDINGS = (".xlsx", ".xls", ".ods", ".csv", ".tsv", ".txt")


def table_field(label: LazyString) -> FileField:
    """The field a table is sent by."""
    return FileField(
        label,
        description=_l("Excel (.xlsx, .xls), .ods or .csv, at most 20 MB."),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ",".join(ENDINGS)},
    )


class UploadForm(TrackerForm):
    """A table with budget lines. Nothing is saved by sending it."""

    file = table_field(_l("File with the budget"))

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

    file = table_field(_l("File with the passports"))


class CaseUploadForm(UploadForm):
    """A table with purchases, deliveries or payments. Nothing is saved by sending it."""

    file = table_field(_l("File with the table"))


class PasteForm(TrackerForm):
    """A block of cells copied out of Excel. Nothing is saved by sending it."""

    text = TextAreaField(
        _l("Block of cells"),
        validators=[InputRequired(_l("Paste the cells here."))],
        render_kw={"rows": "10", "spellcheck": "false", "autocomplete": "off"},
    )


class ColumnsForm(ActForm):
    """Which row is the header, what sums are counted in; `columns_form` adds the columns."""

    row = SelectField(
        _l("Row with the header"), coerce=int, validators=[InputRequired(_l("Choose the row."))]
    )
    factor = SelectField(
        _l("Sums are counted in"),
        coerce=int,
        choices=[(1, _l("som")), (1000, _l("thousands of som"))],
        validators=[InputRequired(_l("Choose the unit."))],
    )

    def meanings(self) -> list[SelectField]:
        """The fields that say what a column is, from the left."""
        return [field for field in self if field.name.startswith("column_")]

    @staticmethod
    def number_of(field: SelectField) -> int:
        """The number of the column a field is about."""
        return int(field.name.removeprefix("column_"))


class ExtractColumnsForm(ColumnsForm):
    """The same for an extract, whose sums are always counted in som."""

    factor = None


def columns_form(
    labels: Mapping[int, str], base: type[ColumnsForm] = ColumnsForm
) -> type[ColumnsForm]:
    """The form for the columns of a sheet: their numbers and what stands over them."""
    fields = {f"column_{number}": SelectField(label) for number, label in labels.items()}
    return type(base.__name__, (base,), fields)


class UndoForm(ActForm):
    """The yes to undoing an import."""


class ConfirmForm(ActForm):
    """The yes to a preview; `seen` is the state of what is there that it was compared with.

    `reason` is asked for where the budget is amended: it waits for the handing in.
    """

    seen = HiddenField()
    reason = TextAreaField(
        _l("Reason for the change"),
        description=_l("You may write it now: it is offered again when you hand the budget in."),
        validators=[Optional(), Length(max=2000, message=_l("At most 2000 characters."))],
        render_kw={"rows": "2"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = int(self.seen.data) if (self.seen.data or "").isdecimal() else -1
