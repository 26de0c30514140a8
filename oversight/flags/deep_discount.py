"""Far below the next offer: the offer that won lies far below the second lowest.

Why it matters: what is so cheap may not be what was asked for; with food that is a danger.
Innocent when: the seller is the maker, is near, or sells what is left of a season.
Source: red flag R058 as Cardinal of the Open Contracting Partnership defines it; where its fence is
not above zero, its example of a fixed share of one half.
"""

from decimal import Decimal

from oversight.flags.offers import second_offer
from oversight.flags.result import Look, not_raised, noted
from oversight.matter import Matter

CODE = "R058"
VERSION = "1.0"
STANDING = "default"
OCP = "R058"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
DEEP = Decimal("0.5")
"""The fixed share in the documentation of Cardinal."""


def look(matter: Matter) -> Look:
    """Raised where (second - winner) / winner reaches the upper fence of all contests.

    Each lot is a contest of its own; facts are those of the furthest. Contests whose lowest valid
    offer did not win are left out.
    """
    found = second_offer(matter, CODE, DEEP, max)
    if isinstance(found, Look):
        return found
    near, share, facts = found
    facts["suppliers"] = (near.winner,)
    return noted(**facts) if near.ratio >= share else not_raised(**facts)
