"""A budget by quarter: what was planned for each, signed, accepted and paid in it. Som, no help in
kind.

Planned is the profile of the version in force; a line without one, and one whose sum a transfer
has changed since, is not spread over quarters and stands apart. Contracts count in the quarter they
were signed in, with their present sums; acceptances and payments in the quarter of their own day.
What happened before the year or after it, on this year's money, stands apart as well.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, case, extract, func, select, type_coerce
from sqlalchemy.orm import Session

from budgets.models import IN_FORCE, QUARTERS, Commitment, Line, LineVersion, Version
from budgets.reports.execution import Asked, Execution, Row, of_commitments, of_lines
from budgets.reports.figures import NOTHING, Sums
from core.money import ZERO, Som, apportion
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Contract,
    ContractLine,
    DeliveryLine,
    Payment,
    PaymentPart,
)
from register import profile

OUTSIDE = "outside"
"""Before the first of January or after the last of December of the year the money is of."""
APART = "apart"
"""Planned, and for no quarter."""
Month = tuple[int, int]
Share = tuple[int, str]  # a contract line at a school


@dataclass(frozen=True, slots=True)
class Taken:
    """What was accepted of a contract line at a school by month, and how much of it all is ours."""

    months: Mapping[Month, Decimal]
    ours: Decimal


def by_quarter(session: Session, asked: Asked, whole: Execution) -> Execution:
    """The money of `whole` (of the same question) by quarter, the four first. Four statements."""
    spread = _spread(session, asked)
    return folded(
        asked.year,
        whole,
        dict(enumerate(spread, start=1)),
        _signed(session, asked),
        [*_accepted(session, asked)],
        _paid(session, asked),
    )


def folded(
    year: int,
    whole: Execution,
    planned: Mapping[int, Decimal],
    signed: Mapping[Month, Decimal],
    taken: Iterable[Taken],
    paid: Mapping[Month, Decimal],
) -> Execution:
    """Months put into quarters; what no quarter has of the plan is the rest of the whole. Pure."""
    held: dict[Any, list[Decimal]] = {quarter: [ZERO] * 4 for quarter in (1, 2, 3, 4)}
    for quarter, amount in planned.items():
        held[quarter][0] += amount
    for at, months in ((1, signed), (3, paid)):
        for month, amount in months.items():
            held.setdefault(_quarter(year, month), [ZERO] * 4)[at] += amount
    for one in taken:
        days = sorted(one.months)
        parts = apportion(one.ours, [one.months[day] for day in days]) if days else []
        for month, amount in zip(days, parts, strict=True):
            held.setdefault(_quarter(year, month), [ZERO] * 4)[2] += amount
    apart = whole.money.planned - sum((sums[0] for sums in held.values()), ZERO)
    rows = [Row(key, Sums(*held[key])) for key in (1, 2, 3, 4)]
    if OUTSIDE in held:
        rows.append(Row(OUTSIDE, Sums(*held[OUTSIDE])))
    if apart:
        rows.append(Row(APART, Sums(planned=apart)))
    return Execution(
        "quarter", tuple(rows), sum((row.sums for row in rows), NOTHING), whole.in_kind
    )


def _quarter(year: int, month: Month) -> int | str:
    return (month[1] + 2) // 3 if month[0] == year else OUTSIDE


def _money() -> ColumnElement[bool]:
    return Line.source.in_([one.code for one in profile.load().sources if one.is_money])


def _month(day: Any) -> tuple[ColumnElement[int], ColumnElement[int]]:
    return extract("year", day), extract("month", day)


def _spread(session: Session, asked: Asked) -> tuple[Decimal, ...]:
    """The quarter profiles that still hold: those of lines whose sum is the version's."""
    sums = [func.sum(getattr(LineVersion, name)) for name in QUARTERS]
    row = session.execute(
        select(*sums)
        .join(Line, Line.id == LineVersion.line_id)
        .join(Version, Version.id == LineVersion.version_id)
        .where(
            Version.status.in_(IN_FORCE),
            LineVersion.amount == Line.amount,
            _money(),
            *of_lines(asked),
        )
    ).one()
    return tuple(amount or ZERO for amount in row)


def _signed(session: Session, asked: Asked) -> dict[Month, Decimal]:
    year, month = _month(Contract.signed_on)
    rows = session.execute(
        select(year, month, func.sum(Commitment.claimed))
        .join(Line, Line.id == Commitment.line_id)
        .join(ContractLine, ContractLine.id == Commitment.contract_line)
        .join(Contract, Contract.id == ContractLine.contract_id)
        .where(_money(), *of_commitments(asked))
        .group_by(year, month)
    )
    return {(int(row[0]), int(row[1])): row[2] for row in rows}


def _paid(session: Session, asked: Asked) -> dict[Month, Decimal]:
    """Net of refunds, which count in the quarter they came back in."""
    year, month = _month(Payment.on)
    signs = case((Payment.kind == "refund", -PaymentPart.amount), else_=PaymentPart.amount)
    rows = session.execute(
        select(year, month, func.sum(type_coerce(signs, Som)))
        .join(PaymentPart, PaymentPart.payment_id == Payment.id)
        .join(Commitment, Commitment.id == PaymentPart.commitment_id)
        .join(Line, Line.id == Commitment.line_id)
        .where(_money(), *of_commitments(asked))
        .group_by(year, month)
    )
    return {(int(row[0]), int(row[1])): row[2] for row in rows}


def _accepted(session: Session, asked: Asked) -> Iterable[Taken]:
    """An act accepts goods, not money: where lines of several budgets pay for the same goods at a
    school, each month is shared between them as the whole is."""
    ours = (
        select(
            Commitment.contract_line,
            Commitment.school,
            func.sum(Commitment.accepted).label("accepted"),
        )
        .join(Line, Line.id == Commitment.line_id)
        .where(Commitment.accepted > 0, _money(), *of_commitments(asked))
        .group_by(Commitment.contract_line, Commitment.school)
        .subquery("ours")
    )
    year, month = _month(Acceptance.on)
    rows = session.execute(
        select(
            ours.c.contract_line,
            ours.c.school,
            type_coerce(ours.c.accepted, Som),
            year,
            month,
            func.sum(AcceptanceLine.amount),
        )
        .join(DeliveryLine, DeliveryLine.contract_line_id == ours.c.contract_line)
        .join(AcceptanceLine, AcceptanceLine.delivery_line_id == DeliveryLine.id)
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .where(DeliveryLine.school == ours.c.school)
        .group_by(ours.c.contract_line, ours.c.school, ours.c.accepted, year, month)
    )
    found: dict[Share, tuple[Decimal, dict[Month, Decimal]]] = {}
    for line, school, accepted, of_year, of_month, amount in rows:
        _, months = found.setdefault((line, school), (accepted, {}))
        months[int(of_year), int(of_month)] = amount
    return [Taken(months, accepted) for accepted, months in found.values()]
