"""Direct awards just below the limit: several to one supplier in a year, each right under it.

Why it matters: it is worth asking why sums stop short of the limit again and again.
Innocent when: the same service is bought each season at the same price.
Source: our reading of the name of red flag R049 of the Open Contracting Partnership (2024); "just
below" is 90 to 100 per cent of the limit, a default of this project, no norm.
"""

from decimal import Decimal

from core.money import ZERO
from oversight.flags.concerns import direct_awards
from oversight.flags.result import Look, not_raised, noted
from oversight.matter import Matter

CODE = "R049"
VERSION = "1.1"
STANDING = "default"
OCP = "R049"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
LIMITS = ("direct_purchase_year",)
NEAR = Decimal("0.9")
"""From this part of the limit on a sum is just below it: a default of this project, no norm."""
LEAST = 2
"""So many purchases are several; lots of one are not."""


def look(matter: Matter) -> Look:
    """Raised by a direct award just below the limit when there was another such one before it,
    of the same holder, supplier and fiscal year; the limit is that of this purchase's day."""
    found = direct_awards(matter)
    if isinstance(found, Look):
        return found
    limit, same = found
    least = limit.amount * NEAR
    if not least <= same.bought[-1].amount <= limit.amount:
        return not_raised()
    near = [one for one in same.bought if least <= one.amount <= limit.amount]
    purchases = list(dict.fromkeys(one.purchase for one in near))
    if len(purchases) < LEAST:
        return not_raised()
    return noted(
        suppliers=[same.supplier],
        purchases=purchases,
        sum=sum((one.amount for one in near), ZERO),
        threshold=limit.amount,
        threshold_standing=limit.standing,
        threshold_source=limit.source,
    )
