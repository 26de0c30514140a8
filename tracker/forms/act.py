"""A form that asks for an act: sent twice it is done once, and it can come back filled."""

import secrets
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from wtforms import HiddenField

from tracker.accounts import kept
from tracker.forms import TrackerForm


def _new_key() -> str:
    return secrets.token_urlsafe(16)


class ActForm(TrackerForm):
    """Every form that ends in `edge.perform` is one. Its key is `once`, hidden."""

    class Meta(TrackerForm.Meta):
        def wrap_formdata(self, form: FlaskForm, formdata: Any) -> Any:
            """What was sent; or, back from signing in again, what had been typed before."""
            found = super().wrap_formdata(form, formdata)
            if found is None and request.method == "GET":
                return kept.typed_before()
            return found

    once = HiddenField(default=_new_key)

    @property
    def is_back(self) -> bool:
        """Is this a form that comes back filled after signing in again?"""
        return request.method == "GET" and kept.typed_before() is not None
