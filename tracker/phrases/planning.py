"""What is refused of a safety plan."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "plan.gap_gone": _l(
        "Nothing is missing there any more. School: %(school)s. Requirement: %(requirement)s. Work the plan out anew."
    ),
    "plan.more_than_missing": _l("More than is missing. Give at most: %(left)s."),
    "plan.nothing_chosen": _l("The plan buys nothing. Give at least one number."),
    "plan.not_whole": _l("Not a whole number of pieces: “%(text)s”. Write it like 12."),
    "plan.over_money": _l(
        "The plan costs more than the money. Money: %(money)s. Over by: %(by)s. Buy fewer pieces."
    ),
}
