"""Direct award amended over the limit: chosen within it, and raised above it afterwards.

Why it matters: a contract that grows past the limit was never put to a competition of its size.
Innocent when: prices rose by an official index, or hidden damage was found during repairs.
Source: our reading of the name of red flag R054 of the Open Contracting Partnership (2024).
"""

from oversight.flags.concerns import not_direct
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "R054"
VERSION = "1.0"
STANDING = "default"
OCP = "R054"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
LIMITS = ("direct_purchase_year",)


def look(matter: Matter) -> Look:
    """Raised where a direct award is within the limit of its day and its contract, as last
    amended, is above it. What was set free because it never came is counted in, som."""
    if (beside := not_direct(matter)) is not None:
        return beside
    limit = matter.limit
    if limit is None:
        return cannot_say("no_threshold")
    signed = [one for one in matter.dealing.awards if one.agreed is not None]
    if not signed:
        return cannot_say("not_signed")
    for one in signed:
        if one.agreed is not None and one.amount <= limit.amount < one.agreed:
            return noted(
                award=one.amount,
                agreed=one.agreed,
                threshold=limit.amount,
                threshold_standing=limit.standing,
                threshold_source=limit.source,
            )
    return not_raised()
