"""Kept sums of this room, counted anew from what they stand for. Each yields what differs."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets import totals
from budgets.models import (
    IN_FORCE,
    Budget,
    Commitment,
    Line,
    LineVersion,
    Stage,
    Total,
    Transfer,
    Version,
)
from core.columns import plain
from core.money import ZERO
from journal.problems import Problem
from register import reports as register


def differences(
    table: str, column: str, kept: Mapping[Any, Decimal], counted: Mapping[Any, Decimal]
) -> Iterator[Problem]:
    """Where a kept sum is not the counted one; a missing one counts as nothing."""
    for key in sorted(kept.keys() | counted.keys(), key=str):
        here, there = kept.get(key, ZERO), counted.get(key, ZERO)
        if here != there:
            name = "/".join(map(str, key)) if isinstance(key, tuple) else str(key)
            yield Problem("sum.differs", table, name, column, plain(here), plain(there))


def lines(session: Session) -> Iterator[Problem]:
    """A line's amount is that of the version in force with the transfers since; committed and paid
    are its commitments'."""
    rows = session.execute(select(Line.id, Line.amount, Line.committed, Line.paid)).all()
    in_force = dict(
        session.execute(
            select(LineVersion.line_id, LineVersion.amount)
            .join(Version, Version.id == LineVersion.version_id)
            .where(Version.status.in_(IN_FORCE))
        ).all()
    )
    moved = session.execute(
        select(Transfer.from_line, Transfer.to_line, Transfer.amount)
        .join(Version, Version.id == Transfer.version_id)
        .where(Transfer.status == "done", Version.status.in_(IN_FORCE))
    )
    for giving, taking, amount in moved:
        in_force[giving] = in_force.get(giving, ZERO) - amount
        in_force[taking] = in_force.get(taking, ZERO) + amount
    sums = session.execute(
        select(
            Commitment.line_id, func.sum(Commitment.claimed), func.sum(Commitment.paid)
        ).group_by(Commitment.line_id)
    ).all()
    yield from differences("budget_lines", "amount", {row[0]: row[1] for row in rows}, in_force)
    yield from differences(
        "budget_lines", "committed", {row[0]: row[2] for row in rows}, {s[0]: s[1] for s in sums}
    )
    yield from differences(
        "budget_lines", "paid", {row[0]: row[3] for row in rows}, {s[0]: s[2] for s in sums}
    )


def stages(session: Session) -> Iterator[Problem]:
    """A budget stands at the last of its stages."""
    reached = dict(
        session.execute(
            select(Stage.budget_id, Stage.stage).order_by(Stage.budget_id, Stage.id)
        ).all()
    )
    for budget, stage in session.execute(select(Budget.id, Budget.stage).order_by(Budget.id)):
        if stage != reached.get(budget):
            yield Problem(
                "sum.differs", "budgets", str(budget), "stage", stage, reached.get(budget)
            )


def kept_totals(session: Session) -> Iterator[Problem]:
    """Every cell of the totals, from lines and commitments."""
    counted = counted_totals(session)
    rows = session.execute(
        select(
            Total.scope,
            Total.year,
            Total.kind,
            Total.code,
            Total.purse,
            Total.planned,
            Total.committed,
            Total.accepted,
            Total.paid,
        )
    ).all()
    for i, name in enumerate(totals.FIELDS):
        yield from differences(
            "totals",
            name,
            {tuple(row[:5]): getattr(row, name) for row in rows},
            {cell: sums[i] for cell, sums in counted.items()},
        )


def counted_totals(session: Session) -> dict[totals.Cell, totals.Sums]:
    """The cells of the totals as lines and commitments give them."""
    moves = list(_movements(session))
    lineages = register.lineages(
        session, {move.scope for move in moves} | {move.beneficiary for move in moves}
    )
    return totals.cells(moves, lineages)


def _movements(session: Session) -> Iterable[totals.Movement]:
    lines_by_id = {line.id: line for line in session.scalars(select(Line))}
    for line in lines_by_id.values():
        yield totals.Movement(
            scope=line.beneficiary,
            beneficiary=line.beneficiary,
            year=line.year,
            category=line.category,
            requirement=line.requirement,
            line_requirement=line.requirement,
            purse=line.purse,
            planned=line.amount,
        )
    for row in session.scalars(select(Commitment)):
        line = lines_by_id[row.line_id]
        yield totals.Movement(
            scope=row.school,
            beneficiary=line.beneficiary,
            year=line.year,
            category=line.category,
            requirement=row.requirement,
            line_requirement=line.requirement,
            purse=line.purse,
            committed=row.claimed,
            accepted=row.accepted,
            paid=row.paid,
        )


RECOUNTS = (lines, stages, kept_totals)
