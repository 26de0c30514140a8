"""A line of a purchase on the screen: what, how much, for which schools, from which money."""

from collections.abc import Collection
from decimal import Decimal

from flask_babel import lazy_gettext
from wtforms import (
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from core.columns import plain
from core.errors import Refusal
from procurement import rules
from procurement.acts import FundingValues, PurchaseLineValues, ShareValues
from procurement.entry import EnteredLine, EnteredShare
from tracker.forms.fields import QuantityField, SomField
from tracker.forms.papers import certificates_field
from tracker.forms.part import AboveZero, Part
from tracker.forms.safe import SafeForm
from tracker.phrases import phrase

_l = lazy_gettext
MOST_SCHOOLS = 400


class ShareForm(Part):
    """One school's part of a line. A budget line of its own, where it differs."""

    school = HiddenField()
    quantity = QuantityField(_l("Quantity"), validators=[Optional()])
    budget_line = SelectField(
        _l("Budget line"), choices=[("", "")], validate_choice=False, validators=[Optional()]
    )


class PurchaseLineForm(Part):
    """An item, its price, and the requirement it closes; fields in the order of the page."""

    requirement = SelectField(
        _l("Requirement of the Standard"),
        validators=[
            InputRequired(
                _l("No requirement is chosen. Choose one: by it parents see what the money is for.")
            )
        ],
    )
    title = StringField(
        _l("What is bought"),
        validators=[
            InputRequired(_l("Name what is bought.")),
            Length(max=300, message=_l("At most 300 characters.")),
        ],
    )
    item_code = StringField(
        _l("Item code (OKGZ)"),
        description=_l("The code, or a word to find it by: flour, fire extinguisher."),
        validators=[
            Optional(),
            Regexp(
                r"\s*[0-9]{8,9}(-[0-9])?\s*$",
                message=_l("This is no item code yet. Press “Find a code” and choose one."),
            ),
        ],
        render_kw={"autocomplete": "off", "spellcheck": "false", "maxlength": "100"},
    )
    quantity = QuantityField(
        _l("Quantity in all"),
        validators=[
            InputRequired(_l("Give the quantity, such as 12 or 12,5.")),
            AboveZero(_l("The quantity must be above zero.")),
        ],
    )
    unit = StringField(
        _l("Unit"),
        description=_l("Such as piece, kilogram, set."),
        render_kw={"list": "units", "autocomplete": "off"},
        validators=[
            InputRequired(
                _l("No unit is named. Write one, such as piece: without it no price is compared.")
            ),
            Length(max=40, message=_l("At most 40 characters.")),
        ],
    )
    unit_price = SomField(
        _l("Price of one unit, som, taxes included"),
        validators=[
            InputRequired(_l("Give the price, such as 3 200,50.")),
            AboveZero(_l("The price must be above zero.")),
        ],
    )
    vat_rate = QuantityField(
        _l("VAT rate, per cent"),
        description=_l("Leave it empty when it is not known."),
        validators=[
            Optional(),
            NumberRange(min=0, max=100, message=_l("A rate is between 0 and 100.")),
        ],
    )
    price_reason = TextAreaField(
        _l("Why this price"),
        description=_l("Needed when the price is unlike what others paid. Everybody will read it."),
        validators=[Optional(), Length(max=1000, message=_l("At most 1000 characters."))],
        render_kw={"rows": "2"},
    )
    covers = QuantityField(
        _l("How much of the requirement it closes"),
        description=_l("Only when the requirement counts in another unit."),
        validators=[Optional(), AboveZero(_l("The quantity must be above zero."))],
    )
    lot = IntegerField(
        _l("Number of the lot"),
        description=_l("Only when parts of the purchase go to suppliers of their own."),
        validators=[
            Optional(),
            NumberRange(min=1, max=99, message=_l("A lot has a number from 1 to 99.")),
        ],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    certificates = certificates_field()
    safe = FormField(SafeForm)
    shares = FieldList(FormField(ShareForm), max_entries=MOST_SCHOOLS)
    budget_line = SelectField(
        _l("Budget line"),
        validators=[
            InputRequired(_l("No source of funds is chosen. Choose the budget line that pays."))
        ],
    )

    def wanted(self) -> list[ShareForm]:
        """The rows of schools that get something."""
        return [row.form for row in self.shares if row.form.quantity.data]

    def validate(self, extra_validators: object = None) -> bool:
        """Besides the fields: some school gets something, and the parts make the whole."""
        good = bool(super().validate(extra_validators))
        if any(row.form.quantity.errors for row in self.shares):
            return good
        parts = [row.quantity.data for row in self.wanted()]
        if not parts:
            self.shares.errors = [*self.shares.errors, phrase(Refusal("share.none"))]
            return False
        whole = self.quantity.data
        if whole is None or self.quantity.errors or rules.adds_up(whole, parts):
            return good
        refusal = Refusal(
            "share.not_the_whole", whole_quantity=whole, parts_quantity=sum(parts, Decimal(0))
        )
        self.quantity.errors = [*self.quantity.errors, phrase(refusal)]
        return False

    def values(self, *, by_school: bool) -> PurchaseLineValues:
        """What was entered, for the act; a school without a budget line of its own has the
        line's."""
        common = self.budget_line.data
        rate = self.vat_rate.data
        covers = ((self.requirement.data, self.covers.data),) if self.covers.data else ()
        return PurchaseLineValues(
            title=self.title.data or "",
            requirement=self.requirement.data,
            quantity=self.quantity.data,
            unit=self.unit.data or "",
            unit_price=self.unit_price.data,
            shares=tuple(
                ShareValues(
                    row.school.data or "",
                    row.quantity.data,
                    (FundingValues(_number((by_school and row.budget_line.data) or common)),),
                )
                for row in self.wanted()
            ),
            item_code=(self.item_code.data or "").strip() or None,
            vat_rate=None if rate is None else plain(rate),
            covers=covers,
            lot=self.lot.data,
            certificates=tuple(self.certificates.data or ()),
            safe=self.safe.form.values(),
            price_reason=self.price_reason.data,
        )

    def entered(self, known: Collection[str], *, by_school: bool) -> EnteredLine:
        """As far as it can be read, for the checks; a school not `known` is left out."""
        common = _number(self.budget_line.data) or None
        return EnteredLine(
            requirement=self.requirement.data or None,
            quantity=self.quantity.data or None,
            unit=self.unit.data or "",
            unit_price=self.unit_price.data or None,
            item_code=(self.item_code.data or "").strip() or None,
            covers=self.covers.data or None,
            budget_line=common,
            shares=tuple(
                EnteredShare(
                    row.school.data,
                    row.quantity.data,
                    (by_school and _number(row.budget_line.data)) or common,
                )
                for row in self.wanted()
                if row.school.data in known
            ),
            price_reason=(self.price_reason.data or "").strip() or None,
        )


def _number(text: str | None) -> int:
    """The number of a budget line; 0, which is none, for what is no number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0
