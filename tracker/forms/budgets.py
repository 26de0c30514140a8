"""What is asked about a budget: ceilings, a line, handing in, approving, sending back."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext
from wtforms import BooleanField, Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from budgets.models import QUARTERS
from core.money import ZERO
from tracker.forms.act import ActForm, SeenForm
from tracker.forms.fields import DayField, SomField, SomInUnitField, UnitField
from tracker.forms.paper import scan_field

_l = lazy_gettext
WHOLE = "category:"
"""What a choice of "what for" begins with that names a whole category, no single requirement."""


def purpose_of(chosen: str, categories: Mapping[str, str]) -> tuple[str, str | None]:
    """(category, requirement or None) of a choice; `categories` are those of requirements."""
    if chosen.startswith(WHOLE):
        return chosen.removeprefix(WHOLE), None
    return categories.get(chosen, ""), chosen


class BeginForm(ActForm):
    """A draft is begun: nothing is asked."""


class YearForm(ActForm):
    """Which year's budget to begin."""

    year = SelectField(_l("Fiscal year"), coerce=int)


class RemoveLineForm(SeenForm):
    """A line is taken out: nothing is asked."""


class CeilingsForm(SeenForm):
    """One sum per source of funds; `ceilings_form` makes it for the country's sources."""

    def sums(self) -> dict[str, Decimal]:
        """Som by source, of those a sum was given for."""
        return {
            field.name: field.data
            for field in self
            if isinstance(field, SomField) and field.data is not None
        }


def ceilings_form(sources: Sequence[tuple[str, str]]) -> type[CeilingsForm]:
    """The form for these (code, name) sources."""
    fields = {
        code: SomField(name, validators=[Optional()], render_kw={"autocomplete": "off"})
        for code, name in sources
    }
    return type("CeilingsForm", (CeilingsForm,), fields)


def _unit() -> UnitField:
    return UnitField(_l("The sum is in"))


def _amount() -> SomInUnitField:
    return SomInUnitField(
        _l("Sum"),
        validators=[InputRequired(_l("Give the sum, such as 1 250 000,50."))],
        render_kw={"autocomplete": "off"},
    )


def _note() -> TextAreaField:
    return TextAreaField(
        _l("Note"),
        description=_l("Everybody can read it."),
        validators=[Optional(), Length(max=500, message=_l("At most 500 characters."))],
        render_kw={"rows": "2"},
    )


def _quarter(label: Any) -> SomInUnitField:
    return SomInUnitField(label, validators=[Optional()], render_kw={"autocomplete": "off"})


class SpreadForm(SeenForm):
    """A sum, and when in the year it is meant to be spent."""

    unit = _unit()
    amount = _amount()
    quarter_1 = _quarter(_l("1st quarter"))
    quarter_2 = _quarter(_l("2nd quarter"))
    quarter_3 = _quarter(_l("3rd quarter"))
    quarter_4 = _quarter(_l("4th quarter"))
    note = _note()

    def quarters(self) -> tuple[Decimal, ...] | None:
        """Som of the four quarters, an empty one nothing; None where all are empty."""
        given = [self[name].data for name in QUARTERS]
        if all(amount is None for amount in given):
            return None
        return tuple(amount or ZERO for amount in given)


class AmountForm(SpreadForm):
    """A line that amends an approved one: what it is for stays, the sum may change."""


class LineForm(SpreadForm):
    """One line of a draft: for whom, for what, from which money, how much.

    `line_form` makes it for the codes in force.
    """

    beneficiary = SelectField(
        _l("School or place"), validators=[InputRequired(_l("Choose the school or the place."))]
    )
    requirement = SelectField(
        _l("What for"),
        description=_l("A requirement of the Standard, or a whole category."),
        validators=[InputRequired(_l("Choose what the money is for."))],
    )
    source = SelectField(
        _l("Source of funds"), validators=[InputRequired(_l("Choose the source of funds."))]
    )
    carried = BooleanField(_l("Left over from last year"))
    code: Field
    function: Field

    def purpose(self, categories: Mapping[str, str]) -> tuple[str, str | None]:
        """(category, requirement or None) as chosen; `categories` are those of requirements."""
        return purpose_of(self.requirement.data, categories)


def line_form(
    economic: Sequence[tuple[str, str]], functional: Sequence[tuple[str, str]]
) -> type[LineForm]:
    """The form for these (code, name) lists; a list never loaded leaves its code to be typed."""
    fields = {
        "code": _code(_l("Economic code"), economic),
        "function": _code(_l("Functional code"), functional),
    }
    return type("LineForm", (LineForm,), fields)


def _code(label: Any, choices: Sequence[tuple[str, str]]) -> Field:
    if not choices:
        return StringField(
            label,
            validators=[Optional(), Length(max=20, message=_l("At most 20 characters."))],
            render_kw={"autocomplete": "off", "spellcheck": "false"},
        )
    return SelectField(
        label, choices=[("", _l("not said")), *choices], default="", validators=[Optional()]
    )


class VersionForm(ActForm):
    """What concerns a whole version says which one was shown, so that no other is meant."""

    number = HiddenField()


class SubmitForm(VersionForm):
    """A first version is handed in: nothing is asked."""


class AmendmentForm(VersionForm):
    """A later version is handed in with the reason for the change."""

    reason = TextAreaField(
        _l("Reason for the change"),
        description=_l("Everybody can read it."),
        validators=[
            InputRequired(_l("Say why the budget changes.")),
            Length(max=2000, message=_l("At most 2000 characters.")),
        ],
    )


class ApproveForm(VersionForm):
    """By which resolution a version comes into force."""

    resolution = StringField(
        _l("Number of the resolution"),
        validators=[
            InputRequired(_l("Give the number of the resolution.")),
            Length(max=60, message=_l("At most 60 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    on = DayField(
        _l("Date of the resolution"),
        description=_l("Such as 23.11.2026."),
        validators=[InputRequired(_l("Give the date, such as 23.11.2026."))],
    )
    files = scan_field(_l("Scan of the resolution"))


class SendBackForm(VersionForm):
    """Why a version is returned."""

    reason = TextAreaField(
        _l("What has to be corrected"),
        description=_l("The officer reads it; it stays in the journal."),
        validators=[
            InputRequired(_l("Say what has to be corrected.")),
            Length(max=2000, message=_l("At most 2000 characters.")),
        ],
    )
