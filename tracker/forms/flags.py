"""What is asked when a flag is raised: a few sentences that everybody will read beside it."""

from collections.abc import Iterable

from flask_babel import gettext, lazy_gettext
from wtforms import SelectField, TextAreaField
from wtforms.validators import InputRequired, Length

from tracker.forms.act import ActForm
from tracker.forms.procurement import PlanForm

_l = lazy_gettext
LANGUAGES = [("ky", "Кыргызча"), ("ru", "Русский"), ("en", "English")]
VALIDATORS = [
    InputRequired(_l("Write the answer. Everybody will read it beside the flag.")),
    Length(max=2000, message=_l("At most 2000 characters.")),
]


class JustifyForm(ActForm):
    """The answer to one flag of a public purchase."""

    text = TextAreaField(
        _l("Why it is so"),
        description=_l("Everybody can read it beside the flag. Write no names of persons."),
        validators=VALIDATORS,
    )
    language = SelectField(_l("Language of the answer"), choices=LANGUAGES)


def plan_form(raised: Iterable[tuple[str, str]]) -> type[PlanForm]:
    """The form that puts a draft into the plan, with an answer to each raised flag (code, name).

    A field bears the code of its flag, as the refusals of `oversight.acts.publish` name it.
    """
    asked = {
        code: TextAreaField(
            gettext("Why it is so: %(flag)s", flag=name),
            description=_l("Everybody can read it beside the flag. Write no names of persons."),
            validators=VALIDATORS,
        )
        for code, name in raised
    }
    if not asked:
        return PlanForm
    asked["language"] = SelectField(_l("Language of the answer"), choices=LANGUAGES)
    return type("AskedPlanForm", (PlanForm,), asked)
