"""Outside the annual plan: the purchase follows no line of a plan published before its day.

Why it matters: what is in no plan was not weighed against other needs, and nobody could ask
about it beforehand.
Innocent when: something broke or a grant came after the plan was made, and the sentence beside
the purchase says so.
Source: our reading of the name of red flag R001 of the Open Contracting Partnership (2024);
Article 12(4) of Law No. 72 of 03.04.2015, as quoted in open indicator definitions; the law of 2022
was not seen.
"""

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "R001"
VERSION = "1.0"
STANDING = "default"
OCP = "R001"
NATIONAL = ("P5", "P9")
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where no line of the plan is named though the plan was public on the day, where a
    sentence says that it is outside, or where its line was published only afterwards.

    A call-off rests on its framework. Without a published plan of a known day nothing is said.
    """
    head, known = matter.head, matter.dealing
    if head.kind == "call_off":
        return cannot_say("by_framework")
    if head.plan_line is not None:
        late = known.planned.published_on if known.planned else None
        if late is not None and late > matter.on:
            return noted(planned_after=late)
        return not_raised()
    if head.outside_plan:
        return noted(plan_since=known.plan_since) if known.plan_since else noted()
    if head.status == "draft":
        return cannot_say("not_told_yet")
    if known.plan_since is None or known.plan_since > matter.on:
        return cannot_say("no_plan_known")
    return noted(plan_since=known.plan_since)
