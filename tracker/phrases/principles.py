"""The principles of safe procurement in words: what each asks, its states, what is refused.

This project's own reading of the guide; see docs/law.md.
"""

from typing import NamedTuple

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext


class PrincipleWords(NamedTuple):
    """What a principle is called, and what makes it met."""

    title: LazyString
    needed: LazyString


WORDS = {
    "requirement": PrincipleWords(
        _l("It says which requirement it closes"),
        _l("Every line names a requirement of the Standard."),
    ),
    "criteria": PrincipleWords(
        _l("Safety criteria and certificates are asked for"),
        _l(
            "A technical specification is attached, or every line says its criteria; and every line"
            " asks for certificates or says that none is needed."
        ),
    ),
    "quality": PrincipleWords(
        _l("Quality is checked at delivery, a parent is there"),
        _l("Every acceptance tells its commission, and a parent is in it."),
    ),
    "price": PrincipleWords(
        _l("The price is compared with others"),
        _l("The price is as others paid, or it is said to everybody why it is not."),
    ),
    "local_green": PrincipleWords(
        _l("Local and green goods are told"),
        _l("Every line says whether the goods are of local make and whether they are green."),
    ),
    "public_chain": PrincipleWords(
        _l("Every step can be read by everybody"),
        _l("The contract and every acceptance act are attached, and everybody can open them."),
    ),
    "upkeep": PrincipleWords(
        _l("Upkeep is planned together with the purchase"),
        _l("Every line says what upkeep is planned, or that there is nothing to keep up."),
    ),
}

STATES = {
    "met": _l("met"),
    "not_met": _l("not met"),
    "cannot_say": _l("cannot be said"),
}

KINDS = {"met": "good", "not_met": "bad", "cannot_say": "none"}
"""The tag of each state (macros/status.html)."""

PHRASES = {
    "safe.too_long": _l("The text is too long. At most: %(most)s letters."),
    "safe.unknown_answer": _l("There is no such answer here. Open the page anew."),
}
