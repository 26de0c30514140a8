"""Forms judge the shape of what was typed; its sense is judged by the rules of the rooms."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext, lazy_gettext, ngettext
from flask_wtf import FlaskForm
from flask_wtf.csrf import _FlaskFormCSRF
from markupsafe import Markup
from wtforms import Field, FormField, HiddenField, RadioField, SelectMultipleField, ValidationError

from core.errors import Refusal
from tracker.forms import widgets

# What WTForms itself says; named here so that the catalogues hold them. Kyrgyz it does not have.
LIBRARY_SENTENCES = (
    lazy_gettext("Not a valid choice."),
    lazy_gettext("Not a valid choice"),
    lazy_gettext("Invalid Choice: could not coerce."),
    lazy_gettext("Invalid Choice: could not coerce"),
    lazy_gettext("Choices cannot be None"),
    lazy_gettext("Not a valid integer value."),
    lazy_gettext("Not a valid decimal value."),
    lazy_gettext("Not a valid date value."),
)


class Catalogue:
    """Gives WTForms the site's own catalogues for the few sentences it makes itself."""

    def gettext(self, text: str) -> str:
        """The sentence in the language of the page."""
        return gettext(text)

    def ngettext(self, one: str, many: str, count: int) -> str:
        """The sentence for a count, in the language of the page."""
        return ngettext(one, many, count)


class OwnCSRF(_FlaskFormCSRF):
    """The same protection, whose refusal tells what to do instead of naming a token."""

    def validate_csrf_token(self, form: FlaskForm, field: Field) -> None:
        """Refuse a missing, foreign or outdated token."""
        try:
            super().validate_csrf_token(form, field)
        except ValidationError:
            raise ValidationError(
                gettext("The page was open for too long. Check what you typed and send it again.")
            ) from None


class TrackerForm(FlaskForm):
    """The form all our forms are: drawn in the site's manner, refused in the reader's language."""

    class Meta(FlaskForm.Meta):
        csrf_class = OwnCSRF

        def get_translations(self, form: FlaskForm) -> Catalogue:
            """Our catalogues, not those of WTForms."""
            return Catalogue()

        def render_field(self, field: Field, render_kw: dict[str, Any]) -> Markup:
            """Draw label, hint, error and control of a field together."""
            return widgets.group(field, **render_kw)

    refused: Refusal | None = None
    """What an act asked for by this form was refused with, for pages that show a way out."""

    def problems(self) -> list[tuple[str | None, str]]:
        """Every error as (id of the control to go to, sentence), in the order of the form.

        The id is None where there is no control to go to: the form as a whole, the CSRF token.
        """
        whole = [(None, str(error)) for error in self.form_errors]
        return whole + [found for field in self for found in _problems(field)]


def _problems(field: Field) -> Iterator[tuple[str | None, str]]:
    if isinstance(field, FormField):
        for inner in field:
            yield from _problems(inner)
        return
    for entry in getattr(field, "entries", ()):
        yield from _problems(entry)
    for error in field.errors:
        if isinstance(error, str) or hasattr(error, "_func"):
            yield _target(field), str(error)


def _target(field: Field) -> str | None:
    if isinstance(field, HiddenField):
        return None
    if isinstance(field, RadioField | SelectMultipleField) and not widgets.is_select(field):
        return f"{field.id}-0"
    return field.id
