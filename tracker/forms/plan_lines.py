"""What is asked about the annual procurement plan: a line, its end, its publishing, its tables."""

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from core.words import LANGUAGES
from procurement.acts import PlanValues
from tracker.forms import TrackerForm
from tracker.forms.act import ActForm, SeenForm
from tracker.forms.budgets import purpose_of
from tracker.forms.fields import SomField
from tracker.forms.imports import UploadForm, table_field
from tracker.forms.part import AboveZero

_l = lazy_gettext
LONGEST = Length(max=1000, message=_l("At most 1000 characters."))


def _reason(label: LazyString) -> TextAreaField:
    return TextAreaField(
        label,
        description=_l("Everybody can read it."),
        validators=[
            InputRequired(_l("A published line is changed with a reason. Write it.")),
            LONGEST,
        ],
        render_kw={"rows": "2"},
    )


class ProposeForm(ActForm):
    """Lines are made from the budget: nothing is asked."""


class PublishForm(ActForm):
    """All drafts are published: nothing is asked."""


class PlanLineForm(SeenForm):
    """A line of the plan."""

    title = StringField(
        _l("What is going to be bought"),
        description=_l("Parents read it. Say it without abbreviations."),
        validators=[
            InputRequired(_l("Write what is going to be bought.")),
            Length(max=300, message=_l("At most 300 characters.")),
        ],
    )
    language = SelectField(
        _l("Language of the title"),
        choices=[("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")],
    )
    purpose = SelectField(
        _l("What for"),
        validators=[InputRequired(_l("Say what it is for: a requirement or a category."))],
    )
    amount = SomField(
        _l("Sum, som, taxes included"),
        validators=[
            InputRequired(_l("Give the sum, such as 1 000 000.")),
            AboveZero(_l("The sum must be above zero.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    when = SelectField(_l("When"), validators=[Optional()])
    method = SelectField(_l("Method of procurement"), validators=[Optional()])
    item_code = StringField(
        _l("Item code (OKGZ)"),
        validators=[Optional(), Length(max=20, message=_l("At most 20 characters."))],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    budget_lines = SelectMultipleField(
        _l("Budget lines that pay"),
        description=_l("Several may be chosen. The sum falls on them by what each has."),
        validators=[Optional()],
    )

    def values(self, categories: dict[str, str]) -> PlanValues:
        """What was entered, for the act; `categories` are those of requirements."""
        category, requirement = purpose_of(self.purpose.data or "", categories)
        kind, number = (self.when.data or "-")[0], (self.when.data or "-")[1:]
        return PlanValues(
            title=self.title.data or "",
            language=self.language.data if self.language.data in LANGUAGES else "ky",
            amount=self.amount.data,
            category=category,
            requirement=requirement,
            item_code=(self.item_code.data or "").strip() or None,
            quarter=int(number) if kind == "q" else None,
            month=int(number) if kind == "m" else None,
            method=self.method.data or None,
            budget_lines=tuple(int(one) for one in self.budget_lines.data or ()),
        )


class PublishedLineForm(PlanLineForm):
    """The same of a published line: what changes, and why."""

    reason = _reason(_l("Reason for the change"))


class DropDraftForm(SeenForm):
    """A draft is thrown away: nothing is asked."""


class DropLineForm(SeenForm):
    """A published line is withdrawn, with a reason."""

    reason = _reason(_l("Reason"))


class PlanUploadForm(UploadForm):
    """A table with lines of the plan. Nothing is saved by sending it."""

    file = table_field(_l("File with the plan"))


class PortalForm(TrackerForm):
    """A plan as the state portal publishes it. Nothing is saved by sending it."""

    file = FileField(
        _l("File of the portal"),
        description=_l("OCDS as JSON, at most 20 MB."),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ".json,.jsonl"},
    )


class PortalConfirmForm(ActForm):
    """The yes to bringing a published plan in."""
