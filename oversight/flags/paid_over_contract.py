"""Paid over the contract: more was paid than the contract says.

Why it matters: whatever is paid beyond the contract was never agreed, and nobody has to deliver
anything for it.
Innocent when: the contract was raised by a further agreement that has not been entered yet.
Source: our reading of the name of red flag R068 of the Open Contracting Partnership (2024).
"""

from core.money import ZERO
from oversight.flags.result import Look, cannot_say, not_raised, raised
from oversight.matter import Matter

CODE = "R068"
VERSION = "1.0"
STANDING = "default"
OCP = "R068"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where payments less refunds are more than the contract, som.

    Our own acts refuse it (`payment.over_contract`), with a CHECK behind them. Facts are those of
    the contract most is paid over.
    """
    paid = [
        (sum((move.signed for move in contract.moves), ZERO), contract.amount)
        for contract in matter.contracts
        if contract.moves
    ]
    if not paid:
        return cannot_say("nothing_paid")
    net, agreed = max(paid, key=lambda pair: pair[0] - pair[1])
    if net <= agreed:
        return not_raised(paid=net, contract=agreed)
    return raised(refused_by="payment.over_contract", paid=net, contract=agreed, over=net - agreed)
