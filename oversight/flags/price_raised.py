"""Price raised by agreement: the contract costs more than the award it was signed on.

Why it matters: others lost the competition, or were never asked, at a price that did not hold.
Innocent when: prices rose by an official index, or more was agreed for the same money's worth.
Source: our reading of the name of red flag R069 of the Open Contracting Partnership (2024);
indicator KRAI17 of the national methodology.
"""

from oversight.flags.concerns import percent
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "R069"
VERSION = "1.0"
STANDING = "default"
OCP = "R069"
NATIONAL = ("KRAI17",)
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where a contract as last amended is above its award, som.

    Quantities cannot be changed by a further agreement here, so a higher sum is a higher price.
    """
    signed = [one for one in matter.dealing.awards if one.agreed is not None]
    if not signed:
        return cannot_say("not_signed")
    for one in signed:
        if one.agreed is not None and one.agreed > one.amount:
            return noted(
                award=one.amount, agreed=one.agreed, of_award=percent(one.agreed, one.amount)
            )
    return not_raised()
