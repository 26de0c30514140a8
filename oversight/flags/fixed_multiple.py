"""The same distance again: two suppliers offered prices with the same ratio to each other at least
three times.

Why it matters: prices that are made apart do not keep one ratio; one hand may have made both.
Innocent when: both follow the same price list, one with a fixed delivery charge, or round prices
met by chance.
Source: our reading of the name of red flag R023 of the Open Contracting Partnership (2024); that a
ratio to two decimals in two purchases is enough was proposed for Cardinal and is less strict than
here: three decimals, three times.
"""

from oversight.flags.offers import FEW_OFFERS, NOT_COMPARED, unopened
from oversight.flags.result import Look, not_raised, noted
from oversight.matter import Matter
from oversight.multiples import of

CODE = "R023"
VERSION = "1.0"
STANDING = "default"
OCP = "R023"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where a pair that offered here did so at this ratio in at least 3 contests.

    Counted last night over all public contests whose offers were not all rejected, by the ratio
    each pair kept most often; equal prices are another flag's.
    """
    early = unopened(matter)
    if early:
        return early
    pairs = [pair for contest in matter.bidding.contests for pair in of(contest.process)]
    if not pairs:
        return FEW_OFFERS
    if matter.measures.of(CODE, "taken") is None:
        return NOT_COMPARED
    for pair in pairs:
        kept = matter.measures.of(CODE, "ratio", pair.scope)
        if kept and kept.value == pair.ratio:
            return noted(suppliers=pair.suppliers, ratio=pair.ratio, times=kept.count)
    return not_raised()
