"""In which state a budget or a purchase is, in words."""

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext

STATES: dict[str, LazyString] = {
    "draft": _l("draft"),
    "submitted": _l("handed in"),
    "approved": _l("in force"),
    "returned": _l("sent back"),
    "superseded": _l("superseded"),
    "planned": _l("planned"),
    "announced": _l("announced"),
    "awarded": _l("supplier chosen"),
    "contracted": _l("contract signed"),
    "closed": _l("finished"),
    "cancelled": _l("cancelled"),
}
"""Of budget versions (budgets.rules.NEXT) and of purchases (procurement.rules.NEXT)."""
