"""What is asked at each step of a purchase, from the plan to the last payment."""

from collections.abc import Sequence
from decimal import Decimal

from flask_babel import lazy_gettext
from wtforms import (
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from core.files import Paper
from procurement.acts import Arrived, Checked, Shown
from tracker.forms.act import ActForm, SeenForm
from tracker.forms.fields import DayField, QuantityField, SomField
from tracker.forms.papers import CertificateForm, PaperForm, commission_field
from tracker.forms.part import Part

_l = lazy_gettext
DAY = InputRequired(_l("Give the date, such as 23.11.2026."))
SUCH_AS = _l("Such as 23.11.2026.")
SHORT = Length(max=60, message=_l("At most 60 characters."))
LINE = Length(max=500, message=_l("At most 500 characters."))
LONG = Length(max=2000, message=_l("At most 2000 characters."))
MOST_ROWS = 1000


def _reason(*, needed: bool) -> TextAreaField:
    first = InputRequired(_l("Give the reason.")) if needed else Optional()
    return TextAreaField(
        _l("Reason"), description=_l("Everybody can read it."), validators=[first, LONG]
    )


def number_in(row: Part, name: str) -> int:
    """The number a hidden field holds; 0, which is no record's, for what is none."""
    text = row[name].data or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


class DiscardForm(ActForm):
    """A draft is thrown away: nothing is asked."""


class DayForm(ActForm):
    """A step that needs only its day."""

    on = DayField(_l("Date"), description=SUCH_AS, validators=[DAY])


class PlanForm(SeenForm, DayForm):
    """On which day a draft goes into the plan, as it was seen."""


class StepDayForm(SeenForm, DayForm):
    """A step that needs only its day, of a purchase as it was seen."""


class CancelForm(SeenForm):
    """Why a purchase is given up."""

    reason = _reason(needed=True)


class CloseForm(SeenForm):
    """Why something contracted never came, if it did not."""

    reason = _reason(needed=False)


class AwardForm(SeenForm):
    """Who was chosen: a known supplier, or a new one by name and tax number."""

    supplier = SelectField(
        _l("Supplier (contractor)"),
        description=_l("Choose one known already, or leave this and enter a new one below."),
        validators=[Optional()],
    )
    name = StringField(
        _l("Name of the new supplier"),
        validators=[Optional(), Length(max=300, message=_l("At most 300 characters."))],
        render_kw={"autocomplete": "off"},
    )
    inn = StringField(
        _l("Tax number (INN), 14 digits"),
        validators=[Optional(), Length(max=20, message=_l("At most 20 characters."))],
        render_kw={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"},
    )
    kind = RadioField(
        _l("The new supplier is"),
        description=_l("A person's tax number is kept for matching and never shown."),
        choices=[
            ("entity", _l("a legal entity")),
            ("person", _l("a person trading alone")),
        ],
        default="entity",
        validators=[InputRequired(_l("Choose one."))],
    )
    amount = SomField(
        _l("Price offered, som"), validators=[InputRequired(_l("Give the sum, such as 3 200,50."))]
    )
    offers = IntegerField(
        _l("How many offers came"),
        default=1,
        validators=[
            InputRequired(_l("Give the number of offers.")),
            NumberRange(max=10_000, message=_l("Check the number of offers.")),
        ],
        render_kw={"inputmode": "numeric"},
    )
    lot = SelectField(
        _l("Lot"),
        description=_l("Leave it empty to choose one supplier for all of it."),
        choices=[("", "–")],
        validators=[Optional()],
    )
    on = DayField(_l("Date of the decision"), description=SUCH_AS, validators=[DAY])
    reason = TextAreaField(
        _l("Why this supplier"),
        description=_l("Everybody can read it. “The lowest price” alone is not enough."),
        validators=[InputRequired(_l("Say why this supplier was chosen.")), LONG],
    )


class SumForm(Part):
    """A sum agreed for one line."""

    line = HiddenField()
    amount = SomField(_l("Sum, som"), validators=[InputRequired(_l("Give the sum of each line."))])


class ContractForm(ActForm):
    """What a contract says of money, line by line."""

    amounts = FieldList(FormField(SumForm), max_entries=MOST_ROWS)

    def sums(self) -> dict[int, Decimal]:
        """Som by line."""
        return {number_in(row.form, "line"): row.form.amount.data for row in self.amounts}


class SignForm(ContractForm, PaperForm, SeenForm):
    """A contract as it was signed."""

    number = StringField(
        _l("Number of the contract"),
        validators=[InputRequired(_l("Give the number of the contract.")), SHORT],
        render_kw={"autocomplete": "off"},
    )
    signed_on = DayField(_l("Signed on"), description=SUCH_AS, validators=[DAY])
    due_on = DayField(_l("To be delivered by"), description=SUCH_AS, validators=[DAY])
    advance_limit = SomField(
        _l("Advance the contract allows, som"),
        description=_l("Leave it empty when there is none."),
        validators=[Optional()],
    )


class AmendForm(ContractForm, SeenForm):
    """What a further agreement changes."""

    on = DayField(_l("Date of the further agreement"), description=SUCH_AS, validators=[DAY])
    due_on = DayField(_l("To be delivered by"), description=SUCH_AS, validators=[DAY])
    reason = _reason(needed=True)


class PartForm(Part):
    """How much of a contract line a school is to have."""

    line = HiddenField()
    school = HiddenField()
    quantity = QuantityField(
        _l("Quantity"), validators=[InputRequired(_l("Give each quantity; 0 for nothing."))]
    )


class ResplitForm(SeenForm):
    """The goods of a contract shared out anew."""

    on = DayField(_l("Date of the further agreement"), description=SUCH_AS, validators=[DAY])
    reason = _reason(needed=True)
    parts = FieldList(FormField(PartForm), max_entries=MOST_ROWS)

    def quantities(self) -> dict[tuple[int, str], Decimal]:
        """The quantity by contract line and school."""
        return {
            (number_in(row.form, "line"), row.form.school.data or ""): row.form.quantity.data
            for row in self.parts
        }


class ArrivedForm(Part):
    """How much of a contract line came to a school."""

    line = HiddenField()
    school = HiddenField()
    quantity = QuantityField(_l("Came"), validators=[Optional()])


class DeliverForm(PaperForm):
    """A delivery by its waybill."""

    waybill = StringField(
        _l("Number of the waybill"),
        validators=[InputRequired(_l("Give the number of the waybill.")), SHORT],
        render_kw={"autocomplete": "off"},
    )
    on = DayField(_l("Date of delivery"), description=SUCH_AS, validators=[DAY])
    arrived = FieldList(FormField(ArrivedForm), max_entries=MOST_ROWS)

    def came(self) -> list[Arrived]:
        """What came, without the rows where nothing did."""
        return [
            Arrived(number_in(row.form, "line"), row.form.school.data or "", row.form.quantity.data)
            for row in self.arrived
            if row.form.quantity.data
        ]


class CheckedForm(Part):
    """What was found of a delivered line."""

    line = HiddenField()
    accepted = QuantityField(_l("In order"), validators=[Optional()])
    refused = QuantityField(_l("Refused"), validators=[Optional()])
    remarks = StringField(_l("Remark"), validators=[Optional(), LINE])
    good_until = DayField(_l("Good until"), validators=[Optional()])


class AcceptForm(PaperForm):
    """An acceptance act."""

    number = StringField(
        _l("Number of the acceptance act"),
        validators=[InputRequired(_l("Give the number of the act.")), SHORT],
        render_kw={"autocomplete": "off"},
    )
    on = DayField(_l("Date of the act"), description=SUCH_AS, validators=[DAY])
    commission = commission_field()
    checked = FieldList(FormField(CheckedForm), max_entries=MOST_ROWS)
    certificates = FieldList(FormField(CertificateForm), max_entries=MOST_ROWS)
    remarks = TextAreaField(
        _l("Remarks"),
        description=_l("Needed when something is refused. Everybody can read it; no names."),
        validators=[Optional(), LONG],
    )

    def answers(self, files: Sequence[Paper | None]) -> list[Shown]:
        """What was said of each certificate asked for; one that was not answered is left out."""
        return [
            row.form.shown(file)
            for row, file in zip(self.certificates, files, strict=True)
            if row.form.number.data or row.form.reason.data
        ]

    def found(self) -> dict[int, Checked]:
        """What was found, by delivered line, without the rows that were left empty."""
        zero = Decimal(0)
        return {
            number_in(row.form, "line"): Checked(
                row.form.accepted.data or zero,
                row.form.refused.data or zero,
                row.form.remarks.data,
                row.form.good_until.data,
            )
            for row in self.checked
            if row.form.accepted.data or row.form.refused.data
        }


class PayForm(PaperForm):
    """Money that moved."""

    kind = RadioField(
        _l("What it is"), default="payment", validators=[InputRequired(_l("Choose one."))]
    )
    amount = SomField(
        _l("Sum, som"), validators=[InputRequired(_l("Give the sum, such as 3 200,50."))]
    )
    on = DayField(_l("Date of payment"), description=SUCH_AS, validators=[DAY])
    document = StringField(
        _l("Number of the payment document"),
        validators=[InputRequired(_l("Give the number of the payment document.")), SHORT],
        render_kw={"autocomplete": "off"},
    )
    reason = TextAreaField(
        _l("Reason"),
        description=_l("Needed for an advance and for a refund. Everybody can read it."),
        validators=[Optional(), LONG],
    )
