"""What people do to budgets. Each act: permit, lock, rules, change, journal; the caller commits."""

from budgets.acts.approvals import approve, send_back, submit
from budgets.acts.bulk_lines import Allocated, allocate_many
from budgets.acts.drafts import (
    allocate,
    change_line,
    open_draft,
    remove_line,
    replace_lines,
    set_ceilings,
)
from budgets.acts.lines import LineValues
from budgets.acts.spending import Request, commit, may_serve, post, recommit

__all__ = [
    "Allocated",
    "LineValues",
    "Request",
    "allocate",
    "allocate_many",
    "approve",
    "change_line",
    "commit",
    "may_serve",
    "open_draft",
    "post",
    "recommit",
    "remove_line",
    "replace_lines",
    "send_back",
    "set_ceilings",
    "submit",
]
