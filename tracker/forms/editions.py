"""What an editor is asked about the Standard: a requirement, an edition's name, a file."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from flask_babel import gettext, lazy_gettext
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from core.columns import plain
from core.errors import Refusal
from core.words import LANGUAGES, Words, sort_key
from standard.catalogue_file import Catalogue
from standard.catalogue_walk import decimal_of
from tracker.forms.act import ActForm, SeenForm
from tracker.forms.fields import TypedField, plain_number
from tracker.phrases import phrase

_l = lazy_gettext
ENDONYMS = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}
MEASURES = {
    "purchase_in_plan": _l("purchases that stood in the plan"),
    "acceptance_with_parent": _l("acceptances with a parent present"),
}
FILLED = InputRequired(_l("Fill this in."))
CHOSEN = InputRequired(_l("Choose one."))


class CatalogueNumberField(TypedField):
    """A number as the catalogue keeps it: no sign, at most nine digits and six decimals."""

    numeric = True

    def read(self, text: str) -> Decimal:
        """The number, exact as typed."""
        try:
            return decimal_of(plain_number(text) or "")
        except ValueError:
            raise ValueError(
                phrase(Refusal("quantity.not_a_number", text=text.strip()[:40]))
            ) from None

    def written(self, value: Decimal) -> str:
        """Digits with a comma, alike in all languages of the form."""
        return plain(Decimal(value)).replace(".", ",")


class WholeField(CatalogueNumberField):
    """A whole number from 1 to 9999."""

    def read(self, text: str) -> Decimal:
        """The number; a part, zero or five digits are refused."""
        number = super().read(text)
        if number != number.to_integral_value() or not 1 <= number <= 9999:
            raise ValueError(gettext("Write a whole number from 1 to 9999."))
        return number


class BeginEditionForm(ActForm):
    """A draft is begun: nothing is asked."""


class DraftForm(SeenForm):
    """What changes the edition in work says which draft it was, and which state of it."""

    draft = HiddenField()

    def draft_id(self) -> int:
        """The draft this page was made from; -1, which there never is, where it is not told."""
        text = self.draft.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


class DiscardEditionForm(DraftForm):
    """The draft is thrown away: nothing is asked."""


class RemoveRequirementForm(DraftForm):
    """A requirement is left out: nothing is asked."""


class NameEditionForm(DraftForm):
    """The edition's code and its title."""

    edition = StringField(
        _l("Edition code"),
        description=_l("Latin letters, digits and hyphens, such as 2026-3."),
        validators=[FILLED, Length(max=32, message=_l("At most 32 characters."))],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    title_ky = StringField(ENDONYMS["ky"], validators=[FILLED], render_kw={"lang": "ky"})
    title_ru = StringField(ENDONYMS["ru"], validators=[FILLED], render_kw={"lang": "ru"})
    title_en = StringField(ENDONYMS["en"], validators=[FILLED], render_kw={"lang": "en"})


class EditionFileForm(DraftForm):
    """A catalogue file in the place of the draft."""

    file = FileField(
        _l("Catalogue file"),
        description=_l("YAML (.yaml), at most 2 MB."),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ".yaml,.yml"},
    )


class AdoptForm(DraftForm):
    """The yes to an edition: `against` is the number of the edition it was compared with."""

    against = HiddenField()
    edition = StringField(
        _l("Edition code"),
        description=_l("Latin letters, digits and hyphens, such as 2026-3."),
        validators=[FILLED, Length(max=32, message=_l("At most 32 characters."))],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )
    sure = BooleanField(
        _l("I have read the changes above; the edition is to be in force from today."),
        validators=[InputRequired(_l("Tick this to adopt the edition."))],
    )

    def compared_with(self) -> int:
        """The edition the changes were shown against; -1 where it is not told."""
        text = self.against.data or ""
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _text(language: str, needed: bool = True, rows: int = 2) -> TextAreaField:
    told = {"rows": str(rows), "lang": language}
    return TextAreaField(ENDONYMS[language], validators=[FILLED] if needed else [], render_kw=told)


def _number(label: Any, needed: bool = True, kind: type = CatalogueNumberField) -> TypedField:
    return kind(
        label, validators=[FILLED if needed else Optional()], render_kw={"autocomplete": "off"}
    )


def _choice(label: Any, needed: bool = True, description: Any = "") -> SelectField:
    return SelectField(
        label, description=description, validators=[CHOSEN if needed else Optional()]
    )


class RequirementForm(DraftForm):
    """All of one requirement; the coded lists are those of the draft (`offer`)."""

    pair = _choice(_l("Domain and subdomain, under their category"))
    title_ky, title_ru, title_en = _text("ky"), _text("ru"), _text("en")
    why_ky, why_ru, why_en = _text("ky", rows=3), _text("ru", rows=3), _text("en", rows=3)
    meaning_ky = _text("ky", needed=False)
    meaning_ru = _text("ru", needed=False)
    meaning_en = _text("en", needed=False)
    type = _choice(_l("Type of criterion"))
    comparator = _choice(_l("Comparison"))
    quantity = _number(_l("Quantity"))
    unit = _choice(_l("Unit"))
    per = _number(_l("For how many of the basis (100 for a share)"))
    basis = _choice(_l("Basis: what it is counted on"))
    within = _number(_l("Within how many periods"), needed=False, kind=WholeField)
    period = _choice(_l("Period"), needed=False)
    value_status = _choice(_l("Standing of the number"))
    measure = _choice(_l("What our own records tell of it"), needed=False)
    priority = _choice(_l("Priority: 1 is the most urgent"))
    lasts_months = _number(_l("Lasts, months"), needed=False, kind=WholeField)
    lasts_value_status = _choice(_l("Standing of this term"), needed=False)
    source_kind = _choice(_l("Kind of source"))
    source_ref = TextAreaField(_l("Reference"), validators=[FILLED], render_kw={"rows": "2"})
    source_note = TextAreaField(_l("Note"), validators=[FILLED], render_kw={"rows": "3"})
    items = TextAreaField(
        _l("What is bought"),
        description=_l("One thing a line, in three languages: Kyrgyz | Russian | English."),
        validators=[Optional()],
    )
    okgz = TextAreaField(
        _l("Codes of the national classification"),
        description=_l("One code a line, and its name: 34928200-0 Заборы."),
        validators=[Optional()],
    )

    def offer(self, catalogue: Catalogue, told: Callable[[Words], str]) -> None:
        """Fill the lists to choose from; `told(words)` says a text in the page's language."""
        lists = catalogue.lists
        nothing = [("", gettext("Choose"))]
        names = {"basis": lists.bases, "unit": lists.units, "period": lists.periods}
        plain_lists = {
            "type": lists.types,
            "comparator": lists.comparators,
            "value_status": lists.value_statuses,
            "lasts_value_status": lists.value_statuses,
            "source_kind": lists.source_kinds,
        }
        named = {name: {c: e.name for c, e in found.items()} for name, found in names.items()}
        for name, entries in (*named.items(), *plain_lists.items()):
            choices = [(code, told(words)) for code, words in entries.items()]
            if name in ("basis", "unit"):
                choices.sort(key=lambda choice: sort_key(choice[1]))
            self[name].choices = nothing + choices
        self.measure.choices = [
            ("", gettext("nothing yet")),
            *((code, str(text)) for code, text in MEASURES.items()),
        ]
        self.priority.choices = [*nothing, *((str(n), str(n)) for n in (1, 2, 3))]
        grouped: dict[str | None, list[tuple[str, str]]] = {None: nothing}
        for category in lists.categories.values():
            grouped[told(category.name)] = [
                (
                    f"{domain}/{subdomain}",
                    f"{told(lists.domains[domain])}: {told(lists.subdomains[subdomain])}",
                )
                for domain, subdomain in sorted(category.covers)
            ]
        self.pair.choices = grouped

    def validate_meaning_ky(self, field: TextAreaField) -> None:
        """The meaning is told in all languages or in none."""
        self._meaning(field)

    def validate_meaning_ru(self, field: TextAreaField) -> None:
        """The meaning is told in all languages or in none."""
        self._meaning(field)

    def validate_meaning_en(self, field: TextAreaField) -> None:
        """The meaning is told in all languages or in none."""
        self._meaning(field)

    def _meaning(self, field: TextAreaField) -> None:
        told = [self[f"meaning_{language}"].data or "" for language in LANGUAGES]
        if any(text.strip() for text in told) and not (field.data or "").strip():
            raise ValidationError(gettext("Fill this in too, or leave all three languages empty."))

    def validate_items(self, field: TextAreaField) -> None:
        """Each line holds three names."""
        for number, line in lines(field.data):
            if len([part for part in line.split("|") if part.strip()]) != len(LANGUAGES):
                raise ValidationError(
                    gettext(
                        "Line: %(line)s. Write three names with bars between them.", line=number
                    )
                )

    def validate_okgz(self, field: TextAreaField) -> None:
        """Each line holds a code and a name."""
        for number, line in lines(field.data):
            if len(line.split(None, 1)) != 2:
                raise ValidationError(
                    gettext("Line: %(line)s. Write the code, a space and the name.", line=number)
                )


class NewRequirementForm(RequirementForm):
    """A requirement there has not been: it needs a code too."""

    code = StringField(
        _l("Code"),
        description=_l("Three capital Latin letters, a hyphen and a number, such as FIR-16."),
        validators=[FILLED],
        render_kw={"autocomplete": "off", "spellcheck": "false"},
    )


def lines(text: str | None) -> Iterator[tuple[int, str]]:
    """The lines of a text that are not empty, each with its number from 1."""
    for number, line in enumerate((text or "").splitlines(), start=1):
        if line.strip():
            yield number, line.strip()
