"""What a purchase's page says of the law and the plan: its ground, its line, or why it has none."""

from typing import Any

from core import clock
from procurement.ground_rules import OTHER
from procurement.reports import plan
from procurement.reports.desk_file import PurchaseFile
from procurement.reports.trail_parts import Trail
from register import profile
from tracker import formats
from tracker.extensions import db
from tracker.plan_line_words import ground_of


def facts(bought: Trail | PurchaseFile) -> dict[str, Any]:
    """The ground with its law and, of a default, the notice that it is one; the line of the plan
    (number, title, language), and whether the place has a plan that the purchase stands outside of.

    Told alike to everybody and to the office (macros/reasons.html).
    """
    on = bought.planned_on or bought.announced_on or clock.today()
    other = bought.method_ground == OTHER
    ground = None if other else ground_of(bought.method_ground, bought.method, on)
    by_default = ground is not None and ground.standing == "default"
    notice = profile.load().notices["default_value"].told(formats.language())[0]
    line = plan.line_of_purchase(db.session(), bought.id) if bought.plan_line_id else None
    return {
        "ground": ground,
        "ground_notice": notice if by_default else None,
        "other_ground": other,
        "plan_line": line,
        "outside": line is None and plan.is_published(db.session(), bought.place, bought.year),
    }
