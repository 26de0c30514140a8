"""More, and more again: the same thing was bought on the ground of buying more at least twice.

Why it matters: the exception is for a small remainder; repeated, it takes the place of a
competition.
Innocent when: both together stay within the share the ground allows.
Source: number 3 of the national set, made under the law of 2015; what the law of 2022 says was not
found.
"""

from oversight.dealing import six
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "K03"
VERSION = "1.0"
STANDING = "default"
OCP = None
NATIONAL = ("3", "NEW3")
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised by the second purchase of more, of one holder and supplier, of things with the same
    first six digits of the item code, and by later ones."""
    more = matter.dealing.additional
    if more is None:
        return cannot_say("not_additional")
    own = {six(line.item_code) for line in matter.lines} - {None}
    if not own:
        return cannot_say("no_item_code")
    again = [one.purchase for one in more.before if one.additional and own & one.classes]
    if not again:
        return not_raised()
    return noted(suppliers=[more.supplier], purchases=again)
