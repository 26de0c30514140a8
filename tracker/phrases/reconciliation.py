"""What is wrong with an extract that payments are to be compared with, and how to mend it."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext

# code: (what is wrong, how to put it right)
FAULTS: Mapping[str, tuple[LazyString, LazyString]] = {
    "extract.days_turned": (
        _l("The last day is before the first."),
        _l("Correct one of the two days."),
    ),
    "extract.no_amount": (
        _l("No sum stands in this row."),
        _l("Fill the sum in, or delete the row."),
    ),
    "extract.no_rows": (
        _l("The extract has no row of these days."),
        _l("Choose other days, or another file."),
    ),
}
