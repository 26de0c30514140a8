"""What is asked about a year's life: hearings, questions, transfers, twelfths, its end."""

from flask_babel import gettext, lazy_gettext
from wtforms import IntegerField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from tracker.forms.act import ActForm
from tracker.forms.budgets import VersionForm
from tracker.forms.fields import SomField
from tracker.forms.paper import day_field, number_field, scan_field, text_field

_l = lazy_gettext


class HearingForm(VersionForm):
    """A hearing is announced: when it was announced, when and where it will be."""

    noticed_on = day_field(_l("Announced on"))
    due_on = day_field(_l("Day of the hearing"))
    due_time = StringField(
        _l("Hour"),
        description=_l("Such as 14:00."),
        validators=[
            Optional(),
            Regexp(r"([01][0-9]|2[0-3]):[0-5][0-9]", message=_l("Write the hour like 14:00.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    venue = StringField(
        _l("Where"),
        validators=[
            InputRequired(_l("Write where the hearing takes place.")),
            Length(max=200, message=_l("At most 200 characters.")),
        ],
    )


def _heads(label: str) -> IntegerField:
    return IntegerField(
        label,
        validators=[
            InputRequired(_l("Give the number of people, 0 if none came.")),
            NumberRange(0, 100_000, message=_l("Give a number from 0 to 100 000.")),
        ],
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )


class RecordHearingForm(ActForm):
    """A hearing was held: who came by heads, the minutes, what was decided."""

    held_on = day_field(_l("Held on"))
    women = _heads(_l("Women who came"))
    men = _heads(_l("Men who came"))
    protocol = number_field(_l("Number of the minutes"), _l("Write the number of the minutes."))
    decided = text_field(_l("What was decided"), _l("Write what the hearing decided."))
    files = scan_field(_l("Scan of the minutes"))


class CallOffForm(ActForm):
    """A hearing is called off."""

    reason = text_field(
        _l("Why it is called off"), _l("Write why the hearing is called off."), rows=2
    )


class ReviseForm(VersionForm):
    """After its hearing a draft is gone on with: nothing is asked."""


class QuestionForm(ActForm):
    """A question put at a hearing, by a kind of person."""

    text = text_field(_l("Question or proposal"), _l("Write the question."))
    asker = SelectField(_l("Who asked"), validators=[InputRequired(_l("Choose who asked."))])
    school = SelectField(_l("Which school it is about"), validators=[Optional()], default="")


class AnswerForm(ActForm):
    """The answer to a question, and what becomes of it."""

    text = text_field(_l("Answer"), _l("Write the answer."))
    outcome = SelectField(
        _l("What becomes of it"), validators=[InputRequired(_l("Choose what becomes of it."))]
    )
    line = SelectField(
        _l("Budget line it led to"), validators=[Optional()], default="0", coerce=int
    )


class TransferForm(ActForm):
    """Som asked to be moved from one line to another."""

    from_line = SelectField(
        _l("From which line"),
        coerce=int,
        validators=[InputRequired(_l("Choose the line that gives."))],
    )
    to_line = SelectField(
        _l("To which line"),
        coerce=int,
        validators=[InputRequired(_l("Choose the line that gets."))],
    )
    amount = SomField(
        _l("Sum, som"),
        validators=[InputRequired(_l("Give the sum, such as 1 250 000,50."))],
        render_kw={"autocomplete": "off"},
    )
    reason = text_field(_l("Reason"), _l("Write why the money is moved."), rows=2)

    def validate_from_line(self, field: SelectField) -> None:
        """Refuse the empty choice."""
        if not field.data:
            raise ValidationError(gettext("Choose the line that gives."))

    def validate_to_line(self, field: SelectField) -> None:
        """Refuse the empty choice."""
        if not field.data:
            raise ValidationError(gettext("Choose the line that gets."))


class OrderForm(ActForm):
    """A transfer is ordered."""

    order = number_field(_l("Number of the order"), _l("Give the number of the order."))
    on = day_field(_l("Date of the order"))


class RefuseTransferForm(ActForm):
    """A transfer is refused, or taken back by who asked."""

    answer = text_field(_l("Why not"), _l("Write why the transfer is refused."), rows=2)


class InterimForm(ActForm):
    """A year is opened by twelfths up to a month."""

    month = SelectField(_l("Up to the end of"), coerce=int)
    order = number_field(_l("Number of the order"), _l("Give the number of the order."))
    on = day_field(_l("Date of the order"))


class ExecutionForm(ActForm):
    """The execution of a year was approved."""

    resolution = number_field(
        _l("Number of the resolution"), _l("Give the number of the resolution.")
    )
    on = day_field(_l("Date of the resolution"))
    files = scan_field(_l("Scan of the resolution"))


class CloseYearForm(ActForm):
    """A year is closed: nothing is asked."""


class TakeOverForm(ActForm):
    """Last year's lines, or what was left of them, are taken into the draft: nothing is asked."""
