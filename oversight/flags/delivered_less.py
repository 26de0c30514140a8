"""Paid for more than came: more was paid than waybills show to have come, at the contract's
prices.

Why it matters: what never reached the school was paid for, and nobody sees it in the sums alone.
Innocent when: a waybill was not entered yet, or the money is to come back by a refund.
Source: red flag S04 of this project.
"""

from core.money import ZERO
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "S04"
VERSION = "1.0"
STANDING = "default"
OCP = None
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
ROUNDING = 100
"""The hundredth part of what was paid is rounding of unit prices: a default of this project."""


def look(matter: Matter) -> Look:
    """Raised where, after the day of delivery or the end of the contract, payments less refunds are
    more than the worth of what came and did not go back.

    Before that day an advance is no reason to ask. Sums in som, of all contracts that are short.
    """
    if not any(contract.moves for contract in matter.contracts):
        return cannot_say("nothing_paid")
    ahead = [
        (one, one.paid - one.came + one.back)
        for one in matter.fulfilment.handovers
        if one.paid - one.came + one.back > one.paid / ROUNDING
    ]
    if not ahead:
        return not_raised()
    over = matter.head.status == "closed"
    today = matter.head.today
    short = [(one, gap) for one, gap in ahead if over or one.ended_on or one.due_on < today]
    if not short:
        return cannot_say("not_due")
    return noted(
        paid_for=sum((one.paid for one, _ in short), ZERO),
        came_worth=sum((one.came - one.back for one, _ in short), ZERO),
        paid_not_come=sum((gap for _, gap in short), ZERO),
    )
