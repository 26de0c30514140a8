"""What is refused of the life of a budget's year: hearings, transfers, twelfths, its end."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "answer.missing": _l("The answer is empty. Write it."),
    "answer.too_long": _l("The answer is too long. At most %(most)s characters."),
    "budget.at_hearing": _l(
        "A version of this budget is put to a hearing. Version: %(number)s. Go on after the hearing."
    ),
    "budget.not_in_force": _l("No budget of this year is in force: %(year)s."),
    "budget.year_closed": _l(
        "This year is closed: %(year)s. Enter a correction in the open year, and name the old one."
    ),
    "budget.year_reported": _l(
        "The execution of this year is approved, its budget changes no more: %(year)s. What is owed can still be paid."
    ),
    "carry.nothing_left": _l("Nothing more is left of this year to carry over: %(year)s."),
    "carry.year_not_over": _l(
        "The year is not over yet: %(year)s. What is left of it can still change."
    ),
    "document.no_budget": _l(
        "Nothing to print: no budget of this year was put to a hearing or approved. Year: %(year)s."
    ),
    "draft.has_lines": _l("The draft of this year has lines already: %(year)s."),
    "hearing.before_notice": _l("The hearing was announced later. Announced on: %(on)s."),
    "hearing.called_off": _l("The hearing was called off. Nothing can be asked at it."),
    "hearing.decided_missing": _l("Write what the hearing decided."),
    "hearing.heads_negative": _l("A number of people cannot be below nought."),
    "hearing.needs_reason": _l("Write why the hearing is called off. Everybody will read it."),
    "hearing.not_over": _l(
        "The hearing is still to come: %(on)s. Write down how it was held, or call it off."
    ),
    "hearing.notice_late": _l(
        "The hearing cannot be before it is announced. Announced on: %(on)s."
    ),
    "hearing.protocol_missing": _l("The number of the minutes is missing. Write it."),
    "hearing.venue_missing": _l("Write where the hearing takes place."),
    "hearing.wrong_order": _l("This cannot be done with the hearing now. State: %(status)s."),
    "interim.already_approved": _l("The budget of this year was approved already: %(year)s."),
    "interim.month_not_begun": _l(
        "This month has not begun yet. Month: %(month)s. Year: %(year)s."
    ),
    "interim.month_open": _l("The year is open to this month already: %(month)s."),
    "interim.needs_order": _l("The number of the order is missing. Write it."),
    "interim.no_such_month": _l("There is no such month: %(month)s. Give a number from 1 to 12."),
    "interim.nothing_before": _l(
        "There is no budget of the year before to begin with: %(year)s. Enter the lines instead."
    ),
    "line.over_remainder": _l(
        "More is carried over than was left last year. Source: %(source)s. Over by: %(by)s. Lower the lines that are carried over."
    ),
    "question.carried": _l(
        "The question went on to the hearing of the next year. Answer it there. Question: %(question)s."
    ),
    "question.missing": _l("The question is empty. Write it."),
    "question.school_elsewhere": _l("This school does not lie in the place: %(code)s."),
    "question.too_long": _l("The question is too long. At most %(most)s characters."),
    "question.unknown_asker": _l("Choose from the list who asked."),
    "question.unknown_outcome": _l("Choose from the list what becomes of the question."),
    "transfer.decided": _l("The transfer was decided already. State: %(status)s."),
    "transfer.draft_has_less": _l(
        "The draft in work leaves this line less: %(line)s. Correct the draft first."
    ),
    "transfer.needs_answer": _l("Write why the transfer is refused."),
    "transfer.needs_order": _l("The number of the order is missing. Write it."),
    "transfer.needs_reason": _l("Write why the money is moved. Everybody will read it."),
    "transfer.not_in_force": _l(
        "The budget in force does not have this line: %(line)s. Choose another one, or amend the budget."
    ),
    "transfer.nothing": _l("Give the sum to move. It is more than nought."),
    "transfer.other_budget": _l(
        "Money moves only within one budget. Choose another line: %(line)s."
    ),
    "transfer.other_purse": _l(
        "Money moves only within one source of funds. Choose another line: %(line)s."
    ),
    "transfer.own_work": _l("You asked for this transfer. Another officer orders it."),
    "transfer.same_line": _l("Choose two different lines."),
    "transfer.waits": _l("A transfer still waits to be decided: %(transfer)s. Decide it first."),
    "year.no_budget": _l("There is no budget in force of this year: %(year)s."),
    "year.not_over": _l("The execution is approved after the year is over: %(on)s."),
    "year.open_commitments": _l(
        "Contracts still claim money that is not paid. Lines: %(lines)s. Sum: %(amount)s. Pay it, or finish these purchases."
    ),
    "year.still_open": _l("A version of this budget still waits: %(year)s. Decide it first."),
    "year.wrong_stage": _l("This step cannot be done now. State: %(status)s. Asked for: %(to)s."),
}
