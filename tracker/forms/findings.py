"""What is asked about a finding: by its council, and by the one to whom it is addressed."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields import IntegerField
from wtforms.validators import InputRequired, Length, Optional

from oversight.findings import rules
from oversight.findings.acts import Done
from oversight.findings.reports.cards import FindingCard
from oversight.findings.values import FindingValues
from tracker.finding_words import CHOICES, STAGES
from tracker.forms.act import ActForm, SeenForm
from tracker.forms.fields import DayField, TickedField
from tracker.forms.paper import ACCEPTED

_l = lazy_gettext
LANGUAGES = [("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")]
FOR_ALL = _l("Everybody reads it at once, and it cannot be changed. No names, no contacts.")


class FindingForm(SeenForm):
    """A finding before it is opened. `about` and what follows are asked where no purchase is."""

    about = SelectField(
        _l("Which school or place is it about?"),
        validators=[InputRequired(_l("Choose the school or the place."))],
    )
    requirement = SelectField(
        _l("Which requirement of the Standard?"),
        description=_l("Of a school only. Of a place, leave it."),
        validators=[Optional()],
    )
    year = IntegerField(
        _l("Year"),
        validators=[InputRequired(_l("Choose a year."))],
        render_kw={"inputmode": "numeric"},
    )
    title = StringField(
        _l("What was found, in one line"),
        description=_l("What is not as it should be. No names, no blame."),
        validators=[
            InputRequired(_l("Write it down: everybody will read it.")),
            Length(max=rules.MOST_TITLE, message=_l("At most 160 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    text = TextAreaField(
        _l("What was looked at, and what was found"),
        description=FOR_ALL,
        validators=[InputRequired(_l("Write it down: everybody will read it."))],
        render_kw={"rows": "8"},
    )
    language = SelectField(_l("Language of the text"), choices=LANGUAGES)
    stage = SelectField(
        _l("At which stage?"),
        choices=[("", _l("Choose")), *STAGES.items()],
        validators=[InputRequired(_l("Choose at which stage it was found."))],
    )
    violations = TickedField(
        _l("What is not as it should be?"),
        description=_l("The list is this project’s own, not law. Each is voted on apart."),
        validators=[InputRequired(_l("Choose what is not as it should be: one thing at least."))],
    )
    body = SelectField(_l("Who is to answer?"))
    bases = TickedField(
        _l("On which rule does it rest?"),
        description=_l("Only rules a source was found for."),
        validators=[Optional()],
    )
    own_basis = TextAreaField(
        _l("Another rule, in your own words"),
        description=_l("It is shown as “not checked: the council’s own words”."),
        validators=[Optional()],
        render_kw={"rows": "2"},
    )

    def values(self, start: Mapping[str, Any]) -> FindingValues:
        """What was typed, with what the address said it is about and opened from."""
        place: dict[str, Any] = {}
        if "about" in self:
            code, requirement = self.about.data, self.requirement.data or None
            is_school = (code or "").startswith("s:")
            spot = (code or "")[2:]
            place = {"year": self.year.data}
            place |= {"school": spot, "requirement": requirement} if is_school else {"place": spot}
        return FindingValues(
            title=self.title.data or "",
            text=self.text.data or "",
            language=self.language.data,
            stage=self.stage.data or "",
            violations=tuple(self.violations.data or ()),
            body=self.body.data or rules.OFFICE,
            bases=tuple(self.bases.data or ()),
            own_basis=self.own_basis.data or None,
            **{**start, **place},
        )


class EvidenceForm(ActForm):
    """One piece of evidence: a file, or a document of the purchase."""

    file = FileField(
        _l("Photograph or paper"),
        description=_l(
            "PDF, JPEG or PNG, at most 10 MB. The place and the time are taken out of photographs."
        ),
        validators=[Optional()],
        render_kw={"accept": ACCEPTED},
    )
    sha256 = StringField(
        _l("SHA-256 of the file, if you wrote it down before"),
        description=_l("Then it is checked that this is the same file."),
        validators=[Optional(), Length(max=64)],
        render_kw={"autocomplete": "off"},
    )
    document = SelectField(_l("Or a document of the purchase"), validators=[Optional()])
    page = IntegerField(_l("Page"), validators=[Optional()], render_kw={"inputmode": "numeric"})
    note = StringField(
        _l("What is seen in it"),
        validators=[Optional(), Length(max=rules.MOST_NOTE)],
        render_kw={"autocomplete": "off"},
    )
    is_public = BooleanField(
        _l("Nobody can be recognised in it and it holds no name: everybody may open it")
    )


class HideForm(ActForm):
    """Why a file is taken from public view."""

    reason = StringField(
        _l("Why is it taken from public view?"),
        description=FOR_ALL,
        validators=[
            InputRequired(_l("Write it down: everybody will read it.")),
            Length(max=rules.MOST_NOTE, message=_l("At most 300 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )


class TextForm(ActForm):
    """A text one side writes to the other, or why something is done."""

    text = TextAreaField(
        _l("Text"),
        description=FOR_ALL,
        validators=[InputRequired(_l("Write it down: everybody will read it."))],
        render_kw={"rows": "6"},
    )
    language = SelectField(_l("Language of the text"), choices=LANGUAGES)


class DiscussForm(TextForm):
    """The council writes: a question back, or a comment."""

    asks = RadioField(
        _l("What is it?"),
        choices=[("question", _l("A question")), ("comment", _l("A comment"))],
        default="question",
    )


class ReasonForm(SeenForm, TextForm):
    """Why the council sends a report back or withdraws a finding; it says which report was seen."""


class DecideForm(SeenForm):
    """The council counts its votes on the report that was seen."""

    text = TextAreaField(
        _l("Why the council decides so"),
        description=FOR_ALL,
        validators=[Optional()],
        render_kw={"rows": "4"},
    )
    language = SelectField(_l("Language of the text"), choices=LANGUAGES)


class PressForm(SeenForm):
    """One button; of a draft, it says which version was seen."""


class VoteForm(SeenForm):
    """How a member votes on the report it says was seen; the questions `vote_form` puts in."""

    def choices(self) -> dict[int | None, str]:
        """What was chosen, by number of the violation; None is the objection."""
        found: dict[int | None, str] = {}
        for name, typed in self.data.items():
            if name.startswith("vote_") and typed:
                key = name.removeprefix("vote_")
                found[int(key) if key.isdigit() else None] = typed
        return found


class RemedyForm(ActForm):
    """What was done about each violation; the fields are put in by `remedy_form`."""

    def done(self, card: FindingCard) -> dict[int, Done]:
        """What was typed, by number of the violation."""
        return {
            one.id: Done(self[f"done_{one.id}"].data or "", self[f"done_on_{one.id}"].data)
            for one in card.violations
        }


def vote_form(card: FindingCard, called: Mapping[str, str], before: Mapping[str, str]) -> VoteForm:
    """The form of a vote on what is before the council; `before` is how the member voted."""
    objected = card.state == "objected"
    order = ("upheld", "stands") if objected else ("complete", "partly", "none")
    choices = [(choice, CHOICES[choice]) for choice in order]
    asked = (
        {"objection": _l("What do you say to the objection?")}
        if objected
        else {str(one.id): called[one.code] for one in card.violations}
    )
    fields = {
        f"vote_{key}": RadioField(label, choices=choices, validators=[Optional()])
        for key, label in asked.items()
    }
    kind = type("VoteOn", (VoteForm,), fields)
    typed = {f"vote_{key}": choice for key, choice in before.items()}
    form: VoteForm = kind(data={**typed, "seen": str(card.rounds)})
    return form


def remedy_form(card: FindingCard, called: Mapping[str, str], language: str) -> RemedyForm:
    """The form of a report on what was put right, violation by violation."""
    fields: dict[str, Any] = {}
    for one in card.violations:
        fields[f"done_{one.id}"] = TextAreaField(
            called[one.code],
            description=_l("What was done about it, or why not yet."),
            validators=[InputRequired(_l("Say of every shortcoming what was done."))],
            render_kw={"rows": "4"},
        )
        fields[f"done_on_{one.id}"] = DayField(
            _l("Done on"), description=_l("Such as 23.11.2026."), validators=[Optional()]
        )
    fields["language"] = SelectField(_l("Language of the text"), choices=LANGUAGES)
    kind = type("RemedyOf", (RemedyForm,), fields)
    form: RemedyForm = kind(data={"language": language})
    return form
