"""What a purchase's page says of the law and the plan: its ground, its line, or why it has none."""

from typing import Any

from core import clock
from procurement.ground_rules import OTHER
from procurement.reports import plan
from procurement.reports.trail_parts import Trail
from tracker.extensions import db
from tracker.plan_line_words import ground_of


def facts(trail: Trail) -> dict[str, Any]:
    """The ground with its law, the line of the plan (number, title, language), and whether the
    place has a plan that the purchase stands outside of."""
    on = trail.planned_on or trail.announced_on or clock.today()
    other = trail.method_ground == OTHER
    line = plan.line_of_purchase(db.session(), trail.id) if trail.plan_line_id else None
    return {
        "ground": None if other else ground_of(trail.method_ground, trail.method, on),
        "other_ground": other,
        "plan_line": line,
        "outside": line is None and plan.is_published(db.session(), trail.place, trail.year),
    }
