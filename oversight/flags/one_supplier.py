"""One supplier takes much: at least 30 per cent of what a holder awarded in the year.

Why it matters: who depends on one supplier cannot bargain, and others stop offering.
Innocent when: one large work of that year was won by it, or the village has few shops.
Source: our reading of the name of red flag R040 of the Open Contracting Partnership (2024); 30 per
cent is common practice, the floors are defaults of this project, no norm.
"""

from decimal import Decimal

from core.money import som
from oversight.flags.concerns import percent
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.year_matter import YearMatter

CODE = "R040"
VERSION = "1.0"
STANDING = "default"
OCP = "R040"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
SHARE = Decimal(30)
"""Per cent of the year's awards: common practice, no norm."""
LEAST_TOTAL = som(1_000_000)
"""A smaller year tells nothing, som: a default of this project, no norm."""
LEAST_SUPPLIERS = 5
"""With fewer suppliers a large share is arithmetic: likewise."""


def look(matter: YearMatter) -> Look:
    """Raised where the supplier with the largest sum of awards has 30 per cent or more, of at
    least 1 000 000 som awarded to at least 5 suppliers. Suppliers are named by number."""
    known = matter.buying
    if not known.suppliers:
        return cannot_say("no_award")
    if len(known.suppliers) < LEAST_SUPPLIERS:
        return cannot_say("too_few", have=len(known.suppliers), need=LEAST_SUPPLIERS)
    if known.awarded < LEAST_TOTAL:
        return cannot_say("small_year")
    first = known.suppliers[0]
    told = {
        "suppliers": [first.supplier],
        "supplier_sum": first.amount,
        "awarded": known.awarded,
        "supplier_percent": percent(first.amount, known.awarded),
        "suppliers_count": len(known.suppliers),
    }
    over = first.amount * 100 >= known.awarded * SHARE
    return noted(**told) if over else not_raised(**told)
