"""What is wrong with a budget line wherever it is entered, in a form or in a table's cell."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext

# code: (what is wrong, how to put it right)
FAULTS: Mapping[str, tuple[LazyString, LazyString]] = {
    "line.below_committed": (
        _l(
            "Contracts already claim more. Line: %(line)s. Claimed: %(committed)s. "
            "New amount: %(amount)s."
        ),
        _l("Give at least what is claimed."),
    ),
    "line.code_not_in_force": (
        _l("The economic code is not in force in this year. Code: %(code)s. Year: %(year)s."),
        _l("Choose one from the list."),
    ),
    "line.code_unknown": (
        _l("There is no such economic code: %(code)s."),
        _l("Choose one from the list."),
    ),
    "line.function_not_in_force": (
        _l("The functional code is not in force in this year. Code: %(code)s. Year: %(year)s."),
        _l("Choose one from the list."),
    ),
    "line.function_unknown": (
        _l("There is no such functional code: %(code)s."),
        _l("Choose one from the list."),
    ),
    "line.quarters_differ": (
        _l("The quarters do not make up the line. Line: %(amount)s. Quarters: %(sum)s."),
        _l("Correct one of them, or leave all four empty."),
    ),
    "line.reserve_elsewhere": (
        _l("A reserve belongs to the place itself, to no school. Chosen: %(code)s."),
        _l("Choose the place."),
    ),
}
