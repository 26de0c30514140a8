"""In which state a budget or a purchase is, in words."""

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext

STATES: dict[str, LazyString] = {
    "draft": _l("draft"),
    "submitted": _l("handed in"),
    "hearing": _l("put to a hearing"),
    "heard": _l("heard, changed since"),
    "approved": _l("in force"),
    "interim": _l("in force by twelfths"),
    "returned": _l("sent back"),
    "superseded": _l("superseded"),
    "planned": _l("planned"),
    "announced": _l("announced"),
    "opened": _l("bids opened"),
    "failed": _l("failed: no offer taken"),
    "awarded": _l("supplier chosen"),
    "contracted": _l("contract signed"),
    "closed": _l("finished"),
    "cancelled": _l("cancelled"),
    "held": _l("held"),
    "called_off": _l("called off"),
    "asked": _l("asked for"),
    "done": _l("done"),
    "refused": _l("refused"),
    "open": _l("open"),
    "executed": _l("execution approved"),
}
"""Of budget versions, hearings, transfers, years (budgets.rules) and of purchases
(procurement.moves.MOVES)."""
