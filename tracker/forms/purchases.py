"""A purchase on one screen: as many lines as needed, each shared over schools.

The form works without JavaScript: buttons named `do` ask the server to add a line, to split a
quantity, to narrow a list; the page comes back with all that was typed.
"""

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal

from flask_babel import lazy_gettext
from wtforms import (
    FieldList,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from core.columns import plain
from core.errors import Refusal
from procurement import rules
from procurement.acts import FundingValues, PurchaseLineValues, PurchaseValues, ShareValues
from procurement.entry import EnteredLine, EnteredShare
from tracker.forms.act import SeenForm
from tracker.forms.fields import DayField, QuantityField, SomField
from tracker.forms.papers import certificates_field
from tracker.forms.part import AboveZero, Part
from tracker.forms.safe import SafeForm
from tracker.phrases import phrase

_l = lazy_gettext
MOST_LINES = 30
MOST_SCHOOLS = 400
AT_MOST = _l("At most 20 characters.")


class ShareForm(Part):
    """One school's part of a line. A budget line of its own, where it differs."""

    school = HiddenField()
    quantity = QuantityField(_l("Quantity"), validators=[Optional()])
    budget_line = SelectField(
        _l("Budget line"), choices=[("", "")], validate_choice=False, validators=[Optional()]
    )


class PurchaseLineForm(Part):
    """An item, its price, and the requirement it closes."""

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
        validators=[Optional(), Length(max=20, message=AT_MOST)],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
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
    covers = QuantityField(
        _l("How much of the requirement it closes"),
        description=_l("Only when the requirement counts in another unit."),
        validators=[Optional(), AboveZero(_l("The quantity must be above zero."))],
    )
    budget_line = SelectField(
        _l("Budget line"),
        validators=[
            InputRequired(_l("No source of funds is chosen. Choose the budget line that pays."))
        ],
    )
    certificates = certificates_field()
    safe = FormField(SafeForm)
    shares = FieldList(FormField(ShareForm), max_entries=MOST_SCHOOLS)

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
            certificates=tuple(self.certificates.data or ()),
            safe=self.safe.form.values(),
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
        )


def _number(text: str | None) -> int:
    """The number of a budget line; 0, which is none, for what is no number."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0


class PurchaseForm(SeenForm):
    """A purchase with its lines."""

    title = StringField(
        _l("Title of the purchase"),
        description=_l("Parents read it. Say what is bought, without abbreviations."),
        validators=[
            InputRequired(_l("Give the purchase a title.")),
            Length(max=300, message=_l("At most 300 characters.")),
        ],
    )
    language = SelectField(
        _l("Language of the title"),
        choices=[("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")],
    )
    method = SelectField(
        _l("Method of procurement"),
        validators=[InputRequired(_l("Choose the method of procurement."))],
    )
    method_reason = TextAreaField(
        _l("Why this method"),
        validators=[Optional(), Length(max=1000, message=_l("At most 1000 characters."))],
        render_kw={"rows": "2"},
    )
    due_on = DayField(
        _l("Needed by"), description=_l("Such as 23.11.2026."), validators=[Optional()]
    )
    plan_line = SelectField(_l("Line of the published plan"), validators=[Optional()])
    find = StringField(
        _l("Find a requirement"),
        description=_l("A word of its title, or its code."),
        validators=[Optional(), Length(max=60, message=_l("At most 60 characters."))],
        render_kw={"autocomplete": "off"},
    )
    by_school = HiddenField()
    more_schools = SelectMultipleField(
        _l("Add schools"), validate_choice=False, validators=[Optional()]
    )
    lines = FieldList(FormField(PurchaseLineForm), min_entries=1, max_entries=MOST_LINES)

    def fill_choices(self, offered: Callable[[PurchaseLineForm], "Offered"]) -> None:
        """Give every line's lists their choices: which, may depend on what it says already."""
        for entry in self.lines:
            lists = offered(entry.form)
            entry.form.requirement.choices = lists.requirements
            entry.form.certificates.choices = lists.certificates
            entry.form.budget_line.choices = lists.budget_lines
            for row in entry.form.shares:
                row.form.budget_line.choices = lists.budget_lines_by_school

    def values(self) -> PurchaseValues:
        """What was entered, for the act."""
        return PurchaseValues(
            title=self.title.data or "",
            language=self.language.data,
            method=self.method.data,
            lines=tuple(
                entry.form.values(by_school=bool(self.by_school.data)) for entry in self.lines
            ),
            method_reason=(self.method_reason.data or "").strip() or None,
            due_on=self.due_on.data,
            plan_line_id=int(self.plan_line.data) if self.plan_line.data else None,
        )


Choices = Sequence[tuple[str, str]] | dict[str | None, list[tuple[str, str]]]


class Offered:
    """The choices one line is offered."""

    def __init__(
        self,
        requirements: Choices,
        budget_lines: Choices,
        budget_lines_by_school: Choices,
        certificates: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.requirements = requirements
        self.budget_lines = budget_lines
        self.budget_lines_by_school = budget_lines_by_school
        self.certificates = certificates
