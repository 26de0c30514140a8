"""What a new year takes over from the last: its lines to begin with, and what was left of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets import rules
from budgets.acts.drafts import locked_draft, new_draft_line, open_draft
from budgets.acts.lines import LineValues, check_values, identity, keep_ceilings
from budgets.models import Budget, Ceiling, DraftLine, Line, Version
from core import clock
from core.access import Actor
from core.errors import Refusal
from core.fiscal import year_end
from core.money import ZERO, som
from register import profile


def that_come_again(session: Session, place: str, year: int) -> Sequence[Line]:
    """The lines of a year's budget whose money comes every year. No act by itself."""
    sources = [one.code for one in profile.load().sources if one.kind in rules.REPEATED]
    return session.scalars(
        select(Line)
        .join(Budget, Budget.id == Line.budget_id)
        .where(
            Budget.place == place,
            Budget.year == year,
            Line.amount > 0,
            Line.carried.is_(False),
            Line.source.in_(sources),
            Line.category != rules.RESERVE,
        )
        .order_by(Line.id)
    ).all()


def begin_as_last(session: Session, actor: Actor, place: str, year: int) -> Version:
    """Begin a year's draft with the lines of last year that come again, and ceilings to match.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: those of `open_draft`; `draft.has_lines`; `interim.nothing_before`.
    """
    version = open_draft(session, actor, place, year)
    locked_draft(session, actor, version.id, None)
    if session.scalar(select(DraftLine.id).where(DraftLine.version_id == version.id).limit(1)):
        raise Refusal("draft.has_lines", year=year)
    lines = that_come_again(session, place, year - 1)
    if not lines:
        raise Refusal("interim.nothing_before", year=year - 1)
    rows = [_values(line, line.amount, carried=False) for line in lines]
    check_values(session, version, rows)
    _raise_ceilings(session, version, [(row.source, row.amount) for row in rows])
    session.add_all(
        new_draft_line(version.id, position, row, actor.account)
        for position, row in enumerate(rows, start=1)
    )
    session.flush()
    return version


def carry_over(session: Session, actor: Actor, place: str, year: int) -> Decimal:
    """Put what was left of last year's lines into the draft, as carried over; som put in.

    A line that is there already gets what was left, no more; ceilings grow with what comes in.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: those of `open_draft`; `carry.year_not_over`; `carry.nothing_left`.
    """
    if clock.today() <= year_end(year - 1):
        raise Refusal("carry.year_not_over", year=year - 1)
    version = open_draft(session, actor, place, year)
    locked_draft(session, actor, version.id, None)
    drafted = {
        identity(line): line
        for line in session.scalars(select(DraftLine).where(DraftLine.version_id == version.id))
    }
    rows = [
        row
        for row in _left(session, place, year - 1)
        if row.amount > getattr(drafted.get(identity(row)), "amount", ZERO)
    ]
    if not rows:
        raise Refusal("carry.nothing_left", year=year - 1)
    check_values(session, version, rows)
    position = max((line.position for line in drafted.values()), default=0)
    more = []
    for row in rows:
        same = drafted.get(identity(row))
        more.append((row.source, row.amount - (same.amount if same else ZERO)))
        if same is None:
            position += 1
            session.add(new_draft_line(version.id, position, row, actor.account))
        else:
            same.amount, same.written_by = row.amount, actor.account
            same.quarter_1 = same.quarter_2 = same.quarter_3 = same.quarter_4 = None
    _raise_ceilings(session, version, more)
    session.flush()
    keep_ceilings(session, version)
    return som(sum((by for _, by in more), ZERO))


def _values(line: Line, amount: Decimal, *, carried: bool) -> LineValues:
    return LineValues(
        line.beneficiary,
        line.category,
        line.requirement,
        line.source,
        carried,
        line.code,
        amount,
        function=line.function,
    )


def _left(session: Session, place: str, year: int) -> list[LineValues]:
    """What is left of a year's lines of money, as carried-over lines; one for each thing."""
    money = [one.code for one in profile.load().sources if one.is_money]
    lines = session.scalars(
        select(Line)
        .join(Budget, Budget.id == Line.budget_id)
        .where(
            Budget.place == place,
            Budget.year == year,
            Line.amount > Line.paid,
            Line.source.in_(money),
        )
        .order_by(Line.id)
    )
    found: dict[tuple[object, ...], LineValues] = {}
    for line in lines:
        values = _values(line, line.amount - line.paid, carried=True)
        same = found.get(identity(values))
        if same is not None:  # the line itself, and what it had carried over before
            values = replace(values, amount=same.amount + values.amount)
        found[identity(values)] = values
    return list(found.values())


def _raise_ceilings(
    session: Session, version: Version, sums: Iterable[tuple[str, Decimal]]
) -> None:
    """Give each source as much more as its new lines hold, where its ceiling has no room."""
    more: dict[str, Decimal] = {}
    for source, amount in sums:
        more[source] = more.get(source, ZERO) + amount
    held: dict[str, Decimal] = dict(
        session.execute(
            select(DraftLine.source, func.sum(DraftLine.amount))
            .where(DraftLine.version_id == version.id)
            .group_by(DraftLine.source)
        ).all()
    )
    for source, amount in more.items():
        ceiling = session.get(Ceiling, (version.budget_id, source))
        needed = held.get(source, ZERO) + amount
        if ceiling is None:
            session.add(Ceiling(budget_id=version.budget_id, source=source, amount=som(needed)))
        elif ceiling.amount < needed:
            ceiling.amount = som(needed)
    session.flush()
