"""Rows of a form that has as many of them as are needed: schools, lines, sums."""

from typing import Any

from markupsafe import Markup
from wtforms import Field, Form
from wtforms.validators import ValidationError

from tracker.forms import Catalogue, TrackerForm, widgets


class Part(Form):
    """One row; the form around it has the token and the key."""

    class Meta:
        """Drawn and worded as the form around it."""

        def get_translations(self, form: Form) -> Catalogue:
            """The site's own catalogues."""
            return Catalogue()

        def render_field(self, field: Field, render_kw: dict[str, Any]) -> Markup:
            """Label, hint, error and control together."""
            return widgets.group(field, **render_kw)


class AboveZero:
    """Refuses zero and what is below it; an empty field is another validator's business."""

    def __init__(self, message: object) -> None:
        self.message = message

    def __call__(self, form: TrackerForm | Part, field: Field) -> None:
        if field.data is not None and field.data <= 0:
            raise ValidationError(str(self.message))
