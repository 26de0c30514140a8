"""What is refused of grounds, of limits in som, and of the annual plan."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from tracker.phrases import budgets, procurement, register

_l = lazy_gettext

PHRASES = {
    "ground.missing": _l("A purchase without competition names its ground. Choose one."),
    "ground.needs_text": _l("Another ground: write in words which one."),
    "ground.not_in_force": _l(
        "The law of this method does not name this ground on that day: %(on)s. Choose another."
    ),
    "ground.unknown": _l("There is no such ground: %(ground)s. Choose one from the list."),
    "plan_line.has_purchases": _l(
        "Purchases stand under this line. Their number: %(count)s. It cannot be taken out."
    ),
    "plan_line.needs_reason": _l("A published line is changed with a reason. Write it."),
    "plan_line.no_purpose": _l("Say what it is for: a requirement or a category."),
    "plan_line.no_title": _l("Write what is going to be bought."),
    "plan_line.nothing_to_propose": _l(
        "Nothing to propose: the plan already has all money of the budget in force."
    ),
    "plan_line.nothing_to_publish": _l("There is no draft of a line to publish."),
    "plan_line.when": _l("This is no time of the year. Choose a quarter or a month."),
    "plan_line.withdrawn": _l("This line was withdrawn. Enter a new one."),
    "purchase.outside_plan": _l(
        "The purchase follows no line of the published plan. Choose a line, or write why it is outside the plan."
    ),
    "threshold.amount": _l("The limit must be above zero."),
    "threshold.day_ahead": _l("The source cannot have been seen on a day still to come."),
    "threshold.ended": _l("This value has an end already: %(until)s."),
    "threshold.ends_before": _l("The end must come after the beginning."),
    "threshold.not_after_last": _l(
        "The new value must begin after what is there. It reaches: %(last)s."
    ),
    "threshold.source_missing": _l("Say where it is from: the act, its number and article."),
    "threshold.unknown": _l("There is no such limit: %(threshold)s."),
}
FAULTS: Mapping[str, tuple[LazyString, LazyString]] = {
    "plan_row.doubled": (
        _l("This line stands twice in the table: %(found)s. First in row: %(first)s."),
        _l("Leave one of the two."),
    ),
    "plan_row.left_out": (
        _l("Lines of the plan that the table does not name stay as they are: %(lines)s."),
        _l("To take a line out, do it on its page."),
    ),
    "plan_row.no_amount": (_l("There is no sum."), _l("Write the sum in som.")),
    "plan_row.no_header": (
        _l("No sheet of the plan was found in the table."),
        _l("Take the template of the plan and fill it in."),
    ),
    "plan_row.no_rows": (
        _l("There is no row under the header."),
        _l("Fill in at least one row."),
    ),
    "plan_row.stale": (
        _l("The plan was changed since the template was taken on: %(issued)s."),
        _l("Look at every change below before you confirm."),
    ),
    "plan_row.unknown_choice": (
        _l("This is not in the list: “%(found)s”."),
        _l("Choose one from the list of the template."),
    ),
    "plan_row.unknown_line": (
        _l("There is no such line in this plan: %(found)s."),
        _l("Leave the number empty for a new line."),
    ),
}
OF_A_ROW = {
    **{code: PHRASES[code] for code in ("plan_line.no_purpose", "plan_line.no_title")},
    "plan_line.when": PHRASES["plan_line.when"],
    "category.unknown": budgets.PHRASES["category.unknown"],
    "funding.other_purpose": budgets.PHRASES["funding.other_purpose"],
    "line.unknown": budgets.PHRASES["line.unknown"],
    "method.not_in_force": procurement.PHRASES["method.not_in_force"],
    "method.unknown": register.PHRASES["method.unknown"],
    "price.not_positive": procurement.PHRASES["price.not_positive"],
    "requirement.unknown": budgets.PHRASES["requirement.unknown"],
}
"""What a form refuses and a row of a table does too."""
ROWS = {code: (sentence, _l("Correct the row.")) for code, sentence in OF_A_ROW.items()}
