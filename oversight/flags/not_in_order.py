"""Not as agreed: what came was refused, went back, or is told to be incomplete or bad.

Why it matters: what does not keep to the contract protects no child, and is paid like what does.
Innocent when: what was refused came again in order, or those who told of it meant something else.
Source: our reading of the name of red flag R073 of the Open Contracting Partnership (2024).
"""

from core.money import ZERO
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.fulfilment import Wanting
from oversight.matter import Matter
from oversight.voices.rules import INDEPENDENT

CODE = "R073"
VERSION = "1.0"
STANDING = "default"
OCP = "R073"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where an acceptance act refused something, goods went back to the supplier, or at a
    school at least 3 independent reports, and more than say otherwise, tell of part or bad goods.

    Sums in som at the contract's prices.
    """
    told = matter.fulfilment.told
    bad = [one for one in told if one.partly + one.bad >= max(INDEPENDENT, one.arrived + 1)]
    wanting = matter.fulfilment.wanting
    if wanting is None and not bad:
        if not told and not any(contract.accepted for contract in matter.contracts):
            return cannot_say("nothing_checked")
        return not_raised()
    wanting = wanting or Wanting()
    facts: dict[str, object] = {}
    if wanting.refused > ZERO:
        facts["refused"] = wanting.refused
    if wanting.given_back > ZERO:
        facts["given_back"] = wanting.given_back
    if bad:
        facts["reports_wanting"] = sum(one.partly + one.bad for one in bad)
    return noted(**facts) if facts else not_raised()
