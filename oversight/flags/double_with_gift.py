"""Given and bought: the same school was given in kind what public money bought at about that
time.

Why it matters: one of the two was not needed, and some other lack stays.
Innocent when: the school needed both, or the gift replaced what the purchase had not brought yet.
Source: red flag S06 of this project.
"""

from core.money import ZERO
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter
from procurement.rules import NEVER_BOUGHT

CODE = "S06"
VERSION = "1.0"
STANDING = "default"
OCP = None
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
DAYS = 180
"""So many days apart both are of one time: a default of this project, no norm."""


def look(matter: Matter) -> Look:
    """Raised where a gift in kind for the same requirement of the same school came within 180 days
    of the day the purchase was planned, before or after. Worth in som, as the gift was valued.

    What is itself paid by gifts is not compared.
    """
    gifts = matter.fulfilment.gifts
    if gifts is None:
        return cannot_say("no_gifts")
    if matter.head.status in NEVER_BOUGHT:
        return not_raised()
    near = [one for one in gifts if abs((one.on - matter.on).days) <= DAYS]
    if not near:
        return not_raised()
    return noted(
        gift_requirements=sorted({one.requirement for one in near}),
        gift_schools=sorted({one.school for one in near}),
        gift_worth=sum((one.value for one in near), ZERO),
        gift_on=max(one.on for one in near),
    )
