"""Fewer offers than usual: fewer suppliers made an offer than usual for this class of items in the
region: at least 30% below the median.

Why it matters: where others find three sellers and this buyer finds one, something may have kept
them away.
Innocent when: the place is hard to reach, the sum is small, or the goods asked for are rarer than
their class tells.
Source: our reading of the name of red flag R019 of the Open Contracting Partnership (2024), and
number 6 of the national set; that set says average, here it is the median, which one large purchase
does not move.
"""

from collections.abc import Iterable
from decimal import Decimal

from core.money import ZERO
from oversight.bidding import PROCESSES
from oversight.flags.offers import unopened
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Line, Matter, item_class

CODE = "R019"
VERSION = "1.0"
STANDING = "default"
OCP = "R019"
NATIONAL = ("6",)
PUBLIC = True
VALID = (None, None)
USUAL = Decimal("0.7")
"""Of the median: number 6 of the national set."""


def look(matter: Matter) -> Look:
    """Raised where the suppliers who offered are at most 70% of the median.

    Compared are public purchases of the same region whose largest class of items is the same, as
    they were counted last night, this one among them; fewer than 5 are too few.
    """
    early = unopened(matter)
    if early:
        return early
    name = main_class(matter.lines)
    if name is None:
        return cannot_say("no_item_code")
    median = matter.measures.of(CODE, "median", scope(matter.bidding.region, name))
    if median is None or median.count < PROCESSES:
        have = median.count if median else 0
        return cannot_say("too_few", have=have, need=PROCESSES)
    tenderers = len(matter.bidding.tenderers)
    facts = {
        "item_class": name,
        "tenderers": tenderers,
        "usual_tenderers": median.value,
        "processes_compared": median.count,
    }
    low = tenderers <= median.value * USUAL
    return noted(**facts) if low else not_raised(**facts)


def scope(region: str | None, name: str) -> str:
    """Of a region and a class of items, as the measure is kept."""
    return f"{region} {name}"


def main_class(lines: tuple[Line, ...]) -> str | None:
    """The class of items most of the sum is for; None where no line has one."""
    return largest((item_class(line.item_code), line.amount) for line in lines)


def largest(told: Iterable[tuple[str | None, Decimal]]) -> str | None:
    """Of classes with som: the one most som are for, of several the first by its code."""
    sums: dict[str, Decimal] = {}
    for name, amount in told:
        if name is not None:
            sums[name] = sums.get(name, ZERO) + amount
    return max(sorted(sums), key=sums.__getitem__) if sums else None
