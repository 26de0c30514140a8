"""What a new year takes over from the last: its lines to begin with, and what was left of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets import rules
from budgets.acts.drafts import locked_draft, new_draft_line, open_draft
from budgets.acts.lines import LineValues, check_values, identity, keep_committed
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
        Refusal: those of `open_draft` and `check_values`; `draft.has_lines`;
            `interim.nothing_before`; `line.below_committed` in a year opened by twelfths.
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
    session.add_all(
        new_draft_line(version.id, position, row, actor.account)
        for position, row in enumerate(rows, start=1)
    )
    _raise_ceilings(session, version, {row.source for row in rows})
    keep_committed(session, version, of=rows)
    return version


def carry_over(session: Session, actor: Actor, place: str, year: int) -> Decimal:
    """Put what was left of last year's lines into the draft, as carried over; som put in.

    A line that is there already gets what was left, no more, and no source more than was left of
    it; a ceiling that has no room grows by what comes in.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: those of `open_draft` and `check_values`; `carry.year_not_over`;
            `carry.nothing_left`.
    """
    if clock.today() <= year_end(year - 1):
        raise Refusal("carry.year_not_over", year=year - 1)
    version = open_draft(session, actor, place, year)
    locked_draft(session, actor, version.id, None)
    drafted = list(
        session.scalars(
            select(DraftLine)
            .where(DraftLine.version_id == version.id)
            .order_by(DraftLine.position, DraftLine.id)
        )
    )
    rows = _still_to_carry(_left(session, place, year - 1), drafted)
    if not rows:
        raise Refusal("carry.nothing_left", year=year - 1)
    check_values(session, version, rows)
    position = max((line.position for line in drafted), default=0)
    known = {identity(line): line for line in drafted}
    for row in rows:
        same = known.get(identity(row))
        if same is None:
            position += 1
            session.add(new_draft_line(version.id, position, row, actor.account))
        else:
            same.amount, same.written_by = som(same.amount + row.amount), actor.account
            same.quarter_1 = same.quarter_2 = same.quarter_3 = same.quarter_4 = None
    _raise_ceilings(session, version, {row.source for row in rows})
    return som(sum((row.amount for row in rows), ZERO))


def _still_to_carry(left: Iterable[LineValues], drafted: Iterable[DraftLine]) -> list[LineValues]:
    """What is left of each line and not in the draft yet.

    A transfer or an amendment may have moved carried-over money to another line: so of each source
    no more comes in than the draft holds less than was left.
    """
    left = list(left)
    there: dict[tuple[object, ...], Decimal] = {}
    room: dict[str, Decimal] = {}
    for row in left:
        room[row.source] = room.get(row.source, ZERO) + row.amount
    for line in drafted:
        there[identity(line)] = there.get(identity(line), ZERO) + line.amount
        if line.carried:
            room[line.source] = room.get(line.source, ZERO) - line.amount
    found = []
    for row in left:
        more = min(row.amount - there.get(identity(row), ZERO), room[row.source])
        if more > 0:
            room[row.source] -= more
            found.append(replace(row, amount=more))
    return found


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
    """What is left of a year's lines of money, as carried-over lines; one for each thing.

    What contracts still claim is not left: it is paid from the year it was claimed in.
    """
    money = [one.code for one in profile.load().sources if one.is_money]
    lines = session.scalars(
        select(Line)
        .join(Budget, Budget.id == Line.budget_id)
        .where(
            Budget.place == place,
            Budget.year == year,
            Line.amount > Line.committed,
            Line.source.in_(money),
        )
        .order_by(Line.id)
    )
    found: dict[tuple[object, ...], LineValues] = {}
    for line in lines:
        values = _values(line, line.free, carried=True)
        same = found.get(identity(values))
        if same is not None:  # the line itself, and what it had carried over before
            values = replace(values, amount=same.amount + values.amount)
        found[identity(values)] = values
    return list(found.values())


def _raise_ceilings(session: Session, version: Version, sources: Iterable[str]) -> None:
    """Raise the ceiling of each source to what the draft's lines hold, where it has no room."""
    session.flush()
    held: dict[str, Decimal] = dict(
        session.execute(
            select(DraftLine.source, func.sum(DraftLine.amount))
            .where(DraftLine.version_id == version.id)
            .group_by(DraftLine.source)
        ).all()
    )
    for source in sorted(sources):
        ceiling = session.get(Ceiling, (version.budget_id, source))
        if ceiling is None:
            ceiling = Ceiling(budget_id=version.budget_id, source=source, amount=held[source])
            session.add(ceiling)
        elif ceiling.amount < held[source]:
            ceiling.amount = held[source]
    session.flush()
