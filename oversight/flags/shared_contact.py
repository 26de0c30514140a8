"""Bidders with one contact: two suppliers in one competition gave the same contact.

Why it matters: two offers from one hand are no competition.
Innocent when: they rent rooms in one market or house, or one accountant serves both.
Source: our reading of the names of red flags R042 and R044 of the Open Contracting Partnership
(2024); number 1 of the national set. For councils only, until somebody confirmed it.
"""

from oversight.flags.concerns import not_competitive
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "R042"
VERSION = "1.1"
STANDING = "default"
OCP = "R042"
NATIONAL = ("1", "KRAI27", "NEW1")
PUBLIC = False
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where the telephone, e-mail or address of two bidders is one and the same.

    Of at least two bidders a contact of one kind must be known. Compared are contacts as papers of
    purchases name them, in the form they are matched in. The facts name the kind of contact and
    the suppliers' numbers, never the contact.
    """
    if (beside := not_competitive(matter)) is not None:
        return beside
    known = matter.dealing
    if known.bidders < 2:
        return cannot_say("few_contacts", have=known.bidders, need=2)
    if not known.shared:
        return not_raised(bidders=known.bidders)
    return noted(
        contact_kinds=sorted({one.kind for one in known.shared}),
        suppliers=sorted({n for one in known.shared for n in (one.first, one.second)}),
        bidders=known.bidders,
    )
