"""Money moved between lines of one purse: asked for by one person, ordered by another."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

import journal
from budgets import rules, totals
from budgets.acts.in_force import planned_move
from budgets.acts.lines import identity
from budgets.acts.standing import not_ended
from budgets.models import IN_FORCE, Budget, DraftLine, Line, LineVersion, Transfer, Version
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock, touched
from core.money import ZERO, som
from register import reports as register

WAITING = {"submitted": "budget.awaits_approval", "hearing": "budget.at_hearing"}
"""A version fixed before a transfer would undo it unseen: none moves while one waits."""


def ask_transfer(
    session: Session,
    actor: Actor,
    from_line: int,
    to_line: int,
    *,
    amount: Decimal,
    reason: str,
) -> Transfer:
    """Ask to move som from one line in force to another; nothing moves before it is ordered.

    Raises:
        NotPermitted: the actor is no officer of the lines' holder.
        Refusal: `transfer.same_line`, `transfer.other_budget`, `transfer.other_purse` (money of one
            source does not become that of another); `transfer.nothing`; `transfer.needs_reason`;
            `budget.not_in_force`; `transfer.not_in_force` where the version in force does not have
            the line; `budget.year_closed`; `budget.awaits_approval` or
            `budget.at_hearing` while a version fixed before waits; `line.not_enough` with `line`,
            `asked` and `available` in som.
    """
    if from_line == to_line:
        raise Refusal("transfer.same_line", "to_line")
    giving, taking = lock(session, Line, from_line), lock(session, Line, to_line)
    require(actor, Act.ASK_TRANSFER, giving.holder)
    if giving.budget_id != taking.budget_id:
        raise Refusal("transfer.other_budget", "to_line", line=to_line)
    if giving.purse != taking.purse:
        raise Refusal("transfer.other_purse", "to_line", line=to_line)
    if som(amount) <= 0:
        raise Refusal("transfer.nothing", "amount")
    if not reason.strip():
        raise Refusal("transfer.needs_reason", "reason")
    version = _in_force(session, giving, taking)
    if amount > giving.free:
        raise Refusal(
            "line.not_enough", "amount", line=giving.id, asked=amount, available=giving.free
        )
    transfer = Transfer(
        budget_id=giving.budget_id,
        version_id=version.id,
        place=giving.holder,
        year=giving.year,
        from_line=giving.id,
        to_line=taking.id,
        amount=som(amount),
        status="asked",
        reason=reason.strip(),
        asked_by=actor.account,
        asked_at=clock.now(),
    )
    session.add(transfer)
    session.flush()
    scopes = register.lineage(session, giving.holder)
    journal.enter(session, actor, Act.ASK_TRANSFER, transfer, scopes=scopes, reason=reason)
    return transfer


def _in_force(session: Session, giving: Line, taking: Line) -> Version:
    """The version in force of both lines, if nothing hinders moving money within it."""
    not_ended(lock(session, Budget, giving.budget_id))
    versions = session.scalars(
        select(Version).where(
            Version.budget_id == giving.budget_id, Version.status.in_((*IN_FORCE, *WAITING))
        )
    ).all()
    waiting = next((one for one in versions if one.status in WAITING), None)
    if waiting is not None:
        raise Refusal(WAITING[waiting.status], number=waiting.number)
    if not versions:
        raise Refusal("budget.not_in_force", year=giving.year)
    holds = select(LineVersion.id).where(
        LineVersion.version_id == versions[0].id, LineVersion.line_id == taking.id
    )
    if session.scalar(holds) is None:
        raise Refusal("transfer.not_in_force", "to_line", line=taking.id)
    return versions[0]


def _asked(session: Session, transfer_id: int, to: str) -> Transfer:
    transfer = lock(session, Transfer, transfer_id)
    if to not in rules.TRANSFER_NEXT[transfer.status]:
        raise Refusal("transfer.decided", status=transfer.status)
    return transfer


def order_transfer(
    session: Session, actor: Actor, transfer_id: int, *, order: str, on: date
) -> Transfer:
    """Move the som a transfer asks for, by an order. The sum of the budget stays what it was.

    A draft in work learns of it, so that the next version does not undo it unseen.

    Raises:
        NotPermitted: the actor is no approver of the place.
        Refusal: `transfer.decided`; `transfer.own_work`: whoever asked does not order;
            `transfer.needs_order`; `date.in_future`; `line.not_enough`; `transfer.draft_has_less`
            with `line` where the draft in work leaves that line less; those of `ask_transfer`.
    """
    transfer = _asked(session, transfer_id, "done")
    require(actor, Act.DECIDE_TRANSFER, transfer.place)
    if actor.account == transfer.asked_by:
        raise Refusal("transfer.own_work")
    if not order.strip():
        raise Refusal("transfer.needs_order", "order")
    clock.not_after_today(on)
    giving = lock(session, Line, transfer.from_line)
    taking = lock(session, Line, transfer.to_line)
    version = _in_force(session, giving, taking)
    transfer.version_id = version.id
    _move(session, giving, taking, transfer.amount)
    _in_draft(session, version, giving, taking, transfer.amount)
    transfer.status, transfer.decided_by, transfer.decided_at = "done", actor.account, clock.now()
    transfer.order_number, transfer.order_on = order.strip(), on
    lineages = register.lineages(session, {giving.beneficiary, taking.beneficiary, transfer.place})
    moves = [planned_move(giving, -transfer.amount), planned_move(taking, transfer.amount)]
    totals.keep(session, moves, lineages)
    scopes = {code for line in lineages.values() for code in line}
    journal.enter(session, actor, Act.DECIDE_TRANSFER, transfer, scopes=scopes)
    return transfer


def _move(session: Session, giving: Line, taking: Line, amount: Decimal) -> None:
    """By the database's own arithmetic: what is spoken for meanwhile is never taken away."""
    give = (
        update(Line)
        .where(Line.id == giving.id, Line.committed + amount <= Line.amount)
        .values(amount=Line.amount - amount)
    )
    if touched(session, give) != 1:
        raise Refusal(
            "line.not_enough", "amount", line=giving.id, asked=amount, available=giving.free
        )
    touched(session, update(Line).where(Line.id == taking.id).values(amount=Line.amount + amount))
    session.refresh(giving)
    session.refresh(taking)


def _in_draft(session: Session, version: Version, giving: Line, taking: Line, by: Decimal) -> None:
    """Give the lines of a draft in work the same change; who looks at it sees it has changed.

    The draft of a year opened by twelfths is no copy of them: it says what the whole year gets.
    """
    draft = session.scalar(
        select(Version).where(Version.budget_id == version.budget_id, Version.status == "draft")
    )
    if draft is None or version.status == "interim":
        return
    drafted = {
        identity(line): line
        for line in session.scalars(select(DraftLine).where(DraftLine.version_id == draft.id))
    }
    for line, change, least in ((giving, -by, giving.committed), (taking, by, ZERO)):
        told = drafted.get(identity(line))
        if told is None or told.amount + change < least:
            raise Refusal("transfer.draft_has_less", line=line.id)
        told.amount += change
        told.quarter_1 = told.quarter_2 = told.quarter_3 = told.quarter_4 = None
    lock(session, Budget, version.budget_id).version += 1
    session.flush()


def refuse_transfer(session: Session, actor: Actor, transfer_id: int, *, answer: str) -> Transfer:
    """Refuse a transfer that was asked for, with the reason.

    Raises:
        NotPermitted: the actor is neither an approver nor an officer of the place (who asked may
            take it back).
        Refusal: `transfer.decided`, `transfer.needs_answer`.
    """
    transfer = _asked(session, transfer_id, "refused")
    require(actor, Act.REFUSE_TRANSFER, transfer.place)
    if not answer.strip():
        raise Refusal("transfer.needs_answer", "answer")
    transfer.status, transfer.answer = "refused", answer.strip()
    transfer.decided_by, transfer.decided_at = actor.account, clock.now()
    scopes = register.lineage(session, transfer.place)
    journal.enter(session, actor, Act.REFUSE_TRANSFER, transfer, scopes=scopes, reason=answer)
    return transfer
