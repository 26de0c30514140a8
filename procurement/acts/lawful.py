"""What a purchase names of the law and of the plan: its ground, its line, or why there is none.

Steps of `procurement.acts.drafts`, which permits and writes.
"""

from datetime import date

from sqlalchemy.orm import Session

from core.errors import Refusal
from procurement import ground_rules
from procurement.acts.values import PurchaseValues
from procurement.models import PlanLine, Purchase
from procurement.reports.plan import is_published
from register import profile
from register.profile import Method


def check_named(session: Session, purchase: Purchase, values: PurchaseValues) -> None:
    """The ground and the plan line a draft names are there at all.

    Raises:
        Refusal: `ground.unknown`; `plan_line.unknown` for a line that is not published, withdrawn,
            or of another place or year.
    """
    known = {one.code for one in profile.load().grounds} | {ground_rules.OTHER, None}
    if values.method_ground not in known:
        raise Refusal("ground.unknown", "method_ground", ground=values.method_ground)
    if values.plan_line_id is None:
        return
    line = session.get(PlanLine, values.plan_line_id)
    own = line is not None and (line.place, line.year) == (purchase.place, purchase.year)
    if line is None or not own or line.status is not None:
        raise Refusal("plan_line.unknown", "plan_line", line=values.plan_line_id)


def kept(values: PurchaseValues) -> tuple[str | None, str | None]:
    """The ground and the sentence that are kept: a competitive purchase has no ground, one that
    follows the plan nothing to explain."""
    competitive = profile.load().method(values.method).competitive
    why = (values.outside_plan or "").strip() or None
    return (
        None if competitive else values.method_ground,
        why if values.plan_line_id is None else None,
    )


def check_planned(session: Session, purchase: Purchase, method: Method, on: date) -> None:
    """What is published names why it goes without competition, and why it is in no plan.

    A call-off rests on what its framework named.

    Raises:
        Refusal: those of `procurement.ground_rules.wrong`; `purchase.outside_plan` where the
            place has a published plan of the year, the purchase follows no line of it, and no
            sentence says why.
    """
    if purchase.kind == "call_off":  # its framework named them
        return
    grounds = profile.load().grounds
    code = ground_rules.wrong(method, purchase.method_ground, purchase.method_reason, grounds, on)
    if code is not None:
        raise Refusal(code, "method_ground", on=on)
    if purchase.plan_line_id is not None or purchase.outside_plan:
        return
    if is_published(session, purchase.place, purchase.year):
        raise Refusal("purchase.outside_plan", "outside_plan")
