"""From a draft to a budget in force: one person hands in, another approves."""

from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

import journal
from budgets import rules
from budgets.acts.drafts import empty_version
from budgets.acts.handed_in import fixed
from budgets.acts.in_force import bring_in_force, supersede
from budgets.acts.standing import hearing_over, keep_remainders, nobody_waits, not_ended
from budgets.models import DraftLine, Line, LineVersion, Version
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
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

    A draft is fixed now; one that was put to a hearing was fixed then, and is handed in unchanged.

    Raises:
        NotPermitted: the actor is no officer of the budget's place.
        Refusal: `budget.wrong_order`, `budget.year_closed`, `hearing.not_over` while its hearing is
            to come; `amendment.needs_reason` where a resolution is changed by this version;
            `line.over_remainder`; those of `budgets.acts.handed_in.fixed`.
    """
    version = _version(session, version_id, "submitted")
    require(actor, Act.SUBMIT_BUDGET, version.place)
    not_ended(version.budget)
    amends = select(Version.id).where(
        Version.budget_id == version.budget_id,
        Version.approved_at.is_not(None),
        Version.through.is_(None),
    )
    if session.scalar(amends.limit(1)) is not None and not (reason or "").strip():
        raise Refusal("amendment.needs_reason", "reason")
    fresh: list[Line] = []
    versions: list[LineVersion] = []
    if version.status == "draft":
        fresh, versions = fixed(session, actor, version)
    else:
        hearing_over(session, version)
        version.authors = sorted({str(actor.account), *(version.authors or ())})
    keep_remainders(session, version)
    version.status = "submitted"
    version.reason = (reason or "").strip() or None
    version.submitted_by, version.submitted_at = actor.account, clock.now()
    scopes = register.lineage(session, version.place)
    journal.enter(session, actor, Act.SUBMIT_BUDGET, version, *fresh, *versions, scopes=scopes)
    return version


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
    session: Session,
    actor: Actor,
    version_id: int,
    *,
    resolution: str,
    on: date,
    scan: dict[str, Any] | None = None,
) -> Version:
    """Put a submitted version in force by a resolution; the one before is superseded.

    `scan` is what `core.files.keep` gave of the resolution, for officials and councils to open.

    Raises:
        NotPermitted: the actor is no approver of the place.
        Refusal: `budget.wrong_order`; `budget.own_work`: whoever wrote any part does not approve;
            `budget.needs_resolution`; `date.in_future`; `budget.year_closed`; `transfer.waits`;
            `line.over_remainder` when last year has less left than when it was handed in;
            `line.below_committed` with `line`, `committed` and `amount` in som, when a line would
            fall under what contracts already claim.
    """
    version = _version(session, version_id, "approved")
    require(actor, Act.APPROVE_BUDGET, version.place)
    if not rules.may_approve(actor.account, [int(author) for author in version.authors or ()]):
        raise Refusal("budget.own_work")
    if not resolution.strip():
        raise Refusal("budget.needs_resolution", "resolution")
    clock.not_after_today(on)
    not_ended(version.budget)
    nobody_waits(session, version.budget_id)
    keep_remainders(session, version)
    superseded = supersede(session, version)
    version.status = "approved"
    version.approved_by, version.approved_at = actor.account, clock.now()
    version.resolution, version.resolution_on = resolution.strip(), on
    version.resolution_scan = scan
    lineages = bring_in_force(session, version)
    scopes = {code for line in lineages.values() for code in line}
    journal.enter(session, actor, Act.APPROVE_BUDGET, version, *superseded, scopes=scopes)
    return version
