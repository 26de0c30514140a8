"""Supplier on the list of unreliable ones: it stood there on the day it was chosen.

Why it matters: the list names those who, as an office found, did not keep to contracts or rules.
Innocent when: the entry was ended or taken back, and the list brought in here is older.
Source: our reading of the name of red flag R046 of the Open Contracting Partnership (2024); Article
5(2) of Law No. 72 of 03.04.2015, as quoted in open indicator definitions; what the law of 2022 says
was not found.
"""

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "R046"
VERSION = "1.0"
STANDING = "default"
OCP = "R046"
NATIONAL = ("P1",)
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where an awarded supplier was on the official list on the day of the award.

    Matched by tax number. Without a list that an editor brought in nothing is said.
    """
    known = matter.dealing
    if not known.awards:
        return cannot_say("no_award")
    if not known.listing:
        return cannot_say("no_list")
    for one in known.awards:
        if one.listed_since is not None:
            return noted(suppliers=[one.supplier], listed_since=one.listed_since)
    return not_raised()
