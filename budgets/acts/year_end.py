"""How a year ends: its execution is reported by resolution, then it is closed for good."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from budgets import rules
from budgets.acts.standing import nobody_waits
from budgets.models import Budget, Commitment, Line, Stage, Version, purse
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.fiscal import year_end
from core.models import lock
from core.money import ZERO, tyiyn
from register import reports as register


def report_execution(
    session: Session,
    actor: Actor,
    place: str,
    year: int,
    *,
    resolution: str,
    on: date,
    scan: dict[str, Any] | None = None,
) -> Stage:
    """Note that the execution of a year was approved, with the sums by purse as they stand.

    Raises:
        NotPermitted: the actor is no approver of the place.
        Refusal: `year.no_budget`, `year.wrong_stage`, `year.not_over`, `budget.needs_resolution`,
            `date.in_future`, `year.still_open` while a version waits, `transfer.waits`.
    """
    budget = _ending(session, actor, place, year, "executed")
    if on <= year_end(year):
        raise Refusal("year.not_over", "on", on=year_end(year))
    if not resolution.strip():
        raise Refusal("budget.needs_resolution", "resolution")
    clock.not_after_today(on)
    stage = Stage(document=resolution.strip(), document_on=on, scan=scan)
    return _reached(session, actor, budget, "executed", stage)


def close_year(session: Session, actor: Actor, place: str, year: int) -> Stage:
    """Close a year: no version, contract or payment touches its lines from here on.

    Raises:
        NotPermitted: the actor is no approver of the place.
        Refusal: `year.no_budget`, `year.wrong_stage`, `year.still_open`, `transfer.waits`;
            `year.open_commitments` with `lines` and `amount` in som while contracts claim what is
            not paid.
    """
    budget = _ending(session, actor, place, year, "closed")
    lines, committed, paid = session.execute(
        select(func.count(Line.id), func.sum(Line.committed), func.sum(Line.paid)).where(
            Line.budget_id == budget.id, Line.committed > Line.paid
        )
    ).one()
    if lines:
        raise Refusal("year.open_commitments", lines=lines, amount=committed - paid)
    return _reached(session, actor, budget, "closed", Stage())


def _ending(session: Session, actor: Actor, place: str, year: int, to: str) -> Budget:
    """The budget, locked, if it may reach stage `to`."""
    require(actor, Act.END_YEAR, place)
    key = session.scalar(select(Budget.id).where(Budget.place == place, Budget.year == year))
    if key is None:
        raise Refusal("year.no_budget", year=year)
    budget = lock(session, Budget, key)
    if rules.STAGE_NEXT[budget.stage] != to:
        raise Refusal("year.wrong_stage", status=budget.stage or "open", to=to)
    statuses = set(session.scalars(select(Version.status).where(Version.budget_id == key)))
    if not statuses & {"approved", "interim"}:
        raise Refusal("year.no_budget", year=year)
    if statuses & {"submitted", "hearing"}:
        raise Refusal("year.still_open", year=year)
    nobody_waits(session, budget.id)
    return budget


def _reached(session: Session, actor: Actor, budget: Budget, stage: str, row: Stage) -> Stage:
    row.budget_id, row.place, row.year, row.stage = budget.id, budget.place, budget.year, stage
    row.figures = _figures(session, budget)
    row.account, row.at = actor.account, clock.now()
    session.add(row)
    budget.stage = stage
    session.flush()
    scopes = register.lineage(session, budget.place)
    journal.enter(session, actor, Act.END_YEAR, row, scopes=scopes)
    return row


def _figures(session: Session, budget: Budget) -> dict[str, dict[str, str]]:
    """The sums of a budget's own lines by purse, tyiyn as text."""
    accepted = dict(
        session.execute(
            select(Commitment.line_id, func.sum(Commitment.accepted))
            .join(Line, Line.id == Commitment.line_id)
            .where(Line.budget_id == budget.id)
            .group_by(Commitment.line_id)
        ).all()
    )
    rows = session.execute(
        select(Line.id, Line.source, Line.carried, Line.amount, Line.committed, Line.paid).where(
            Line.budget_id == budget.id
        )
    )
    sums: dict[str, list[Decimal]] = {}
    for line, source, carried, amount, committed, paid in rows:
        held = sums.setdefault(purse(source, carried), [ZERO] * 4)
        for i, more in enumerate((amount, committed, accepted.get(line, ZERO), paid)):
            held[i] += more
    names = ("planned", "committed", "accepted", "paid")
    return {
        key: {name: str(tyiyn(amount)) for name, amount in zip(names, told, strict=True)}
        for key, told in sorted(sums.items())
    }
