"""What people do to budgets. Each act: permit, lock, rules, change, journal; the caller commits."""

from budgets.acts.approvals import approve, send_back, submit
from budgets.acts.bulk_lines import Allocated, allocate_many, replace_lines
from budgets.acts.drafts import (
    allocate,
    as_it_stands,
    change_line,
    open_draft,
    remove_line,
    set_ceilings,
)
from budgets.acts.hearings import (
    announce_hearing,
    call_off,
    put_to_hearing,
    record_hearing,
    revise,
)
from budgets.acts.interim import open_interim
from budgets.acts.last_year import begin_as_last, carry_over
from budgets.acts.lines import IDENTITY, LineValues, values_in_force, values_of
from budgets.acts.questions import answer_question, ask_question
from budgets.acts.spending import (
    Request,
    closed_year,
    commit,
    free_withheld,
    locked_lines,
    may_serve,
    post,
    post_beside,
    recommit,
)
from budgets.acts.transfers import ask_transfer, order_transfer, refuse_transfer
from budgets.acts.year_end import close_year, report_execution

__all__ = [
    "IDENTITY",
    "Allocated",
    "LineValues",
    "Request",
    "allocate",
    "allocate_many",
    "announce_hearing",
    "answer_question",
    "approve",
    "as_it_stands",
    "ask_question",
    "ask_transfer",
    "begin_as_last",
    "call_off",
    "carry_over",
    "change_line",
    "close_year",
    "closed_year",
    "commit",
    "free_withheld",
    "locked_lines",
    "may_serve",
    "open_draft",
    "open_interim",
    "order_transfer",
    "post",
    "post_beside",
    "put_to_hearing",
    "recommit",
    "record_hearing",
    "refuse_transfer",
    "remove_line",
    "replace_lines",
    "report_execution",
    "revise",
    "send_back",
    "set_ceilings",
    "submit",
    "values_in_force",
    "values_of",
]
