"""Contract far from its award: its sum, as it stands, is a tenth above or below what was awarded.

Why it matters: the choice was made at one sum and the money went by another.
Innocent when: part of the goods could not come, or a further agreement follows an official index.
Source: our reading of the name of red flag R059 of the Open Contracting Partnership (2024); a tenth
is a default of this project, no norm.
"""

from decimal import Decimal

from oversight.flags.concerns import percent
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "R059"
VERSION = "1.1"
STANDING = "default"
OCP = "R059"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
APART = Decimal(10)
"""Per cent of the award: a default of this project, no norm."""


def look(matter: Matter) -> Look:
    """Raised where a contract as last amended is at least 10 per cent off its award, either way.

    What was set free because it never came is counted in. Facts are of the one furthest off, som.
    """
    signed = [
        (percent(one.agreed, one.amount), one)
        for one in matter.dealing.awards
        if one.agreed is not None
    ]
    if not signed:
        return cannot_say("not_signed")
    share, most = max(signed, key=lambda pair: abs(pair[0] - 100))
    assert most.agreed is not None
    told = {"award": most.amount, "agreed": most.agreed, "of_award": share}
    far = abs(most.agreed - most.amount) * 100 >= most.amount * APART
    return noted(**told) if far else not_raised(**told)
