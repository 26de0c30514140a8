"""Met by word alone: two thirds or more of what schools say they meet has no paper, photograph or
check.

Why it matters: what is written down as met gets no money, so a child waits for nothing.
Innocent when: things stood there before this tracker and no paper is left, or a visit is planned.
Source: red flag S12 of this project.
"""

from fractions import Fraction

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.year_matter import YearMatter
from oversight.year_spending import Marks

CODE = "S12"
VERSION = "1.0"
STANDING = "default"
OCP = None
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
ENOUGH = 10
"""Findings of a year below which nothing is judged: a default of this project."""
MOST = Fraction(2, 3)
"""Likewise; a school's word comes first, and papers and checks follow."""


def look(matter: YearMatter) -> Look:
    """Raised where two thirds or more of the requirements that schools of a holder said in the
    year they meet rest on their word alone: no photograph or scan, no acceptance of a purchase for
    it, and no council that agreed. A finding that a later one replaced is not counted.
    """
    marks: Marks = matter.spending.marks
    if marks.count < ENOUGH:
        return cannot_say("few_findings", have=marks.count, need=ENOUGH)
    if marks.bare < marks.count * MOST:
        return not_raised(marked=marks.count, bare=marks.bare)
    return noted(marked=marks.count, bare=marks.bare, bare_schools=marks.schools)
