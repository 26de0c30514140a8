"""A form that anybody may send: it is held to what a person can do, without a puzzle."""

from hashlib import sha256

from flask import current_app
from flask_babel import lazy_gettext
from itsdangerous import BadSignature, URLSafeTimedSerializer
from wtforms import HiddenField, StringField

from core import clock
from core.errors import Refusal
from tracker.forms.act import ActForm

_l = lazy_gettext
LEAST = 2  # seconds between a form's making and its sending; no person is quicker
LONGEST = 24 * 60 * 60


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        current_app.secret_key or b"",
        salt="form of a visitor",
        signer_kwargs={"key_derivation": "hmac", "digest_method": sha256},
    )


def made_now() -> str:
    """What a form carries so that it tells when it was made; signed by us."""
    return _signer().dumps("form")


class VisitorForm(ActForm):
    """A form that tells when it was made, with a field that people do not see."""

    made = HiddenField(default=made_now)
    website = StringField(
        _l("Leave this empty"), render_kw={"autocomplete": "off", "tabindex": "-1"}
    )

    def is_by_person(self) -> None:
        """Refuse what a program fills in or sends at once; a person only presses once more.

        Raises:
            Refusal: `voice.looks_like_program`, `voice.too_quick`, `voice.open_too_long`.
        """
        if self.website.data:
            raise Refusal("voice.looks_like_program")
        try:
            _, made = _signer().loads(self.made.data, max_age=LONGEST, return_timestamp=True)
        except BadSignature as error:  # an outdated one too
            self.made.data = made_now()
            raise Refusal("voice.open_too_long") from error
        if (clock.now() - made).total_seconds() < LEAST:
            raise Refusal("voice.too_quick")
