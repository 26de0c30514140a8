"""What is refused of questions and of reports on deliveries by people without an account."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "voice.missing": _l("Write your question."),
    "voice.too_long": _l("The question is too long. Characters: %(found)s. At most: %(most)s."),
    "voice.personal": _l(
        "Take out personal numbers, telephones and e-mail addresses: everybody will read this for ever."
    ),
    "voice.language": _l("Choose the language of the text."),
    "voice.decided": _l("This question is decided already."),
    "voice.unknown_reason": _l("Choose a reason from the list: the asker will see it."),
    "voice.looks_like_program": _l(
        "The field that people do not see was filled in. Leave it empty and send again."
    ),
    "voice.too_quick": _l("That was too quick for a person. Look once more and send again."),
    "voice.open_too_long": _l("The page was open for too long. Look once more and send again."),
    "voice.enough_from_here": _l(
        "Too much was sent today from this connection. Try again tomorrow, or by another one."
    ),
    "voice.enough_of_school": _l(
        "So much was sent about this school today that no more is taken. Try again tomorrow."
    ),
    "reply.missing": _l("Write the answer."),
    "reply.too_long": _l("The answer is too long. Characters: %(found)s. At most: %(most)s."),
    "check.choose": _l("Choose what you see: it arrived, a part, nothing, or bad quality."),
    "check.not_for_school": _l("Nothing of this purchase is for this school."),
    "check.not_signed": _l("No contract is signed yet: nothing is to come so far."),
    "check.unknown_line": _l("Choose a thing of this purchase."),
    "photograph.none": _l("There is no photograph with this report."),
    "photograph.too_few": _l(
        "The reports are not public yet, so neither is a photograph. Independent reports needed: %(most)s."
    ),
    "photograph.shown": _l("Everybody sees this photograph already."),
    "photograph.off": _l("This photograph is taken off already."),
    "photograph.not_picture": _l("This is no photograph. Send JPEG, PNG or WebP."),
}
