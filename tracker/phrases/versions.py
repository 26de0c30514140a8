"""What the facts of a record are called where two versions of it stand side by side."""

from flask_babel import gettext, lazy_gettext

_l = lazy_gettext
NAMES = {
    "status": _l("State"),
    "title": _l("Title"),
    "method": _l("Method of procurement"),
    "amount": _l("Sum"),
    "due_on": _l("To be delivered by"),
    "announced_on": _l("Announced on"),
    "supplier": _l("Supplier (contractor)"),
    "number": _l("Number"),
    "on": _l("Date"),
    "reason": _l("Reason"),
}


def version_fact(name: str) -> str:
    """The name of a fact; "line 2" is the second line of a purchase."""
    word, _blank, number = name.partition(" ")
    if word == "line" and number.isdigit():
        return gettext("Line %(number)s", number=number)
    return str(NAMES.get(name, name))
