"""Price level of the whole purchase: all its lines together cost far from what others paid.

Why it matters: many lines a little dearer each stay within their fences, and together take as
much as one that stands out.
Innocent when: a remote place, fitting or a better make is in the prices.
Source: our reading of the name of red flag R016 of the Open Contracting Partnership (2024); 20 per
cent is that of indicator KRAI11 of the national methodology, made under the law of 2015.
"""

from decimal import Decimal

from core.money import TYIYN, ZERO
from oversight.flags.concerns import percent
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "R016"
VERSION = "1.1"
STANDING = "default"
OCP = "R016"
NATIONAL = ("KRAI11",)
PUBLIC = True
VALID = (None, None)
APART = Decimal(20)
"""Per cent between the level and the middle prices: that of KRAI11."""
LEAST_LINES = 2
"""A single line is judged by its own fences (R017): a default of this project, no norm."""


def look(matter: Matter) -> Look:
    """Raised where the compared lines cost over 20 per cent more or less than at middle prices, and
    not what they would cost at prices of the middle half.

    Compared are lines whose price stands beside at least 5 others; at least 2 lines, worth more
    than half of the estimate. What a contract agreed counts, else the plan. Middle prices are
    medians, as everywhere here, not means.
    """
    if len(matter.lines) < LEAST_LINES:
        return cannot_say("few_lines", have=len(matter.lines), need=LEAST_LINES)
    planned = cost = usual = low = high = ZERO
    lines = 0
    for line in matter.lines:
        one = line.measured
        placed = one.placed if one else None
        if one is not None and placed is not None and placed.spread is not None:
            planned += line.amount
            costs = line.amount if one.cost is None else one.cost
            cost += costs
            times = costs / placed.price
            usual += times * placed.spread.median
            low += times * placed.spread.low
            high += times * placed.spread.high
            lines += 1
    if lines < LEAST_LINES or planned * 2 <= matter.amount or not usual:
        return cannot_say("few_lines", have=lines, need=LEAST_LINES)
    level = percent(cost, usual)
    told = {
        "compared": lines,
        "cost": cost,
        "usual_cost": usual.quantize(TYIYN),
        "usual_from": low.quantize(TYIYN),
        "usual_to": high.quantize(TYIYN),
        "level": level,
    }
    apart = abs(level - 100) > APART and not low <= cost <= high
    return noted(**told) if apart else not_raised(**told)
