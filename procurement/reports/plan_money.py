"""What the budget gives to the plan of a place's year, and what the plan takes of it."""

from decimal import Decimal

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from budgets.models import Line, purse
from budgets.rules import RESERVE
from core.money import ZERO
from procurement.models import PlanFunding, PlanLine
from procurement.plan_rules import Purse
from register import profile


def purses(session: Session, place: str, year: int) -> tuple[Purse, ...]:
    """The budget lines in force of a holder's year that buy something: no help in kind, which is
    not bought, and no reserve, whose purpose is still open."""
    money = [source.code for source in profile.load().sources if source.is_money]
    rows = session.execute(
        select(
            Line.id,
            Line.category,
            Line.requirement,
            Line.code,
            Line.source,
            Line.carried,
            Line.amount,
        )
        .where(
            Line.holder == place,
            Line.year == year,
            Line.amount > 0,
            Line.category != RESERVE,
            Line.source.in_(money),
        )
        .order_by(Line.id)
    )
    return tuple(
        Purse(
            row.id,
            row.category,
            row.requirement,
            row.code,
            purse(row.source, row.carried),
            row.amount,
        )
        for row in rows
    )


def planned_by_line(session: Session, place: str, year: int) -> dict[int, Decimal]:
    """What the plan takes of each budget line, som: drafts too, what was withdrawn not."""
    rows = session.execute(
        select(PlanFunding.budget_line_id, func.sum(PlanFunding.amount))
        .join(PlanLine, PlanLine.id == PlanFunding.plan_line_id)
        .where(
            PlanLine.place == place,
            PlanLine.year == year,
            or_(PlanLine.status.is_(None), PlanLine.status != "withdrawn"),
        )
        .group_by(PlanFunding.budget_line_id)
    )
    return {line: amount or ZERO for line, amount in rows}
