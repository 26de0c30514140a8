"""What is refused of a budget."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "amendment.needs_reason": _l("Say why the approved budget changes. Everybody will read it."),
    "budget.awaits_approval": _l(
        "A version of this budget waits for approval. Version: %(number)s."
    ),
    "budget.empty": _l("The budget has no lines. Add at least one."),
    "budget.needs_reason": _l("Write why the budget goes back."),
    "budget.needs_resolution": _l("The number of the resolution is missing. Write it."),
    "budget.no_such_year": _l("There can be no budget for this year: %(year)s."),
    "budget.not_draft": _l("Only a draft can be changed. This version is: %(status)s."),
    "budget.over_ceiling": _l(
        "More than the source gives. Source: %(source)s. Over by: %(by)s. Lower the amount or raise the ceiling."
    ),
    "budget.own_work": _l("You cannot approve a record you entered. Another officer approves it."),
    "budget.too_many_lines": _l("Too many lines. Limit: %(most)s."),
    "budget.wrong_order": _l("This step cannot be done now. State: %(status)s. Asked for: %(to)s."),
    "category.unknown": _l("There is no such category: %(code)s. Choose one from the list."),
    "commitment.below_accepted": _l(
        "Less than was already accepted or paid. Accepted: %(accepted)s. Paid: %(paid)s. Asked for: %(amount)s."
    ),
    "commitment.overdrawn": _l("More than the contract claims from this line. Sum: %(amount)s."),
    "funding.other_purpose": _l(
        "The budget line is for something else: %(line)s. Choose a line of this category or requirement."
    ),
    "funding.other_school": _l(
        "The budget line is for another school. Line: %(line)s. School: %(school)s."
    ),
    "line.beneficiary_elsewhere": _l("This school or place is not yours: %(code)s."),
    "line.doubled": _l("The same line stands here twice. For: %(code)s. Put the two together."),
    "line.identity_fixed": _l(
        "Only the amount and the note of an approved line can change. Add a new line instead. Line: %(line)s."
    ),
    "line.not_enough": _l(
        "Not enough money in the line. Needed: %(asked)s. Available: %(available)s. Reduce the sum, transfer money or amend the budget."
    ),
    "line.other_category": _l("The requirement belongs to another category: %(code)s."),
    "line.unknown": _l("There is no such budget line: %(line)s."),
    "line.unknown_beneficiary": _l(
        "There is no school or place with this code: %(code)s. Choose one from the list."
    ),
    "requirement.unknown": _l("There is no such requirement: %(code)s. Choose one from the list."),
}
