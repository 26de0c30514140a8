"""A form that asks for an act: sent twice it is done once, and it can come back filled."""

import secrets
from typing import Any

from flask import request
from flask_babel import gettext
from flask_wtf import FlaskForm
from wtforms import HiddenField, ValidationError

from tracker.accounts import kept
from tracker.forms import TrackerForm


def _new_key() -> str:
    return secrets.token_urlsafe(16)


class ActForm(TrackerForm):
    """Every form that ends in `edge.perform` is one. Its key is `once`, hidden."""

    class Meta(TrackerForm.Meta):
        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            """What was sent; or, where the address asks for it, what had been typed before."""
            found = super().wrap_formdata(form, formdata)
            if found is None and request.method == "GET":
                return kept.typed_before()
            return found

    once = HiddenField(default=_new_key)

    def validate_once(self, field: HiddenField) -> None:
        """Refuse a form sent without its key: sent twice, it would be done twice.

        It comes back with a new one.
        """
        if not any(field.raw_data or ()):
            field.data = _new_key()
            raise ValidationError(
                gettext(
                    "Nothing was saved. Go back, load the page again and send the form once more."
                )
            )

    @property
    def is_back(self) -> bool:
        """Is this a form that comes back filled with what had been typed before?"""
        return request.method == "GET" and kept.going_on() is not None


class SeenForm(ActForm):
    """What changes a record says which state of it was seen, so that two editors do not collide.

    Attributes:
        is_older: it comes back filled, and the record has changed since it was typed. Its page
            says so (accounts/older.html); what is sent then goes by the state shown now.
    """

    seen = HiddenField()
    is_older = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.seen.object_data is not None:
            self.made_of(self.seen.object_data)

    def made_of(self, seen: object) -> None:
        """Say which state of the record the page just opened is made of."""
        if request.method != "GET":
            return
        self.is_older = self.is_back and self.seen.data != str(seen)
        self.seen.data = str(seen)

    def seen_version(self) -> int | None:
        """The state of the record this page was made from."""
        text = self.seen.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
