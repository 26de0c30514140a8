"""What an officer means to say to the flags of a draft: a few sentences, kept until publishing."""

from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString
from wtforms import TextAreaField
from wtforms.validators import Length, Optional

from oversight.flags import FLAGS, price_outlier
from tracker.forms.part import Part
from tracker.phrases.flags import FLAGS as WORDS

_l = lazy_gettext
AT_MOST = _l("At most 2000 characters.")
READ_BY_ALL = _l("Everybody can read it beside the flag. Write no names of persons.")


def _asked(flag: str) -> LazyString:
    return LazyString(lambda: gettext("Why it is so: %(flag)s", flag=str(WORDS[flag].title)))


def _field(flag: str) -> TextAreaField:
    return TextAreaField(
        _asked(flag),
        description=READ_BY_ALL,
        validators=[Optional(), Length(max=2000, message=AT_MOST)],
        render_kw={"rows": "3"},
    )


ANSWERED = tuple(flag.CODE for flag in FLAGS if flag.CODE != price_outlier.CODE)
"""The flags with a field of their own; that of prices is answered beside each price."""

AnswersForm: type[Part] = type("AnswersForm", (Part,), {flag: _field(flag) for flag in ANSWERED})
