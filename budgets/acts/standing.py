"""Where a budget stands, and what that forbids: steps of acts, no acts by themselves."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets import rules
from budgets.models import Budget, Hearing, Line, LineVersion, Transfer, Version
from core.errors import Refusal


def not_ended(budget: Budget) -> None:
    """Refuse with `budget.year_closed` what would change a year that is closed."""
    if budget.stage == "closed":
        raise Refusal("budget.year_closed", year=budget.year)


def hearing_over(session: Session, version: Version) -> None:
    """Refuse with `hearing.not_over` while the hearing of a version is still to be held."""
    due_on = session.scalar(
        select(Hearing.due_on).where(
            Hearing.version_id == version.id, Hearing.status == "announced"
        )
    )
    if due_on is not None:
        raise Refusal("hearing.not_over", on=due_on)


def keep_remainders(session: Session, version: Version) -> None:
    """Refuse with `line.over_remainder` (source, by) what is carried over and was not left.

    Only a year whose execution is reported tells for certain what was left of it.
    """
    before = session.scalar(
        select(Budget.id).where(
            Budget.place == version.place,
            Budget.year == version.year - 1,
            Budget.stage.is_not(None),
        )
    )
    if before is None:
        return
    sums = session.execute(
        select(Line.source, func.sum(Line.amount), func.sum(Line.paid))
        .where(Line.budget_id == before)
        .group_by(Line.source)
    )
    left = {source: amount - paid for source, amount, paid in sums}
    carried = session.execute(
        select(Line.source, LineVersion.amount)
        .join(LineVersion, LineVersion.line_id == Line.id)
        .where(LineVersion.version_id == version.id, Line.carried)
    ).all()
    for source, by in sorted(rules.over_remainders(left, carried).items()):
        raise Refusal("line.over_remainder", source=source, by=by)


def nobody_waits(session: Session, version: Version) -> None:
    """Refuse with `transfer.waits` a new version while a transfer of the old one is undecided."""
    waiting = session.scalar(
        select(Transfer.id).where(
            Transfer.budget_id == version.budget_id, Transfer.status == "asked"
        )
    )
    if waiting is not None:
        raise Refusal("transfer.waits", transfer=waiting)
