"""All others rejected: every offer but that of the chosen supplier was rejected.

Why it matters: whoever is to win wins, if all others can be sent away.
Innocent when: the others truly lacked a paper everybody was asked for; the protocol says which.
Source: red flag R035 as Cardinal of the Open Contracting Partnership defines it.
"""

from oversight.cardinal import one
from oversight.flags.offers import FEW_OFFERS, of_lot, unawarded
from oversight.flags.result import Look, not_raised, noted
from oversight.matter import Matter

CODE = "R035"
VERSION = "1.0"
STANDING = "default"
OCP = "R035"
NATIONAL = ("KRAI29",)
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where one supplier alone was left in a lot, was chosen, and at least one other was
    rejected. The national KRAI29 asks for three others; their number is among the facts."""
    early = unawarded(matter)
    if early:
        return early
    contests = matter.bidding.contests
    out = max(contests, key=lambda contest: one.others_disqualified(contest.process))
    others = one.others_disqualified(out.process)
    if others:
        return noted(**of_lot(out.lot), rejected=others)
    several = any(len(contest.process.bids) > 1 for contest in contests)
    return not_raised(rejected=0) if several else FEW_OFFERS
