"""Supplier that wins only here: it won five competitions of this holder and none anywhere else.

Why it matters: it is worth asking why a supplier good for one buyer wins with no other.
Innocent when: it is the village's own shop or workshop, and others are too far away for it.
Source: number 14 of the national set, made under the law of 2015; five wins are a default of this
project, no norm.
"""

from oversight.flags.concerns import not_competitive
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "K14"
VERSION = "1.1"
STANDING = "default"
OCP = None
NATIONAL = ("14", "KRAI28")
PUBLIC = True
VALID = (None, None)
LEAST = 5
"""Fewer competitions won here tell nothing: a default of this project, no norm."""


def look(matter: Matter) -> Look:
    """Raised where a supplier chosen by competition has at least 5 awards by competition of this
    holder and none of any other buyer on record."""
    if (beside := not_competitive(matter)) is not None:
        return beside
    awards = matter.dealing.awards
    if not awards:
        return cannot_say("no_award")
    for one in awards:
        if not one.elsewhere and one.here >= LEAST:
            return noted(suppliers=[one.supplier], wins_here=one.here)
    if any(one.elsewhere for one in awards):
        return not_raised()
    return cannot_say("too_few", have=max(one.here for one in awards), need=LEAST)
