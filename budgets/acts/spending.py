"""Money of a line spoken for by contracts: made, moved and released with them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

import journal
from budgets import rules, totals
from budgets.models import Budget, Commitment, Line
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import touched
from core.money import ZERO
from register import reports as register


@dataclass(frozen=True, slots=True)
class Request:
    """What one contract line asks of one budget line through one funding; `amount` in som."""

    line_id: int
    contract_line: int
    funding: int
    school: str
    category: str
    requirement: str
    amount: Decimal


def commit(session: Session, actor: Actor, requests: Sequence[Request]) -> list[Commitment]:
    """Speak for money of budget lines, all requests or none.

    Raises:
        NotPermitted: the actor is no officer of the holder of a line.
        Refusal: `line.unknown`; `budget.year_reported` or `budget.year_closed`; `line.not_enough`
            with `line`, `asked` and `available` in som; `funding.other_purpose` or
            `funding.other_school` when a line is not for this.
    """
    ids = {request.line_id for request in requests}
    lines = locked_lines(session, ids, asked=ids)
    lineages = register.lineages(
        session,
        {request.school for request in requests} | {line.beneficiary for line in lines.values()},
    )
    for request in requests:
        line = lines.get(request.line_id)
        if line is None:
            raise Refusal("line.unknown", line=request.line_id)
        require(actor, Act.COMMIT_MONEY, line.holder)
        may_serve(line, request.school, request.category, request.requirement, lineages)
    _claim(session, lines, [(request.line_id, request.amount) for request in requests])
    made = [
        Commitment(
            line_id=request.line_id,
            contract_line=request.contract_line,
            funding=request.funding,
            holder=lines[request.line_id].holder,
            school=request.school,
            requirement=request.requirement,
            amount=request.amount,
        )
        for request in requests
    ]
    session.add_all(made)
    session.flush()
    totals.keep(session, [_move(lines, made_, committed=made_.amount) for made_ in made], lineages)
    scopes = {code for line in lineages.values() for code in line}
    journal.enter(session, actor, Act.COMMIT_MONEY, *made, scopes=scopes)
    return made


def may_serve(
    line: Line,
    school: str,
    category: str,
    requirement: str,
    lineages: Mapping[str, tuple[str, ...]],
) -> None:
    """Refuse where a budget line is for another purpose or another school."""
    if not rules.may_fund(line.category, line.requirement, category, requirement):
        raise Refusal("funding.other_purpose", "budget_line", line=line.id)
    if line.beneficiary not in lineages[school]:
        raise Refusal("funding.other_school", "budget_line", line=line.id, school=school)


def recommit(
    session: Session, actor: Actor, amounts: Mapping[int, Decimal], *, reason: str
) -> list[Commitment]:
    """Give commitments (by id) new amounts: an amended contract, or money set free.

    Raises:
        NotPermitted: the actor is no officer of the holder of a line.
        Refusal: `line.not_enough`; `commitment.below_accepted` with `accepted`, `paid` and
            `amount` in som; `budget.year_closed`; `budget.year_reported` when more is asked.
    """
    rows = session.scalars(
        select(Commitment).where(Commitment.id.in_(list(amounts))).order_by(Commitment.id)
    ).all()
    more = {row.line_id for row in rows if amounts[row.id] > row.amount}
    lines = locked_lines(session, {row.line_id for row in rows}, asked=more)
    changed = []
    for row in rows:
        require(actor, Act.COMMIT_MONEY, row.holder)
        amount = amounts[row.id]
        if amount < max(row.accepted, row.paid):
            raise Refusal(
                "commitment.below_accepted", accepted=row.accepted, paid=row.paid, amount=amount
            )
        if amount != row.amount:
            changed.append((row, amount - row.amount))
    _claim(session, lines, [(row.line_id, by) for row, by in changed])
    lineages = register.lineages(
        session,
        {row.school for row in rows} | {line.beneficiary for line in lines.values()},
    )
    for row, by in changed:
        row.amount += by
    session.flush()
    totals.keep(session, [_move(lines, row, committed=by) for row, by in changed], lineages)
    scopes = {code for line in lineages.values() for code in line}
    touched = [row for row, _ in changed]
    journal.enter(session, actor, Act.COMMIT_MONEY, *touched, scopes=scopes, reason=reason)
    return touched


def locked_lines(
    session: Session, ids: Iterable[int], *, asked: Collection[int] = ()
) -> dict[int, Line]:
    """The lines, locked; of those in `asked` more is to be claimed. A step of acts that spend.

    Raises:
        Refusal: `budget.year_closed` for a line of a year that is closed; `budget.year_reported`
            for one in `asked` of a year whose execution is reported.
    """
    rows = session.execute(
        select(Line, Budget.stage)
        .join(Budget, Budget.id == Line.budget_id)
        .where(Line.id.in_(list(ids)))
        .order_by(Line.id)
        .with_for_update(of=Line)
        .execution_options(populate_existing=True)
    ).all()
    for line, stage in rows:
        if stage == "closed" or (stage is not None and line.id in asked):
            raise Refusal(rules.ENDED[stage], year=line.year)
    return {line.id: line for line, _ in rows}


def closed_year(session: Session, lines: Iterable[int]) -> int | None:
    """The year of these lines, if it was closed for good; else None. A step of acts that correct.

    Lines of one purchase are of one budget.
    """
    return session.scalar(
        select(Budget.year)
        .join(Line, Line.budget_id == Budget.id)
        .where(Line.id.in_(list(lines)), Budget.stage == "closed")
        .limit(1)
    )


def _claim(
    session: Session, lines: Mapping[int, Line], claims: Iterable[tuple[int, Decimal]]
) -> None:
    """Add to what is committed of each line, where it is free; by the database's own arithmetic."""
    by_line: dict[int, Decimal] = {}
    for line_id, amount in claims:
        by_line[line_id] = by_line.get(line_id, ZERO) + amount
    for line_id, asked in sorted(by_line.items()):
        claim = (
            update(Line)
            .where(Line.id == line_id, Line.committed + asked <= Line.amount)
            .values(committed=Line.committed + asked)
        )
        found = touched(session, claim)
        session.refresh(lines[line_id])
        if found != 1:
            raise Refusal(
                "line.not_enough",
                "amount",
                line=line_id,
                asked=asked,
                available=lines[line_id].free,
            )


def free_withheld(
    session: Session, actor: Actor, amounts: Mapping[int, Decimal], *, reason: str
) -> list[Commitment]:
    """Give budget lines back what penalties left unpaid of commitments (by id), or claim it again.

    What was agreed and accepted stays: a penalty is no saving.

    Raises:
        NotPermitted: the actor is no officer of the holder of a line.
        Refusal: `line.not_enough` where it is claimed again and was spent meanwhile;
            `budget.year_closed`.
    """
    rows = session.scalars(
        select(Commitment).where(Commitment.id.in_(list(amounts))).order_by(Commitment.id)
    ).all()
    lines = locked_lines(session, {row.line_id for row in rows})
    changed = []
    for row in rows:
        require(actor, Act.COMMIT_MONEY, row.holder)
        by = (row.withheld or ZERO) - amounts[row.id]
        if by:
            changed.append((row, by))
    _claim(session, lines, [(row.line_id, by) for row, by in changed])
    lineages = register.lineages(
        session,
        {row.school for row in rows} | {line.beneficiary for line in lines.values()},
    )
    for row, _ in changed:
        row.withheld = amounts[row.id] or None
    session.flush()
    totals.keep(session, [_move(lines, row, committed=by) for row, by in changed], lineages)
    scopes = {code for line in lineages.values() for code in line}
    kept = [row for row, _ in changed]
    journal.enter(session, actor, Act.COMMIT_MONEY, *kept, scopes=scopes, reason=reason)
    return kept


def _move(lines: Mapping[int, Line], row: Commitment, **sums: Decimal) -> totals.Movement:
    line = lines[row.line_id]
    return totals.Movement(
        scope=row.school,
        beneficiary=line.beneficiary,
        year=line.year,
        category=line.category,
        requirement=row.requirement,
        line_requirement=line.requirement,
        purse=line.purse,
        **sums,
    )


def post(
    session: Session,
    on: date,
    parts: Sequence[tuple[Commitment, Decimal]],
    *,
    kind: str,
) -> None:
    """Post what was accepted or paid (negative: refunded) to commitments, lines and totals.

    `kind` is "accepted" or "paid". Part of an act of procurement, which permits and journals it.

    Raises:
        Refusal: `commitment.overdrawn` when a commitment would be exceeded; `budget.year_closed`.
    """
    lines = locked_lines(session, {row.line_id for row, _ in parts})
    by_line: dict[int, Decimal] = {}
    for row, amount in parts:
        new = getattr(row, kind) + amount
        if not ZERO <= new <= (row.claimed if kind == "paid" else row.amount):
            raise Refusal("commitment.overdrawn", commitment=row.id, amount=new)
        setattr(row, kind, new)
        by_line[row.line_id] = by_line.get(row.line_id, ZERO) + amount
    if kind == "paid":
        for line_id, amount in sorted(by_line.items()):
            lines[line_id].paid += amount
    session.flush()
    lineages = register.lineages(
        session,
        {row.school for row, _ in parts} | {line.beneficiary for line in lines.values()},
    )
    totals.keep(session, [_move(lines, row, **{kind: amount}) for row, amount in parts], lineages)
    post_beside(session, on, parts, kind=kind)


def post_beside(
    session: Session, on: date, parts: Sequence[tuple[Commitment, Decimal]], *, kind: str
) -> None:
    """Post to the month of `on` alone: a correction of a closed year stands in the open one.

    The commitments and lines of the closed year keep their figures (docs/decisions/0019). Part of
    an act of procurement, as `post`.
    """
    lineages = register.lineages(session, {row.school for row, _ in parts})
    months = [
        (row.school, amount, ZERO) if kind == "accepted" else (row.school, ZERO, amount)
        for row, amount in parts
    ]
    totals.keep_month(session, on, months, lineages)
