"""Supplier of everything: the chosen supplier sells things of far more kinds than other suppliers
do.

Why it matters: who sells everything seldom makes any of it, so that each thing may cost more than
elsewhere.
Innocent when: it is the one shop of the village, or a wholesaler of school supplies.
Source: red flag R048 as Cardinal of the Open Contracting Partnership defines it, of suppliers
chosen in at least 5 purchases where it asks for 20, and never below 4 divisions.
"""

from decimal import Decimal

from oversight.bidding import PROCESSES
from oversight.flags.offers import CANCELLED, NOT_AWARDED, NOT_COMPARED
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "R048"
VERSION = "1.0"
STANDING = "default"
OCP = "R048"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
FEWEST = Decimal(4)
"""Divisions; fewer are never many: a default of this project, no norm."""


def look(matter: Matter) -> Look:
    """Raised where a supplier chosen here was chosen for items of as many divisions (the first two
    digits of their codes) as the upper fence of all suppliers, as counted last night; of whatever
    method."""
    suppliers = matter.bidding.suppliers
    if not suppliers:
        return NOT_AWARDED
    if matter.head.status == "cancelled":
        return CANCELLED
    fence = matter.measures.of(CODE, "fence")
    if fence is None:
        return NOT_COMPARED
    told = [(one, matter.measures.of(CODE, "divisions", str(one))) for one in suppliers]
    found = [(kinds.value, supplier, kinds.count) for supplier, kinds in told if kinds]
    if not found:
        return cannot_say("seldom_chosen", need=PROCESSES)
    kinds, _, chosen = max(found)
    least = max(fence.value, FEWEST)
    facts = {"divisions": kinds, "many_divisions": least, "chosen": chosen}
    out = [supplier for value, supplier, _ in found if value >= least]
    return noted(suppliers=out, **facts) if out else not_raised(**facts)
