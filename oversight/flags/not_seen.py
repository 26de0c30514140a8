"""Bought, and not seen: a council counted fewer at a school than acceptance acts had brought
there.

Why it matters: what is not in the school was not delivered, was taken elsewhere, or is not kept.
Innocent when: things were locked away, lent to another school, used up, or broken and written
off.
Source: red flag S09 of this project.
"""

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "S09"
VERSION = "1.1"
STANDING = "default"
OCP = None
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where the last count of a council at a school is below what acceptances had brought
    it towards a requirement and had not lapsed, or its last visit looked for that and saw none.
    Facts are those of the largest gap.
    """
    if not matter.fulfilment.visited:
        return cannot_say("no_visit")
    short = matter.fulfilment.not_seen
    if not short:
        return not_raised()
    worst = max(short, key=lambda one: one.brought - one.seen)
    return noted(
        brought=worst.brought,
        seen=worst.seen,
        seen_on=worst.seen_on,
        seen_requirements=sorted({one.requirement for one in short}),
        seen_schools=sorted({one.school for one in short}),
    )
