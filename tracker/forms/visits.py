"""What a council is asked when it announces a round and writes down a visit."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, Field, MultipleFileField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from oversight.visits import rules
from oversight.visits.reports.checklists import Asked
from oversight.visits.rules import Told
from standard.found import LONGEST_NOTE
from tracker import visit_words
from tracker.forms.act import ActForm, SeenForm
from tracker.forms.assessments import YES_NO
from tracker.forms.fields import DayField, QuantityField, TickedField
from tracker.forms.practices import PICTURES

_l = lazy_gettext
SUCH_AS = _l("Such as 23.11.2026.")
DAY = InputRequired(_l("Give the date, such as 23.11.2026."))
SHOWN = _l("Everybody reads it, for ever: write no names.")


def _note(label: Any) -> TextAreaField:
    limit = Length(max=LONGEST_NOTE, message=_l("At most 1000 characters."))
    return TextAreaField(
        label, description=SHOWN, validators=[Optional(), limit], render_kw={"rows": "2"}
    )


class RoundForm(ActForm):
    """A round before it is announced."""

    place = SelectField(_l("Place"))
    first_on = DayField(_l("First day"), description=SUCH_AS, validators=[DAY])
    last_on = DayField(
        _l("Last day"), description=_l("It belongs to the round too."), validators=[DAY]
    )
    domains = TickedField(_l("Which parts of the Standard are looked at?"))
    schools = TickedField(
        _l("Which schools?"), description=_l("None ticked: all schools of the place.")
    )
    about = _note(_l("What the round is about"))


class CloseForm(ActForm):
    """One button: nothing is added any more."""


class VisitForm(ActForm):
    """The head of a visit."""

    on = DayField(_l("Day of the visit"), description=SUCH_AS, validators=[DAY])
    visitors = TickedField(
        _l("Who was there?"),
        description=_l("By role, without names."),
        choices=list(visit_words.VISITORS.items()),
    )
    note = _note(_l("Note on the whole visit"))


class HandInForm(SeenForm):
    """One button: everybody reads it."""


class PartForm(ActForm):
    """What was found of one domain; `part_form` makes it for the requirements of a school."""

    def told(self, asked: Collection[Asked], files: Mapping[str, Any]) -> dict[str, Told]:
        """What was typed by requirement; what was not looked at is left out."""
        return {
            one.code: Told(
                verdict=self[f"{one.code}-verdict"].data,
                value=_figure(self[f"{one.code}-value"]),
                note=self[f"{one.code}-note"].data,
                correct=f"{one.code}-correct" in self and self[f"{one.code}-correct"].data,
                files=files.get(one.code, ()),
                drop=f"{one.code}-drop" in self and self[f"{one.code}-drop"].data,
            )
            for one in asked
            if self[f"{one.code}-verdict"].data
        }


def _figure(field: Field) -> Decimal | None:
    """The number typed, or a ticked yes (1) or no (0)."""
    return None if field.data in (None, "") else Decimal(field.data)


def part_form(
    asked: Collection[Asked],
    kept: Mapping[str, Mapping[str, Any]],
    titles: Mapping[str, str],
    units: Mapping[str, str],
) -> PartForm:
    """The form for these requirements, filled with what was `kept`; `titles` and `units` as people
    read them."""
    fields: dict[str, Field] = {}
    filled: dict[str, Any] = {}
    for one in asked:
        told = kept.get(one.code, {})
        fields |= _fields(one, titles[one.code], units[one.code])
        if told.get("files"):
            dropped = BooleanField(_l("Take the photographs kept before off"))
            fields[f"{one.code}-drop"] = dropped
        filled |= {f"{one.code}-{name}": told.get(name) for name in ("verdict", "value", "note")}
        filled[f"{one.code}-verdict"] = told.get("verdict", "")
        filled[f"{one.code}-correct"] = told.get("correct", True)
        filled[f"{one.code}-value"] = _typed(one, told.get("value"))
    made: PartForm = type("PartForm", (PartForm,), fields)(data=filled)
    return made


def _typed(one: Asked, kept: str | None) -> Any:
    """What was kept, as its field takes it."""
    number = rules.decimal(kept)
    if one.norm.type == "boolean":
        return "" if number is None else str(int(number))
    return number


def _fields(one: Asked, title: str, unit: str) -> dict[str, Field]:
    code = one.code
    verdicts = [("", _l("not looked at")), *visit_words.VERDICTS.items()]
    if one.said is None:
        verdicts.pop(1)
    value: Field
    if one.norm.type == "boolean":
        choices = [("", _l("not said")), *YES_NO]
        value = RadioField(_l("Your own answer"), choices=choices, default="")
    else:
        label = gettext("Your own number, unit: %(unit)s", unit=unit)
        value = QuantityField(label, validators=[Optional()])
    fields: dict[str, Field] = {
        f"{code}-verdict": RadioField(title, choices=verdicts, default=""),
        f"{code}-value": value,
        f"{code}-note": _note(_l("Note")),
        f"{code}-files": MultipleFileField(
            _l("Photographs"),
            description=_l("The place and the time are taken out. No child may be recognised."),
            validators=[Optional()],
            render_kw={"multiple": True, "accept": PICTURES},
        ),
    }
    if one.norm.entry != "event":
        fields[f"{code}-correct"] = BooleanField(_l("Put our figure into the inventory"))
    return fields
