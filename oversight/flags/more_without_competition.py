"""More of what was never competed for: a purchase of more rests on no competition.

Why it matters: buying more from the same supplier is allowed because that one once won; where
nobody won, the exception stands on nothing.
Innocent when: the competition was held before records began here, or by another office.
Source: number 2 of the national set, made under the law of 2015; what the law of 2022 says was not
found.
"""

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "K02"
VERSION = "1.0"
STANDING = "default"
OCP = None
NATIONAL = ("2", "KRAI5", "KRAI8", "NEW2")
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where all that the holder bought from the supplier before was bought directly.

    Where nothing was bought before, records may be too young: then nothing is said.
    """
    more = matter.dealing.additional
    if more is None:
        return cannot_say("not_additional")
    if not more.before:
        return cannot_say("nothing_before")
    if any(one.competitive for one in more.before):
        return not_raised()
    return noted(suppliers=[more.supplier], purchases=[one.purchase for one in more.before])
