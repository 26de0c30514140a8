"""From a draft to a budget in force: one person hands in, another approves."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select, update
from sqlalchemy.orm import Session

import journal
from budgets import rules, totals
from budgets.acts.drafts import empty_version
from budgets.acts.lines import check_values, identity, keep_ceilings, values_of
from budgets.models import Ceiling, DraftLine, Line, LineVersion, Version
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from core.money import ZERO, som, tyiyn
from register import reports as register


def _version(session: Session, version_id: int, to: str) -> Version:
    version = lock(session, Version, version_id)
    if not rules.may_move(version.status, to):
        raise Refusal("budget.wrong_order", status=version.status, to=to)
    return version


def submit(
    session: Session, actor: Actor, version_id: int, *, reason: str | None = None
) -> Version:
    """Hand a draft in for approval: from here on every change is in the journal.

    Lines get their identity, the version its total, its ceilings and its authors.

    Raises:
        NotPermitted: the actor is no officer of the budget's place.
        Refusal: `budget.wrong_order`, `budget.empty`, `budget.over_ceiling`, `line.doubled`,
            `amendment.needs_reason` from the second version on.
    """
    version = _version(session, version_id, "submitted")
    require(actor, Act.SUBMIT_BUDGET, version.place)
    if version.number > 1 and not (reason or "").strip():
        raise Refusal("amendment.needs_reason", "reason")
    drafts = _drafts(session, version)
    if not drafts:
        raise Refusal("budget.empty")
    check_values(session, version, [values_of(draft) for draft in drafts])
    keep_ceilings(session, version)
    lines, fresh = _lines(session, version, drafts)
    versions = [
        LineVersion(version_id=version.id, line=line, amount=draft.amount, note=draft.note)
        for draft, line in zip(drafts, lines, strict=True)
    ]
    session.add_all(versions)
    version.status = "submitted"
    version.total = som(sum((draft.amount for draft in drafts), ZERO))
    version.reason = reason
    version.submitted_by, version.submitted_at = actor.account, clock.now()
    version.authors = sorted(
        {str(actor.account), *(version.authors or ()), *(str(draft.written_by) for draft in drafts)}
    )
    version.ceilings = {
        source: str(tyiyn(amount))
        for source, amount in session.execute(
            select(Ceiling.source, Ceiling.amount).where(Ceiling.budget_id == version.budget_id)
        )
    }
    scopes = register.lineage(session, version.place)
    journal.enter(session, actor, Act.SUBMIT_BUDGET, version, *fresh, *versions, scopes=scopes)
    return version


def _drafts(session: Session, version: Version) -> list[DraftLine]:
    return list(
        session.scalars(
            select(DraftLine)
            .where(DraftLine.version_id == version.id)
            .order_by(DraftLine.position, DraftLine.id)
        )
    )


def _lines(
    session: Session, version: Version, drafts: list[DraftLine]
) -> tuple[list[Line], list[Line]]:
    """The line of each draft line, known or new; and the new ones."""
    known = {
        line.id: line
        for line in session.scalars(select(Line).where(Line.budget_id == version.budget_id))
    }
    by_identity = {identity(line): line for line in known.values()}
    lines, fresh = [], []
    met: set[tuple[object, ...]] = set()
    for draft in drafts:
        if identity(draft) in met:
            raise Refusal("line.doubled", "beneficiary", code=draft.beneficiary)
        met.add(identity(draft))
        line = known.get(draft.line_id or 0) or by_identity.get(identity(draft))
        if line is None:
            line = Line(
                budget_id=version.budget_id,
                holder=version.place,
                beneficiary=draft.beneficiary,
                year=version.year,
                category=draft.category,
                requirement=draft.requirement,
                source=draft.source,
                carried=draft.carried,
                code=draft.code,
            )
            fresh.append(line)
        lines.append(line)
    session.add_all(fresh)
    session.flush()
    return lines, fresh


def send_back(session: Session, actor: Actor, version_id: int, *, reason: str) -> Version:
    """Return a submitted version with a reason; the officer goes on in a new draft of it.

    Raises:
        NotPermitted: the actor is no approver of the place.
        Refusal: `budget.wrong_order`, `budget.needs_reason`.
    """
    version = _version(session, version_id, "returned")
    require(actor, Act.RETURN_BUDGET, version.place)
    if not reason.strip():
        raise Refusal("budget.needs_reason", "reason")
    version.status, version.reason = "returned", reason
    scopes = register.lineage(session, version.place)
    journal.enter(session, actor, Act.RETURN_BUDGET, version, scopes=scopes, reason=reason)
    draft = empty_version(session, version.budget)
    draft.authors = version.authors
    session.execute(
        update(DraftLine).where(DraftLine.version_id == version.id).values(version_id=draft.id)
    )
    return version


def approve(
    session: Session, actor: Actor, version_id: int, *, resolution: str, on: date
) -> Version:
    """Put a submitted version in force by a resolution; the one before is superseded.

    Raises:
        NotPermitted: the actor is no approver of the place.
        Refusal: `budget.wrong_order`; `budget.own_work`: whoever wrote any part does not approve;
            `budget.needs_resolution`; `line.below_committed` with `line`, `committed` and
            `amount` in som, when a line would fall under what contracts already claim.
    """
    version = _version(session, version_id, "approved")
    require(actor, Act.APPROVE_BUDGET, version.place)
    if not rules.may_approve(actor.account, [int(author) for author in version.authors or ()]):
        raise Refusal("budget.own_work")
    if not resolution.strip():
        raise Refusal("budget.needs_resolution", "resolution")
    superseded = session.scalars(
        select(Version).where(Version.budget_id == version.budget_id, Version.status == "approved")
    ).all()
    for old in superseded:
        old.status = "superseded"
    version.status = "approved"
    version.approved_by, version.approved_at = actor.account, clock.now()
    version.resolution, version.resolution_on = resolution.strip(), on
    _bring_in_force(session, version)
    benefit = select(Line.beneficiary).where(Line.budget_id == version.budget_id).distinct()
    lineages = register.lineages(session, [version.place, *session.scalars(benefit)])
    scopes = {code for line in lineages.values() for code in line}
    journal.enter(session, actor, Act.APPROVE_BUDGET, version, *superseded, scopes=scopes)
    return version


def _bring_in_force(session: Session, version: Version) -> None:
    """Give every line of the budget the amount of this version, and the totals the difference."""
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
        if amount < line.committed:
            raise Refusal(
                "line.below_committed", line=line.id, committed=line.committed, amount=amount
            )
        moves.append(
            totals.Movement(
                scope=line.beneficiary,
                beneficiary=line.beneficiary,
                year=line.year,
                category=line.category,
                requirement=line.requirement,
                line_requirement=line.requirement,
                purse=line.purse,
                planned=amount - line.amount,
            )
        )
        line.amount = amount
    session.flush()
    totals.keep(session, moves, register.lineages(session, {move.scope for move in moves}))
