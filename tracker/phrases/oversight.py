"""What is refused of flags and their answers."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "flag.blocks": _l(
        "The purchase cannot go into the plan with this flag: %(flag)s. Correct the draft first."
    ),
    "flag.language": _l("Choose the language of the answer."),
    "flag.needs_answer": _l(
        "This flag is raised and has no answer: %(flag)s. Write why it is so; everybody will read it."
    ),
    "flag.no_text": _l("Write the answer. Everybody will read it beside the flag."),
    "flag.not_raised": _l("This flag is not raised now: %(flag)s. There is nothing to answer."),
    "flag.of_draft": _l("A draft is answered when it is put into the plan, not before."),
}
