"""What is asked after signing beside the straight way: penalties, returns, mistakes, frameworks."""

from decimal import Decimal

from flask_babel import lazy_gettext
from wtforms import FieldList, FormField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from tracker.forms.act import ActForm, SeenForm
from tracker.forms.fields import DayField, QuantityField, SomField
from tracker.forms.paper import day_field, number_field, text_field
from tracker.forms.part import Part
from tracker.forms.procurement import MOST_ROWS, ContractForm, number_in

_l = lazy_gettext


class WithholdForm(ActForm):
    """A penalty withheld from what is due."""

    amount = SomField(
        _l("Penalty, som"), validators=[InputRequired(_l("Give the sum, such as 3 200,50."))]
    )
    on = day_field(_l("Date of the document"))
    document = number_field(_l("Number of the document"), _l("Give the number of the document."))
    reason = text_field(_l("Reason"), _l("Give the reason."))


class BackForm(Part):
    """How much of an accepted line goes back."""

    line = HiddenField()
    quantity = QuantityField(_l("Goes back"), validators=[Optional()])


class GiveBackForm(ActForm):
    """Goods given back to the supplier by a paper."""

    number = number_field(_l("Number of the paper"), _l("Give the number of the paper."))
    on = day_field(_l("Date of the paper"))
    reason = text_field(_l("What is wrong with the goods"), _l("Write what is wrong with them."))
    returned = FieldList(FormField(BackForm), max_entries=MOST_ROWS)

    def back(self) -> dict[int, Decimal]:
        """What goes back by line, without the rows that were left empty."""
        return {
            number_in(row.form, "line"): row.form.quantity.data
            for row in self.returned
            if row.form.quantity.data
        }


class ReverseForm(ActForm):
    """Why an entry was wrong."""

    reason = text_field(_l("What was wrong"), _l("Give the reason."))


class FrameworkForm(SeenForm):
    """A draft becomes one for a framework agreement, or an ordinary one again."""


class SignFrameworkForm(ContractForm):
    """A framework agreement as it was signed."""

    number = number_field(_l("Number of the agreement"), _l("Give the number of the agreement."))
    signed_on = day_field(_l("Signed on"))
    valid_until = day_field(_l("Last day it may be called off"))


class CalledForm(Part):
    """How much of a framework's line a school gets by a call-off."""

    line = HiddenField()
    school = HiddenField()
    quantity = QuantityField(_l("Quantity"), validators=[Optional()])


class CallOffForm(ActForm):
    """What is called off, for which schools, from which budget line."""

    title = StringField(
        _l("Name of the call-off"),
        validators=[
            InputRequired(_l("Write what is called off.")),
            Length(max=200, message=_l("At most 200 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    due_on = DayField(_l("To be delivered by"), validators=[Optional()])
    budget_line = SelectField(
        _l("Budget line that pays"), validators=[InputRequired(_l("Choose a budget line."))]
    )
    parts = FieldList(FormField(CalledForm), max_entries=MOST_ROWS)

    def quantities(self) -> dict[int, dict[str, Decimal]]:
        """The quantity by line and school, without the rows that were left empty."""
        found: dict[int, dict[str, Decimal]] = {}
        for row in self.parts:
            if row.form.quantity.data:
                line = found.setdefault(number_in(row.form, "line"), {})
                line[row.form.school.data or ""] = row.form.quantity.data
        return found
