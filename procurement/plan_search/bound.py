"""A bound that holds for every plan: money is not limited, but each tyiyn costs so much worth.

Whatever that factor is, no plan within the money is worth more than the best purchase at it, the
money's own worth added (Lagrange). The best purchase falls apart by requirement, so it is found
exactly; the factor is a fraction, so the bound is a whole number, not a rounding.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from heapq import merge

from procurement.plan_search.market import Group, Market, Pieces, first

HALVINGS = 64


@dataclass(frozen=True, slots=True)
class Share:
    """One requirement at a factor; worths are times the factor's denominator.

    `begun`: the most it gives if its lot is kept, perhaps less than nothing; `free`: the most if
    no lot were asked for. `pieces` are those of `begun`.
    """

    begun: int
    free: int
    pieces: Pieces

    @property
    def best(self) -> int:
        """The most it gives: begun, or left alone."""
        return max(self.begun, 0)


@dataclass(frozen=True, slots=True)
class Priced:
    """The market at a factor of worth for a tyiyn. `total` is the bound times the denominator."""

    factor: Fraction
    shares: tuple[Share, ...]
    total: int

    @property
    def bound(self) -> int:
        """No plan within the money is worth more."""
        return self.total // self.factor.denominator

    def taken(self, market: Market) -> list[int]:
        """What is bought at this factor."""
        taken = [0] * len(market.levels)
        for share in self.shares:
            for i, n in share.pieces if share.begun > 0 else ():
                taken[i] += n
        return taken

    def cost(self, market: Market) -> int:
        """What that costs, tyiyn."""
        return sum(market.price(share.pieces) for share in self.shares if share.begun > 0)


def priced(market: Market, money: int, factor: Fraction) -> Priced:
    """The market at a factor."""
    shares = tuple(_share(market, number, factor) for number in range(len(market.lots)))
    total = factor.numerator * money + sum(share.best for share in shares)
    return Priced(factor, shares, total)


def lowest(market: Market, money: int) -> tuple[Priced, Priced]:
    """The market at the factor of the lowest bound; and where what is bought keeps the money."""
    low = Fraction(0)
    everything = priced(market, money, low)
    if everything.cost(market) <= money:
        return everything, everything
    high = Fraction(max(level.rate for level in market.levels) * 2)
    best = within = priced(market, money, high)
    for _ in range(HALVINGS):
        middle = Fraction(float((low + high) / 2))
        found = priced(market, money, middle)
        if found.bound < best.bound:
            best = found
        if found.cost(market) <= money:
            high, within = middle, found
        else:
            low = middle
        if not low < Fraction(float((low + high) / 2)) < high:
            break
    return best, within


def _share(market: Market, number: int, factor: Fraction) -> Share:
    """The best of one requirement: every piece worth its price, and more where the lot asks."""
    each, over = factor.numerator, factor.denominator
    cuts = [(group, _cut(group, each, over)) for group in market.groups[number]]
    pieces = [(i, market.levels[i].count) for group, place in cuts for i in group.levels[:place]]
    count = sum(group.counts[place] for group, place in cuts)
    free = sum(
        over * group.worths[place] - each * group.price * group.counts[place]
        for group, place in cuts
    )
    begun = free
    lot = max(market.lots[number], 1)
    if count < lot:
        rest = merge(*(_rest(market, group, place, each, over) for group, place in cuts))
        for i, n in first(((i, market.levels[i].count) for _, i in rest), lot - count):
            level = market.levels[i]
            begun += n * (over * level.worth - each * level.price)
            pieces.append((i, n))
    return Share(begun, free, pieces)


def _cut(group: Group, each: int, over: int) -> int:
    """How many of a group's levels are worth more than their price."""
    return bisect_left(group.depths, -(each * group.price // over))


def _rest(
    market: Market, group: Group, place: int, each: int, over: int
) -> Iterator[tuple[int, int]]:
    """A group's further levels by how much less they are worth than their price."""
    for i in group.levels[place:]:
        level = market.levels[i]
        yield each * level.price - over * level.worth, i
