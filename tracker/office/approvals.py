"""What waits to be approved by another than who entered it."""

from flask import render_template

from budgets import rules
from budgets.reports import drafts, standing
from core.access import Act, Role, may
from tracker.edge import actor
from tracker.extensions import db
from tracker.office import office
from tracker.office.doorstep import HOLDERS
from tracker.office.names import Names


@office.get("/approvals")
def approvals_list() -> str:
    """Budgets handed in and transfers asked for, the longest waiting first."""
    who = actor()
    places = who.holds(*HOLDERS)
    names = Names()
    waiting = [one for one in drafts.versions(db.session, places) if one.status == "submitted"]
    asked = standing.transfers(db.session, places, status="asked")
    sides = [side for one in asked for side in (one.giving, one.taking)]
    names.know({*places, *(side.beneficiary for side in sides)})
    return render_template(
        "office/approvals.html",
        called=names,
        versions=sorted(waiting, key=lambda one: str(one.submitted_at)),
        transfers=sorted(asked, key=lambda one: one.asked_at),
        approves=lambda place: may(who, Act.APPROVE_BUDGET, place),
        is_own=lambda one: not rules.may_approve(who.account, one.authors),
        account=who.account,
        approver=bool(who.holds(Role.APPROVER)),
    )
