"""Direct awards to one supplier over the limit: together they exceed it within the year.

Why it matters: each of them was small enough to go without competition, their sum was not.
Innocent when: the needs had nothing to do with each other, or the village has one shop.
Source: our reading of the name of red flag R055 of the Open Contracting Partnership (2024), whose
sum is that of a buyer's direct awards to one supplier; number 17 of the national set.
"""

from core.money import ZERO
from oversight.dealing import six
from oversight.flags.concerns import direct_awards
from oversight.flags.result import Look, not_raised, noted
from oversight.matter import Matter

CODE = "R055"
VERSION = "1.1"
STANDING = "default"
OCP = "R055"
NATIONAL = ("17", "KRAI26")
PUBLIC = True
VALID = (None, None)
LIMITS = ("direct_purchase_year",)
LEAST = 2
"""One purchase by itself, in lots or not, is no sum of several."""


def look(matter: Matter) -> Look:
    """Raised by the award with which a holder's direct awards to one supplier in the fiscal year
    exceed the limit in force on its day, and by later ones. Help in kind is no purchase.

    Facts: the sum, each purchase counted, and what of it was spent on things with the same first
    six digits of the item code as this one, som.
    """
    found = direct_awards(matter)
    if isinstance(found, Look):
        return found
    limit, same = found
    purchases = list(dict.fromkeys(one.purchase for one in same.bought))
    if same.total <= limit.amount or len(purchases) < LEAST:
        return not_raised()
    own = {six(line.item_code) for line in matter.lines} - {None}
    alike = [one.amount for one in same.bought if own & one.classes]
    return noted(
        suppliers=[same.supplier],
        purchases=purchases,
        sum=same.total,
        sum_same_class=sum(alike, ZERO),
        threshold=limit.amount,
        threshold_standing=limit.standing,
        threshold_source=limit.source,
    )
