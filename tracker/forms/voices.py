"""What a visitor sends without an account, and what is done with it in the office."""

from flask_babel import lazy_gettext
from wtforms import FileField, RadioField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Optional

from oversight.voices import rules
from tracker import voice_words
from tracker.forms.act import ActForm
from tracker.forms.practices import PICTURES
from tracker.forms.visitor import VisitorForm

_l = lazy_gettext
LANGUAGES = [("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")]


class AskForm(VisitorForm):
    """A question to the office."""

    text = TextAreaField(
        _l("Your question"),
        description=_l("Write no names, telephones or addresses, your own neither."),
        render_kw={"rows": "6"},
    )
    language = SelectField(_l("Language of the question"), choices=LANGUAGES)


class CheckForm(VisitorForm):
    """What came of a delivery."""

    line = RadioField(_l("What is it about?"), validators=[Optional()])
    what = RadioField(_l("What do you see at the school?"), validate_choice=False)
    photograph = FileField(
        _l("A photograph"),
        description=_l(
            "The place and the time are taken out of it. No child may be recognised. At most 10 MB."
        ),
        validators=[Optional()],
        render_kw={"accept": PICTURES},
    )


class PublishForm(ActForm):
    """The moderator lets everybody read it."""


class DeclineForm(ActForm):
    """The moderator declines."""

    reason = RadioField(
        _l("Why is it not published?"),
        description=_l("The asker sees the reason. Everybody sees how often it was given."),
        validators=[InputRequired(_l("Choose a reason from the list: the asker will see it."))],
    )


class ReplyForm(ActForm):
    """The office answers."""

    text = TextAreaField(
        _l("Answer"),
        description=_l(
            "Everybody reads it at once, and it cannot be changed. No names, no contacts."
        ),
        render_kw={"rows": "6"},
    )
    language = SelectField(_l("Language of the answer"), choices=LANGUAGES)


class PhotographForm(ActForm):
    """One button: show it, or take it off."""


def check_form(things: tuple[tuple[int, str], ...]) -> CheckForm:
    """The form of a delivery's check; which thing is asked where there are several."""
    form = CheckForm(data={"line": "all"})
    form.what.choices = [(what, str(voice_words.WHATS[what])) for what in rules.WHATS]
    if len(things) > 1:
        all_of_it = [("all", _l("All of it together"))]
        form.line.choices = all_of_it + [(str(number), title) for number, title in things]
    else:
        del form.line
    return form


def decline_form() -> DeclineForm:
    """The form of declining, with the short list of reasons."""
    form = DeclineForm()
    form.reason.choices = [(code, str(voice_words.REASONS[code])) for code in rules.REASONS]
    return form
