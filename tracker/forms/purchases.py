"""A purchase on one screen: as many lines as needed, each shared over schools.

The form works without JavaScript: buttons named `do` ask the server to add a line, to split a
quantity, to narrow a list; the page comes back with all that was typed.
"""

from collections.abc import Callable, Sequence

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
from wtforms.validators import InputRequired, Length, Optional

from procurement.acts import PurchaseValues
from tracker.forms.act import SeenForm
from tracker.forms.answers import AnswersForm
from tracker.forms.fields import DayField
from tracker.forms.purchase_lines import PurchaseLineForm

_l = lazy_gettext
MOST_LINES = 30


class PurchaseForm(SeenForm):
    """A purchase with its lines; fields in the order of the page, for errors are told in theirs."""

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
    find = StringField(
        _l("Find a requirement"),
        description=_l("A word of its title, or its code."),
        validators=[Optional(), Length(max=60, message=_l("At most 60 characters."))],
        render_kw={"autocomplete": "off"},
    )
    by_school = HiddenField()
    lines = FieldList(FormField(PurchaseLineForm), min_entries=1, max_entries=MOST_LINES)
    more_schools = SelectMultipleField(
        _l("Add schools"), validate_choice=False, validators=[Optional()]
    )
    method = SelectField(
        _l("Method of procurement"),
        validators=[InputRequired(_l("Choose the method of procurement."))],
    )
    method_ground = SelectField(
        _l("Ground for buying without competition"), default="", validators=[Optional()]
    )
    method_reason = TextAreaField(
        _l("Why this method"),
        validators=[Optional(), Length(max=1000, message=_l("At most 1000 characters."))],
        render_kw={"rows": "2"},
    )
    answers = FormField(AnswersForm)
    due_on = DayField(
        _l("Needed by"), description=_l("Such as 23.11.2026."), validators=[Optional()]
    )
    plan_line = SelectField(_l("Line of the published plan"), validators=[Optional()])
    outside_plan = StringField(
        _l("Why it is outside the plan"),
        description=_l("Only when no line of the plan is chosen. Everybody can read it."),
        validators=[Optional(), Length(max=300, message=_l("At most 300 characters."))],
    )

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
            method_ground=self.method_ground.data or None,
            outside_plan=self.outside_plan.data,
            answers={flag: text for flag, text in self.answers.data.items() if text},
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
