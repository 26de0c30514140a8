"""What is asked when bids are opened and one is chosen, a lot ends, a contract ends early."""

from typing import ClassVar

from flask_babel import lazy_gettext
from wtforms import FieldList, FormField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms import TextAreaField as LongText
from wtforms import widgets as drawn
from wtforms.validators import InputRequired, Length, Optional

from tracker.forms.act import SeenForm
from tracker.forms.fields import DayField, SomField
from tracker.forms.part import Part
from tracker.forms.procurement import DAY, LONG, SHORT, SUCH_AS

_l = lazy_gettext
FIRST_ROWS = 3
MOST_ROWS = 60
READ_BY_ALL = _l("Everybody can read it.")


class Blank(Optional):
    """Like Optional, for what a row needs once it is a bid: its label does not say "optional"."""

    field_flags: ClassVar[dict[str, object]] = {}


class BidForm(Part):
    """One bid. A row nobody touched is no bid."""

    supplier = SelectField(_l("Supplier (contractor)"), validators=[Blank()])
    name = StringField(
        _l("Or a new one: the name"),
        validators=[Blank(), Length(max=300, message=_l("At most 300 characters."))],
        render_kw={"autocomplete": "off"},
    )
    inn = StringField(
        _l("Tax number (INN) of the new one, 14 digits"),
        validators=[Blank(), Length(max=20, message=_l("At most 20 characters."))],
        render_kw={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"},
    )
    lot = SelectField(_l("Lot"), validators=[Blank()])
    amount = SomField(_l("Price offered, som"), validators=[Blank()])
    received_on = DayField(_l("Came on"), description=SUCH_AS, validators=[Optional()])
    rejected = StringField(
        _l("Why it is rejected"),
        description=_l("Leave it empty when the bid can be taken."),
        validators=[Optional(), Length(max=500, message=_l("At most 500 characters."))],
        render_kw={"autocomplete": "off"},
    )

    @property
    def touched(self) -> bool:
        """Does the row hold a bid?"""
        told = (self.supplier.data, (self.name.data or "").strip(), (self.inn.data or "").strip())
        return any(told) or self.amount.data is not None

    def validate(self, extra_validators: object = None) -> bool:
        """Besides the fields: a bid has a price."""
        good = bool(super().validate(extra_validators))
        if not self.touched or self.amount.data is not None or self.amount.errors:
            return good
        self.amount.errors = [*self.amount.errors, str(_l("Give the sum, such as 3 200,50."))]
        return False


class OpenBidsForm(SeenForm):
    """The protocol of an opening."""

    number = StringField(
        _l("Number of the protocol"),
        validators=[InputRequired(_l("Give the number of the protocol.")), SHORT],
        render_kw={"autocomplete": "off"},
    )
    on = DayField(_l("Opened on"), description=SUCH_AS, validators=[DAY])
    commission = SelectMultipleField(
        _l("Who opened the bids"),
        description=_l("Roles only, no names."),
        option_widget=drawn.CheckboxInput(),
        widget=drawn.ListWidget(prefix_label=False),
        validators=[InputRequired(_l("Say who opened the bids."))],
    )
    bids = FieldList(FormField(BidForm), min_entries=FIRST_ROWS, max_entries=MOST_ROWS)
    reason = LongText(
        _l("Why no offer is taken"),
        description=_l("Only when nobody offered for all or for a lot. Everybody can read it."),
        validators=[Optional(), LONG],
    )

    def told(self) -> list[BidForm]:
        """The rows that hold a bid."""
        return [row.form for row in self.bids if row.form.touched]


class ChooseBidForm(SeenForm):
    """Which of the opened bids is chosen, and why."""

    bid = RadioField(_l("Bid"), validators=[InputRequired(_l("Choose one of the bids."))])
    on = DayField(_l("Date of the decision"), description=SUCH_AS, validators=[DAY])
    reason = LongText(
        _l("Why this supplier"),
        description=_l("Everybody can read it. “The lowest price” alone is not enough."),
        validators=[InputRequired(_l("Say why this supplier was chosen.")), LONG],
    )


class FailForm(SeenForm):
    """Why none of the opened bids is taken."""

    reason = LongText(
        _l("Reason, as the protocol gives it"),
        description=READ_BY_ALL,
        validators=[InputRequired(_l("Give the reason.")), LONG],
    )


class EndLotForm(SeenForm):
    """What becomes of a lot that is not bought."""

    end = RadioField(_l("What becomes of the lot"), validators=[InputRequired(_l("Choose one."))])
    reason = LongText(
        _l("Reason"),
        description=READ_BY_ALL,
        validators=[InputRequired(_l("Give the reason.")), LONG],
    )


class TerminateForm(SeenForm):
    """A contract ended early: when, by whom, why."""

    on = DayField(_l("Ended on"), description=SUCH_AS, validators=[DAY])
    by = RadioField(_l("Who ended it"), validators=[InputRequired(_l("Choose one."))])
    reason = LongText(
        _l("Reason"),
        description=READ_BY_ALL,
        validators=[InputRequired(_l("Give the reason.")), LONG],
    )
