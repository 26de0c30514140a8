"""A version takes effect: lines get its sums, totals the difference. A step of acts."""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgets import totals
from budgets.acts.lines import not_below_committed
from budgets.models import IN_FORCE, Line, LineVersion, Version
from core.money import ZERO
from register import reports as register


def planned_move(line: Line, by: Decimal) -> totals.Movement:
    """The movement of totals when a line is given `by` som more (or less)."""
    return totals.Movement(
        scope=line.beneficiary,
        beneficiary=line.beneficiary,
        year=line.year,
        category=line.category,
        requirement=line.requirement,
        line_requirement=line.requirement,
        purse=line.purse,
        planned=by,
    )


def supersede(session: Session, version: Version) -> list[Version]:
    """The versions that were in force until this one, now superseded."""
    before = list(
        session.scalars(
            select(Version).where(
                Version.budget_id == version.budget_id,
                Version.status.in_(IN_FORCE),
                Version.id != version.id,
            )
        )
    )
    for old in before:
        old.status = "superseded"
    return before


def bring_in_force(session: Session, version: Version) -> Mapping[str, tuple[str, ...]]:
    """Give every line of the budget the amount of this version, and the totals the difference.

    Returns what each beneficiary of the budget lies within, whose pages change.

    Raises:
        Refusal: `line.below_committed`.
    """
    new: dict[int, Decimal] = dict(
        session.execute(
            select(LineVersion.line_id, LineVersion.amount).where(
                LineVersion.version_id == version.id
            )
        ).all()
    )
    moves = []
    for line in session.scalars(select(Line).where(Line.budget_id == version.budget_id)):
        amount = new.get(line.id, ZERO)
        if amount == line.amount:
            continue
        not_below_committed(line, amount)
        moves.append(planned_move(line, amount - line.amount))
        line.amount = amount
    session.flush()
    benefit = select(Line.beneficiary).where(Line.budget_id == version.budget_id).distinct()
    lineages = register.lineages(session, [version.place, *session.scalars(benefit)])
    totals.keep(session, moves, lineages)
    return lineages
