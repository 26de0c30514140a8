"""Unequal schools: a school got less than half of what schools of its place usually get per pupil.

Why it matters: the child of the small or far school has the same right to be safe.
Innocent when: the school had it already, or what every school needs one of costs a large school
less per pupil.
Source: red flag S14 of this project.
"""

from decimal import Decimal
from statistics import median

from core.fiscal import year_end
from core.money import TYIYN
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.year_matter import YearMatter
from oversight.year_spending import Category

CODE = "S14"
VERSION = "1.0"
STANDING = "default"
OCP = None
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
SCHOOLS = 5
"""Fewer schools have no usual: a default of this project, no norm."""
PART = Decimal("0.5")


def look(matter: YearMatter) -> Look:
    """Raised, once the year is over, where in a category what was accepted for a school is below
    half of the median per pupil of the holder's schools.

    Only categories in which every school got something, and only where the children of each are
    counted: what is not there may have been there before. Som per pupil; facts are those of the
    category with the lowest school against its median.
    """
    spending = matter.spending
    if matter.today <= year_end(matter.year):
        return cannot_say("year_not_over")
    if spending.schools < SCHOOLS:
        return cannot_say("few_schools", have=spending.schools, need=SCHOOLS)
    if len(spending.pupils) < spending.schools:
        return cannot_say("pupils_not_counted")
    whole = [one for one in spending.categories if len(one.accepted) == spending.schools]
    if not whole:
        return cannot_say("not_all_schools")
    each = {one.category: _per_pupil(one, matter) for one in whole}
    usual = {category: median(of.values()) for category, of in each.items()}
    low = {
        category: sorted(code for code, sum_ in of.items() if sum_ < usual[category] * PART)
        for category, of in each.items()
    }
    if not any(low.values()):
        return not_raised()
    worst = min((c for c in low if low[c]), key=lambda c: (min(each[c].values()) / usual[c], c))
    return noted(
        unequal_category=worst,
        usual_per_pupil=usual[worst].quantize(TYIYN),
        least_per_pupil=min(each[worst].values()).quantize(TYIYN),
        unequal_schools=low[worst],
    )


def _per_pupil(one: Category, matter: YearMatter) -> dict[str, Decimal]:
    return {code: sum_ / matter.spending.pupils[code] for code, sum_ in one.accepted.items()}
