"""Simplified method over its limit: the sum was too large for a simplified competition.

Why it matters: simplified competitions are shorter and ask for less, so fewer can take part.
Innocent when: the limit changed between the plan and the purchase.
Source: number 16 of the national set; Article 19 of Law No. 72 of 03.04.2015, as quoted in open
indicator definitions; the limit of the law of 2022 was not found.
"""

from typing import Any

from oversight.flags.concerns import not_competitive
from oversight.flags.result import Look, cannot_say, not_raised, raised
from oversight.matter import Matter

CODE = "K16"
VERSION = "1.1"
STANDING = "default"
OCP = None
NATIONAL = ("16", "KRAI13")
PUBLIC = True
VALID = (None, None)
LIMITS = ("simplified_most",)


def look(matter: Matter) -> Look:
    """Raised where a purchase by a simplified method is above the limit in force on its day, som.

    Where no limit of the day is known nothing is said.
    """
    if (beside := not_competitive(matter)) is not None:
        return beside
    known = matter.dealing
    if not known.simplified:
        return cannot_say("other_method")
    if known.ceiling is None:
        return cannot_say("no_threshold")
    told: dict[str, Any] = {
        "estimate": matter.amount,
        "threshold": known.ceiling.amount,
        "threshold_standing": known.ceiling.standing,
        "threshold_source": known.ceiling.source,
    }
    return raised(**told) if matter.amount > known.ceiling.amount else not_raised(**told)
