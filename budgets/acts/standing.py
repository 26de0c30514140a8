"""Where a budget stands, and what that forbids: steps of acts, no acts by themselves."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets import rules
from budgets.models import Budget, Hearing, Line, LineVersion, Transfer, Version
from core.errors import Refusal


def not_ended(budget: Budget) -> None:
    """Refuse with `budget.year_reported` or `budget.year_closed` what would change a year's budget
    after its execution was reported."""
    if budget.stage is not None:
        raise Refusal(rules.ENDED[budget.stage], year=budget.year)


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

    Only a year whose execution is reported tells for certain what was left of it. What contracts
    still claim of it is not left.
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
    # Summed apart: of a difference the database gives tyiyn, not the som of a column.
    sums = session.execute(
        select(Line.source, func.sum(Line.amount), func.sum(Line.committed))
        .where(Line.budget_id == before)
        .group_by(Line.source)
    )
    left = {source: amount - committed for source, amount, committed in sums}
    carried = session.execute(
        select(Line.source, LineVersion.amount)
        .join(LineVersion, LineVersion.line_id == Line.id)
        .where(LineVersion.version_id == version.id, Line.carried)
    ).all()
    for source, by in sorted(rules.over_remainders(left, carried).items()):
        raise Refusal("line.over_remainder", source=source, by=by)


def nobody_waits(session: Session, budget_id: int) -> None:
    """Refuse with `transfer.waits` what a transfer still undecided would come too late for."""
    waiting = session.scalar(
        select(Transfer.id)
        .where(Transfer.budget_id == budget_id, Transfer.status == "asked")
        .order_by(Transfer.id)
        .limit(1)
    )
    if waiting is not None:
        raise Refusal("transfer.waits", transfer=waiting)
