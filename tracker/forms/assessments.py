"""What is asked when something is counted, happens, is measured, or is checked by a council."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf.file import MultipleFileField
from wtforms import Field, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from standard.found import LONGEST_NOTE
from standard.rules import Norm
from tracker.forms.act import ActForm
from tracker.forms.fields import DayField, QuantityField

_l = lazy_gettext
SUCH_AS = _l("Such as 23.11.2026.")
PHOTOGRAPHS = _l("Photographs and scans")
SHOWN = _l("The journal shows it to everybody: write no names.")
ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf"
YES_NO = (("1", _l("yes")), ("0", _l("no")))


def files_field(label: Any = PHOTOGRAPHS) -> MultipleFileField:
    """Files beside a record; `tracker.evidence.taken` keeps them."""
    return MultipleFileField(
        label,
        description=_l(
            "At most 6 files of 10 MB, JPEG, PNG, WebP or PDF, at most 20 MB in all."
            " Take no faces. The day, the place and the owner written in a photograph are taken"
            " out of it, those in a PDF are not."
        ),
        validators=[Optional()],
        render_kw={"multiple": True, "accept": ACCEPTED},
    )


def _day(label: Any) -> DayField:
    return DayField(
        label,
        description=SUCH_AS,
        validators=[InputRequired(_l("Give the date, such as 23.11.2026."))],
    )


def _note(hint: Any = SHOWN) -> TextAreaField:
    return TextAreaField(
        _l("Note"),
        description=hint,
        validators=[
            Optional(),
            Length(max=LONGEST_NOTE, message=_l("At most 1000 characters.")),
        ],
        render_kw={"rows": "3"},
    )


def _number(label: Any, hint: Any = "") -> QuantityField:
    return QuantityField(
        label,
        description=hint,
        validators=[InputRequired(_l("Give the number, such as 12 or 12,5."))],
        render_kw={"autocomplete": "off"},
    )


class RecordForm(ActForm):
    """Something found at a school; `record_form` makes it for the kind of a requirement."""

    def found(self) -> Decimal:
        """The number; yes is 1 and no 0."""
        return Decimal(self["value"].data)


def record_form(norm: Norm, unit: str, bound: str, valid: str) -> type[RecordForm]:
    """The form a requirement asks for. `bound` is what a measurement has to keep, in words;
    `valid` says what an empty "valid until" means."""
    fields: dict[str, Field] = {"value": _asked(norm, unit, bound)}
    fields["on"] = _day(_l("On which day it happened") if norm.entry == "event" else _l("Day"))
    fields["until"] = DayField(
        _l("Valid until, this day not included"), description=valid, validators=[Optional()]
    )
    fields["note"] = _note()
    fields["files"] = files_field()
    return type("RecordForm", (RecordForm,), fields)


def _asked(norm: Norm, unit: str, bound: str) -> Field:
    if norm.type == "boolean":
        return RadioField(
            _l("Is it so?"),
            choices=list(YES_NO),
            validators=[InputRequired(_l("Answer yes or no."))],
        )
    if norm.judged:
        label = gettext("Measured value, unit: %(unit)s", unit=unit)
        return _number(label, gettext("It has to be: %(bound)s.", bound=bound))
    counted = gettext("Counted in: %(unit)s.", unit=unit)
    if norm.entry == "event":
        return _number(_l("What happened: how many"), counted)
    return _number(_l("How many are there now"), counted)


class StockForm(ActForm):
    """Many counts of one day; `stock_form` makes it for the requirements of a school."""

    def counts(self) -> dict[str, Decimal]:
        """Numbers by requirement, of those a number was given for: empty is not counted."""
        return {
            field.name: field.data
            for field in self
            if isinstance(field, QuantityField) and field.data is not None
        }


def stock_form(requirements: Iterable[tuple[str, str]]) -> type[StockForm]:
    """The form for these (code, title) requirements."""
    fields: dict[str, Field] = {"on": _day(_l("Day of the count"))}
    fields |= {code: QuantityField(title, validators=[Optional()]) for code, title in requirements}
    fields["note"] = _note()
    return type("StockForm", (StockForm,), fields)


class CheckForm(ActForm):
    """A council's word on a finding; `check_form` makes it for the kind of a requirement."""

    def own(self) -> Decimal | None:
        """What the council found itself, where it says so."""
        data = self["value"].data
        return Decimal(data) if data not in (None, "") else None


def check_form(norm: Norm, unit: str) -> type[CheckForm]:
    """The form for a finding of this requirement."""
    verdict = RadioField(
        _l("What did you find?"),
        choices=[("agrees", _l("It is as it was said")), ("differs", _l("It is otherwise"))],
        validators=[InputRequired(_l("Choose one."))],
    )
    hint = _l("When it is otherwise: what you found takes the place of what was said.")
    value: Field
    if norm.type == "boolean":
        value = RadioField(
            _l("Your own answer"),
            description=hint,
            choices=[("", _l("not said")), *YES_NO],
            default="",
            validators=[Optional()],
        )
    else:
        label = gettext("Your own number, unit: %(unit)s", unit=unit)
        value = QuantityField(label, description=hint, validators=[Optional()])
    fields = {"verdict": verdict, "value": value, "on": _day(_l("Day of the check"))}
    fields["note"] = _note(
        _l("Needed when it is otherwise. The journal shows it to everybody: write no names.")
    )
    return type("CheckForm", (CheckForm,), fields)
