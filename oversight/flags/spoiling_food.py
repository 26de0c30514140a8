"""Food that spoils, on idle days: it came when no lessons were held, that day or for days after.

Why it matters: food that nobody eats in time spoils, or never came at all.
Innocent when: a camp or extra lessons were held, or the school has a freezer and says so.
Source: red flag S08 of this project; the days of school are those of the country profile.
"""

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "S08"
VERSION = "1.0"
STANDING = "default"
OCP = None
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where things that spoil quickly came on a day without lessons, with none for 3 more.

    What spoils, and after how many days, is the country profile's (`perishables`), by item code; a
    day on which the school itself counted meals is a day of lessons.
    """
    days = matter.fulfilment.spoiling
    if days is None:
        return cannot_say("nothing_spoils")
    if not days:
        return not_raised()
    return noted(idle_on=days[0], idle_deliveries=len(days))
