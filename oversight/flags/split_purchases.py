"""Split purchases: several direct purchases of one class of items together exceed the limit.

Why it matters: one need cut into small direct purchases goes past the competition that its whole
sum would call for.
Innocent when: the need truly came again, as after a flood, or nobody could foresee it.
Source: our reading of the name of red flag R011 of the Open Contracting Partnership (2024).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from operator import itemgetter
from typing import Any

from core.money import ZERO
from oversight.flags.result import Look, cannot_say, not_raised, raised
from oversight.matter import Limit, Matter, item_class
from procurement.rules import NEVER_BOUGHT

CODE = "R011"
VERSION = "1.2"
STANDING = "default"
OCP = "R011"
NATIONAL = ("KRAI2",)
PUBLIC = True
VALID = (None, None)
LIMITS = ("direct_purchase_year",)
DAYS = 90
"""The rolling window, this purchase's day counted in: a default of this project, no norm."""
TOLD = 50
"""Earlier purchases that are named, the newest; of a large holder hundreds are counted."""


@dataclass(frozen=True, slots=True)
class ClassSum:
    """What direct purchases spent on one class of items in both windows, som; how many are
    counted, and the newest of them."""

    item_class: str
    in_90_days: Decimal
    in_year: Decimal
    counted: int
    purchases: tuple[int, ...]

    @property
    def most(self) -> Decimal:
        """The larger of the two sums."""
        return max(self.in_90_days, self.in_year)


def look(matter: Matter) -> Look:
    """Raised by the purchase with which direct purchases of a class exceed the limit, and later.

    Counted are purchases of the same holder by a direct method, each of which may be bought
    directly by itself (its sum is within the limit), up to this one: within 90 days, and by money
    of the same fiscal year, into whose plan a purchase may be put before it begins. Sums are the
    estimates of the lines of one class, som. Help in kind is no purchase, nor is what was given up;
    a competitive method has thresholds of its own, and those are not known.
    """
    limit = matter.limit
    if not matter.by_money or matter.head.status in NEVER_BOUGHT:
        return not_raised()
    if matter.competitive or limit is None:
        return cannot_say("no_threshold")
    if matter.amount > limit.amount:  # it needed competition by itself: that is another flag
        return not_raised(**_of_limit(limit))
    own = _classes(matter)
    if not own:
        return cannot_say("no_item_code")
    worst = _worst(matter, limit, own)
    facts: dict[str, Any] = {
        **_of_limit(limit),
        "item_class": worst.item_class,
        "sum_90_days": worst.in_90_days,
        "sum_year": worst.in_year,
        "counted_with_it": worst.counted,
        "purchases": worst.purchases,
    }
    if worst.most > limit.amount:
        return raised(**facts)
    if any(item_class(line.item_code) is None for line in matter.lines):
        return cannot_say("no_item_code")
    return not_raised(**facts)


def _of_limit(limit: Limit) -> dict[str, Any]:
    return {
        "threshold": limit.amount,
        "threshold_standing": limit.standing,
        "threshold_source": limit.source,
    }


def _classes(matter: Matter) -> dict[str, Decimal]:
    """What the purchase spends on each class of items, som; lines without a code are left out."""
    found: dict[str, Decimal] = {}
    for line in matter.lines:
        name = item_class(line.item_code)
        if name is not None:
            found[name] = found.get(name, ZERO) + line.amount
    return found


def _worst(matter: Matter, limit: Limit, own: dict[str, Decimal]) -> ClassSum:
    """The class most was spent on, with the earlier purchases of it that might each be bought
    directly by themselves."""
    most, first, year = limit.amount, window(matter.on), matter.head.year
    small = [one for one in matter.earlier if one.amount <= most]
    found = []
    for name in sorted(own):
        those = [one for one in small if name in one.classes]
        near = sum([one.classes[name] for one in those if one.on >= first], own[name])
        whole = sum([one.classes[name] for one in those if one.year == year], own[name])
        found.append((max(near, whole), name, near, whole, those))
    _, name, near, whole, those = max(found, key=itemgetter(0))
    counted = sorted([one.id for one in those if one.on >= first or one.year == year])
    return ClassSum(name, near, whole, len(counted), tuple(counted[-TOLD:]))


def window(on: date) -> date:
    """The first day of the rolling window that ends with this day."""
    return on - timedelta(days=DAYS - 1)
