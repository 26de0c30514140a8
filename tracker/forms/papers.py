"""Documents of a purchase: attached by themselves, or with the step they belong to."""

from typing import Any

from flask_babel import lazy_gettext
from flask_wtf.file import FileField
from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from procurement.acts import Shown
from procurement.acts.documents import MOST_TITLE
from tracker.forms.act import ActForm
from tracker.forms.fields import DayField, TickedField
from tracker.forms.paper import ACCEPTED
from tracker.forms.part import Part
from tracker.paper_words import KINDS, ROLES

_l = lazy_gettext
SHORT = Length(max=60, message=_l("At most 60 characters."))
REASON = Length(max=500, message=_l("At most 500 characters."))
SUCH_AS = _l("Such as 23.11.2026.")


def paper_field(label: Any, *, needed: bool = False) -> FileField:
    """One scan that everybody may open; `tracker.evidence.paper` keeps it."""
    first = InputRequired(_l("Choose the file.")) if needed else Optional()
    return FileField(
        label,
        description=_l(
            "PDF, JPEG or PNG, at most 10 MB. Everybody can open it, unless you say below why not."
        ),
        validators=[first],
        render_kw={"accept": ACCEPTED},
    )


def withheld_field() -> TextAreaField:
    """Why a document is listed and not given to everybody."""
    return TextAreaField(
        _l("It holds personal data: which kind"),
        description=_l(
            "Leave it empty when everybody may open it. Else the document is listed with its hash"
            " and date and this reason, and only officials and councils open it. Write no names."
        ),
        validators=[Optional(), REASON],
        render_kw={"rows": "2"},
    )


class PaperForm(ActForm):
    """A step with the paper that proves it, where there is a scan already."""

    paper = paper_field(_l("Scan of the document, if there is one"))
    withheld = withheld_field()


class DocumentForm(ActForm):
    """One document of a purchase."""

    kind = SelectField(
        _l("Kind of document"),
        choices=[("", _l("Choose")), *KINDS.items()],
        validators=[InputRequired(_l("Choose what kind of document it is."))],
    )
    step = SelectField(_l("What it belongs to"), validators=[Optional()])
    title = StringField(
        _l("Title, where the kind does not say enough"),
        validators=[
            Optional(),
            Length(max=MOST_TITLE, message=_l("At most 200 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    number = StringField(
        _l("Number of the document"),
        validators=[Optional(), SHORT],
        render_kw={"autocomplete": "off"},
    )
    on = DayField(_l("Date of the document"), description=SUCH_AS, validators=[Optional()])
    file = paper_field(_l("File"), needed=True)
    withheld = withheld_field()


class WithdrawForm(ActForm):
    """Why a document does not belong here."""

    reason = TextAreaField(
        _l("Reason"),
        description=_l("Everybody can read it."),
        validators=[InputRequired(_l("Give the reason.")), REASON],
    )


def commission_field() -> TickedField:
    """Who sat in a commission, by role."""
    return TickedField(
        _l("Who was in the commission"),
        description=_l("Roles only: names are not asked, and stand on paper."),
        choices=list(ROLES.items()),
        validators=[InputRequired(_l("Tick who was in the commission."))],
    )


def certificates_field() -> TickedField:
    """Which certificates a line asks for."""
    return TickedField(
        _l("Certificates the supplier has to show"),
        description=_l("The list is this project’s own, not law. At acceptance each is answered."),
        choices=[],
        validate_choice=False,
        validators=[Optional()],
    )


class CertificateForm(Part):
    """The answer to one certificate: its number, or why it was not shown."""

    line = HiddenField()
    code = HiddenField()
    number = StringField(
        _l("Its number"), validators=[Optional(), SHORT], render_kw={"autocomplete": "off"}
    )
    on = DayField(_l("Its date"), description=SUCH_AS, validators=[Optional()])
    file = FileField(
        _l("Scan, PDF or JPEG"), validators=[Optional()], render_kw={"accept": ACCEPTED}
    )
    reason = StringField(
        _l("Not shown: why"),
        description=_l("Everybody can read it."),
        validators=[Optional(), REASON],
        render_kw={"autocomplete": "off"},
    )

    def shown(self, file: Any) -> Shown:
        """The answer, for the act."""
        return Shown(
            line=_number(self.line),
            code=self.code.data or "",
            number=self.number.data or None,
            on=self.on.data,
            reason=self.reason.data or None,
            file=file,
        )


def _number(field: Field) -> int:
    """The number a hidden field holds; 0, which is no record's, for what is none."""
    text = field.data or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
