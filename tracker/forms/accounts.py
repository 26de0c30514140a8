"""What is asked when somebody signs in, sets a password or gives the second factor."""

from flask_babel import lazy_gettext
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from tracker.forms import TrackerForm

_l = lazy_gettext


class SignInForm(TrackerForm):
    """Address and password; how they go together is not the form's business."""

    email = StringField(
        _l("E-mail address"),
        validators=[
            InputRequired(_l("Type your e-mail address.")),
            Length(max=254, message=_l("The address is too long.")),
        ],
        render_kw={"autocomplete": "username", "inputmode": "email", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Password"),
        validators=[InputRequired(_l("Type your password."))],
        render_kw={"autocomplete": "current-password"},
    )


class PasswordForm(TrackerForm):
    """A new password, twice is not asked: a link can be asked for again."""

    password = PasswordField(
        _l("New password"),
        description=_l("At least 8 characters; 15 or more are better. Several words are good."),
        validators=[InputRequired(_l("Type a password."))],
        render_kw={"autocomplete": "new-password"},
    )


class CodeForm(TrackerForm):
    """A code of the second factor, or a recovery code."""

    code = StringField(
        _l("Code"),
        description=_l("Six digits from the app on your phone, or one of your recovery codes."),
        validators=[
            InputRequired(_l("Type the code.")),
            Length(max=40, message=_l("The code is too long.")),
        ],
        render_kw={"autocomplete": "one-time-code", "spellcheck": "false"},
    )


class EndSessionForm(TrackerForm):
    """Which session to end."""

    session = HiddenField()
