"""Amended often: the contract was changed three times or more, or changes came close together.

Why it matters: a contract that keeps changing was not planned, or rests on a price that could
not hold.
Innocent when: only the day of delivery moved, for snow, a closed road or the school's repairs.
Source: our reading of the name of red flag R064 of the Open Contracting Partnership (2024); three
changes, and changes oftener than every 90 days, are used by indicators of the Prozorro system.
"""

from datetime import date

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "R064"
VERSION = "1.0"
STANDING = "default"
OCP = "R064"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
MOST = 3
"""So many changes are many: a default of this project, no norm here."""
DAYS = 90
"""Changes nearer to each other than this are close: likewise."""


def look(matter: Matter) -> Look:
    """Raised where a contract has 3 further agreements, or 2 with less than 90 days from one to
    the next on the average since it was signed."""
    signed = [one for one in matter.dealing.awards if one.signed_on is not None]
    if not signed:
        return cannot_say("not_signed")
    most = max(signed, key=lambda one: one.amendments)
    if most.amendments < 2 or most.signed_on is None or most.amended_on is None:
        return not_raised()
    if most.amendments < MOST and not _close(most.signed_on, most.amended_on, most.amendments):
        return not_raised(amendments=most.amendments)
    return noted(amendments=most.amendments, signed_on=most.signed_on, amended_on=most.amended_on)


def _close(signed_on: date, amended_on: date, amendments: int) -> bool:
    return (amended_on - signed_on).days < DAYS * amendments
