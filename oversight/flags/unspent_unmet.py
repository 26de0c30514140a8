"""Money left, and a need open: money of a category is free at the end of the year, while schools
lack what is most urgent in it.

Why it matters: the money was there, and children still go without what protects their lives.
Innocent when: a purchase has just failed, the money came in December, or the lack is found anew.
Source: red flag S07 of this project.
"""

from datetime import date
from decimal import Decimal

from core.money import ZERO
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.year_matter import YearMatter
from oversight.year_spending import Unspent, share

CODE = "S07"
VERSION = "1.0"
STANDING = "default"
OCP = None
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
PART, LEAST = Decimal("0.1"), Decimal(50_000)
"""Of a category's money, and som: less is no matter. Defaults of this project, no norm."""
LAST = (4, 1)
"""Judged until that day of the next year: what schools lack is known as of today alone. A default
of this project."""
MOST = 5
"""Requirements named, those first that most schools lack."""


def look(matter: YearMatter) -> Look:
    """Raised in the last working days of a year, and in the three months after, where at least a
    tenth of a category's money, and 50 000 som, is under no contract, and schools of the holder
    lack a requirement of the first priority in that category.

    Sums in som of all such categories; help in kind is no money.
    """
    rush = matter.spending.rush
    if rush is None or not rush.since <= matter.today < date(matter.year + 1, *LAST):
        return cannot_say("out_of_season")
    if not matter.spending.unspent:
        return cannot_say("no_money_set_aside")
    left = [one for one in matter.spending.unspent if one.unmet and _is_left(one)]
    if not left:
        return not_raised()
    free = sum((one.free for one in left), ZERO)
    lacking = {code: count for one in left for code, count in one.unmet.items()}
    named = sorted(lacking, key=lambda code: (-lacking[code], code))[:MOST]
    return noted(
        left_amount=free,
        left_share=share(free, sum((one.planned for one in left), ZERO)),
        lacking=named,
        lacking_schools=max(lacking.values()),
    )


def _is_left(one: Unspent) -> bool:
    return one.free >= LEAST and one.free >= one.planned * PART
