"""Bought directly against the plan: the plan promised a competition, and there was none.

Why it matters: suppliers waited for a competition that the plan had announced to everybody.
Innocent when: the competition was held and failed, or the plan was changed too late.
Source: our reading of the name of red flag R012 of the Open Contracting Partnership (2024).
"""

from oversight.flags.concerns import not_direct
from oversight.flags.result import Look, cannot_say, not_raised, raised
from oversight.matter import Matter

CODE = "R012"
VERSION = "1.0"
STANDING = "default"
OCP = "R012"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where the line of the plan names a competitive method and the purchase is direct."""
    if (beside := not_direct(matter)) is not None:
        return beside
    planned = matter.dealing.planned
    if planned is None:
        return cannot_say("no_plan_line")
    if planned.competitive is None:
        return cannot_say("plan_names_no_method")
    if not planned.competitive:
        return not_raised()
    return raised(plan_line=matter.head.plan_line)
