"""All that could be bought, and the greedy way to buy it."""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

Pieces = list[tuple[int, int]]  # (level, how many)


@dataclass(frozen=True, slots=True)
class Level:
    """Pieces of one requirement that cost the same and close the same.

    `requirement` is its place in the market's lots, `price` tyiyn, `worth` millionths of a point.
    """

    requirement: int
    price: int
    worth: int
    count: int

    @property
    def rate(self) -> float:
        """Worth for a tyiyn."""
        return self.worth / self.price


@dataclass(frozen=True, slots=True)
class Group:
    """The levels of one requirement at one price, the most worth first; sums from the top down."""

    price: int
    levels: tuple[int, ...]
    depths: tuple[int, ...]  # worths below zero, ascending: to look a worth up in
    counts: tuple[int, ...]
    worths: tuple[int, ...]


class Market:
    """What could be bought: levels, grouped by requirement and price.

    Of each requirement at least its `lots` entry is bought over the whole plan, or nothing; each
    has so many pieces.
    """

    def __init__(self, levels: Sequence[Level], lots: Sequence[int]) -> None:
        self.levels, self.lots = levels, lots
        found: dict[tuple[int, int], list[int]] = {}
        for i, level in enumerate(levels):
            found.setdefault((level.requirement, level.price), []).append(i)
        self.groups: list[list[Group]] = [[] for _ in lots]
        for (requirement, price), members in sorted(found.items()):
            members.sort(key=lambda i: (-levels[i].worth, i))
            self.groups[requirement].append(_group(price, [levels[i] for i in members], members))

    def worth(self, taken: Sequence[int]) -> int:
        """What these pieces close together."""
        return sum(n * level.worth for n, level in zip(taken, self.levels, strict=True) if n)

    def cost(self, taken: Sequence[int]) -> int:
        """What these pieces cost together, tyiyn."""
        return sum(n * level.price for n, level in zip(taken, self.levels, strict=True) if n)

    def lot(self, requirement: int, *, cheap: bool = False) -> Pieces:
        """The pieces a requirement is begun with: of most worth for money, or the cheapest."""
        members = [i for group in self.groups[requirement] for i in group.levels]
        levels = self.levels
        if cheap:
            members.sort(key=lambda i: (levels[i].price, -levels[i].worth, i))
        else:
            members.sort(key=lambda i: (-levels[i].rate, i))
        return list(first(((i, levels[i].count) for i in members), self.lots[requirement]))

    def price(self, pieces: Pieces) -> int:
        """What these cost together, tyiyn."""
        return sum(n * self.levels[i].price for i, n in pieces)

    def rate(self, pieces: Pieces) -> float:
        """Worth of these for a tyiyn."""
        return sum(n * self.levels[i].worth for i, n in pieces) / self.price(pieces)


def _group(price: int, levels: Sequence[Level], members: Sequence[int]) -> Group:
    counts = tuple(accumulate((level.count for level in levels), initial=0))
    worths = tuple(accumulate((level.count * level.worth for level in levels), initial=0))
    return Group(price, tuple(members), tuple(-level.worth for level in levels), counts, worths)


def first(pieces: Iterable[tuple[int, int]], count: int) -> Iterator[tuple[int, int]]:
    """The first `count` of these pieces."""
    for i, there in pieces:
        if count <= 0:
            return
        yield i, min(there, count)
        count -= there


def fill(market: Market, taken: Sequence[int], money: int) -> list[int]:
    """Buy on from `taken` until the money is spent: always what closes most for a som.

    A requirement is begun with its whole lot. What no longer fits is left out for good.
    """
    return _Buyer(market, taken, money).buy()


class _Buyer:
    """One walk through the market; what is on offer stands in a queue, the best first."""

    def __init__(self, market: Market, taken: Sequence[int], money: int) -> None:
        self.market = market
        self.bought = list(taken)
        self.left = money - market.cost(taken)
        self.queue: list[tuple[float, int, int, int]] = []  # (-rate, requirement, group, place)

    def buy(self) -> list[int]:
        """All that the money buys."""
        market = self.market
        for requirement, groups in enumerate(market.groups):
            begun = any(self.bought[i] for group in groups for i in group.levels)
            if groups and not begun and market.lots[requirement] > 1:
                rate = market.rate(market.lot(requirement))
                heapq.heappush(self.queue, (-rate, requirement, -1, 0))
            else:
                self._offer_all(requirement)
        while self.queue:
            _, requirement, number, place = heapq.heappop(self.queue)
            if number < 0:
                self._begin(requirement)
            else:
                self._more(requirement, number, place)
        return self.bought

    def _offer_all(self, requirement: int) -> None:
        for number in range(len(self.market.groups[requirement])):
            self._offer(requirement, number, 0)

    def _offer(self, requirement: int, number: int, place: int) -> None:
        """The next level of a group of which there is still something."""
        levels = self.market.groups[requirement][number].levels
        for i, one in enumerate(levels[place:], start=place):
            level = self.market.levels[one]
            if self.bought[one] < level.count:
                heapq.heappush(self.queue, (-level.rate, requirement, number, i))
                return

    def _begin(self, requirement: int) -> None:
        for cheap in (False, True):
            lot = self.market.lot(requirement, cheap=cheap)
            if (price := self.market.price(lot)) <= self.left:
                self.left -= price
                for i, n in lot:
                    self.bought[i] += n
                self._offer_all(requirement)
                return

    def _more(self, requirement: int, number: int, place: int) -> None:
        group = self.market.groups[requirement][number]
        i = group.levels[place]
        count = self.market.levels[i].count
        n = min(count - self.bought[i], self.left // group.price)
        self.bought[i] += n
        self.left -= n * group.price
        if self.bought[i] == count:
            self._offer(requirement, number, place + 1)
