"""The same photograph again: one photograph stands for several schools, purchases or
requirements.

Why it matters: a picture that shows something else shows nothing.
Innocent when: schools share a yard, one delivery served several purchases, or a picture shows a
whole room.
Source: red flag S10 of this project; photographs are told apart by their SHA-256.
"""

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.year_matter import YearMatter

CODE = "S10"
VERSION = "1.0"
STANDING = "default"
OCP = None
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: YearMatter) -> Look:
    """Raised where a photograph attached in the year stands for two schools, two purchases, or
    three requirements of one school, also with one of an earlier year. Compared within one holder.
    """
    photographs = matter.spending.photographs
    if not photographs.count:
        return cannot_say("no_photographs")
    reused = photographs.reused
    if not reused:
        return not_raised(photographs=photographs.count)
    return noted(
        photographs=photographs.count,
        photographs_again=len(reused),
        pictured_schools=sorted({code for one in reused for code in one.schools}),
        pictured_requirements=sorted({code for one in reused for code in one.requirements}),
        pictured_purchases=sorted({number for one in reused for number in one.purchases}),
    )
