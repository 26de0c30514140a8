"""No ground for going without competition: none is named, or one that was not in force.

Why it matters: buying without competition is an exception, and only its ground shows that it
was allowed.
Innocent when: the ground exists and was entered under another name.
Source: our reading of the name of red flag R010 of the Open Contracting Partnership (2024); the
grounds of the country profile, each with its own standing (docs/law.md).
"""

from datetime import date
from functools import lru_cache

from oversight.flags.concerns import NO_METHOD, OTHER_METHOD
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter
from procurement import ground_rules
from register import profile

CODE = "R010"
VERSION = "1.0"
STANDING = "default"
OCP = "R010"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where a public direct purchase names no ground, "other" without words, or a ground
    its law did not name on the day. Our own acts refuse that; facts from elsewhere may hold it.

    A call-off rests on its framework; in a draft the ground may still be chosen.
    """
    head = matter.head
    if matter.competitive or not head.method:
        return OTHER_METHOD if matter.competitive else NO_METHOD
    if head.kind == "call_off":
        return cannot_say("by_framework")
    if head.status == "draft" and head.ground is None:
        return cannot_say("not_told_yet")
    told = bool((head.method_reason or "").strip())
    wrong = _wrong(head.method, head.ground, told, matter.on)
    if wrong is None:
        return not_raised()
    return noted(ground=wrong)


@lru_cache(maxsize=10_000)
def _wrong(method: str, ground: str | None, told: bool, on: date) -> str | None:
    """What is wrong with a ground on a day: of many purchases few differ in that."""
    law = profile.load()
    text = "told" if told else None
    return ground_rules.wrong(law.method(method), ground, text, law.grounds, on)
