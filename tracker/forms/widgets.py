"""How a field is drawn: label, hint, error and control, tied together for screen readers.

The markup is that of GOV.UK Frontend. Its own package for WTForms says "Error:" in English on
every page, and draws a dead link for the CSRF token; so the few shapes we need are here.
"""

from typing import Any

from flask_babel import gettext
from markupsafe import Markup, escape
from wtforms import (
    BooleanField,
    Field,
    FileField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    SubmitField,
    TextAreaField,
)
from wtforms.fields import FormField
from wtforms.widgets import ListWidget, html_params


def is_select(field: Field) -> bool:
    """Whether the choices of a field are drawn as a drop-down list."""
    return isinstance(field, SelectField) and not isinstance(field.widget, ListWidget)


def group(field: Field, hint: str | None = None, **attributes: Any) -> Markup:
    """The whole of a field as HTML: a `govuk-form-group` with what belongs to it.

    `hint` stands for the field's description; `classes` is added to the control ("govuk-input--
    width-10"); every other word becomes an attribute of the control. A hidden field is drawn bare,
    a submit field as a button, a `FormField` as a fieldset of its fields.
    """
    if isinstance(field, SubmitField):
        return button(field.label.text, name=field.name, **attributes)
    if isinstance(field, HiddenField):
        return field.widget(field, **attributes)
    if isinstance(field, FormField):
        return _fieldset(field.label.text, Markup("").join(group(inner) for inner in field))
    hint = hint if hint is not None else field.description
    described = [f"{field.id}-hint"] * bool(hint) + [f"{field.id}-error"] * bool(field.errors)
    told = _hint(field, hint) + _error(field)
    if isinstance(field, RadioField | SelectMultipleField | BooleanField) and not is_select(field):
        inside = _choices(field, told, described)
    else:
        inside = _label(field) + told + _control(field, described, attributes)
    wrong = " govuk-form-group--error" if field.errors else ""
    return Markup('<div class="govuk-form-group{}">{}</div>').format(wrong, inside)


def button(text: str, name: str | None = None, value: str = "1", **attributes: Any) -> Markup:
    """A button that sends the form once: a second press within a second is left out."""
    kind = f"govuk-button {attributes.pop('classes', '')}".strip()
    told = {"type": "submit", "class": kind, "data-module": "govuk-button"}
    told |= {"data-prevent-double-click": "true", **attributes}
    if name:
        told |= {"name": name, "value": value}
    return Markup("<button {}>{}</button>").format(Markup(html_params(**told)), text)


def _label(field: Field) -> Markup:
    return Markup('<label class="govuk-label" for="{}">{}</label>').format(field.id, _named(field))


def _named(field: Field) -> str:
    if not field.flags.optional:
        return str(field.label.text)
    word = gettext("optional")
    return f"{field.label.text} ({word})"


def _hint(field: Field, hint: str | None) -> Markup:
    if not hint:
        return Markup("")
    return Markup('<div class="govuk-hint" id="{}-hint">{}</div>').format(field.id, hint)


def _error(field: Field) -> Markup:
    if not field.errors:
        return Markup("")
    return Markup(
        '<p class="govuk-error-message" id="{}-error">'
        '<span class="govuk-visually-hidden">{}:</span> {}</p>'
    ).format(field.id, gettext("Error"), Markup("<br>").join(map(escape, field.errors)))


def _control(field: Field, described: list[str], attributes: dict[str, Any]) -> Markup:
    kind, extra = _kind(field)
    classes = [kind, f"{kind}--error" if field.errors else "", attributes.pop("classes", "")]
    told = {"id": field.id, "name": field.name, "class": " ".join(filter(None, classes))}
    if described:
        told["aria-describedby"] = " ".join(described)
    if field.errors:
        told["aria-invalid"] = "true"
    limits = {"maxlength": field.flags.max_length} if field.flags.max_length else {}
    told |= {**extra, **limits, **(field.render_kw or {}), **attributes}
    if isinstance(field, TextAreaField):
        text = field._value()
        return Markup("<textarea {}>\n{}</textarea>").format(Markup(html_params(**told)), text)
    if is_select(field):
        return Markup("<select {}>{}</select>").format(Markup(html_params(**told)), _options(field))
    return Markup("<input {}>").format(Markup(html_params(**told)))


def _kind(field: Field) -> tuple[str, dict[str, Any]]:
    """The class of a control and the attributes of its kind."""
    if isinstance(field, TextAreaField):
        return "govuk-textarea", {"rows": "5"}
    if isinstance(field, FileField):
        return "govuk-file-upload", {"type": "file"}
    if is_select(field):
        return "govuk-select", {"multiple": True} if _many(field) else {}
    if isinstance(field, PasswordField):  # what was typed is never sent back
        return "govuk-input", {"type": "password", "spellcheck": "false"}
    told = {"type": getattr(field.widget, "input_type", None) or "text", "value": field._value()}
    if told["type"] == "number" or getattr(field, "numeric", False):
        told |= {"type": "text", "inputmode": "decimal", "spellcheck": "false"}
    return "govuk-input", told


def _many(field: Field) -> bool:
    return isinstance(field, SelectMultipleField)


def _options(field: SelectField) -> Markup:
    if field.has_groups():
        return Markup("").join(_together(*named) for named in field.iter_groups())
    return _plain_options(field.iter_choices())


def _together(label: str | None, choices: Any) -> Markup:
    if label is None:  # answers that belong to no group, such as "choose"
        return _plain_options(choices)
    return Markup("<optgroup {}>{}</optgroup>").format(
        Markup(html_params(label=str(label))), _plain_options(choices)
    )


def _plain_options(choices: Any) -> Markup:
    return Markup("").join(
        Markup("<option {}>{}</option>").format(
            Markup(html_params(value=choice[0], selected=bool(choice[2]))), choice[1]
        )
        for choice in choices
    )


def _choices(field: Field, told: Markup, described: list[str]) -> Markup:
    """Radios and check boxes: the question is the legend, each answer has its own label."""
    kind = "radios" if isinstance(field, RadioField) else "checkboxes"
    single = isinstance(field, BooleanField)
    choices = (
        [(field.id, "1", _named(field), bool(field.data))]
        if single
        else [
            (f"{field.id}-{place}", choice[0], choice[1], choice[2])
            for place, choice in enumerate(field.iter_choices())
        ]
    )
    items = Markup("").join(_choice(field, kind, described if single else [], *c) for c in choices)
    box = Markup('<div class="govuk-{0}">{1}</div>').format(kind, items)
    return told + box if single else _fieldset(_named(field), told + box, described)


def _choice(
    field: Field, kind: str, described: list[str], id_: str, value: Any, label: str, chosen: bool
) -> Markup:
    attributes: dict[str, Any] = {"id": id_, "name": field.name, "value": str(value)}
    attributes |= {"type": "radio" if kind == "radios" else "checkbox", "checked": chosen}
    attributes["class"] = f"govuk-{kind}__input"
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return Markup(
        '<div class="govuk-{0}__item"><input {1}>'
        '<label class="govuk-label govuk-{0}__label" for="{2}">{3}</label></div>'
    ).format(kind, Markup(html_params(**attributes)), id_, label)


def _fieldset(legend: str, inside: Markup, described: list[str] | None = None) -> Markup:
    told = {"class": "govuk-fieldset"}
    if described:
        told["aria-describedby"] = " ".join(described)
    return Markup(
        '<fieldset {}><legend class="govuk-fieldset__legend">{}</legend>{}</fieldset>'
    ).format(Markup(html_params(**told)), legend, inside)
