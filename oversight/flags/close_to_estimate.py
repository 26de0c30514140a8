"""Award close to the estimate or above it: the offer taken is 99 per cent of it or more.

Why it matters: a competition brings the price down; an offer at the very estimate may have
known it, or the estimate was made from the offer.
Innocent when: the price is a fixed tariff, or the estimate was published and low.
Source: our reading of the name of red flag R031 of the Open Contracting Partnership (2024); 99 per
cent and a floor of 100 000 som are defaults of this project, no norm.
"""

from decimal import Decimal

from core.money import som
from oversight.flags.concerns import not_competitive, percent
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "R031"
VERSION = "1.1"
STANDING = "default"
OCP = "R031"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
CLOSE = Decimal(99)
"""Per cent of the estimate: a default of this project, no norm."""
LEAST = som(100_000)
"""For a smaller estimate nobody bargains, som: likewise."""


def look(matter: Matter) -> Look:
    """Raised where an award of a competition is at least 99 per cent of its own lines' estimate,
    which is at least 100 000 som.

    Facts are those of the award nearest to its estimate, som.
    """
    if (beside := not_competitive(matter)) is not None:
        return beside
    if not matter.dealing.awards:
        return cannot_say("no_award")
    awards = [one for one in matter.dealing.awards if one.estimate >= LEAST]
    if not awards:
        return cannot_say("small_purchase")
    share, most = max(
        ((percent(one.amount, one.estimate), one) for one in awards), key=lambda pair: pair[0]
    )
    told = {"estimate": most.estimate, "award": most.amount, "of_estimate": share}
    return noted(**told) if most.amount * 100 >= most.estimate * CLOSE else not_raised(**told)
