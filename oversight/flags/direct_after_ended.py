"""Direct soon after a competition was ended: the same class of things, within five days.

Why it matters: a competition given up and a direct purchase right after it leave open whether
others could have offered.
Innocent when: no offer came, and the thing could not wait.
Source: number 4 of the national set, made under the law of 2015; five days are those of its
published definition.
"""

from oversight.flags.concerns import not_direct
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter, item_class

CODE = "K04"
VERSION = "1.0"
STANDING = "default"
OCP = None
NATIONAL = ("4", "P6")
PUBLIC = True
VALID = (None, None)
DAYS = 5
"""Days from the end of the competition: those of number 4 of the national set."""


def look(matter: Matter) -> Look:
    """Raised where the holder ended a competition or a lot of the same class (four digits of the
    item code) up to 5 days before the direct purchase was put into the plan."""
    if (beside := not_direct(matter)) is not None:
        return beside
    if not matter.dealing.ended:
        return not_raised()
    own = {item_class(line.item_code) for line in matter.lines} - {None}
    if not own:
        return cannot_say("no_item_code")
    for one in matter.dealing.ended:
        if own & one.classes and 0 <= (matter.on - one.on).days <= DAYS:
            return noted(purchases=[one.purchase], ended_on=one.on)
    return not_raised()
