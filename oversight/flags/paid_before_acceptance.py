"""Paid before acceptance: money had left before an acceptance act said that the goods came.

Why it matters: once the money has gone, nobody hurries to bring the goods; this is the commonest
loss in small purchases.
Innocent when: the contract names an advance, or the act was signed on the spot and entered with
a later day.
Source: red flag S03 of this project; payments stay within what was accepted (docs/decisions/0001).
"""

from datetime import date
from decimal import Decimal
from itertools import groupby

from core.money import ZERO
from oversight.flags.result import Look, cannot_say, not_raised, raised
from oversight.matter import Agreed, Matter, Move

CODE = "S03"
VERSION = "1.1"
STANDING = "default"
OCP = None
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where on the day of a payment more was paid than acts up to that day had accepted.

    What was accepted on the same day counts. Refunds are taken off, also those of the same day.
    Facts are those of the day that ran furthest ahead, with its last payment, and what is ahead
    today: beyond the contract's advance that is refused (`payment.over_accepted`). Sums in som.
    """
    paid = [contract for contract in matter.contracts if contract.moves]
    if not paid:
        return cannot_say("nothing_paid")
    worst: tuple[Decimal, Move, Decimal] | None = None
    for contract in paid:
        for move, net in _paid_by(contract):
            ahead = net - _accepted(contract, move.on)
            if ahead > 0 and (worst is None or ahead > worst[0]):
                worst = (ahead, move, net)
    if worst is None:
        return not_raised(paid=sum((_net(contract) for contract in paid), ZERO))
    ahead, move, net = worst
    left = [(contract, max(_net(contract) - _accepted(contract), ZERO)) for contract in paid]
    refused = any(still > contract.advance_limit for contract, still in left)
    return raised(
        refused_by="payment.over_accepted" if refused else None,
        ahead=ahead,
        paid_on=move.on,
        document=move.document,
        paid_by_then=net,
        accepted_by_then=net - ahead,
        still_ahead=sum((still for _, still in left), ZERO),
    )


def _paid_by(contract: Agreed) -> list[tuple[Move, Decimal]]:
    """The last payment of each day (refund, where there is none), with what was paid net of refunds
    at the end of it: of one day nobody knows whether money went first or came back first."""
    found, net = [], ZERO
    for _, moves in groupby(sorted(contract.moves, key=_day), key=_day):
        those = list(moves)
        net += sum((move.signed for move in those), ZERO)
        payments = [move for move in those if move.signed > 0]
        found.append(((payments or those)[-1], net))
    return found


def _day(move: Move) -> date:
    return move.on


def _accepted(contract: Agreed, day: date = date.max) -> Decimal:
    """The value of what acts up to and with that day accepted, som."""
    return sum((amount for on, amount in contract.accepted if on <= day), ZERO)


def _net(contract: Agreed) -> Decimal:
    return sum((move.signed for move in contract.moves), ZERO)
