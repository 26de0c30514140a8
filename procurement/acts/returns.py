"""Goods given back because a defect was found later: value and coverage go back with them."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from budgets.models import Commitment
from core import clock
from core.access import Act, Actor, require
from core.columns import quantity
from core.errors import Refusal
from core.models import lock
from core.money import ZERO, apportion
from procurement import rules
from procurement.acts import standing
from procurement.acts.acceptances import gains_of
from procurement.acts.reach import reach
from procurement.models import Acceptance, AcceptanceLine, DeliveryLine
from standard import acts as standard

NONE = Decimal(0)


def give_back(
    session: Session,
    actor: Actor,
    acceptance_id: int,
    *,
    number: str,
    on: date,
    reason: str,
    returned: Mapping[int, Decimal],
) -> Acceptance:
    """Give goods of an acceptance act back to the supplier: quantities by its lines' ids.

    By new rows alone: what was accepted is refused now, so the same goods may come again. The
    schools cover so much less from that day on. What was paid for them is a refund due; a purchase
    that was closed takes steps again.

    Raises:
        NotPermitted: neither officer of the holder nor the school it came to.
        Refusal: `return.no_number`; `correction.needs_reason`; `date.in_future`;
            `return.before_acceptance`; `return.not_accepted` of a return or of an act undone;
            `return.nothing`; `acceptance.other_delivery`; `quantity.negative`;
            `return.over_accepted` with `school`, `left`, `found`; `line.not_enough`.
    """
    origin = lock(session, Acceptance, acceptance_id)
    contract, purchase, year = standing.corrected(session, origin.contract_id)
    lines = {line.id: line for line in origin.lines}
    if not set(returned) <= set(lines):
        raise Refusal("acceptance.other_delivery", "returned")
    for line_id in returned:
        require(actor, Act.GIVE_BACK, contract.place, lines[line_id].school)
    why = _papers(origin, number, on, reason)
    back = _within(session, origin, returned)
    opened = standing.reopen(session, actor, purchase, year, why)
    paper = Acceptance(
        delivery_id=origin.delivery_id,
        contract_id=contract.id,
        place=contract.place,
        number=number.strip(),
        on=on,
        remarks=why,
        amount=-sum((amount for _, amount in back.values()), ZERO),
        kind="return",
        corrects=origin.id,
        closed_year=year,
    )
    paper.lines = [
        _line(lines[line_id], found, amount) for line_id, (found, amount) in sorted(back.items())
    ]
    lost = losses(session, paper)
    session.add(paper)
    session.flush()
    contract.accepted += paper.amount
    contract.returned -= paper.amount
    standing.post(session, on, taken_off(session, paper), kind="accepted", closed_year=year)
    scopes = sorted(reach(session, purchase))
    records = [paper, *paper.lines, *opened]
    journal.enter(session, actor, Act.GIVE_BACK, *records, scopes=scopes, reason=why)
    gone = gone_since(on, origin, lost)
    standard.let_go(session, actor, Act.GIVE_BACK, gone, scopes=scopes, place=contract.place)
    return paper


def gone_since(
    on: date, origin: Acceptance, lost: Sequence[tuple[AcceptanceLine, str, Decimal]]
) -> list[standard.Gone]:
    """What schools no longer have from a day on, of what an acceptance brought."""
    return [
        standard.Gone(
            line.school,
            code,
            quantity,
            f"acceptance_line:{line.id}",
            came=origin.on,
            since=on,
            until=line.good_until,
        )
        for line, code, quantity in lost
    ]


def _line(origin: AcceptanceLine, found: Decimal, amount: Decimal) -> AcceptanceLine:
    """What was accepted is refused now."""
    return AcceptanceLine(
        delivery_line_id=origin.delivery_line_id,
        school=origin.school,
        accepted=-found,
        refused=found,
        amount=-amount,
        good_until=origin.good_until,
    )


def _papers(origin: Acceptance, number: str, on: date, reason: str) -> str:
    """Refuse a return whose papers do not hold; its reason."""
    if origin.kind is not None or origin.is_reversed:
        raise Refusal("return.not_accepted")
    if not number.strip():
        raise Refusal("return.no_number", "number")
    clock.not_after_today(on)
    if on < origin.on:
        raise Refusal("return.before_acceptance", "on", accepted_on=origin.on)
    return standing.say_why(reason)


def _within(
    session: Session, origin: Acceptance, returned: Mapping[int, Decimal]
) -> dict[int, tuple[Decimal, Decimal]]:
    """What goes back of each line, and its worth in som; no more than was accepted of it."""
    left = still_accepted(session, origin)
    back = {}
    for line in origin.lines:
        found = quantity(returned.get(line.id, NONE))
        accepted, amount = left[line.delivery_line_id]
        if found < 0:
            raise Refusal("quantity.negative", "returned")
        if found > accepted:
            raise Refusal(
                "return.over_accepted", "returned", school=line.school, left=accepted, found=found
            )
        if found:
            back[line.id] = (found, rules.value_given_back(amount, accepted, found))
    if not back:
        raise Refusal("return.nothing", "returned")
    return back


def still_accepted(session: Session, origin: Acceptance) -> dict[int, tuple[Decimal, Decimal]]:
    """What of an act's lines was not given back: quantity and som, by delivered line."""
    left = {line.delivery_line_id: (line.accepted, line.amount) for line in origin.lines}
    rows = session.execute(
        select(
            AcceptanceLine.delivery_line_id,
            func.sum(AcceptanceLine.accepted),
            func.sum(AcceptanceLine.amount),
        )
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .where(Acceptance.corrects == origin.id)
        .group_by(AcceptanceLine.delivery_line_id)
    )
    for line, accepted, amount in rows:
        left[line] = (left[line][0] + accepted, left[line][1] + amount)
    return left


def losses(session: Session, paper: Acceptance) -> list[tuple[AcceptanceLine, str, Decimal]]:
    """What each school loses towards each requirement by a paper not flushed yet."""
    came = _came(session, paper)
    return [(line, code, -gained) for line, code, gained in gains_of(session, came, paper.lines)]


def taken_off(session: Session, paper: Acceptance) -> list[tuple[Commitment, Decimal]]:
    """What each commitment is accepted of less by a paper that takes back (below zero), som."""
    came = _came(session, paper)
    parts = []
    for line in paper.lines:
        delivered = came[line.delivery_line_id]
        rows = session.scalars(
            select(Commitment)
            .where(
                Commitment.contract_line == delivered.contract_line_id,
                Commitment.school == line.school,
            )
            .order_by(Commitment.line_id)
            .with_for_update()
        ).all()
        weights = [row.accepted if paper.closed_year is None else row.amount for row in rows]
        for row, part in zip(rows, apportion(-line.amount, weights), strict=True):
            if part:
                parts.append((row, -part))
    return parts


def _came(session: Session, paper: Acceptance) -> dict[int, DeliveryLine]:
    ids = [line.delivery_line_id for line in paper.lines]
    rows = session.scalars(select(DeliveryLine).where(DeliveryLine.id.in_(ids)))
    return {row.id: row for row in rows}
