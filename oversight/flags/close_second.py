"""Second offer very near: the second lowest valid offer is hardly above the one that won.

Why it matters: a supplier in league with another can offer a little more, so that it looks like a
contest.
Innocent when: prices are set by the state, or everybody buys from the same wholesale list.
Source: red flag R024 as Cardinal of the Open Contracting Partnership defines it; where its fence is
not above zero, a fixed share of 1%: its settings allow one, and its example has 5%.
"""

from decimal import Decimal

from oversight.flags.offers import second_offer
from oversight.flags.result import Look, not_raised, noted
from oversight.matter import Matter

CODE = "R024"
VERSION = "1.0"
STANDING = "default"
OCP = "R024"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
CLOSE = Decimal("0.01")
"""A default of this project, no norm: sellers of one village are often within 5% of each other."""


def look(matter: Matter) -> Look:
    """Raised where (second - winner) / winner is at most the lower fence of all contests.

    Each lot is a contest of its own; facts are those of the nearest. Left out are contests whose
    lowest valid offer did not win, as where not price alone decides.
    """
    found = second_offer(matter, CODE, CLOSE, min)
    if isinstance(found, Look):
        return found
    near, share, facts = found
    facts["suppliers"] = (near.winner, near.second)
    return noted(**facts) if near.ratio <= share else not_raised(**facts)
