"""Late, or not delivered: the day of delivery passed, and not all had come by then.

Why it matters: a child goes without what was bought for it, while the money is bound in a
contract.
Innocent when: the road was closed, the school asked to wait, or a waybill was entered late.
Source: our reading of the name of red flag R067 of the Open Contracting Partnership (2024).
"""

from core.money import ZERO
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "R067"
VERSION = "1.1"
STANDING = "default"
OCP = "R067"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where a contract's day passed before all of it had come, or came later than that.

    What came is what waybills name; goods refused and not sent again have come. Facts are the day
    of the contract that is latest, and the worth of all that did not come, som. A contract that
    ended, or was closed with its purchase, before its day is not judged.
    """
    if matter.head.kind == "framework":
        return cannot_say("only_call_offs_deliver")
    if not matter.contracts:
        return cannot_say("no_contract")
    if not matter.fulfilment.handovers:
        return not_raised()
    today = matter.head.today
    failed = [one for one in matter.fulfilment.handovers if one.failed(today)]
    if failed:
        worst = max(failed, key=lambda one: one.days_late(today))
        late = worst.days_late(today)
        undelivered = sum((one.missing for one in failed), ZERO)
        facts = {"days_late": late, "undelivered": undelivered}
        return noted(due_on=worst.due_on, **{name: one for name, one in facts.items() if one})
    if any(one.missing and not one.ended_on for one in matter.fulfilment.handovers):
        return cannot_say("not_due")
    return not_raised()
