"""The life of a budget's year in words: who asked, what became of it, what happened on a day."""

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext

ASKERS: dict[str, LazyString] = {
    "parent": _l("a parent"),
    "pupil": _l("a pupil"),
    "teacher": _l("a teacher"),
    "resident": _l("a resident"),
    "deputy": _l("a deputy"),
    "council": _l("a council"),
    "other": _l("somebody else"),
}
"""Who asked at a hearing (budgets.rules.ASKERS): a kind of person, never a name."""

OUTCOMES: dict[str, LazyString] = {
    "taken_up": _l("taken up"),
    "partly": _l("taken up in part"),
    "later": _l("left for later"),
    "not_taken_up": _l("not taken up"),
}
"""What became of a question in the budget (budgets.rules.OUTCOMES)."""
KINDS = {"taken_up": "good", "partly": "wait", "later": "wait", "not_taken_up": "none"}
"""The tag of an outcome (macros/status.html)."""

EVENTS: dict[str, LazyString] = {
    "put_to_hearing": _l("The draft was put to a public hearing"),
    "hearing_announced": _l("A hearing on how the budget is carried out was announced"),
    "hearing_due": _l("The hearing takes place"),
    "hearing_held": _l("The hearing of the draft was held"),
    "execution_heard": _l("The hearing on how the budget is carried out was held"),
    "hearing_called_off": _l("The hearing was called off"),
    "submitted": _l("Handed in for approval"),
    "interim": _l("Opened by twelfths of last year’s budget"),
    "approved": _l("Approved by resolution"),
    "amended": _l("Amended by resolution"),
    "transfer": _l("Money was moved by order"),
    "executed": _l("The report on its execution was approved"),
    "closed": _l("The year was closed"),
}
"""The kinds of budgets.reports.years.Event."""
